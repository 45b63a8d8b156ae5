"""Days of the calendar: what exists, which year is meant, holidays, how a date is said."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from buying.domain.reading.results import Unreadable

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FIRST_YEAR, LAST_YEAR = 1950, 2199
FURTHEST = 36_600
"""Days from today that a reading may be away: about a hundred years."""


@dataclass(frozen=True)
class Day:
    """A date that was read. ``inside``: "before" it means up to and with it.

    ``eve``: the day that "by" or "before" it means, for a holiday. ``note`` is a
    sentence to put before the question whether it is right.
    """

    on: date
    sure: bool = True
    inside: bool = False
    eve: date | None = None
    note: str | None = None


Found = Day | Unreadable | None


@dataclass(frozen=True)
class Now:
    """Today, and whether a date without a year lies behind (``past``) or ahead."""

    today: date
    past: bool = False


def spelled(day: date) -> str:
    """``31 March 2027``."""
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def weekday_of(day: date) -> str:
    """``Friday``."""
    return WEEKDAYS[day.weekday()].title()


def last_of(year: int, month: int) -> int:
    """The number of days of a month."""
    return calendar.monthrange(year, month)[1]


def month_end(day: date, months: int = 0) -> date:
    """The last day of the month ``months`` after that of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, last_of(year, month + 1))


def plus_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of a shorter month."""
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))


def exact(day: int, month: int, year: int) -> Day | Unreadable:
    """The date, if there is one. A month above 12 beside a day up to 12 is the American order."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unreadable(
            "year", f"I read the year as {year}. Please give the date with its year again."
        )
    if month > 12 >= day >= 1:
        swapped = exact(month, day, year)
        return Day(swapped.on, sure=False) if isinstance(swapped, Day) else swapped
    if not 1 <= month <= 12:
        return Unreadable("no_such_date", f"There is no month {month}. Months go from 1 to 12.")
    if not 1 <= day <= last_of(year, month):
        return _no_such(day, month, year)
    return Day(date(year, month, day))


def nearest(day: int, month: int, now: Now) -> Day | Unreadable:
    """The next such date from today on (or the last one, for the past)."""
    if month > 12 >= day >= 1:
        swapped = nearest(month, day, now)
        return Day(swapped.on, sure=False) if isinstance(swapped, Day) else swapped
    step = -1 if now.past else 1
    year = now.today.year
    if 1 <= month <= 12 and (month, day) != (2, 29):
        probe = date(year, month, min(max(day, 1), last_of(year, month)))
        return exact(day, month, year + step if (probe - now.today).days * step < 0 else year)
    for ahead in range(9):
        found = exact(day, month, year + ahead * step)
        if isinstance(found, Unreadable) and not 1 <= month <= 12:
            return found
        if isinstance(found, Day) and (found.on - now.today).days * step >= 0:
            return Day(found.on, sure=False)
    return _no_such(day, month, year)


def _no_such(day: int, month: int, year: int) -> Unreadable:
    name = MONTHS[month - 1].title()
    has = f"{name} {year}" if month == 2 else name
    return Unreadable(
        "no_such_date",
        f"There is no {day} {name}; {has} has {last_of(year, month)} days."
        " Please give another date.",
    )


def easter(year: int) -> date:
    """Easter Sunday (Gregorian; the anonymous algorithm in Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def working_days_after(day: date, count: int) -> date:
    """``count`` Mondays to Fridays after ``day``; bank holidays are not known here."""
    weeks, left = divmod(count, 5)
    day += timedelta(weeks=weeks)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day
