"""Puts messages on their way to Slack or Teams, in the transaction in which they are said."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from buying.clock import now
from buying.service import quiet
from buying.service.accounts import PLATFORMS
from buying.store.tables import Conversation, Delivery, Message, Task

OPEN = "open"
"""How a message with controls stands on a platform: see ``Delivery.shown``."""


def add(session: Session, conversation: Conversation, rows: Iterable[Message]) -> None:
    """Queue messages of a conversation on a platform; nothing for one on our own pages.

    What was asked there before may now be answered, so that has to be looked at again. What
    nobody asked for waits for the end of the person's quiet hours, or until they write: what is
    said to them then may build on it, so that it has to come first.
    """
    if conversation.channel not in PLATFORMS:
        return
    rows = list(rows)
    if any(row.turn_id for row in rows):
        _release(session, conversation.id)
    _stale(session, Delivery.conversation_id == conversation.id)
    moment = now()
    held = quiet.not_before(session, conversation.person_id, moment)
    for row in rows:
        session.add(
            Delivery(
                message_id=row.id,
                conversation_id=conversation.id,
                state="waiting",
                attempts=0,
                not_before=moment if row.turn_id else held,
                stale=False,
            )
        )


def task_closed(session: Session, task: Task, key: str) -> None:
    """A question to a role needs no answer any more: those who were asked are to see that.

    ``key``: the question as it was asked of them, ``approval@BW-0001``.
    """
    asked = Message.card["question"]["id"].as_string()
    # Of what still stands open, which is little; messages grow and grow.
    its = select(Message.id).where(
        Message.id == Delivery.message_id, Message.purchase_id == task.purchase_id, asked == key
    )
    _stale(session, its.exists())


def _release(session: Session, conversation: str) -> None:
    moment = now()
    held = (
        Delivery.conversation_id == conversation,
        Delivery.state == "waiting",
        Delivery.attempts == 0,
        Delivery.not_before > moment,
    )
    session.execute(update(Delivery).where(*held).values(not_before=moment))


def _stale(session: Session, which: ColumnElement[bool]) -> None:
    query = (
        update(Delivery).where(Delivery.shown == OPEN, which).values(stale=True, not_before=now())
    )
    session.execute(query)
