"""The working days of the organisation whose rulebook is in force."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from buying.domain.working_days import Calendar
from buying.rulebook import Rulebook


def of(book: Rulebook) -> Calendar:
    """The working days by a rulebook: of its country, without its days off."""
    return Calendar(book.organisation.country, book.reminders.off)


@lru_cache(maxsize=4096)
def since(calendar: Calendar, day: date, today: date) -> int:
    """Working days after ``day`` up to ``today``; asked for many purchases, each minute."""
    return calendar.since(day, today)
