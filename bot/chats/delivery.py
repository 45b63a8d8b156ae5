"""Brings messages to Slack and Teams, in order, once each, and keeps them true afterwards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy.exc import SQLAlchemyError

from bot import standings, words
from bot.chats import drawing
from bot.chats.platform import CannotLook, Gone, Later, Platform, Unsure
from bot.chats.standing import Standing
from buying.cards import Card
from buying.clock import now
from buying.service import accounts, arrivals, deliveries, thread
from buying.service.deliveries import OPEN, Job, Shown, Way
from buying.service.thread import Line

log = logging.getLogger(__name__)

SETTLES_WITHIN = timedelta(seconds=20)
"""How long after an attempt it may still be carried out: longer than any time-out of ours."""

SENDS_WITHIN = 45.0
"""Seconds for one attempt. It must end before its lease does, or another process would begin the
same one beside it."""

ENDS_WITHIN = 5.0
"""Seconds that a process which is told to stop waits for what is on its way."""

MOST_FAULTS = 5
"""Attempts after which a fault of our own gives a message up, so that others get past it."""

LINES = 80
"""How far back a conversation is read to see how its cards stand."""

AGAIN = 30.0
"""Seconds until a message is looked at again that could not be changed now."""


class Delivery:
    """One object serves all conversations of a process."""

    def __init__(self, platforms: Mapping[str, Platform]) -> None:
        self._platforms = platforms
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._closing = False

    async def drain(self, conversation: str) -> None:
        """Send what waits in a conversation until nothing does, or it has to rest; then bring
        what was sent before up to date."""
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        async with lock:
            while not self._closing and await self._deliver_next(conversation):
                pass
            if self._closing:
                return
            for shown in await asyncio.to_thread(deliveries.claim_stale, conversation):
                await self._bring_up_to_date(conversation, shown)

    async def close(self) -> None:
        """Begin nothing more, and wait a little for what is on its way: where nobody can look,
        a message whose fate is not known would be sent twice."""
        self._closing = True
        with suppress(TimeoutError):
            async with asyncio.timeout(ENDS_WITHIN):
                for lock in list(self._locks.values()):
                    async with lock:
                        pass

    async def _deliver_next(self, conversation: str) -> bool:
        """Send the next message of a conversation; False where there is none, or it rests."""
        job = await asyncio.to_thread(deliveries.claim, conversation)
        return job is not None and await self._deliver(job)

    async def _deliver(self, job: Job) -> bool:
        """Send one message; False where the conversation has to rest."""
        platform = self._platforms.get(job.way.platform) if job.way else None
        if job.way is None or platform is None:
            await asyncio.to_thread(deliveries.gave_up, job.message)
            return True
        try:
            await _post(platform, job, job.way)
        except Later as error:
            return await _rest(job, error, error.seconds)
        except (Unsure, TimeoutError) as error:
            return await _rest(job, error, None)
        except Gone as error:
            return await _gone(job, job.way, error)
        except SQLAlchemyError as error:
            return await _rest(job, Unsure(type(error).__name__), None)
        except Exception as error:  # noqa: BLE001 - one fault must not keep what follows waiting
            return await _fault(job, error)
        return True

    async def _bring_up_to_date(self, conversation: str, shown: Shown) -> None:
        platform = self._platforms.get(shown.way.platform)
        try:
            stands = OPEN if platform is None else await _change(platform, conversation, shown)
        except (Later, Unsure) as error:
            seconds = getattr(error, "seconds", None) or AGAIN
            await asyncio.to_thread(deliveries.looked_at, shown.message, OPEN, seconds)
            return
        except Gone as error:
            log.info("a message cannot be changed any more: %s", error)
            stands = None
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001 - one fault must not keep the others as they are
            # What went wrong may quote the card: only its kind is logged.
            log.error("a message was not changed: %s", type(error).__name__)
            stands = None
        await asyncio.to_thread(deliveries.looked_at, shown.message, stands)


async def _post(platform: Platform, job: Job, way: Way) -> None:
    """Send a message that is not there yet, and note where it is."""
    async with asyncio.timeout(SENDS_WITHIN):
        address, sent = await _looked(platform, job, way)
        standing = await asyncio.to_thread(_standing, job.conversation, job.person, job.card)
        if sent is None:
            picture = await drawing.of(job.card, job.person)
            sent = await platform.send(address, job.card, standing, _mark(job), picture)
    shown = OPEN if _has_controls(job.card, standing) else None
    await asyncio.to_thread(deliveries.arrived, job.message, way, address, sent, shown)


async def _change(platform: Platform, conversation: str, shown: Shown) -> str | None:
    """Have a message show how it stands now: OPEN where it still has its controls, then None."""
    person = await asyncio.to_thread(thread.person_of, conversation)
    standing = await asyncio.to_thread(_standing, conversation, person, shown.card)
    if _has_controls(shown.card, standing):
        return OPEN
    picture = await drawing.of(shown.card, person)
    await platform.update(shown.address, shown.sent, shown.card, standing, picture)
    return None


async def _looked(platform: Platform, job: Job, way: Way) -> tuple[dict[str, Any], str | None]:
    """Where a message goes, and its id there if an earlier attempt brought it."""
    try:
        address = await _address(platform, job, way)
        return address, await _found(platform, address, job)
    except Later as error:
        if job.unsure_since is None:
            raise
        raise Unsure(f"it could not be looked up: {error}") from error


async def _address(platform: Platform, job: Job, way: Way) -> dict[str, Any]:
    """Where a message goes: the direct conversation, in the thread where it was asked for."""
    place = await asyncio.to_thread(arrivals.place_of, job.turn) if job.turn else None
    address = way.address
    if address is None:
        address = await platform.private(way.workspace, way.account, place)
        await asyncio.to_thread(accounts.used, way.id, address)
    if place is not None and place.private and place.thread:
        return {**address, "thread": place.thread}
    return address


async def _found(platform: Platform, address: dict[str, Any], job: Job) -> str | None:
    """The platform's id of a message that an earlier attempt may have brought there."""
    if job.unsure_since is None:
        return None
    settled = job.unsure_since + SETTLES_WITHIN
    if now() < settled:
        raise Unsure("an earlier attempt may still be carried out")
    try:
        sent = await platform.find(address, _mark(job), job.unsure_since)
    except CannotLook:
        sent = None
    if sent is None:
        await asyncio.to_thread(deliveries.sure_it_is_not_there, job.message)
    return sent


async def _rest(job: Job, error: Exception, seconds: float | None) -> bool:
    log.info("message not sent in attempt %d: %s", job.attempts, error)
    unsure = isinstance(error, Unsure)
    if unsure:
        seconds = SETTLES_WITHIN.total_seconds()
    await asyncio.to_thread(deliveries.put_back, job.message, seconds, unsure=unsure)
    return False


async def _fault(job: Job, error: Exception) -> bool:
    """A fault of our own: it may pass; where it stays, its message must not stop all others."""
    # What went wrong may quote the card: only its kind is logged.
    log.error("a fault of ours, message %d: %s", job.message, type(error).__name__)
    if job.attempts < MOST_FAULTS:
        return await _rest(job, Unsure(type(error).__name__), None)
    await asyncio.to_thread(deliveries.gave_up, job.message)
    return True


async def _gone(job: Job, way: Way, error: Gone) -> bool:
    """An address may have changed, so a new one is tried once before a message is given up."""
    log.warning("message not sent in attempt %d: %s", job.attempts, error)
    if way.address is not None:
        await asyncio.to_thread(accounts.forget_address, way.id)
        await asyncio.to_thread(deliveries.put_back, job.message, 0.0)
        return True
    await asyncio.to_thread(deliveries.gave_up, job.message)
    return True


def _mark(job: Job) -> str:
    return f"buywell-{job.message}"


def _standing(conversation: str, person: str, card: Card) -> Standing:
    lines = thread.lines(conversation, LINES)
    if lines and all(line.card is None or line.number != card.message for line in lines):
        # It was said so long ago that it is not among them: it comes before them all.
        lines = [Line(number=card.message or 0, at=lines[0].at, card=card), *lines]
    found = standings.of_lines(lines, thread.asked_of(person))
    return found.get(card.message or 0, Standing())


def _has_controls(card: Card, standing: Standing) -> bool:
    asks = standing.open and card.question is not None
    return asks or (standing.pressable and bool(words.actions_of(card)))
