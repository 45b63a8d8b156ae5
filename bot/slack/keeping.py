"""Keeps what arrives before it is acknowledged, and puts off what can follow afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Protocol, TypeVar

from slack_bolt.context.async_context import AsyncBoltContext

from buying.service import arrivals
from buying.service.arrivals import Arrival, Queue

Work = Callable[[], Awaitable[object]]
Result = TypeVar("Result")

_THREADS = ThreadPoolExecutor(4, thread_name_prefix="slack")
"""Apart from the threads of everything else, so that no slow work delays an acknowledgement."""


class Starter(Protocol):
    """What begins to work on arrivals; see ``bot.chats.arrivals.Arrivals``."""

    def start(self, queue: Queue) -> object:
        """Begin to work on what an account sent; does not wait for it."""
        ...


class Keeper:
    """Keeps arrivals, and has them worked on after they were acknowledged."""

    def __init__(self, starter: Starter) -> None:
        self._starter = starter

    async def keep(self, arrival: Arrival, context: AsyncBoltContext) -> None:
        """Keep an arrival; one that is known changes nothing."""
        if not await in_thread(arrivals.keep, arrival):
            return
        queue = Queue(
            platform=arrival.platform, workspace=arrival.workspace, account=arrival.account
        )
        later(context, partial(self._begin, queue))

    async def _begin(self, queue: Queue) -> None:
        self._starter.start(queue)


def later(context: AsyncBoltContext, work: Work) -> None:
    """Have something done once the request was answered; never where the answer is an error."""
    context.setdefault("after", []).append(work)


async def in_thread(work: Callable[..., Result], *given: object) -> Result:
    """What ``work`` gives, on a thread that only serves acknowledgements."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, partial(work, *given))
