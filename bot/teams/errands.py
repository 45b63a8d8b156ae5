"""Small things done after an activity was acknowledged, beside the conversation itself.

None of them is kept: if the process ends in the middle, the person presses the button again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from bot.chats import drawing
from bot.chats.platform import Gone, Later, Unsure
from bot.teams import offers
from bot.teams.platform import TeamsPlatform
from bot.teams.pressed import ShowAgain
from buying.service import accounts, messages
from buying.service.accounts import Stranger
from buying.service.arrivals import Place
from buying.service.record import NotThere
from buying.settings import settings

log = logging.getLogger(__name__)

TRIES = 3
LONGEST_PAUSE = 10.0
PAUSE = 1.0
"""Seconds between two tries, where Teams asks for none."""

THINKS = 1.0
"""Seconds after which somebody is shown that we think. Most answers come sooner, and each such
sign counts against the messages that Teams takes in a second."""

MOST_AT_ONCE = 200
"""Errands under way; more are left undone, since none of them is worth a process."""


class Errands:
    """Does errands in the background of a process that serves the web."""

    def __init__(self, platform: TeamsPlatform) -> None:
        self._platform = platform
        self._under_way: set[asyncio.Task[None]] = set()

    def typing(self, place: Place, event: str) -> None:
        """Show that an answer is being thought of, where it does not come at once."""
        self._begin(self._typing(place, event))

    def say(self, place: Place, text: str) -> None:
        """Write one line where somebody wrote."""
        self._begin(_tried(lambda: self._platform.note(place, "", text)))

    def show_again(self, place: Place, found: ShowAgain) -> None:
        """Show a card again with what was typed in it."""
        self._begin(self._show_again(place, found))

    def offer(self, place: Place, reference: str) -> None:
        """Ask whether the file of a purchase may be put into the person's OneDrive."""
        self._begin(self._offer(place, reference))

    def bring(self, place: Place, reference: str, upload: Mapping[str, Any]) -> None:
        """Put the file of a purchase where its owner allowed it."""
        self._begin(self._bring(place, reference, upload))

    def take_away(self, place: Place) -> None:
        """Take away a question that was answered with no."""
        self._begin(_tried(lambda: self._platform.take_away(place)))

    async def settled(self) -> None:
        """Wait until everything begun has ended."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _typing(self, place: Place, event: str) -> None:
        await asyncio.sleep(THINKS)
        if not await asyncio.to_thread(messages.of_turn, event):
            await self._platform.typing(place)

    async def _show_again(self, place: Place, found: ShowAgain) -> None:
        drawn = await drawing.of(found.card, found.person)
        address = {"channel": place.channel, **place.extra}
        shown = (found.card, found.standing, drawn, found.again)
        await _tried(lambda: self._platform.show_again(address, place.message or "", *shown))

    async def _offer(self, place: Place, reference: str) -> None:
        made = await asyncio.to_thread(_file, place, reference)
        if made is None:
            self.say(place, _no_file(reference))
            return
        name, size = made[0], len(made[1])
        await _tried(lambda: self._platform.offer(place, name, size, reference))

    async def _bring(self, place: Place, reference: str, upload: Mapping[str, Any]) -> None:
        made = await asyncio.to_thread(_file, place, reference)
        if made is None or not await _tried(lambda: self._platform.bring(made[1], upload)):
            self.say(place, _no_file(reference))
            return
        await _tried(lambda: self._platform.show_file(place, made[0], upload))
        await _tried(lambda: self._platform.take_away(place))

    def _begin(self, errand: Coroutine[Any, Any, Any]) -> None:
        if len(self._under_way) >= MOST_AT_ONCE:
            errand.close()
            return
        task = asyncio.create_task(errand)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            # What went wrong may quote what was said: only its kind is logged.
            log.info("something small was left undone: %s", type(error).__name__)


async def _tried(errand: Callable[[], Awaitable[None]]) -> bool:
    """Do it, again where that is sure to do no harm; whether it was carried out."""
    for left in reversed(range(TRIES)):
        try:
            await errand()
        except Later as error:
            if left == 0:
                log.info("something small was left undone: %s", error)
                return False
            await asyncio.sleep(min(error.seconds or PAUSE, LONGEST_PAUSE))
        except (Unsure, Gone) as error:
            log.info("something small was left undone: %s", error)
            return False
        else:
            return True
    return False


def _file(place: Place, reference: str) -> tuple[str, bytes] | None:
    """A purchase's file as whoever is at ``place`` may read it; None where they may not."""
    try:
        known = accounts.find("teams", place.extra["tenant"], place.extra["account"])
        return offers.made(known.who, reference) if known is not None else None
    except (Stranger, NotThere):
        return None


def _no_file(reference: str) -> str:
    where = f"{settings().base_url}/purchases/{reference}"
    return f"I could not bring you that file here. You find it in the browser: {where}"
