"""How soon an event of Slack is acknowledged while many people talk and the engine is busy.

``python -m benchmarks.acknowledging`` alone. Slack wants an answer within three seconds; we want
95 of 100 within a tenth of one. Beside each event the same client asks the same server for
``/health/live``, which does nothing at all: what that takes is the machine's, and not ours.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

import httpx

from benchmarks.bots import TO_BUYWELL, member_of_staff
from benchmarks.measures import somebody
from tests.channels.slack import signed
from tests.channels.slack.member import Member
from tests.channels.slack.stub import Stub
from tests.channels.teams.stub import Microsoft
from tests.conversations.chats import Chats
from tests.conversations.house import ROOT, House

PEOPLE = 50
EVENTS = 12
"""Of each person; the first is not counted, since it makes their account known."""

WANTED = 100.0
"""Milliseconds for 95 of 100."""

ANSWER_WITHIN = 120.0


def main() -> None:
    """Start the house, have everybody talk at once, print."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as (house, slack):
        print(f"{PEOPLE} people in Slack, all talking at once", flush=True)
        events, nothing, seconds = asyncio.run(measure(house, slack))
    report(events, nothing, seconds)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[House, Stub]]:
    """A house that is tied to Slack on loopback; this process reads its settings."""
    slack, microsoft = Stub(checks=False), Microsoft()
    house = House(folder, ROOT / ".data" / "models", Chats(slack, microsoft).settings)
    os.environ.update(house.settings)
    try:
        house.furnish()
        house.start()
        yield house, slack
    finally:
        house.stop()
        slack.close()
        microsoft.close()


async def measure(house: House, slack: Stub) -> tuple[list[float], list[float], float]:
    """Milliseconds for each event and for each request of nothing; seconds for all of it."""
    limits = httpx.Limits(max_connections=2 * PEOPLE, max_keepalive_connections=2 * PEOPLE)
    async with httpx.AsyncClient(
        base_url=house.url, trust_env=False, timeout=60, limits=limits
    ) as http:
        members = [_member(slack) for _ in range(PEOPLE)]
        began = time.perf_counter()
        found = await asyncio.gather(*(_talk(http, each) for each in members))
        seconds = time.perf_counter() - began
    events = [taken for each, _ in found for taken in each]
    return events, [taken for _, each in found for taken in each], seconds


def _member(slack: Stub) -> Member:
    name = member_of_staff(somebody())
    user = f"U{name.upper()}"
    slack.add_user(user, f"{name}@test.example", name)
    return Member(slack, httpx.Client(), user)


async def _talk(http: httpx.AsyncClient, member: Member) -> tuple[list[float], list[float]]:
    """Send messages one after another, each once the last was answered."""
    events, nothing = [], []
    for text in islice(cycle(TO_BUYWELL), EVENTS):
        before = len(member.reads())
        events.append(await _event(http, member, text))
        nothing.append(await _nothing(http))
        await _answered(member, before)
    return events[1:], nothing[1:]


async def _event(http: httpx.AsyncClient, member: Member, text: str) -> float:
    body, kind = signed.as_json(member.message(text))
    headers = {**signed.headers(body), "Content-Type": kind}
    began = time.perf_counter()
    answer = await http.post(signed.PATH, content=body.encode(), headers=headers)
    taken = (time.perf_counter() - began) * 1000
    answer.raise_for_status()
    return taken


async def _nothing(http: httpx.AsyncClient) -> float:
    began = time.perf_counter()
    await http.get("/health/live")
    return (time.perf_counter() - began) * 1000


async def _answered(member: Member, before: int) -> None:
    end = time.perf_counter() + ANSWER_WITHIN
    while len(member.reads()) == before:
        if time.perf_counter() > end:
            raise RuntimeError("an event was not answered")
        await asyncio.sleep(0.1)


def report(events: list[float], nothing: list[float], seconds: float) -> None:
    """The times of both, and what they are to one another."""
    ours, theirs = quantiles(events, n=20)[-1], quantiles(nothing, n=20)[-1]
    print(f"\nAcknowledging an event of Slack, {len(events) / seconds:.1f} turns a second")
    print(f"  event          median {median(events):6.1f} ms, 95 of 100 within {ours:6.1f} ms")
    print(f"  /health/live   median {median(nothing):6.1f} ms, 95 of 100 within {theirs:6.1f} ms")
    print(f"  ratio          {ours / theirs:.2f} (wanted: an event within {WANTED:.0f} ms)")


if __name__ == "__main__":
    main()
