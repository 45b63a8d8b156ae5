"""When somebody may be told what they did not ask for: not in the quiet hours of their own day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.settings import settings
from buying.store.tables import Account


def not_before(session: Session, person_id: str, moment: datetime) -> datetime:
    """``moment`` (aware), or the end of the person's quiet hours if it lies within them; in UTC."""
    quiet = settings().quiet
    return quiet.over_at(moment, zone_of(session, person_id)) if quiet else moment


def zone_of(session: Session, person_id: str) -> ZoneInfo:
    """The time zone that a chat knows of the person, the last used one first; else the
    organisation's."""
    query = (
        select(Account.zone)
        .where(
            Account.person_id == person_id, Account.ended_at.is_(None), Account.zone.is_not(None)
        )
        .order_by(Account.used_at.desc(), Account.id.desc())
    )
    for name in session.scalars(query):
        try:
            return ZoneInfo(str(name))
        except (KeyError, ValueError):
            # A platform may know of a zone that this machine does not.
            continue
    return settings().zone
