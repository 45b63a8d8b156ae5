"""What the product says to people: the outbox, and the record of what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.clock import now
from buying.service import outbox
from buying.store.database import reading, transaction
from buying.store.tables import Conversation, Message


class UnknownConversation(LookupError):
    """There is no conversation with that id."""


def say(
    session: Session,
    conversation_id: str,
    cards: Iterable[Card],
    *,
    turn_id: str | None = None,
    purchase_id: int | None = None,
) -> list[Card]:
    """Add ``cards`` to the outbox within the caller's transaction.

    Returns the same cards with ``message`` set. ``turn_id`` is the turn that they
    answer; None for a card that nobody asked for, such as a specialist's advice.
    Raises UnknownConversation.
    """
    # Holding the conversation's row keeps its numbers in the order of commits where
    # transactions run side by side, so that ``after`` never jumps over a card. Whoever only
    # refers to the row (key share) is not kept waiting: they may hold what is needed here.
    held = select(Conversation).where(Conversation.id == conversation_id)
    conversation = session.scalar(held.with_for_update(key_share=True))
    if conversation is None:
        raise UnknownConversation(conversation_id)
    moment = now()
    rows = [
        Message(
            conversation_id=conversation_id,
            turn_id=turn_id,
            purchase_id=purchase_id,
            card=stored(card),
            created_at=moment,
        )
        for card in cards
    ]
    for row in rows:
        session.add(row)
        session.flush()
    outbox.add(session, conversation, rows)
    return [read(row) for row in rows]


def say_now(conversation_id: str, cards: Iterable[Card], turn_id: str | None) -> list[Card]:
    """As :func:`say`, in a transaction of its own."""
    with transaction() as session:
        return say(session, conversation_id, cards, turn_id=turn_id)


def stored(card: Card) -> dict[str, object]:
    """The JSON shape in which a card is kept: without its number and what is not set."""
    return card.model_dump(mode="json", exclude={"message"}, exclude_defaults=True)


def read(row: Message) -> Card:
    """The card of a row, with its number."""
    return Card.model_validate({**row.card, "message": row.id})


def after(conversation_id: str, message: int, limit: int = 50) -> list[Card]:
    """The cards said since number ``message`` (0: from the start), oldest first."""
    query = (
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.id > message)
        .order_by(Message.id)
        .limit(limit)
    )
    with reading() as session:
        return [read(row) for row in session.scalars(query)]


def any_in(session: Session, conversation_id: str) -> bool:
    """Whether anything was ever said in a conversation, within the caller's transaction."""
    query = select(Message.id).where(Message.conversation_id == conversation_id)
    return session.scalar(query.limit(1)) is not None


def of_turn(turn_id: str) -> list[Card]:
    """Everything said in answer to one turn, oldest first."""
    with reading() as session:
        return answers(session, turn_id)


def answers(session: Session, turn_id: str) -> list[Card]:
    """As :func:`of_turn`, within the caller's transaction."""
    query = select(Message).where(Message.turn_id == turn_id).order_by(Message.id)
    return [read(row) for row in session.scalars(query)]


def last_asked(session: Session, conversation_id: str, questions: Sequence[str]) -> str | None:
    """Which of ``questions`` was asked last in a conversation; None where none was."""
    asked = Message.card["question"]["id"].as_string()
    query = (
        select(asked)
        .where(Message.conversation_id == conversation_id, asked.in_(questions))
        .order_by(Message.id.desc())
    )
    return session.scalar(query.limit(1))


def card_of(person_id: str, number: int) -> tuple[str, Card] | None:
    """The conversation and the card of a message that was said to a person.

    None for a message that is not there, and for one to somebody else.
    """
    query = (
        select(Message)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Message.id == number, Conversation.person_id == person_id)
    )
    with reading() as session:
        row = session.scalar(query)
        return (row.conversation_id, read(row)) if row is not None else None


def mark_delivered(numbers: Sequence[int]) -> None:
    """Note that these messages have been handed over; the first time counts."""
    if not numbers:
        return
    with transaction() as session:
        session.execute(
            update(Message)
            .where(Message.id.in_(numbers), Message.delivered_at.is_(None))
            .values(delivered_at=now())
        )
