"""``python -m benchmarks.soak``: 10,000 turns through Slack and Teams while all goes wrong.

Ends with code 1 where a message or a turn was lost, or came twice where that could be known.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.soak import weather as weathers
from benchmarks.soak.counting import Messages
from benchmarks.soak.running import Plan, Result, Soak
from benchmarks.soak.weather import StormyMicrosoft, Weather
from tests.channels.slack.stub import Stub
from tests.conversations.chats import Chats
from tests.conversations.house import ROOT, House


def main() -> None:
    """Read what is wanted, run it, print what came of it."""
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--turns", type=int, default=usual.turns)
    parser.add_argument("--people", type=int, default=usual.people)
    parser.add_argument("--kill-every", type=int, default=usual.kill_every)
    parser.add_argument("--seed", type=int, default=usual.seed)
    plan = Plan(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder), plan) as soak:
        os.environ.update(soak.house.settings)
        soak.house.furnish()
        soak.house.start()
        result = asyncio.run(soak.run())
    report(result)
    sys.exit(1 if result.count.faults or result.unfinished else 0)


@contextmanager
def prepared(folder: Path, plan: Plan) -> Iterator[Soak]:
    """A run whose house is set up with both platforms, and not yet furnished."""
    weather = Weather(plan.seed)
    # The tests of each card hold it to the rules of the platforms; here that would take long.
    slack, microsoft = Stub(checks=False), StormyMicrosoft(weather)
    weathers.in_slack(weather, slack)
    house = House(folder, ROOT / ".data" / "models", Chats(slack, microsoft).settings)
    try:
        yield Soak(house, slack, microsoft, weather, plan, lambda text: print(text, flush=True))
    finally:
        house.stop()
        slack.close()
        microsoft.close()


def report(result: Result) -> None:
    """Print what happened."""
    turns, sent, settled = result.count.turns, *result.seconds
    print(f"\nTurns: {turns.heard:,} heard in {sent:.0f} seconds, all done after {settled:.0f}")
    print(
        f"  lost {turns.lost}, made up {turns.made_up}, unanswered {turns.unanswered}, "
        f"failed {turns.failed}; never taken, and not acknowledged either: {turns.not_taken}"
    )
    print(f"  sent again by the platforms {result.repeated}, left undone {result.unfinished}")
    for name, found in (("Slack", result.count.slack), ("Teams", result.count.teams)):
        print(_messages(name, found))
    kills = ", ".join(f"{name} {number}" for name, number in result.kills.items())
    print(f"Killed with -9: {kills}")
    for name, number in sorted(result.weather.met.items()):
        print(f"  {name}: {number}")
    print("\n".join(["", *result.count.faults] if result.count.faults else ["", "All is well."]))


def _messages(name: str, found: Messages) -> str:
    return (
        f"Messages in {name}: {found.said:,} said, {found.arrived:,} there, lost {found.lost}, "
        f"doubled {found.doubled}, out of order {found.disordered}, "
        f"twice because nobody could know {found.unheard}"
    )


if __name__ == "__main__":
    main()
