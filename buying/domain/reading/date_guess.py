"""The last resort for dates: the dateparser library, day first, on short texts only."""

from __future__ import annotations

import re
import threading
from datetime import date, datetime
from typing import Any

LONGEST = 40
"""Characters. dateparser takes longer than linear time, and guesses wildly, on long texts."""

_WORTH = re.compile(
    r"\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day|week|month|year|fortnight|morrow"
)
_LETTERS = re.compile(r"[a-z]{2}")
_LOCK = threading.Lock()
"""dateparser fills caches that threads share (scrapinghub/dateparser issue 441)."""


def guess(text: str, today: date, *, past: bool) -> date | None:
    """What dateparser makes of ``text``, always to be confirmed; None for nothing.

    The library is imported at the first call, since that takes 0.2 s.
    """
    if len(text) > LONGEST or not (_WORTH.search(text) and _LETTERS.search(text)):
        return None
    import dateparser

    settings: Any = {
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": "past" if past else "future",
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),
        "REQUIRE_PARTS": ["day", "month"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    with _LOCK:
        try:
            found = dateparser.parse(text, languages=["en"], settings=settings)
        except (
            ValueError,
            OverflowError,
            TypeError,
            KeyError,
            IndexError,
            AttributeError,
            re.error,
        ):
            # It lets errors of its own parts through for texts that are no dates.
            return None
    return found.date() if found else None
