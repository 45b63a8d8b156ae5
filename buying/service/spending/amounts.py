"""Amounts as finance systems write them."""

from __future__ import annotations

import re
from decimal import Decimal

from buying.domain.money import to_penny

MOST = Decimal(10_000_000)
_AMOUNT = re.compile(
    r"(?P<before>[-–−(]?)\s*(?:£|GBP)?\s*(?P<sign>[-–−]?)\s*"
    r"(?P<figure>\d{1,3}(?:,\d{3})+|\d+)(?P<pence>\.\d+)?\s*(?P<after>-|\)|CR|DR)?",
    re.IGNORECASE,
)


class Unclear(ValueError):
    """A cell that does not say what it should; the text says what is wrong."""


def amount(text: str) -> Decimal:
    """Pounds and pence: ``1,534.24``, ``£90``; below 0 as ``-40.00``, ``(40.00)`` or ``40.00 CR``.

    Raises Unclear for anything else, such as ``1.534,24`` or parts of a penny.
    """
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise Unclear(f"“{text[:40]}” is not an amount. Write it like 1,534.24.")
    value = Decimal(found["figure"].replace(",", "") + (found["pence"] or ""))
    if value != to_penny(value):
        raise Unclear(f"“{text[:40]}” has parts of a penny. Write it like 1,534.24.")
    if value > MOST:
        raise Unclear(f"“{text[:40]}” is more than £10,000,000. Check it.")
    return -value if _is_credit(found) else value


def _is_credit(found: re.Match[str]) -> bool:
    after = (found["after"] or "").upper()
    bracket = found["before"] == "("
    if bracket != (after == ")"):
        raise Unclear(f"“{found[0][:40]}” has one bracket. Write a credit like (40.00).")
    return bracket or after in ("-", "CR") or bool(found["before"]) or bool(found["sign"])


def maybe(text: str) -> Decimal | None:
    """The same; None for an empty cell."""
    return amount(text) if text else None
