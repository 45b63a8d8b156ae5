"""Days on a quote, the British way: day, month, year."""

from __future__ import annotations

import re
from datetime import date

from buying.domain.reading.tidy import plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(\d{1,2})(?:st|nd|rd|th)?[\s-](?:of\s)?([a-z]{3,9})\.?,?[\s-](\d{4}|\d{2})"
)
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[t ]00:00(?::00)?)?")


def day(text: str) -> date | None:
    """The day that ``text`` is; None where it is none, or there is no such day."""
    simple = plain(text).strip(" .")
    try:
        return _read(simple)
    except ValueError:
        return None


def _read(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(text):
        return date(_year(found[4]), int(found[3]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and found[2][:3] in _MONTHS:
        return date(_year(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    return None


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)
