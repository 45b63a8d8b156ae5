"""What Buywell has said and has still to do, read from its own database by whoever watches it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Select, create_engine, event, func, or_, select
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.service import messages
from buying.service.arrivals import OPEN
from buying.service.deliveries import PENDING
from buying.service.turns import UNANSWERED
from buying.store.tables import ArrivalRow, Conversation, Delivery, Message, Turn


class Told:
    """Reads the database of a house; it has its own connections, and changes nothing."""

    def __init__(self, data: Path) -> None:
        self._engine = _engine(data / "buywell.sqlite")

    def session(self) -> Session:
        """A session that reads."""
        return Session(self._engine, expire_on_commit=False)

    def said(self, person: str, platform: str) -> list[tuple[Card, str | None]]:
        """All cards said to a person on a platform, oldest first, with the platform's id of the
        message of each; None for one that is not there yet."""
        query = (
            select(Message, Delivery.sent)
            .join(Delivery, Delivery.message_id == Message.id)
            .where(Message.conversation_id.in_(_of(person, platform)))
            .order_by(Message.id)
        )
        with self.session() as session:
            return [(messages.read(row), sent) for row, sent in session.execute(query)]

    def newest(self, person: str, platform: str) -> int:
        """The number of the last message to a person; 0 before the first."""
        where = Message.conversation_id.in_(_of(person, platform))
        with self.session() as session:
            return session.scalar(select(func.max(Message.id)).where(where)) or 0

    def asking(self, person: str, platform: str, question: str) -> Card | None:
        """The newest card that asked a person a question; None for none."""
        asked = Message.card["question"]["id"].as_string()
        query = (
            select(Message)
            .where(Message.conversation_id.in_(_of(person, platform)), asked == question)
            .order_by(Message.id.desc())
        )
        with self.session() as session:
            row = session.scalar(query.limit(1))
            return messages.read(row) if row is not None else None

    def working(self, person: str, platform: str) -> bool:
        """Whether a turn of a person is being worked on."""
        where = (Turn.conversation_id.in_(_of(person, platform)), Turn.state == "working")
        with self.session() as session:
            return session.scalar(select(Turn.seq).where(*where).limit(1)) is not None

    def at_rest(self, person: str, platform: str, account: str) -> bool:
        """Whether all that a person sent is answered, and stands on the platform as it should."""
        where = _of(person, platform)
        left: tuple[Select[Any], ...] = (
            select(ArrivalRow.number).where(
                ArrivalRow.account == account, ArrivalRow.state.in_(OPEN)
            ),
            select(Turn.seq).where(Turn.conversation_id.in_(where), Turn.state.in_(UNANSWERED)),
            select(Delivery.message_id).where(
                Delivery.conversation_id.in_(where),
                or_(
                    Delivery.state.in_(PENDING), Delivery.stale, Delivery.leased_until.is_not(None)
                ),
            ),
        )
        with self.session() as session:
            return all(session.scalar(query.limit(1)) is None for query in left)


def _of(person: str, platform: str) -> Select[Any]:
    return select(Conversation.id).where(
        Conversation.person_id == person, Conversation.channel == platform
    )


@lru_cache
def _engine(file: Path) -> Engine:
    made = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})
    event.listen(made, "connect", _read_only)
    return made


def _read_only(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON")
