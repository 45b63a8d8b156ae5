"""A conversation as it is read: what was sent and what was said, in the order of time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card, Model
from buying.service.guide import tasks
from buying.service.messages import read
from buying.service.said import Said
from buying.store.database import reading
from buying.store.tables import Conversation, File, Message, Person, Purchase, Turn


class Line(Model):
    """One line of a conversation: what a person sent (``said``) or a ``card``.

    ``number`` is the turn's or the message's. ``state`` is the turn's; empty for
    a card. ``file`` is the name of the file that was sent.
    """

    number: int
    at: datetime
    said: Said | None = None
    state: str = ""
    card: Card | None = None
    file: str = ""


def lines(conversation_id: str, limit: int = 100) -> list[Line]:
    """The newest ``limit`` lines, oldest first."""
    with reading() as session:
        both = _sent(session, conversation_id, limit) + _answered(session, conversation_id, limit)
    return sorted(both, key=_order)[-limit:]


def person_of(conversation_id: str) -> str:
    """The id of the person whose conversation it is. Raises NoResultFound."""
    with reading() as session:
        return session.get_one(Conversation, conversation_id).person_id


def asked_of(person_id: str) -> frozenset[str]:
    """The questions of other people's purchases that wait for this person: ``approval@BW-0001``."""
    with reading() as session:
        person = session.get_one(Person, person_id)
        return frozenset(
            tasks.key_of(session.get_one(Purchase, task.purchase_id), task)
            for task in tasks.mine(session, person)
        )


def _order(line: Line) -> tuple[datetime, bool, int]:
    return (line.at, line.card is not None, line.number)


def _sent(session: Session, conversation_id: str, limit: int) -> list[Line]:
    query = select(Turn).where(Turn.conversation_id == conversation_id)
    rows = session.scalars(query.order_by(Turn.seq.desc()).limit(limit))
    found = [(row, Said.model_validate(row.payload)) for row in rows]
    names = _names(session, [said.file for _, said in found if said.file])
    return [
        Line(
            number=row.seq,
            at=row.received_at,
            said=said,
            state=row.state,
            file=names.get(said.file or "", ""),
        )
        for row, said in found
    ]


def _names(session: Session, files: list[str]) -> dict[str, str]:
    if not files:
        return {}
    query = select(File.id, File.name).where(File.id.in_(files))
    return {row.id: row.name for row in session.execute(query)}


def _answered(session: Session, conversation_id: str, limit: int) -> list[Line]:
    query = select(Message).where(Message.conversation_id == conversation_id)
    rows = session.scalars(query.order_by(Message.id.desc()).limit(limit))
    return [Line(number=row.id, at=row.created_at, card=read(row)) for row in rows]
