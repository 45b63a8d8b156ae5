"""What can be wrong with weights, ratings and limits."""

from __future__ import annotations

from decimal import Decimal

from buying.domain.costs.errors import exact as costs_exact

FULL = Decimal(100)
"""The most points that there are, and what weights add up to."""


class ScoreError(ValueError):
    """A figure that cannot be used. The message is one sentence, or two, for people."""


def exact(value: Decimal, what: str) -> Decimal:
    """``value`` unchanged. Raises ScoreError unless it is a Decimal, finite and below 10^15."""
    return costs_exact(value, what, ScoreError)
