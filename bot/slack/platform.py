"""Slack as the rest of the product sees it: who somebody is, and messages to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.chats.platform import Address, Gone, Picture, Unsure
from bot.chats.standing import Standing
from bot.slack import files, members
from bot.slack.cards import blocks
from bot.slack.client import Slack
from bot.slack.posting import Poster
from bot.slack.settings import slack as settings
from buying.cards import Card
from buying.service.accounts import Identity
from buying.service.arrivals import Place, RemoteFile

MARKED = "buywell_message"
"""The kind of our messages' metadata, in which their mark is."""

CLOCKS = timedelta(minutes=1)
"""By how much Slack's clock and ours may differ."""

PAGE, MOST_PAGES = 100, 5
"""Messages that are looked through for a mark: so many at once, so many times."""

PLAIN = {"unfurl_links": False, "unfurl_media": False}
"""Our own links need no preview: the message says what they lead to, and what signs somebody in
is for nobody else to open."""


class SlackPlatform:
    """Slack, through the bot of one workspace."""

    name = "slack"

    def __init__(self, api: Slack | None = None) -> None:
        self.api = api or Slack(settings())
        self._poster = Poster(self.api)
        self._direct: dict[str, str] = {}

    async def identity(self, workspace: str, account: str, place: Place) -> Identity:
        """What Slack says of an account that did something at ``place``."""
        try:
            found = await self.api.call("users.info", user=account)
        except Gone:
            return Identity(outsider="I cannot see your account in this Slack workspace")
        return members.identity(found.get("user") or {}, workspace)

    async def private(self, workspace: str, account: str, place: Place | None) -> dict[str, Any]:
        """The direct channel with an account, opened where there is none."""
        return {"channel": await self._direct_with(account)}

    async def fetch(self, file: RemoteFile, most: int) -> bytes:
        """A file's content. Raises quotes.files.TooLarge for more than ``most`` bytes."""
        return await files.fetch(self.api, file, most)

    async def send(
        self, address: Address, card: Card, standing: Standing, mark: str, picture: Picture | None
    ) -> str:
        """Post a card; Slack's ``ts`` of the message. ``mark`` is hidden in it for `find`."""
        where = {"channel": await self._channel(address), "thread_ts": address.get("thread")}

        async def post(made: Mapping[str, Any]) -> str:
            answer = await self.api.call(
                "chat.postMessage", **where, **PLAIN, **{**made, **_marked(made, mark)}
            )
            if not answer.get("ts"):
                raise Unsure("Slack did not say where it posted a message")
            return str(answer["ts"])

        return await self._poster.show(card, standing, picture, post)

    async def update(
        self, address: Address, sent: str, card: Card, standing: Standing, picture: Picture | None
    ) -> None:
        """Make a posted message show how its card stands now."""
        where = {"channel": await self._channel(address), "ts": sent}

        async def change(made: Mapping[str, Any]) -> str:
            await self.api.call("chat.update", **where, **_bare(made))
            return sent

        await self._poster.show(card, standing, picture, change)

    async def find(self, address: Address, mark: str, since: datetime) -> str | None:
        """The ``ts`` of the message posted since then that carries ``mark``; None for none."""
        given = {
            "channel": await self._channel(address),
            "oldest": f"{(since - CLOCKS).timestamp():.6f}",
            "limit": PAGE,
            "include_all_metadata": True,
        }
        thread = address.get("thread")
        method = "conversations.replies" if thread else "conversations.history"
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            page = await self.api.call(method, **given, ts=thread, cursor=cursor)
            for posted in page.get("messages") or []:
                if _carries(posted, mark):
                    return str(posted["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                break
        return None

    async def note(self, place: Place, account: str, text: str) -> None:
        """Write one short line where somebody wrote; in a group only they see it."""
        if not place.private:
            await self.whisper(place, account, text)
            return
        said = blocks.saying(text).arguments()
        await self.api.call("chat.postMessage", **await self._where(place), **PLAIN, **said)

    async def whisper(self, place: Place, account: str, text: str) -> None:
        """Write a line that only one person sees, and that Slack does not keep."""
        said = _bare(blocks.saying(text).arguments())
        await self.api.call("chat.postEphemeral", **await self._where(place), user=account, **said)

    async def show(self, place: Place, cards: Sequence[Card], by: str) -> None:
        """Post cards without controls in a group, because ``by`` (a name) asked for it."""
        where = {"channel": place.channel, "thread_ts": place.thread or place.message}
        asked = blocks.saying(f"{by} asked me to show this here.")
        for message in (asked, *(blocks.message(card, Standing()) for card in cards)):
            await self.api.call("chat.postMessage", **where, **PLAIN, **message.arguments())

    async def close(self) -> None:
        """Close what is open."""
        await self.api.close()

    async def _where(self, place: Place) -> dict[str, Any]:
        channel = await self._channel({"channel": place.channel})
        return {"channel": channel, "thread_ts": place.thread}

    async def _channel(self, address: Address) -> str:
        """The channel of an address, in which a person's id stands for the direct one."""
        channel = str(address["channel"])
        return await self._direct_with(channel) if channel.startswith(("U", "W")) else channel

    async def _direct_with(self, account: str) -> str:
        if account not in self._direct:
            opened = await self.api.call("conversations.open", users=account)
            self._direct[account] = str((opened.get("channel") or {}).get("id"))
        return self._direct[account]


def _bare(made: Mapping[str, Any]) -> dict[str, Any]:
    """Without the argument that only ``chat.postMessage`` has."""
    return {name: value for name, value in made.items() if name != "mrkdwn"}


def _marked(made: Mapping[str, Any], mark: str) -> dict[str, Any]:
    """The mark of a message: in its metadata, and as the id of its first block that has none.

    Slack's pages do not say whether an app may always read its own metadata in a history; what
    it posted in blocks it may.
    """
    shown = [dict(block) for block in made.get("blocks") or ()]
    free = next((block for block in shown if "block_id" not in block), None)
    if free is not None:
        free["block_id"] = mark
    metadata = {"event_type": MARKED, "event_payload": {"mark": mark}}
    return {"blocks": shown, "metadata": metadata}


def _carries(posted: Mapping[str, Any], mark: str) -> bool:
    metadata = posted.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    if metadata.get("event_type") == MARKED and payload.get("mark") == mark:
        return True
    return any(block.get("block_id") == mark for block in posted.get("blocks") or ())
