"""What arrives from Slack and Teams, kept before it is acknowledged, until it has become turns.

Arrivals of one account are worked on strictly in order; any number of processes may ask. An
arrival is ``waiting``, then ``working`` while somebody holds its lease, then ``done``, or
``refused`` where it is nobody's whom we know, or could not be taken in for too long.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field
from sqlalchemy import Select, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buying.cards import Card, Model
from buying.clock import now
from buying.service import messages, turns
from buying.service.said import EventReused, Refused, Said
from buying.store.database import reading, transaction
from buying.store.tables import ArrivalRow, Turn

LEASE = timedelta(seconds=60)
"""How long an arrival may be worked on before somebody else may take it."""

MOST_PAUSE = timedelta(minutes=10)
GRACE = timedelta(seconds=2)
"""How long the process that took it in has it to itself before the worker looks."""

TRIED_FOR = timedelta(hours=24)
"""How long an arrival is tried: a platform that is away comes back, and so does a right setting."""

OPEN = ("waiting", "working")


class Place(Model):
    """Where something was said on a platform.

    ``channel``: a Slack channel or a Teams conversation; ``private``: it is a direct one with
    the bot; ``thread``: where in it an answer belongs; ``message``: the platform's id of the
    message whose control was used; ``extra``: what else the platform needs to write there.
    """

    channel: str
    private: bool
    thread: str | None = None
    message: str | None = None
    extra: dict[str, str] = Field(default_factory=dict)


class RemoteFile(Model):
    """A file that somebody sent, still where the platform keeps it. ``size``: bytes."""

    name: str
    url: str
    size: int | None = None
    kind: str = ""


class Arrival(Model):
    """One event of a platform: who did it, where, and what was said in it.

    ``event`` is unique for the event, so that a repeat is recognised. ``account`` is the
    platform's id of who did it, ``workspace`` that of the Slack team or Microsoft tenant.
    """

    event: str
    platform: Literal["slack", "teams"]
    workspace: str
    account: str
    place: Place
    said: tuple[Said, ...] = ()
    files: tuple[RemoteFile, ...] = ()


class Queue(Model):
    """The account whose arrivals wait in order."""

    platform: str
    workspace: str
    account: str


class Taken(Model):
    """An arrival that was taken to be worked on. ``attempts`` counts this one too."""

    arrival: Arrival
    attempts: int


def keep(arrival: Arrival) -> bool:
    """Keep an arrival. False when that event is known already; then nothing changes."""
    row = ArrivalRow(
        event=arrival.event,
        platform=arrival.platform,
        workspace=arrival.workspace,
        account=arrival.account,
        content=arrival.model_dump(mode="json", exclude_defaults=True),
        place=arrival.place.model_dump(mode="json", exclude_defaults=True),
        state="waiting",
        attempts=0,
        received_at=now(),
    )
    try:
        with transaction(urgent=True) as session:
            session.add(row)
    except IntegrityError:
        with reading() as session:
            if session.scalar(_by_event(arrival.event)) is None:
                raise
        return False
    return True


def claim(queue: Queue) -> Taken | None:
    """Take the oldest open arrival of an account for :data:`LEASE`.

    None when there is none, when somebody works on it, or when it rests.
    """
    # Most looks find nothing, and a mere reader keeps nobody waiting.
    with reading() as session:
        if not _free(session.scalar(_oldest(queue))):
            return None
    with transaction() as session:
        row = session.scalar(_oldest(queue).with_for_update())
        if row is None or not _free(row):
            return None
        row.state = "working"
        row.attempts += 1
        row.leased_until = now() + LEASE
        arrival = Arrival.model_validate(row.content)
        return Taken(arrival=arrival, attempts=row.attempts)


def _free(row: ArrivalRow | None) -> bool:
    return row is not None and (row.leased_until is None or row.leased_until <= now())


def put_back(event: str, seconds: float | None = None) -> None:
    """Give an arrival up for now; it is taken again after ``seconds``, else after a while."""
    with transaction() as session:
        row = session.scalar(_by_event(event).with_for_update())
        if row is None or row.state != "working":
            return
        if now() - row.received_at > TRIED_FOR:
            _end(row, "refused")
            return
        pause = timedelta(seconds=seconds if seconds is not None else 2.0 ** min(row.attempts, 12))
        row.state = "waiting"
        row.leased_until = now() + min(pause, MOST_PAUSE)


def refuse(event: str) -> None:
    """End an arrival that can never become turns; what it said is not kept."""
    with transaction() as session:
        row = session.scalar(_by_event(event).with_for_update())
        if row is not None:
            _end(row, "refused")


def become_turns(
    taken: Taken, conversation: str, person: str, said: Sequence[Said], words: Sequence[Card] = ()
) -> list[str]:
    """Make turns of an arrival, all or none, and end it; the ids of the turns that are new.

    ``words`` are said in the conversation at once: why a part of it could not be taken. What
    cannot be a turn is told of in the same way.
    """
    for attempt in range(turns.NUMBERING_TRIES):
        try:
            with transaction() as session:
                return _become(session, taken.arrival.event, conversation, person, said, words)
        except IntegrityError:
            # Where transactions run side by side, another one took a turn's number first.
            if attempt == turns.NUMBERING_TRIES - 1:
                raise
    raise AssertionError("the loop returns or raises")


def _become(
    session: Session,
    event: str,
    conversation: str,
    person: str,
    said: Sequence[Said],
    words: Sequence[Card],
) -> list[str]:
    row = session.scalar(_by_event(event).with_for_update())
    # One that somebody else has put back meanwhile is done all the same.
    if row is None or row.state not in OPEN:
        return []
    refused = list(words)
    made = []
    for number, each in enumerate(said):
        turn = event if number == 0 else f"{event}#{number}"
        try:
            if turns.receive_in(session, turn, conversation, person, row.platform, each):
                made.append(turn)
        except EventReused:
            continue
        except Refused as error:
            refused.append(Card(id="arrival.refused", text=str(error)))
    if refused:
        messages.say(session, conversation, refused, turn_id=event)
    _end(row, "done")
    return made


def waiting(platform: str) -> list[Queue]:
    """Accounts of a platform whose oldest open arrival may be taken now, longest waiting first."""
    moment = now()
    first = (
        select(func.min(ArrivalRow.number).label("number"))
        .where(ArrivalRow.state.in_(OPEN), ArrivalRow.platform == platform)
        .group_by(ArrivalRow.workspace, ArrivalRow.account)
        .subquery()
    )
    query = (
        select(ArrivalRow)
        .join(first, first.c.number == ArrivalRow.number)
        .where(
            or_(ArrivalRow.leased_until.is_(None), ArrivalRow.leased_until <= moment),
            or_(ArrivalRow.attempts > 0, ArrivalRow.received_at <= moment - GRACE),
        )
        .order_by(ArrivalRow.number)
    )
    with reading() as session:
        return [
            Queue(platform=row.platform, workspace=row.workspace, account=row.account)
            for row in session.scalars(query)
        ]


def place_of(event: str) -> Place | None:
    """Where the event was said; None for an unknown one."""
    with reading() as session:
        row = session.scalar(_by_event(event.partition("#")[0]))
        return Place.model_validate(row.place) if row is not None else None


def said_by(event: str) -> tuple[Place, str] | None:
    """Where an event was said, and the person whose turn it became; None where there is none."""
    with reading() as session:
        row = session.scalar(_by_event(event))
        turn = session.get(Turn, event)
        if row is None or turn is None:
            return None
        return Place.model_validate(row.place), turn.person_id


def last(platform: str) -> datetime | None:
    """When something arrived from a platform for the last time; None where nothing ever did."""
    query = select(func.max(ArrivalRow.received_at)).where(ArrivalRow.platform == platform)
    with reading() as session:
        return session.scalar(query)


def _end(row: ArrivalRow, state: str) -> None:
    row.state = state
    row.content = None
    row.leased_until = None


def _by_event(event: str) -> Select[ArrivalRow]:
    return select(ArrivalRow).where(ArrivalRow.event == event)


def _oldest(queue: Queue) -> Select[ArrivalRow]:
    return (
        select(ArrivalRow)
        .where(
            ArrivalRow.platform == queue.platform,
            ArrivalRow.workspace == queue.workspace,
            ArrivalRow.account == queue.account,
            ArrivalRow.state.in_(OPEN),
        )
        .order_by(ArrivalRow.number)
        .limit(1)
    )
