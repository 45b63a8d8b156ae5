"""What can be wrong with the figures of a cost."""

from __future__ import annotations

from decimal import Decimal

TOO_MUCH = Decimal(10) ** 15
"""More than any purchase, and little enough for every sum to keep its pennies."""


class CostError(ValueError):
    """A figure that cannot be used. The message is one sentence, or two, for people."""


def exact(value: Decimal, what: str, error: type[ValueError] = CostError) -> Decimal:
    """``value`` unchanged. Raises ``error`` unless it is a Decimal, finite and below 10^15."""
    if not isinstance(value, Decimal) or not value.is_finite():
        raise error(f"Give {what} as a plain number. I got {value}.")
    if abs(value) >= TOO_MUCH:
        raise error(f"The number for {what} is too big. Check it, and give it again.")
    return value
