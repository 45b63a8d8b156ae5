"""Dates that name a day: "31/3/27", "3rd of April", "Fri 18 Dec", "2027-03-31"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from buying.domain.reading.days import (
    MONTHS,
    WEEKDAYS,
    Day,
    Found,
    Now,
    exact,
    nearest,
    plus_months,
    spelled,
    weekday_of,
)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b\.?"
)
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"(?:\d{4}|'?\d{2}|(?:this|next) year)(?![\d/])"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d\d:\d\d.*)?")
_DMY = re.compile(
    rf"(?:({WEEKDAY}),? )?(\d{{1,2}})\s?([-/. ])\s?(\d{{1,2}})\s?\3\s?(\d{{4}}|'?\d{{2}})"
)
_DM = re.compile(rf"(?:({WEEKDAY}),? )?(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})")
_DAY_MONTH = re.compile(
    rf"(?:({WEEKDAY}),? ?(?:the )?)?(\d{{1,2}})\s?{_TH}?(?:\s?[-/,]\s?| of | day of "
    rf"| )?({MONTH})(?:[\s,/-]*({_YEAR}))?"
)
_MONTH_DAY = re.compile(
    rf"(?:({WEEKDAY}),? )?({MONTH})[\s-]*(?:the )?(\d{{1,2}})({_TH})?(?!\d)(?:,? ?(\d{{4}}))?"
)
_WEEKDAY_DAY = re.compile(rf"({WEEKDAY}),? (?:the )?(\d{{1,2}}){_TH}?")
_DAY = re.compile(rf"(\d{{1,2}}){_TH}(?: of (this|next) month| (?:of )?(this|next) month)?")
_COMPACT_ISO = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_COMPACT = re.compile(r"(\d\d)(\d\d)((?:20)?\d\d)")
_INSIDE = re.compile(
    rf"(?<![\d/.-])(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}([/.-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}{_TH}?(?: of)? ?{MONTH}(?: \d{{4}})?|{MONTH} \d{{1,2}}{_TH})(?![\d/-])"
)


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its beginning."""
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or its beginning."""
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(word[:3]))


def fixed(text: str, now: Now) -> Found:
    """The day that the whole of ``text`` names; None where it has no such form."""
    for pattern, reader in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            return reader(match, now)
    return None


def inside(text: str) -> list[str]:
    """The dates that stand somewhere in a longer text, as typed."""
    return [match[0] for match in _INSIDE.finditer(text)]


def year_of(word: str | None, now: Now) -> int | None:
    """2027 for "2027", "27" and, this year, "next year"; None for None."""
    if not word:
        return None
    if word.endswith("year"):
        return now.today.year + word.startswith("next")
    number = int(word.lstrip("'"))
    return number if len(word.lstrip("'")) == 4 else 2000 + number


def _iso(match: re.Match[str], now: Now) -> Found:
    return exact(int(match[3]), int(match[2]), int(match[1]))


def _dmy(match: re.Match[str], now: Now) -> Found:
    found = exact(int(match[2]), int(match[4]), year_of(match[5], now) or 0)
    return _on_weekday(found, match[1])


def _dm(match: re.Match[str], now: Now) -> Found:
    return _on_weekday(nearest(int(match[2]), int(match[3]), now), match[1])


def _day_month(match: re.Match[str], now: Now) -> Found:
    day, month, year = int(match[2]), month_number(match[3]), year_of(match[4], now)
    return _on_weekday(exact(day, month, year) if year else nearest(day, month, now), match[1])


def _month_day(match: re.Match[str], now: Now) -> Found:
    """ "March 27" can be a day or a year; with "th" or a year it cannot."""
    month, day, year = month_number(match[2]), int(match[3]), year_of(match[5], now)
    found = exact(day, month, year) if year else nearest(day, month, now)
    if isinstance(found, Day) and not (match[4] or year) and day > 20:
        return Day(found.on, sure=False)
    return _on_weekday(found, match[1])


def _weekday_day(match: re.Match[str], now: Now) -> Found:
    """ "Friday 3rd": the nearest month in which the 3rd is a Friday."""
    for ahead in range(14):
        first = plus_months(now.today.replace(day=1), -ahead if now.past else ahead)
        try:
            day = first.replace(day=int(match[2]))
        except ValueError:
            continue
        if day.weekday() == weekday_number(match[1]) and (
            day <= now.today if now.past else day >= now.today
        ):
            return Day(day, sure=abs((day - now.today).days) <= 31)
    return None


def _day(match: re.Match[str], now: Now) -> Found:
    month = match[2] or match[3]
    base = plus_months(now.today.replace(day=1), 1 if month == "next" else 0)
    if month:
        return exact(int(match[1]), base.month, base.year)
    step = -1 if now.past else 1
    for ahead in range(3):
        first = plus_months(base, ahead * step)
        found = exact(int(match[1]), first.month, first.year)
        if isinstance(found, Day) and (found.on - now.today).days * step >= 0:
            return Day(found.on, sure=False)
    return exact(int(match[1]), base.month, base.year)


def _compact(match: re.Match[str], now: Now) -> Found:
    found = exact(int(match[1]), int(match[2]), year_of(match[3], now) or 0)
    return Day(found.on, sure=False) if isinstance(found, Day) else None


def _on_weekday(found: Found, weekday: str | None) -> Found:
    """Not sure where the weekday that was named is another than the date's."""
    if not weekday or not isinstance(found, Day) or found.on.weekday() == weekday_number(weekday):
        return found
    note = f"{spelled(found.on)} is a {weekday_of(found.on)}."
    return Day(found.on, sure=False, note=note)


_FORMS = (
    (_ISO, _iso),
    (_DMY, _dmy),
    (_DM, _dm),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_WEEKDAY_DAY, _weekday_day),
    (_DAY, _day),
    (_COMPACT_ISO, _iso),
    (_COMPACT, _compact),
)


def on_weekday(weekday: int, now: Now) -> date:
    """The next such weekday after today (or the last one before it)."""
    if now.past:
        return now.today - timedelta(days=(now.today.weekday() - weekday - 1) % 7 + 1)
    return now.today + timedelta(days=(weekday - now.today.weekday() - 1) % 7 + 1)
