"""Makes turns of what arrived from Slack and Teams, and sees that they are answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy.exc import SQLAlchemyError

from bot.chats import groups, sign_in
from bot.chats.delivery import Delivery
from bot.chats.platform import Gone, Later, Platform, Unsure
from bot.turns import Turns
from buying.cards import Card
from buying.service import accounts, arrivals, deliveries, guide, people
from buying.service.accounts import Known, Stranger
from buying.service.arrivals import Arrival, Place, Queue, RemoteFile, Taken
from buying.service.quotes import files
from buying.service.quotes.reading import AT_ONCE
from buying.service.said import Refused, Said

log = logging.getLogger(__name__)

IN_PRIVATE = (
    "I have answered you in private, so that what you buy stays between us. "
    "You can show the answer here from there."
)
NOT_IN_PRIVATE = (
    "I cannot write to you in private yet. Open a chat with me, say hello, and ask me there."
)

COULD_NOT = (
    "I could not take that in. The fault is mine, not yours. Please send it again, or say it in "
    "other words. If it goes wrong again, tell the person who looks after Buywell."
)

MOST_FAULTS = 5
"""Attempts after which a fault of our own gives an arrival up, so that its account can go on."""

SAYS_AGAIN = (1.0, 5.0, 20.0)
"""Seconds until a line in a group is tried again that the platform did not take."""

_KEEPERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="chat-files")
"""Files that are slow to read must keep nobody waiting but those who send files."""


class Arrivals:
    """One object serves all accounts of a process."""

    def __init__(self, platforms: Mapping[str, Platform], turns: Turns, delivery: Delivery) -> None:
        self._platforms = platforms
        self._turns = turns
        self._delivery = delivery
        self._tasks: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[Queue, asyncio.Lock] = WeakValueDictionary()

    def start(self, queue: Queue) -> asyncio.Task[None]:
        """Begin to work on what an account sent; does not wait for it."""
        return self._begin(self.drain(queue))

    async def drain(self, queue: Queue) -> None:
        """Work on the arrivals of an account until none is left, or one has to rest."""
        lock = self._locks.setdefault(queue, asyncio.Lock())
        async with lock:
            while (taken := await asyncio.to_thread(arrivals.claim, queue)) is not None:
                if not await self._work(taken):
                    break

    async def settled(self) -> None:
        """Wait until everything begun has ended."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Give up what is being worked on; another process takes it when its lease is over."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            # What went wrong may quote what was said: only its kind is logged.
            log.error("what arrived from a chat came to a stop: %s", type(error).__name__)

    async def _work(self, taken: Taken) -> bool:
        """Make turns of one arrival; False where it was put back."""
        event = taken.arrival.event
        try:
            await self._take(taken)
        except (Later, Unsure) as error:
            log.info("an arrival rests after attempt %d: %s", taken.attempts, error)
            await _put_back(event, getattr(error, "seconds", None))
            return False
        except Exception as error:
            stays = taken.attempts >= MOST_FAULTS and not isinstance(error, SQLAlchemyError)
            await (self._give_up(taken.arrival) if stays else _put_back(event))
            raise
        return True

    async def _give_up(self, arrival: Arrival) -> None:
        """End an arrival that a fault of ours keeps from being taken in, and say so."""
        await asyncio.to_thread(arrivals.refuse, arrival.event)
        platform = self._platforms.get(arrival.platform)
        if platform is not None:
            with suppress(Later):
                await _note(platform, arrival, COULD_NOT)

    async def _take(self, taken: Taken) -> None:
        arrival = taken.arrival
        platform = self._platforms.get(arrival.platform)
        if platform is None:
            raise Later(f"{arrival.platform} is not set up")
        try:
            known = await _who(platform, arrival)
        except Stranger as refusal:
            await _refuse(platform, arrival, str(refusal))
            return
        conversation = await asyncio.to_thread(people.conversation, known.who.id, arrival.platform)
        asked = groups.wanted(arrival.said)
        if asked is not None:
            await asyncio.to_thread(arrivals.become_turns, taken, conversation, known.who.id, ())
            await groups.show(platform, known, conversation, arrival.event, asked)
            self._begin(self._delivery.drain(conversation))
            return
        if sign_in.wanted(arrival.said):
            await sign_in.send(platform, known, arrival.place)
            await asyncio.to_thread(arrivals.become_turns, taken, conversation, known.who.id, ())
            return
        said, words = await _said(platform, known, conversation, arrival)
        if not arrival.said and not arrival.files:
            # Before the arrival ends: it greets once, however often it is asked to.
            await asyncio.to_thread(guide.open_conversation, conversation, arrival.event)
        made = await asyncio.to_thread(
            arrivals.become_turns, taken, conversation, known.who.id, said, words
        )
        self._begin(self._answer(platform, arrival, conversation, made))

    async def _answer(
        self, platform: Platform, arrival: Arrival, conversation: str, made: Sequence[str]
    ) -> None:
        """Have the turns heard and their answers brought; in a group, say where those are."""
        for turn in made:
            await self._turns.heard(turn, conversation)
            await self._delivery.drain(conversation)
        if not arrival.place.private and made:
            await asyncio.to_thread(groups.offer, arrival.event, conversation)
            await self._delivery.drain(conversation)
            failed = await asyncio.to_thread(deliveries.failed_of, made[-1])
            await _tell_group(platform, arrival, NOT_IN_PRIVATE if failed else IN_PRIVATE)
        await self._delivery.drain(conversation)


async def _who(platform: Platform, arrival: Arrival) -> Known:
    """Whose account it is. Raises Stranger, and what the platform raises."""
    where = (arrival.platform, arrival.workspace, arrival.account)
    known = await asyncio.to_thread(accounts.find, *where)
    if known is None:
        said = await platform.identity(arrival.workspace, arrival.account, arrival.place)
        known = await asyncio.to_thread(accounts.recognise, *where, said)
    address = _address(arrival.place)
    await asyncio.to_thread(accounts.used, known.id, address)
    return known


def _address(place: Place) -> dict[str, Any] | None:
    """Where a person is written to from now on; None where this was not said in private."""
    return {"channel": place.channel, **place.extra} if place.private else None


async def _said(
    platform: Platform, known: Known, conversation: str, arrival: Arrival
) -> tuple[list[Said], list[Card]]:
    """What an arrival says, its files fetched and kept; and words on what could not be taken."""
    if not arrival.files:
        return list(arrival.said), []
    said, words = [], []
    for number, file in enumerate(arrival.files):
        try:
            data = await _fetch(platform, file)
            event = f"{arrival.event}.file{number}"
            keep = partial(files.keep, known.who.id, conversation, event, file.name, data)
            kept = await asyncio.get_running_loop().run_in_executor(_KEEPERS, keep)
            said.append(Said(file=kept))
        except Refused as error:
            words.append(Card(id="file.refused", text=f"{file.name}: {error}"))
        except Gone:
            text = f"I could not get the file {file.name}. Please send it again."
            words.append(Card(id="file.refused", text=text))
    return said, words + _beside(arrival.said)


async def _fetch(platform: Platform, file: RemoteFile) -> bytes:
    if file.size is not None and file.size > files.LARGEST:
        raise files.TooLarge
    return await platform.fetch(file, files.LARGEST)


def _beside(said: Sequence[Said]) -> list[Card]:
    """What was written beside a file might be taken for an answer: it is asked for again."""
    texts = [each.text for each in said if each.text]
    if not texts:
        return []
    text = (
        "I took the file, but not the words that came with it. "
        f"If they are for me, send them again by themselves: “{' '.join(texts)}”"
    )
    return [Card(id="file.words", text=text)]


async def _refuse(platform: Platform, arrival: Arrival, why: str) -> None:
    await _note(platform, arrival, why)
    await asyncio.to_thread(arrivals.refuse, arrival.event)


async def _put_back(event: str, seconds: float | None = None) -> None:
    await asyncio.to_thread(arrivals.put_back, event, seconds)


async def _tell_group(platform: Platform, arrival: Arrival, text: str) -> None:
    """As :func:`_note`, and again after a while where the platform is busy; then it is left."""
    for seconds in (*SAYS_AGAIN, 0.0):
        try:
            await _note(platform, arrival, text)
        except Later as error:
            log.info("a group was not told: %s", error)
            await asyncio.sleep(seconds and max(seconds, min(error.seconds or 0, SAYS_AGAIN[-1])))
        else:
            break


async def _note(platform: Platform, arrival: Arrival, text: str) -> None:
    """Write a line where somebody wrote. It is not worth a second attempt that might double it."""
    try:
        await platform.note(arrival.place, arrival.account, text)
    except (Unsure, Gone) as error:
        log.info("a line could not be written: %s", error)
