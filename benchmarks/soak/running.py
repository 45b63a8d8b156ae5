"""Runs it: people act, the weather is bad, processes are killed, and in the end it is counted."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx

from benchmarks.soak import counting
from benchmarks.soak.counting import Count
from benchmarks.soak.people import InSlack, InTeams, channel_of
from benchmarks.soak.senders import Sender
from benchmarks.soak.weather import StormyMicrosoft, Weather
from buying.service import people
from tests.channels.slack.member import Member
from tests.channels.slack.stub import Stub
from tests.channels.slack.workspace import Posted
from tests.channels.teams.chat import Chat, member
from tests.channels.teams.stub import Message
from tests.conversations.house import House
from tests.conversations.told import Told

ANSWER_WITHIN = 40.0
"""Seconds that somebody waits for an answer before they do something else."""

IMPATIENT = 0.15
"""How often somebody does not wait at all."""

THINKS = 2.0
"""Seconds, on average, until somebody does the next thing."""

LOOK_AGAIN = 0.2
SETTLES_WITHIN = 900.0
"""Seconds after the end in which all that is left must be done: some leases and pauses."""

LAST_PAUSE = 75.0
"""Seconds for which the pauses of platforms are kept after the last turn."""

KILLED = ("web", "worker")
TEAMS_OF_PEOPLE = 8


@dataclass(frozen=True)
class Plan:
    """How much of it. ``kill_every``: turns after which a process is killed."""

    turns: int = 10_000
    people: int = 80
    kill_every: int = 200
    seed: int = 1


@dataclass
class Result:
    """What happened. ``seconds``: until the last turn was sent, and until all was done."""

    count: Count
    weather: Weather
    kills: dict[str, int]
    repeated: int
    unfinished: int
    seconds: tuple[float, float]


@dataclass
class Soak:
    """One run in a house that is set up with both stubs; ``say`` is told of progress."""

    house: House
    slack: Stub
    microsoft: StormyMicrosoft
    weather: Weather
    plan: Plan
    say: Callable[[str], None] = print
    kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KILLED, 0))

    def __post_init__(self) -> None:
        self._dice = random.Random(self.plan.seed)
        self._told = Told(self.house.data)
        self._begun = 0
        self._read = [0, 0]

    async def run(self) -> Result:
        """Everything, to its end."""
        began = time.monotonic()
        async with httpx.AsyncClient(base_url=self.house.url, trust_env=False) as http:
            sender = Sender(http, random.Random(self._dice.random()))
            self._everybody = list(self._gather(sender))
            self._by_channel = {channel_of(each): each for each in self._everybody}
            reader = asyncio.create_task(self._reads())
            killer = asyncio.create_task(self._kills())
            ending = asyncio.create_task(self._ends(sender))
            await asyncio.gather(*(self._lives(each) for each in self._everybody))
            ending.cancel()
            sent = time.monotonic() - began
            await killer
            self.weather.fair = True
            unfinished = await self._settles()
            await asyncio.sleep(2 * LOOK_AGAIN)
            reader.cancel()
        return Result(
            counting.count(self._told, self._everybody, self.microsoft),
            self.weather, self.kills, sender.repeated, unfinished,
            (sent, time.monotonic() - began),
        )  # fmt: skip

    def _gather(self, sender: Sender) -> Iterator[InSlack | InTeams]:
        for number in range(self.plan.people):
            name = f"s{uuid.UUID(int=self._dice.getrandbits(128)).hex[:9]}"
            email = f"{name}@test.example"
            people.add(name, email, f"Team {number % TEAMS_OF_PEOPLE}", ["staff"], name)
            dice = random.Random(self._dice.random())
            if number % 2:
                account = str(uuid.UUID(int=self._dice.getrandbits(128)))
                self.microsoft.members[name] = member(name, aadObjectId=account, email=email)
                chat = Chat(httpx.Client(), self.microsoft)
                yield InTeams(person=name, dice=dice, sender=sender, chat=chat, account=account)
            else:
                user = f"U{name.upper()}"
                self.slack.add_user(user, email, name)
                writes = Member(self.slack, httpx.Client(), user)
                yield InSlack(
                    person=name, dice=dice, sender=sender, member=writes, slack=self.slack
                )

    async def _lives(self, one: InSlack | InTeams) -> None:
        """Act until enough was done by all."""
        while self._begun < self.plan.turns:
            self._begun += 1
            one.news.clear()
            if not await one.acts():
                self._begun -= 1
            if one.dice.random() > IMPATIENT:
                await _within(one.news.wait(), ANSWER_WITHIN)
            await asyncio.sleep(one.dice.expovariate(1 / THINKS))

    async def _ends(self, sender: Sender) -> None:
        """Some time after the last turn, keep nobody waiting for what Slack sends once more."""
        while self._begun < self.plan.turns:
            await asyncio.sleep(LOOK_AGAIN)
        await asyncio.sleep(LAST_PAUSE)
        sender.hurry.set()

    async def _reads(self) -> None:
        """Put what arrives into the inboxes."""
        while True:
            self._arrived(self.slack.messages[self._read[0] :], 0)
            self._arrived(self.microsoft.messages[self._read[1] :], 1)
            await asyncio.sleep(LOOK_AGAIN)

    def _arrived(self, new: list[Posted] | list[Message], which: int) -> None:
        self._read[which] += len(new)
        for each in new:
            where = each.channel if isinstance(each, Posted) else each.conversation
            one = self._by_channel.get(where)
            if one is not None and (each.metadata if isinstance(each, Posted) else each.card):
                one.inbox.append(each)  # type: ignore[arg-type]
                one.news.set()

    async def _kills(self) -> None:
        """Kill one of the processes every so many turns, and start it again."""
        at = self.plan.kill_every
        began = time.monotonic()
        while at < self.plan.turns:
            if self._begun < at:
                await asyncio.sleep(LOOK_AGAIN)
                continue
            name = self._dice.choice(KILLED)
            await asyncio.to_thread(self._kill, name)
            self.kills[name] += 1
            self._progress(time.monotonic() - began)
            at += self.plan.kill_every

    def _kill(self, name: str) -> None:
        began = time.monotonic()
        with self.house.without(name):
            self.microsoft.killed(began)

    def _progress(self, seconds: float) -> None:
        done = counting.answered(self._told)
        self.say(
            f"{done:,} of {self.plan.turns:,} turns answered, {done / seconds:.1f} a second; "
            f"{sum(self.kills.values())} kills, {sum(self.weather.met.values())} faults"
        )

    async def _settles(self) -> int:
        """Wait until all is done; how much is not."""
        end = time.monotonic() + SETTLES_WITHIN
        while (left := counting.left(self._told)) and time.monotonic() < end:
            await asyncio.sleep(1.0)
        return left


async def _within(what: object, seconds: float) -> None:
    try:
        await asyncio.wait_for(what, seconds)  # type: ignore[arg-type]
    except TimeoutError:
        return
