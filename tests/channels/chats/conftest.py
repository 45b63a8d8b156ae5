"""The plumbing of chats around a scripted platform and a small engine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.chats.arrivals import Arrivals
from bot.chats.delivery import Delivery
from bot.engine import Engine
from bot.turns import Turns
from buying.service import arrivals, people
from buying.service.accounts import Identity
from buying.service.arrivals import Arrival, Place, Queue, RemoteFile
from buying.service.people import Who
from buying.service.said import Said
from tests.channels.chats.scripted import Scripted
from tests.channels.double import Double

MODULES = ("arrivals", "deliveries", "turns", "outbox", "messages", "accounts")
Passed = Callable[[float], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Passed:
    """``clock(60)`` lets a minute pass."""
    passed = [timedelta()]

    def moment() -> datetime:
        return datetime.now(UTC) + passed[0]

    for module in MODULES:
        monkeypatch.setattr(f"buying.service.{module}.now", moment)
    monkeypatch.setattr("bot.chats.delivery.now", moment)

    def let_pass(seconds: float) -> None:
        passed[0] += timedelta(seconds=seconds)

    return let_pass


@dataclass
class Chat:
    """A chat in which people write, one call after the other."""

    platform: Scripted
    engine: Double
    patience: float = 2.0

    def says(
        self,
        text: str = "",
        *,
        event: str = "",
        by: str = "U-priya",
        place: Place | None = None,
        do: str | None = None,
        said: tuple[Said, ...] | None = None,
        files: tuple[RemoteFile, ...] = (),
    ) -> None:
        """Something arrives and all that follows from it is done."""
        self.arrives(text, event=event, by=by, place=place, do=do, said=said, files=files)
        self.works(by)

    def arrives(
        self,
        text: str = "",
        *,
        event: str = "",
        by: str = "U-priya",
        place: Place | None = None,
        do: str | None = None,
        said: tuple[Said, ...] | None = None,
        files: tuple[RemoteFile, ...] = (),
    ) -> bool:
        """Something arrives; False for an event that is known."""
        if said is None:
            said = (Said(action=do) if do else Said(text=text),) if text or do else ()
        return arrivals.keep(
            Arrival(
                event=event or f"slack:{text or do}",
                platform="slack",
                workspace="T1",
                account=by,
                place=place or Place(channel=f"D-{by}", private=True),
                said=said,
                files=files,
            )
        )

    def works(self, by: str = "U-priya") -> None:
        """What arrived from that account is worked on until nothing is left to do."""

        async def work() -> None:
            turns = Turns(Engine(self.engine.url, self.engine.url), self.patience)
            delivery = Delivery({self.platform.name: self.platform})
            taker = Arrivals({self.platform.name: self.platform}, turns, delivery)
            await taker.drain(Queue(platform="slack", workspace="T1", account=by))
            await taker.settled()
            await turns.close()

        asyncio.run(work())

    def delivers(self, person: str = "priya") -> None:
        """What waits for a person is delivered, as the worker would."""
        self.delivers_in(people.conversation(person, self.platform.name))

    def delivers_in(self, conversation: str) -> None:
        """What waits in a conversation is delivered, as the worker would."""
        asyncio.run(Delivery({self.platform.name: self.platform}).drain(conversation))


@pytest.fixture
def chat(people: dict[str, Who], engine: Double) -> Chat:
    known = {
        f"U-{who.id}": Identity(email=who.email, verified=True, name=who.name)
        for who in people.values()
    }
    return Chat(Scripted(people=known), engine)
