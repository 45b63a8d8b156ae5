"""What somebody was reminded of, and what they want no reminders of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import now
from buying.store.tables import Purchase, Reminder

AT_ONCE = 500
"""Keys that one query looks for."""


def said(session: Session, keys: Iterable[str]) -> set[str]:
    """Those of ``keys`` that were said before."""
    asked = list(dict.fromkeys(keys))
    found: set[str] = set()
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        found |= set(session.scalars(select(Reminder.key).where(Reminder.key.in_(some))))
    return found


def note(session: Session, keys: Iterable[str], moment: datetime) -> None:
    """Note that these are said now. Raises IntegrityError where another process said one first."""
    session.add_all(Reminder(key=key, said_at=moment) for key in keys)
    session.flush()


def unwanted(reference: str, person_id: str) -> str:
    """The key which says that a person wants no reminders of a purchase."""
    return f"unwanted:{reference}:{person_id}"


def stop(session: Session, person_id: str, references: Iterable[str]) -> list[str]:
    """Remind a person of these purchases no more; the references that there are."""
    query = select(Purchase.reference).where(Purchase.reference.in_(list(references)))
    there = sorted(session.scalars(query))
    keys = {unwanted(reference, person_id) for reference in there}
    note(session, keys - said(session, keys), now())
    return there


def resume(session: Session, person_id: str, reference: str) -> bool:
    """Remind a person of a purchase again; False where that was not stopped."""
    row = session.get(Reminder, unwanted(reference, person_id))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True
