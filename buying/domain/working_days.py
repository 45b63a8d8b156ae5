"""Working days: no weekends, no bank holidays of the country.

The regular bank holidays are those of the Banking and Financial Dealings Act 1971, Schedule 1,
with New Year's Day and the early May holiday, which are proclaimed each year. A holiday that is
proclaimed for one year only, such as a coronation, is for the organisation to name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONDAY, SATURDAY = 0, 5
A_DAY = timedelta(days=1)
EVERYWHERE = ((1, 1),)
FIXED = {"Scotland": ((1, 2), (11, 30)), "Northern Ireland": ((3, 17), (7, 12))}
"""Month and day of holidays that only one country has."""


@dataclass(frozen=True)
class Calendar:
    """The working days of an organisation.

    ``country``: England, Wales, Scotland or Northern Ireland. ``days_off``: further days on
    which nobody works there.
    """

    country: str = "England"
    days_off: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        usual = day.weekday() < SATURDAY and day not in bank_holidays(self.country, day.year)
        return usual and day not in self.days_off

    def since(self, day: date, today: date) -> int:
        """How many working days have come after ``day``, up to and with ``today``."""
        days = ((day + A_DAY * number) for number in range(1, (today - day).days + 1))
        return sum(self.works(each) for each in days)


@lru_cache(maxsize=64)
def bank_holidays(country: str, year: int) -> frozenset[date]:
    """The regular bank holidays of a country of the United Kingdom in ``year``.

    One that falls on a weekend is taken on the next weekday that is none.
    """
    taken = set(_movable(country, year))
    for month, day in (*EVERYWHERE, *FIXED.get(country, ()), (12, 25), (12, 26)):
        taken.add(_weekday(date(year, month, day), taken))
    return frozenset(taken)


def _weekday(day: date, taken: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += A_DAY
    return day


def _movable(country: str, year: int) -> Iterator[date]:
    sunday = easter(year)
    yield sunday - 2 * A_DAY
    yield _monday_from(date(year, 5, 1))
    yield _monday_from(date(year, 5, 25))
    if country == "Scotland":
        yield _monday_from(date(year, 8, 1))
    else:
        yield sunday + A_DAY
        yield _monday_from(date(year, 8, 25))


def _monday_from(day: date) -> date:
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the tables that the calendar itself is made of.

    The golden number and the epact give the full moon that the church counts by; Easter is the
    Sunday after it.
    """
    century, golden = year // 100, year % 19
    moved = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + moved + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    full_moon = date(year, 3, 21) + timedelta(days=epact)
    return full_moon + timedelta(days=7 - (full_moon.weekday() + 1) % 7)
