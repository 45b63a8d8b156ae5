"""Last days as they are stored."""

from __future__ import annotations

from datetime import UTC, date, datetime, time


def as_moment(day: date | None) -> datetime | None:
    """A last day as it is stored: at noon UTC, which is that day here and in UTC."""
    return None if day is None else datetime.combine(day, time(12), UTC)


def as_day(moment: datetime | None) -> date | None:
    """The last day that :func:`as_moment` stored."""
    return None if moment is None else moment.astimezone(UTC).date()
