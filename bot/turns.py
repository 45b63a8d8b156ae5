"""Takes turns from a front door to the engine: in order within a conversation, else side by side.

A turn is kept before anything else is done. If the engine is away, the turn is
put back, the person is told once, and the worker hands it over later.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol
from weakref import WeakValueDictionary

from bot.engine import EngineAway, TurnFailed
from buying.cards import Card
from buying.service import turns
from buying.service.turns import Said, Waiting

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds for which a request waits for its answer."""

LOOK_AGAIN = 0.5
"""Seconds after which to look whether another process has answered."""


class Sender(Protocol):
    """What is needed of the engine; see ``bot.engine.Engine``."""

    async def send(self, turn_id: str, conversation: str, text: str) -> list[Card]:
        """Have a turn heard. Raises EngineAway."""
        ...

    async def ready(self) -> bool:
        """Whether a turn would be heard now."""
        ...

    async def close(self) -> None:
        """Close what is open."""
        ...


class Turns:
    """One object serves all conversations of a process."""

    def __init__(self, engine: Sender, patience: float = PATIENCE) -> None:
        self._engine = engine
        self._patience = patience
        self._tasks: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._moved: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()

    async def handle(
        self, event_id: str, conversation: str, person: str, channel: str, said: Said
    ) -> list[Card]:
        """Keep a turn, have it heard, and give what was said in answer.

        A known event gets the same answer again. When the answer takes longer than
        the patience of this object, or the engine is away, gives the card that says
        so, or nothing when the person was told before. Raises ``turns.Refused``.
        """
        await asyncio.to_thread(turns.receive, event_id, conversation, person, channel, said)
        return await self.heard(event_id, conversation)

    async def heard(self, turn_id: str, conversation: str) -> list[Card]:
        """Have a turn heard that was kept before; what was said in answer, as ``handle``."""
        moved = self._moved.setdefault(conversation, asyncio.Event())
        self.start(conversation)
        return await self._answer(turn_id, moved)

    def start(self, conversation: str) -> asyncio.Task[None]:
        """Begin to work on what waits in a conversation; does not wait for it."""
        task = asyncio.create_task(self.drain(conversation))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            # What went wrong may quote what was said: only its kind is logged.
            log.error("a conversation came to a stop: %s", type(error).__name__)

    async def drain(self, conversation: str) -> None:
        """Work on the turns of a conversation until none is left, or one cannot be heard."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        async with lock:
            try:
                while (turn := await asyncio.to_thread(turns.claim, conversation)) is not None:
                    if not await self._work(turn):
                        break
                    self._tell_moved(conversation)
            finally:
                self._tell_moved(conversation)

    async def ready(self) -> bool:
        """Whether the engine would hear a turn now."""
        return await self._engine.ready()

    async def close(self) -> None:
        """Give up what is being worked on, so that another process may take it, and close."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._engine.close()

    async def _work(self, turn: Waiting) -> bool:
        """Have a turn heard; False where it was put back."""
        try:
            await self._engine.send(turn.id, turn.conversation, turn.said.text)
        except EngineAway as error:
            # Where it was heard all the same, only the way back broke.
            if not await asyncio.to_thread(turns.heard, turn.id):
                await self._put_back(turn, error)
                return False
        except BaseException as error:
            turns.put_back(turn.id, counted=isinstance(error, Exception))
            raise
        await asyncio.to_thread(turns.finish, turn.id)
        return True

    async def _put_back(self, turn: Waiting, error: EngineAway) -> None:
        counted = isinstance(error, TurnFailed) or await self._engine.ready()
        log.warning("turn not heard in attempt %d: %s", turn.attempts, type(error).__name__)
        await asyncio.to_thread(turns.put_back, turn.id, counted=counted)

    async def _answer(self, turn_id: str, moved: asyncio.Event) -> list[Card]:
        until = asyncio.get_running_loop().time() + self._patience
        while True:
            moved.clear()
            outcome = await asyncio.to_thread(turns.outcome, turn_id)
            if outcome.state in ("done", "failed"):
                return list(outcome.cards)
            left = until - asyncio.get_running_loop().time()
            if outcome.resting or left <= 0:
                return await _tell_waiting(turn_id)
            await _wait(moved, min(left, LOOK_AGAIN))

    def _tell_moved(self, conversation: str) -> None:
        moved = self._moved.get(conversation)
        if moved is not None:
            moved.set()


async def _wait(moved: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(moved.wait(), seconds)
    except TimeoutError:
        return


async def _tell_waiting(turn_id: str) -> list[Card]:
    told = await asyncio.to_thread(turns.told_waiting, turn_id)
    if told is not None:
        return [told]
    # The person was told before, or the answer has come just now.
    return list((await asyncio.to_thread(turns.outcome, turn_id)).cards)
