"""What is measured. Times are milliseconds on the wall clock."""

from __future__ import annotations

import asyncio
import time
import uuid

from benchmarks.bots import Bot, Turn

WARM_UP = 10
"""Turns that are not counted: the first ones open files and connections."""


def somebody() -> str:
    """Somebody nobody has talked to yet."""
    return f"p{uuid.uuid4().hex[:12]}"


async def one_after_another(bot: Bot, count: int) -> list[float]:
    """How long each of ``count`` turns of one new conversation takes, when nothing else goes on."""
    return [await timed(turn) for turn in bot.prepare(somebody(), count)]


async def timed(turn: Turn) -> float:
    """How long one turn takes."""
    began = time.perf_counter()
    await turn()
    return (time.perf_counter() - began) * 1000


async def early_and_late(bot: Bot, late: int, count: int) -> tuple[list[float], list[float]]:
    """``count`` turns of a new conversation, and as many of one that has had ``late``.

    The two take turns, so that what else the machine does meets both alike.
    """
    old = bot.prepare(somebody(), late + count)
    for turn in old[:late]:
        await turn()
    pairs = zip(bot.prepare(somebody(), count), old[late:], strict=True)
    taken = [(await timed(first), await timed(second)) for first, second in pairs]
    return [first for first, _ in taken], [second for _, second in taken]


async def side_by_side(bot: Bot, conversations: int, count: int) -> float:
    """Turns a second, while ``conversations`` new ones take ``count`` turns each at once."""
    prepared = [bot.prepare(somebody(), count) for _ in range(conversations)]

    async def talk(number: int) -> None:
        for turn in prepared[number]:
            await turn()

    began = time.perf_counter()
    await asyncio.gather(*map(talk, range(conversations)))
    return conversations * count / (time.perf_counter() - began)


async def warm_up(bot: Bot) -> None:
    """Some turns that nobody counts."""
    await one_after_another(bot, WARM_UP)
