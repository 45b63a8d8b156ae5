"""What came of it all: the record of the service beside what stands on the platforms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sqlalchemy import select

from benchmarks.soak.people import InSlack, InTeams
from benchmarks.soak.weather import StormyMicrosoft
from buying.store.tables import ArrivalRow, Conversation, Delivery, Message, Turn
from tests.conversations.told import Told

OPEN_ARRIVALS = ("waiting", "working")


@dataclass
class Messages:
    """The messages to people on one platform.

    ``unheard``: they stand there twice because the first was carried out and its answer did not
    come back, on a platform that lets nobody look. ``disordered``: they stand after a later one.
    """

    said: int = 0
    arrived: int = 0
    lost: int = 0
    doubled: int = 0
    unheard: int = 0
    disordered: int = 0


@dataclass
class Turns:
    """What people did. ``lost``: the service said that it had it, and there is no turn;
    ``made_up``: a turn of something that nobody did; ``unanswered``: nothing was said to it."""

    sent: int = 0
    not_taken: int = 0
    heard: int = 0
    lost: int = 0
    made_up: int = 0
    unanswered: int = 0
    failed: int = 0


@dataclass
class Count:
    """All of it."""

    turns: Turns = field(default_factory=Turns)
    slack: Messages = field(default_factory=Messages)
    teams: Messages = field(default_factory=Messages)
    wrong: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What should never be, in words; nothing where all went well."""
        found = [
            f"{name} {what}: {value}"
            for name, each in (("turns", self.turns), ("Slack", self.slack), ("Teams", self.teams))
            for what in ("lost", "doubled", "made_up", "unanswered", "failed", "disordered")
            if (value := getattr(each, what, 0))
        ]
        return found + [each[:300] for each in self.wrong[:20]]


def count(told: Told, everybody: Sequence[InSlack | InTeams], microsoft: StormyMicrosoft) -> Count:
    """Compare each person's messages and turns with what they did and see."""
    found = Count()
    with told.session() as session:
        for one in everybody:
            where = select(Conversation.id).where(
                Conversation.person_id == one.person, Conversation.channel == one.platform
            )
            said = session.execute(
                select(Message.id, Message.turn_id, Delivery.sent)
                .join(Delivery, Delivery.message_id == Message.id)
                .where(Message.conversation_id.in_(where))
                .order_by(Message.id)
            ).all()
            turns = session.execute(
                select(Turn.id, Turn.state).where(Turn.conversation_id.in_(where))
            ).all()
            _turns(
                found.turns,
                one,
                {row.id: row.state for row in turns},
                {turn for _, turn, _ in said},
            )
            if isinstance(one, InSlack):
                marks = [_mark(posted.metadata) for posted in one.inbox]
                _slack(found.slack, [f"buywell-{number}" for number, _, _ in said], marks)
            else:
                ours = [sent for _, _, sent in said]
                there = [message.id for message in one.inbox]
                doubled = _teams(found.teams, ours, there, microsoft.unheard)
                found.wrong += map(microsoft.story, doubled)
    return found


def left(told: Told) -> int:
    """How much is still to be done: arrivals, turns and deliveries."""
    with told.session() as session:
        return sum(
            len(session.scalars(query).all())
            for query in (
                select(ArrivalRow.number).where(ArrivalRow.state.in_(OPEN_ARRIVALS)),
                select(Turn.seq).where(Turn.state.in_(("waiting", "working"))),
                select(Delivery.message_id).where(
                    Delivery.state.in_(("waiting", "sending")) | Delivery.stale
                ),
            )
        )


def answered(told: Told) -> int:
    """How many turns have been answered."""
    with told.session() as session:
        return len(session.scalars(select(Turn.seq).where(Turn.state == "done")).all())


def _turns(
    found: Turns, one: InSlack | InTeams, turns: dict[str, str], spoken_to: set[str | None]
) -> None:
    done = {sent.event: sent.taken for sent in one.sent}
    found.sent += len(done)
    found.not_taken += sum(1 for event, taken in done.items() if not taken and event not in turns)
    found.heard += len(turns)
    found.lost += sum(1 for event, taken in done.items() if taken and event not in turns)
    found.made_up += sum(1 for turn in turns if turn not in done)
    found.failed += sum(1 for state in turns.values() if state == "failed")
    found.unanswered += sum(1 for turn in turns if turn not in spoken_to)


def _slack(found: Messages, ours: Sequence[str], theirs: Iterable[str]) -> None:
    there = Counter(theirs)
    order = [mark for mark in there if mark in set(ours)]
    found.said += len(ours)
    found.arrived += len(there)
    found.lost += sum(1 for mark in ours if mark not in there)
    found.doubled += sum(count - 1 for count in there.values())
    found.disordered += _disordered(ours, order)


def _teams(
    found: Messages, ours: Sequence[str | None], theirs: Sequence[str], unheard: set[str]
) -> list[str]:
    """Count, and give the messages that should not stand there."""
    there = set(theirs)
    known = set(ours)
    more = [each for each in theirs if each not in known]
    found.said += len(ours)
    found.arrived += len(there)
    found.lost += sum(1 for sent in ours if sent is None or sent not in there)
    found.unheard += sum(1 for each in more if each in unheard)
    doubled = [each for each in more if each not in unheard]
    found.doubled += len(doubled)
    order = [each for each in theirs if each in known]
    found.disordered += _disordered([each for each in ours if each], order)
    return doubled


def _disordered(ours: Sequence[str], theirs: Sequence[str]) -> int:
    places = {each: number for number, each in enumerate(ours)}
    numbers = [places[each] for each in theirs]
    return sum(1 for one, after in pairwise(numbers) if after < one)


def _mark(metadata: dict[str, object] | None) -> str:
    payload = (metadata or {}).get("event_payload")
    return str(payload.get("mark")) if isinstance(payload, dict) else ""
