"""Hears what Slack sends: keeps what somebody said, and answers what has to be answered at once.

Everything is acknowledged once it is kept and not before; what follows from it begins after the
acknowledgement, so that nothing else can delay that.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.chats.platform import Gone, Later, Unsure
from bot.slack import own_people, payloads
from bot.slack.client import web_client
from bot.slack.events import Events
from bot.slack.forms_sent import Forms
from bot.slack.keeping import Keeper, Starter, Work, later
from bot.slack.kit_log import LIBRARY
from bot.slack.platform import SlackPlatform
from bot.slack.presses import Presses
from buying.service.arrivals import Place

log = logging.getLogger(__name__)

JSON = Mapping[str, Any]

SCOPE = "commands"
"""The scope that the slash command and the shortcuts need."""

START, LIKE_THIS = "buywell.start", "buywell.like_this"
"""The shortcuts: in the menu, and on a message."""

COMMAND = "command"
"""What we call the kind of a slash command, whose payload names none."""

KINDS = frozenset(
    (
        COMMAND, "block_actions", "block_suggestion", "event_callback", "message_action",
        "shortcut", "view_closed", "view_submission",
    )
)  # fmt: skip
"""The kinds of payload that are taken."""

PLATFORM = (Later, Unsure, Gone)
"""What the platform raises; its texts hold nothing that somebody said."""

UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)
"""What Bolt raises of itself for a payload without what its kind has."""

IN_PRIVATE = "I answer you in our direct chat, so that what you buy stays between us."
RETRY = "x-slack-retry-num"
_ANY = re.compile("")


@dataclass(frozen=True)
class Answer:
    """The answer to a request of Slack, and what is to be done once it was sent."""

    response: BoltResponse
    after: tuple[Work, ...] = ()

    async def follow(self) -> None:
        """Do what is to be done after the answer; a fault in one thing does not end the rest."""
        for work in self.after:
            task = asyncio.ensure_future(work())
            await asyncio.wait({task})
            error = None if task.cancelled() else task.exception()
            if isinstance(error, PLATFORM):
                log.warning("something could not be shown in Slack: %s", error)
            elif error is not None:
                # What went wrong may quote what was said: only its kind is logged.
                log.error("something came to a stop: %s", type(error).__name__)


class Receiver:
    """One object hears everything of a process, whichever way it arrives."""

    def __init__(self, starter: Starter, platform: SlackPlatform) -> None:
        self._platform = platform
        self._keeper = Keeper(starter)
        self.bolt = _bolt(platform)
        self._listen()

    async def answer(self, request: AsyncBoltRequest) -> Answer:
        """What Slack is answered, once what it said is kept."""
        kind = _kind(request.body)
        if kind not in KINDS:
            log.info("Slack sent something of a kind that is not taken: %s", kind[:40])
            return Answer(BoltResponse(status=200))
        try:
            response = await self.bolt.async_dispatch(request)
        except UNREADABLE as error:
            log.warning("a %s of Slack cannot be read: %s", kind, type(error).__name__)
            return Answer(BoltResponse(status=200))
        after = request.context.get("after", ()) if response.status == 200 else ()
        return Answer(response, tuple(after))

    def _listen(self) -> None:
        presses = Presses(self._platform, self._keeper)
        self.bolt.use(self._only_ours)
        self.bolt.event(_ANY)(Events(self._platform, self._keeper).hear)
        self.bolt.command(_ANY)(self._command)
        self.bolt.shortcut(_ANY)(self._shortcut)
        self.bolt.action(_ANY)(presses.hear)
        self.bolt.options(_ANY)(presses.search)
        self.bolt.view_submission(_ANY)(Forms(self._keeper).hear)
        self.bolt.view_closed(_ANY)(_acknowledge)

    async def _only_ours(
        self,
        body: dict[str, Any],
        ack: AsyncAck,
        context: AsyncBoltContext,
        request: AsyncBoltRequest,
        next: Callable[[], Awaitable[None]],
    ) -> BoltResponse | None:
        """Turn away who is not of the organisation."""
        if own_people.is_ours(body, self._platform.api.settings.team):
            await next()
            return None
        if _kind(body) == COMMAND:
            return await ack(text=own_people.refusal())
        if (body.get("event") or {}).get("type") == "app_mention" and RETRY not in request.headers:
            later(context, partial(self._refuse, body["event"]))
        return await ack()

    async def _command(
        self, body: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext
    ) -> BoltResponse:
        await self._keeper.keep(payloads.command(body), context)
        # A direct channel may be one with a colleague, which nothing in the payload tells.
        return await ack(text=IN_PRIVATE)

    async def _shortcut(
        self, body: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext
    ) -> BoltResponse:
        if body.get("callback_id") in (START, LIKE_THIS):
            await self._keeper.keep(payloads.shortcut(body), context)
        return await ack()

    async def _refuse(self, event: JSON) -> None:
        place = Place(channel=str(event["channel"]), private=False, thread=event.get("thread_ts"))
        await self._platform.whisper(place, str(event["user"]), own_people.refusal())


def _kind(body: JSON) -> str:
    return COMMAND if "command" in body else str(body.get("type"))


def _bolt(platform: SlackPlatform) -> AsyncApp:
    app = AsyncApp(
        name="buywell",
        logger=LIBRARY,
        client=web_client(platform.api.settings),
        # Asking Slack who we are would hold up the first acknowledgements.
        authorize=_authorize,
        process_before_response=True,
        # The door verifies, against more than one secret: see bot.slack.verify.
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(_failed)
    return app


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


async def _acknowledge(ack: AsyncAck) -> BoltResponse:
    return await ack()


async def _failed(error: Exception) -> BoltResponse:
    """Not acknowledged, so that Slack sends it again. The error may quote what was said."""
    log.error("something from Slack could not be taken: %s", type(error).__name__)
    return BoltResponse(status=500)
