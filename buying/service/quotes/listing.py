"""The files of a purchase as they are listed: who sent what, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Model
from buying.domain.quotes.kinds import WORDS
from buying.store.tables import File, Person


class Kept(Model):
    """One file as it is listed. ``kind`` is in words: PDF, spreadsheet."""

    id: str
    number: int
    name: str
    kind: str
    size: int
    sha256: str
    by: str
    at: datetime
    read: bool


def kept(session: Session, purchase_id: int) -> list[Kept]:
    """The files of a purchase in the order in which they came, within the caller's transaction."""
    query = (
        select(File, Person.name)
        .join(Person, Person.id == File.by_id)
        .where(File.purchase_id == purchase_id)
        .order_by(File.number)
    )
    return [_kept(row, by) for row, by in session.execute(query)]


def _kept(row: File, by: str) -> Kept:
    return Kept(
        id=row.id, number=row.number, name=row.name, kind=WORDS.get(row.kind, row.kind),  # type: ignore[call-overload]
        size=row.size, sha256=row.sha256, by=by, at=row.at, read=row.state == "read",
    )  # fmt: skip
