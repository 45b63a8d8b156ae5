"""The one place that asks what time it is, and which day that is for the organisation."""

from __future__ import annotations

from datetime import UTC, date, datetime

from buying.settings import settings


def now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is for the organisation."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day of an aware ``moment`` in the organisation's time zone."""
    return moment.astimezone(settings().zone).date()
