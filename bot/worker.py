"""The worker: hands over turns that had to wait. Run it as ``python -m bot.worker``."""

from __future__ import annotations

import asyncio
import logging
import signal

from sqlalchemy.exc import SQLAlchemyError

from bot.engine import Engine
from bot.turns import Sender, Turns
from buying.service import turns

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks."""

AT_ONCE = 8
"""Conversations worked on side by side; the rest wait for the next look."""


class Worker:
    """Looks for turns that wait or whose lease has run out, and has them heard."""

    def __init__(self, engine: Sender) -> None:
        self._turns = Turns(engine)
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def look(self) -> int:
        """Begin to work on what waits, if the engine is ready; how many conversations."""
        self._busy = {name: task for name, task in self._busy.items() if not task.done()}
        waiting = await asyncio.to_thread(turns.conversations_waiting)
        free = [name for name in waiting if name not in self._busy][: AT_ONCE - len(self._busy)]
        if not free or not await self._turns.ready():
            return 0
        self._busy |= {name: self._turns.start(name) for name in free}
        return len(free)

    async def settled(self) -> None:
        """Wait until everything begun has ended."""
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def run(self, stop: asyncio.Event) -> None:
        """Look again and again until ``stop`` is set; a fault in one look does not end it."""
        while not stop.is_set():
            try:
                await self.look()
            except SQLAlchemyError as error:
                log.error("the worker could not look: %s", type(error).__name__)
            try:
                await asyncio.wait_for(stop.wait(), EVERY)
            except TimeoutError:
                continue
        await self._turns.close()


async def main() -> None:
    """Work until SIGTERM or SIGINT; what is under way is put back for the next worker."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    log.info("the worker has started")
    await Worker(Engine()).run(stop)
    log.info("the worker has stopped")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asyncio.run(main())
