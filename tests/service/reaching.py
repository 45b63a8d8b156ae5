"""People with accounts on Slack and Teams, a clock that is set, and what each of them was told."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from buying.cards import Card
from buying.service import accounts, guide, messages, people, turns
from buying.service.accounts import Known
from buying.service.guide.commands import Understanding
from buying.service.turns import Given, Said
from buying.store.database import transaction
from buying.store.tables import Conversation, Delivery, Letter, Message, Purchase

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2027, 3, 1)
"""A Monday in an ordinary week, far from holidays and changes of the clocks."""


class Clock:
    """The time for everything under test. It stands still until it is moved."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.at(MONDAY, "10:00")
        clock = self

        class Set(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                return clock.moment.astimezone(tz or UTC)

        patch.setattr("buying.clock.datetime", Set)

    def at(self, day: date, hour: str, zone: ZoneInfo = LONDON) -> datetime:
        """It is this day and time of day now, by the clocks of a zone."""
        self.moment = datetime.combine(day, time.fromisoformat(hour), zone).astimezone(UTC)
        return self.moment

    def on(self, days: float = 0, minutes: float = 0) -> datetime:
        """So much time passes."""
        self.moment += timedelta(days=days, minutes=minutes)
        return self.moment


def account(person: str, platform: str = "slack", zone: str | None = None) -> Known:
    """``person`` gets an account of a platform, used just now."""
    known = accounts.link(platform, "T1", f"{platform}-{person}", person, by="test")
    accounts.used(known.id, zone=zone)
    return known


def chat(
    person: str, text: str = "", *, on: str = "slack", do: str | None = None, **answer: Any
) -> list[Card]:
    """What comes back on one turn of ``person`` in a chat."""
    said = Said(text=text, action=do, answer=_given(answer))
    conversation = people.conversation(person, on)
    turn = uuid.uuid4().hex
    turns.receive(turn, conversation, person, on, said)
    heard = guide.hear(turn, Understanding())
    turns.finish(turn)
    return list(heard.cards)


def _given(answer: dict[str, Any]) -> Given | None:
    if not answer:
        return None
    ((question, value),) = answer.items()
    key = question.replace("_at_", "@BW-000").replace("option_", "option#")
    return Given(question=key, value=value)


def inbox(person: str, on: str = "web") -> list[Card]:
    """All that was said to somebody in one place."""
    return messages.after(people.conversation(person, on), 0, limit=500)


def ids(cards: list[Card]) -> list[str]:
    return [card.id for card in cards]


def unasked(person: str) -> list[tuple[str, str]]:
    """What somebody was told without having said anything: where, and which card."""
    query = (
        select(Conversation.channel, Message)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Conversation.person_id == person, Message.turn_id.is_(None))
        .order_by(Message.id)
    )
    with transaction() as session:
        return [(channel, row.card["id"]) for channel, row in session.execute(query)]


def at_hand(person: str, on: str) -> str | None:
    """The reference of the purchase that is talked about in a conversation."""
    with transaction() as session:
        where = session.get_one(Conversation, people.conversation(person, on))
        return session.get_one(Purchase, where.purchase_id).reference if where.purchase_id else None


def lost(person: str, on: str) -> int:
    """The newest message to somebody in a chat can never be delivered; its number."""
    number = inbox(person, on)[-1].message
    assert number is not None
    with transaction() as session:
        session.get_one(Delivery, number).state = "failed"
    return number


def letters() -> list[tuple[str, str]]:
    """To whom letters are on their way or were sent, and how far they came."""
    with transaction() as session:
        rows = session.scalars(select(Letter).order_by(Letter.id))
        return [(row.person_id, row.state) for row in rows]
