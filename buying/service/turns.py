"""What people send, kept under its event id until it has been answered.

A turn is ``waiting``, then ``working`` while somebody holds its lease, then
``done``; or ``failed`` once it was tried :data:`MOST_ATTEMPTS` times. Turns of
one conversation are taken strictly in order. Any number of processes may ask.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buying.cards import Card, Fact, Model
from buying.clock import now
from buying.service import messages
from buying.service.said import Empty, EventReused, Given, Refused, Said, TooLong, Unfit, checked
from buying.store.database import reading, transaction
from buying.store.tables import Turn

__all__ = ["Empty", "EventReused", "Given", "Refused", "Said", "TooLong", "Unfit"]

LEASE = timedelta(seconds=60)
"""How long a turn may be worked on before somebody else may take it."""

MOST_ATTEMPTS = 5
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (2, 5, 15, 45))
"""How long a turn rests after its first, second, ... attempt went wrong."""

BREATH = timedelta(seconds=1)
"""How long a turn rests when it was not its fault: the engine was not there."""

GRACE = timedelta(seconds=2)
"""How long the front door that took a turn has it to itself before the worker looks."""

NUMBERING_TRIES = 20
WAITING_CARD = "turn.waiting"
FAILED_CARD = "turn.failed"
UNANSWERED = ("waiting", "working")


class UnknownTurn(LookupError):
    """There is no turn with that id."""


class Waiting(Model):
    """A turn that was taken to be worked on. ``attempts`` counts this one too."""

    id: str
    conversation: str
    person: str
    channel: str
    said: Said
    attempts: int


class Outcome(Model):
    """How a turn stands. ``resting``: it, or one before it, waits to be tried again."""

    state: str
    resting: bool
    cards: tuple[Card, ...]


def receive(event_id: str, conversation_id: str, person_id: str, channel: str, said: Said) -> bool:
    """Keep a turn. False when that event is known already; then nothing changes.

    Raises Empty, TooLong or Unfit for what cannot be kept, and EventReused for a
    known id with other words; each says in one sentence what to do.
    """
    for attempt in range(NUMBERING_TRIES):
        try:
            with transaction() as session:
                return receive_in(session, event_id, conversation_id, person_id, channel, said)
        except IntegrityError:
            # Where transactions run side by side, another one took the number first.
            if attempt == NUMBERING_TRIES - 1:
                raise
    raise AssertionError("the loop returns or raises")


def receive_in(
    session: Session,
    event_id: str,
    conversation_id: str,
    person_id: str,
    channel: str,
    said: Said,
) -> bool:
    """As :func:`receive`, within the caller's transaction.

    Raises IntegrityError, too, where another transaction took the turn's number first.
    """
    payload = checked(said).model_dump(mode="json", exclude_defaults=True)
    known = session.get(Turn, event_id)
    if known is not None:
        return _repeated(known, conversation_id, payload)
    number = session.scalar(select(func.coalesce(func.max(Turn.seq), 0))) or 0
    session.add(
        Turn(
            id=event_id,
            seq=number + 1,
            conversation_id=conversation_id,
            person_id=person_id,
            channel=channel,
            payload=payload,
            state="waiting",
            attempts=0,
            received_at=now(),
        )
    )
    session.flush()
    return True


def _repeated(known: Turn, conversation_id: str, payload: dict[str, Any]) -> bool:
    if (known.conversation_id, known.payload) != (conversation_id, payload):
        raise EventReused
    return False


def claim(conversation_id: str) -> Waiting | None:
    """Take the oldest unanswered turn for :data:`LEASE`.

    None when there is none, when somebody works on it, or when it rests. A turn
    that was tried too often becomes ``failed``, its person is told, and the next
    one is taken.
    """
    # Most looks find nothing, and a mere reader keeps nobody waiting.
    with reading() as session:
        if not _free(_oldest(session, conversation_id, hold=False)):
            return None
    with transaction() as session:
        while (turn := _oldest(session, conversation_id, hold=True)) is not None:
            if not _free(turn):
                return None
            if turn.attempts < MOST_ATTEMPTS:
                return _take(session, turn)
            _give_up(session, turn)
    return None


def _oldest(session: Session, conversation_id: str, *, hold: bool) -> Turn | None:
    query = (
        select(Turn)
        .where(Turn.conversation_id == conversation_id, Turn.state.in_(UNANSWERED))
        .order_by(Turn.seq)
        .limit(1)
    )
    return session.scalar(query.with_for_update() if hold else query)


def _free(turn: Turn | None) -> bool:
    return turn is not None and (turn.leased_until is None or turn.leased_until <= now())


def _take(session: Session, turn: Turn) -> Waiting:
    turn.state = "working"
    turn.attempts += 1
    turn.leased_until = now() + LEASE
    session.flush()
    return _seen(turn)


def _give_up(session: Session, turn: Turn) -> None:
    # Heard already means that its answer is written: only the way back went wrong.
    turn.state = "done" if turn.heard_at else "failed"
    turn.leased_until = None
    if turn.state == "failed":
        card = _failed_card(Said.model_validate(turn.payload))
        messages.say(session, turn.conversation_id, [card], turn_id=turn.id)
    session.flush()


def finish(turn_id: str) -> None:
    """The turn has been answered."""
    _set(turn_id, state="done", leased_until=None)


def put_back(turn_id: str, *, counted: bool = True) -> None:
    """Give a turn up for now; it is taken again after a rest.

    ``counted`` False: the engine was not there, so the attempt is not held
    against the turn.
    """
    with transaction() as session:
        turn = session.get(Turn, turn_id, with_for_update=True)
        if turn is None:
            raise UnknownTurn(turn_id)
        if turn.state != "working":
            return
        pause = PAUSES[min(max(turn.attempts, 1), len(PAUSES)) - 1] if counted else BREATH
        turn.state = "waiting"
        turn.attempts -= 0 if counted else 1
        turn.leased_until = now() + pause


def conversations_waiting() -> list[str]:
    """Conversations whose oldest unanswered turn may be taken now, longest waiting first."""
    moment = now()
    first = (
        select(func.min(Turn.seq).label("seq"))
        .where(Turn.state.in_(UNANSWERED))
        .group_by(Turn.conversation_id)
        .subquery()
    )
    query = (
        select(Turn.conversation_id)
        .join(first, first.c.seq == Turn.seq)
        .where(
            or_(Turn.leased_until.is_(None), Turn.leased_until <= moment),
            or_(Turn.attempts > 0, Turn.received_at <= moment - GRACE),
        )
        .order_by(Turn.seq)
    )
    with reading() as session:
        return list(session.scalars(query))


def outcome(turn_id: str) -> Outcome:
    """How a turn stands, and what was said in answer to it. Raises UnknownTurn."""
    with reading() as session:
        turn = session.get(Turn, turn_id)
        if turn is None:
            raise UnknownTurn(turn_id)
        return Outcome(
            state=turn.state,
            resting=turn.state in UNANSWERED and _rests(session, turn),
            cards=tuple(messages.answers(session, turn_id)),
        )


def _rests(session: Session, turn: Turn) -> bool:
    first = _oldest(session, turn.conversation_id, hold=False)
    if first is None or first.state != "waiting" or first.leased_until is None:
        return False
    return first.leased_until > now()


def heard(turn_id: str) -> bool:
    """Whether the service took the turn in, so that its answer is in the outbox."""
    with reading() as session:
        turn = session.get(Turn, turn_id)
        return turn is not None and turn.heard_at is not None


def told_waiting(turn_id: str) -> Card | None:
    """Tell the person that the turn is kept and will be answered.

    Once per conversation until its turns have been answered: None when another
    turn was told of; the same card again for the same turn. None, too, for a turn
    that was answered in the meantime.
    """
    with transaction() as session:
        turn = session.get(Turn, turn_id, with_for_update=True)
        if turn is None:
            raise UnknownTurn(turn_id)
        if turn.told_waiting_at is not None:
            cards = messages.answers(session, turn_id)
            return next((card for card in cards if card.id == WAITING_CARD), None)
        if turn.state not in UNANSWERED or _others_told(session, turn.conversation_id):
            return None
        turn.told_waiting_at = now()
        return messages.say(session, turn.conversation_id, [_waiting_card()], turn_id=turn_id)[0]


def _others_told(session: Session, conversation_id: str) -> bool:
    query = select(Turn.id).where(
        Turn.conversation_id == conversation_id,
        Turn.state.in_(UNANSWERED),
        Turn.told_waiting_at.is_not(None),
    )
    return session.scalar(query.limit(1)) is not None


def load(session: Session, turn_id: str) -> Waiting | None:
    """A turn as it was received, within the caller's transaction; None if unknown."""
    turn = session.get(Turn, turn_id)
    return _seen(turn) if turn is not None else None


def _seen(turn: Turn) -> Waiting:
    return Waiting(
        id=turn.id,
        conversation=turn.conversation_id,
        person=turn.person_id,
        channel=turn.channel,
        said=Said.model_validate(turn.payload),
        attempts=turn.attempts,
    )


def _set(turn_id: str, state: str, leased_until: datetime | None) -> None:
    with transaction() as session:
        query = update(Turn).where(Turn.id == turn_id, Turn.state.in_(UNANSWERED))
        session.execute(query.values(state=state, leased_until=leased_until))


def _waiting_card() -> Card:
    return Card(
        id=WAITING_CARD,
        title="I have kept your message",
        text="I cannot answer right now. I will answer here as soon as I can. "
        "You do not need to send it again.",
    )


def _failed_card(said: Said) -> Card:
    return Card(
        id=FAILED_CARD,
        title="I could not take that in",
        text="I tried several times and it did not work. The fault is mine, not yours. "
        "Nothing that you gave before is lost. Please send it again, or say it in other words. "
        "If it goes wrong again, tell the person who looks after Buywell.",
        facts=(Fact(label="What you sent", value=said.text),) if said.text else (),
    )
