"""Events of Slack: messages, the Home tab, links to our pages, and the end of the app."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack import home, payloads, unfurl
from bot.slack.keeping import Keeper, in_thread, later
from bot.slack.platform import SlackPlatform
from buying.service import accounts

log = logging.getLogger(__name__)

JSON = Mapping[str, Any]
Handler = Callable[[JSON, AsyncBoltContext], Awaitable[None]]

SUBSCRIBED: Mapping[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "link_shared": "links:read",
    "message.im": "im:history",
    "tokens_revoked": None,
}
"""The events that the app asks Slack for, and the scope that each needs."""


class Events:
    """Hears events; those of a kind that is not listed are acknowledged and passed over."""

    def __init__(self, platform: SlackPlatform, keeper: Keeper) -> None:
        self._platform = platform
        self._keeper = keeper
        self.handlers: Mapping[str, Handler] = {
            "app_home_opened": self._home,
            "app_mention": self._message,
            "app_uninstalled": self._removed,
            "link_shared": self._link,
            "message": self._message,
            "tokens_revoked": self._revoked,
        }

    async def hear(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Take an event in. It is acknowledged when this ends, unless it raises."""
        kind = str(body["event"]["type"])
        handler = self.handlers.get(kind)
        if handler is None:
            log.info("Slack sent an event of a kind that is not taken: %s", kind[:40])
        else:
            await handler(body, context)

    async def _message(self, body: JSON, context: AsyncBoltContext) -> None:
        arrival = payloads.message(body)
        if arrival is not None:
            await self._keeper.keep(arrival, context)

    async def _home(self, body: JSON, context: AsyncBoltContext) -> None:
        event = body["event"]
        if event.get("tab") == "home":
            who = (str(body["team_id"]), str(event["user"]))
            later(context, partial(home.publish, self._platform, *who))

    async def _link(self, body: JSON, context: AsyncBoltContext) -> None:
        later(context, partial(unfurl.show, self._platform, body["event"]))

    async def _removed(self, body: JSON, _context: AsyncBoltContext) -> None:
        count = await in_thread(_unlink, str(body["team_id"]))
        log.warning("the app was removed from a Slack workspace; accounts unlinked: %d", count)

    async def _revoked(self, body: JSON, context: AsyncBoltContext) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):
            await self._removed(body, context)


def _unlink(team: str) -> int:
    return accounts.unlink("slack", team, by="slack")
