"""What is done with an activity: let in, kept, acknowledged, and only then worked on."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.chats.parts import Parts
from bot.teams import hosts, invokes, offers, pressed, receive, verify
from bot.teams.activity import Activity, NotReadable, part, read
from bot.teams.errands import Errands
from bot.teams.keys import Keys
from bot.teams.platform import TeamsPlatform
from bot.teams.pressed import ShowAgain
from bot.teams.settings import TeamsSettings
from bot.teams.verify import NotLetIn
from buying.service import accounts, arrivals
from buying.service.arrivals import Arrival, Queue

log = logging.getLogger(__name__)

KEEPERS = 4
"""Threads that keep what arrives, so that a busy process does not delay it."""

Made = TypeVar("Made")


@dataclass(frozen=True)
class Answer:
    """What Teams is told. ``then`` begins the work, once that was said."""

    status: int = 202
    body: Any = None
    then: Callable[[], object] | None = None


DONE = Answer()
UNKNOWN = Answer(501)
"""An invoke that nobody here knows, as Microsoft's Agents SDK answers it."""


class Door:
    """One object serves a process."""

    def __init__(self, settings: TeamsSettings, parts: Parts, platform: TeamsPlatform) -> None:
        self._settings = settings
        self._parts = parts
        self._keys = Keys(settings.keys_url)
        self._services = hosts.services(settings)
        self._threads = ThreadPoolExecutor(KEEPERS, thread_name_prefix="teams-keep")
        self.errands = Errands(platform)

    async def let_in(self, header: str | None, body: bytes) -> Activity:
        """The activity of a request. Raises verify.NotLetIn and keys.NoKeys."""
        key, claims = await verify.sender(header, self._settings, self._keys)
        try:
            activity = read(json.loads(body))
        except (NotReadable, ValueError, RecursionError) as error:
            raise NotLetIn(400, "this is no activity") from error
        verify.check(activity, key, claims, self._settings, self._services)
        return activity

    async def take(self, activity: Activity) -> Answer:
        """Keep what an activity says, and say what to answer."""
        return await _KINDS.get(activity.kind, Door._passed_over)(self, activity)

    async def close(self) -> None:
        """Give up what is under way."""
        await self.errands.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _message(self, activity: Activity) -> Answer:
        if activity.value is not None:
            return await self._control(activity)
        objection = receive.objection(activity)
        answer = await self._keep(receive.message(activity))
        if objection is None:
            return answer
        return Answer(then=_both(answer.then, lambda: self._say(activity, objection)))

    async def _control(self, activity: Activity) -> Answer:
        wanted = offers.asked(activity.value)
        if wanted is not None and activity.private:
            place = receive.place(activity)
            return Answer(then=lambda: self.errands.offer(place, wanted))
        found = await self._in_thread(lambda: pressed.read(activity))
        if isinstance(found, ShowAgain):
            place = receive.place(activity)
            return Answer(then=lambda: self.errands.show_again(place, found))
        return await self._keep(found) if found is not None else await self._passed_over(activity)

    async def _invoke(self, activity: Activity) -> Answer:
        if activity.name == invokes.FILE_CONSENT:
            return self._consent(activity)
        if activity.name in invokes.COMMANDS:
            kept = receive.like_this(activity)
            if kept is None:
                return UNKNOWN
            answer = await self._keep(kept)
            return Answer(200, invokes.begun(activity.name), answer.then)
        log.info("Teams sent an invoke that is not known here")
        return UNKNOWN

    def _consent(self, activity: Activity) -> Answer:
        place, reference = receive.place(activity), offers.accepted(activity.value)
        if reference is None:
            return Answer(200, {}, lambda: self.errands.take_away(place))
        upload = part(activity.value, "uploadInfo")
        return Answer(200, {}, lambda: self.errands.bring(place, reference, upload))

    async def _installed(self, activity: Activity) -> Answer:
        """The app was added for somebody, who is greeted; or removed, which ends the account."""
        if not activity.private:
            return DONE
        if activity.action.startswith("add"):
            return await self._keep(receive.arrival(activity))
        tenant = self._settings.tenant
        await self._in_thread(
            lambda: accounts.unlink("teams", tenant, activity.account, by="teams")
        )
        return DONE

    async def _conversation(self, activity: Activity) -> Answer:
        if activity.private and activity.bot in activity.added():
            return await self._keep(receive.arrival(activity))
        return DONE

    async def _passed_over(self, activity: Activity) -> Answer:
        # The kind alone: what is in it may be about people.
        log.info("Teams sent something that is passed over: %s", activity.kind[:40])
        return DONE

    async def _ignored(self, activity: Activity) -> Answer:
        return DONE

    async def _keep(self, arrival: Arrival | None) -> Answer:
        if arrival is None:
            return DONE
        new = await self._in_thread(lambda: arrivals.keep(arrival))
        return Answer(then=lambda: self._start(arrival, new))

    def _start(self, arrival: Arrival, new: bool) -> None:
        queue = Queue(
            platform=arrival.platform, workspace=arrival.workspace, account=arrival.account
        )
        self._parts.arrivals.start(queue)
        if new and arrival.place.private:
            self.errands.typing(arrival.place, arrival.event)

    def _say(self, activity: Activity, text: str) -> None:
        self.errands.say(receive.place(activity), text)

    async def _in_thread(self, work: Callable[[], Made]) -> Made:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


_KINDS: dict[str, Callable[[Door, Activity], Awaitable[Answer]]] = {
    "message": Door._message,
    "invoke": Door._invoke,
    "installationUpdate": Door._installed,
    "conversationUpdate": Door._conversation,
    "messageReaction": Door._ignored,
    "messageUpdate": Door._ignored,
    "messageDelete": Door._ignored,
    "typing": Door._ignored,
}


def _both(first: Callable[[], object] | None, second: Callable[[], object]) -> Callable[[], object]:
    def each() -> None:
        if first is not None:
            first()
        second()

    return each
