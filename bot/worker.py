"""The worker: does what had to wait and what nobody asked for. Run it as ``python -m bot.worker``.

It hands over turns that waited for the engine, takes in what a process that ended left behind,
brings messages to Slack and Teams, sends letters, and says reminders.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

from bot.chats import parts
from bot.engine import Engine
from bot.mail import Mailer
from bot.slack import socket
from bot.turns import Sender
from buying.service import arrivals, deliveries, reach, reminders, turns
from buying.settings import SettingsError

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks."""

REMIND_EVERY = 60.0
"""Seconds between two looks at what somebody is to be reminded of."""

AT_ONCE = 8
"""Conversations worked on side by side in each way; the rest wait for the next look."""

Name = TypeVar("Name", bound=Hashable)


class Lane(Generic[Name]):
    """One kind of work, of which each conversation or account has at most one under way."""

    def __init__(self, start: Callable[[Name], Awaitable[None]]) -> None:
        self._start = start
        self._busy: dict[Name, asyncio.Future[None]] = {}

    def free(self, names: Sequence[Name]) -> list[Name]:
        """Those that may begin now."""
        self._busy = {name: work for name, work in self._busy.items() if not work.done()}
        return [name for name in names if name not in self._busy][: AT_ONCE - len(self._busy)]

    def begin(self, names: Sequence[Name]) -> int:
        """Begin to work on them; how many."""
        self._busy |= {name: asyncio.ensure_future(self._work(name)) for name in names}
        return len(names)

    async def _work(self, name: Name) -> None:
        try:
            await self._start(name)
        except Exception as error:  # noqa: BLE001 - one fault must not end the worker
            # What went wrong may quote what was said: only its kind is logged.
            log.error("work of the worker came to a stop: %s", type(error).__name__)

    async def settled(self) -> None:
        """Wait until everything begun has ended."""
        await asyncio.gather(*self._busy.values(), return_exceptions=True)


class Worker:
    """Looks again and again for what waits or whose lease has run out."""

    def __init__(self, engine: Sender) -> None:
        self.parts = parts.build(engine)
        self._turns = Lane(self.parts.turns.start)
        # Lanes of their own, so that a slow platform does not keep a quick one waiting.
        self._arrivals = {name: Lane(self.parts.arrivals.start) for name in self.parts.platforms}
        self._deliveries = {name: Lane(self.parts.delivery.drain) for name in self.parts.platforms}
        self._mailer = Mailer()
        self._remind_at = 0.0

    async def look(self) -> int:
        """Begin to work on what waits; how many conversations and accounts."""
        begun = await self._hand_over()
        for name, lane in self._arrivals.items():
            begun += lane.begin(lane.free(await asyncio.to_thread(arrivals.waiting, name)))
        for name, way in self._deliveries.items():
            begun += way.begin(way.free(await asyncio.to_thread(deliveries.due, name)))
        return begun

    async def _hand_over(self) -> int:
        free = self._turns.free(await asyncio.to_thread(turns.conversations_waiting))
        if not free or not await self.parts.turns.ready():
            return 0
        return self._turns.begin(free)

    async def reach_out(self) -> None:
        """Say what is due and what was not read on the web, at most once a minute; send letters."""
        moment = asyncio.get_running_loop().time()
        if moment >= self._remind_at:
            self._remind_at = moment + REMIND_EVERY
            await asyncio.to_thread(reminders.due)
            await asyncio.to_thread(reach.unread)
        await self._mailer.look()

    async def settled(self) -> None:
        """Wait until everything begun has ended."""
        await self._turns.settled()
        for lane in self._arrivals.values():
            await lane.settled()
        for way in self._deliveries.values():
            await way.settled()
        await self.parts.arrivals.settled()

    async def run(self, stop: asyncio.Event) -> None:
        """Look until ``stop`` is set; a fault in one look does not end it."""
        while not stop.is_set():
            for work in (self.look, self.reach_out):
                try:
                    await work()
                except Exception as error:  # noqa: BLE001 - one fault must not end the worker
                    # What went wrong may quote what was said: only its kind is logged.
                    log.error("the worker could not look: %s", type(error).__name__)
            try:
                await asyncio.wait_for(stop.wait(), EVERY)
            except TimeoutError:
                continue
        await self._mailer.settled()
        await self.parts.close()


async def main() -> None:
    """Work until SIGTERM or SIGINT; what is under way is put back for the next worker."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    log.info("the worker has started")
    worker = Worker(Engine())
    await asyncio.gather(worker.run(stop), socket.run(worker.parts, stop))
    log.info("the worker has stopped")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        asyncio.run(main())
    except SettingsError as error:
        raise SystemExit(f"buywell: {error}") from None
