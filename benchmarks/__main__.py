"""Measure Buywell against a stock Rasa form bot, in one run: ``python -m benchmarks``.

Prints numbers and ratios, not verdicts. The two are measured in turn, round by
round, so that whatever else the machine does meets both alike. Before them, the sums
of whole-life cost are measured against NumPy (``python -m benchmarks.costs`` alone); after
them, how soon an event of Slack is acknowledged (``python -m benchmarks.acknowledging`` alone).
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks import costs
from benchmarks.bots import Bot, Chat, Guide, Stock
from benchmarks.measures import early_and_late, one_after_another, side_by_side, warm_up
from tests.conversations.house import ROOT, House

ROUNDS = 5
TURNS = 20
CONVERSATIONS = 4
LATE = 290
"""The turns that come before those around turn 300."""


def main() -> None:
    """Measure the sums; then start both bots, measure, print, end them."""
    costs.main()
    with tempfile.TemporaryDirectory() as folder, both(Path(folder)) as (stock, house):
        asyncio.run(measure({"stock": stock, "guide": Guide(), "chat": Chat(house)}))
    # Settings are read once, and this is another house.
    subprocess.run([sys.executable, "-m", "benchmarks.acknowledging"], check=True)


@contextmanager
def both(folder: Path) -> Iterator[tuple[Stock, House]]:
    """The stock bot and Buywell, running; this process reads Buywell's settings."""
    for name in ("stock", "buywell"):
        (folder / name).mkdir()
    stock, house = Stock(folder / "stock"), House(folder / "buywell", ROOT / ".data" / "models")
    os.environ.update(house.settings)
    print("Training the stock bot and starting both: about a minute.", flush=True)
    try:
        stock.train()
        stock.processes.start()
        house.furnish()
        # Without the worker, which would take turns that are prepared before they are sent.
        house.start("engine", "actions", "web")
        yield stock, house
    finally:
        stock.processes.stop()
        house.stop()


async def measure(bots: dict[str, Bot]) -> None:
    """Everything, round by round, with a line for each result."""
    for bot in bots.values():
        await warm_up(bot)
    idle: dict[str, list[float]] = {name: [] for name in bots}
    busy: dict[str, list[float]] = {name: [] for name in bots}
    for number in range(ROUNDS):
        print(f"Round {number + 1} of {ROUNDS}", flush=True)
        for name, bot in bots.items():
            idle[name] += await one_after_another(bot, TURNS)
            busy[name].append(await side_by_side(bot, CONVERSATIONS, TURNS))
    print(f"One conversation of {LATE + TURNS} turns", flush=True)
    early, late = map(median, await early_and_late(bots["guide"], LATE, TURNS))
    report("A turn when idle, median", "ms", {name: median(taken) for name, taken in idle.items()})
    report(
        f"{CONVERSATIONS} conversations side by side, median",
        "turns a second",
        {name: median(rates) for name, rates in busy.items()},
    )
    print(f"\nGrowth of a conversation\n  around turn 10   {early:6.1f} ms")
    print(f"  around turn 300  {late:6.1f} ms\n  ratio            {late / early:6.2f}")


def report(title: str, unit: str, found: dict[str, float]) -> None:
    """One measure of every bot, and its ratio to the stock bot."""
    print(f"\n{title}\n  stock Rasa bot   {found['stock']:6.1f} {unit}")
    for name, label in (("guide", "Buywell's guide"), ("chat", "its turns API")):
        ratio = found[name] / found["stock"]
        print(f"  {label:<15}  {found[name]:6.1f} {unit}, ratio to stock {ratio:.2f}")


if __name__ == "__main__":
    main()
