"""Whether a supplier is a preferred one: for what, and until when (P5, P10).

Being on the list is not leave to buy anything: a supplier is preferred for the
categories on its row, up to and including its last day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

Expiry = Literal["valid", "expired", "unknown"]
Standing = Literal["preferred", "known", "preferred_elsewhere", "expired", "unknown"]


def expiry(until: date | None, today: date) -> Expiry:
    """Whether a last day has passed. It still counts on that day; no date is ``unknown``."""
    if until is None:
        return "unknown"
    return "valid" if today <= until else "expired"


def standing(
    preferred: bool, categories: Iterable[str], until: date | None, category: str, today: date
) -> Standing:
    """How a supplier on the list stands for a purchase in ``category``."""
    if not preferred:
        return "known"
    if expiry(until, today) == "expired":
        return "expired"
    return "preferred" if category in categories else "preferred_elsewhere"


def categories_after(
    was_preferred: bool, says_preferred: bool | None, old: Iterable[str], new: Iterable[str]
) -> tuple[str, ...]:
    """The categories of a supplier after a file has named it again.

    ``says_preferred`` is what the file says; None where it says nothing. Only a
    file that says "preferred" widens what a preferred supplier is preferred for,
    and a supplier that becomes preferred is so for what that file names.
    """
    old, new = tuple(old), tuple(new)
    if says_preferred and not was_preferred:
        return new or old
    if was_preferred and says_preferred is None:
        return old
    return tuple(dict.fromkeys(old + new))
