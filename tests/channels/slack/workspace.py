"""A workspace of Slack: its people, channels, messages, files and views, and the bot in it.

It checks every message and view as Slack does, by means that are not ours (``checking``), and
refuses what Slack would refuse. What it was sent that was wrong stands in ``wrong``, which a test
expects to be empty.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.slack.cards.blocks import Message
from tests.channels.slack import checking

JSON = dict[str, Any]

TEAM, BOT = "T0MEADOW", "U0BUYWELL"
TRIGGER_LIVES = 3.0
"""Seconds for which a modal may be opened."""


class No(Exception):
    """What was asked for is refused; the text is Slack's code for why."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.more = more


@dataclass
class Posted:
    """A message as it stands. ``before``: how it stood before each change."""

    channel: str
    ts: str
    text: str
    blocks: list[JSON]
    thread: str | None = None
    metadata: JSON | None = None
    only_for: str | None = None
    before: list[list[JSON]] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """All that it says: what its blocks show, or its text where it has none."""
        return checking.shown(self.blocks) if self.blocks else self.text


@dataclass
class Kept:
    """A file: one that somebody sent, or one that the bot took there."""

    name: str
    data: bytes = b""
    done: bool = False
    refusals_left: int = 0
    kind: str = "application/pdf"


class Workspace:
    """What Slack keeps, and the methods of its Web API on it."""

    def __init__(self, checks: bool) -> None:
        self.messages: list[Posted] = []
        self.whispers: list[Posted] = []
        self.opened: list[JSON] = []
        self.homes: dict[str, JSON] = {}
        self.unfurled: list[JSON] = []
        self.users: dict[str, JSON] = {}
        self.files: dict[str, Kept] = {}
        self.members: dict[str, set[str]] = defaultdict(set)
        self.wrong: list[str] = []
        self.picture_refusals = 0
        """How often a picture is refused as unknown after it was taken."""
        self.url = ""
        """The address at which all of it is served."""
        self._checks = checks
        self._triggers: dict[str, float] = {}
        self._last = 0
        self._stamping = threading.Lock()

    def method(self, name: str) -> Callable[[JSON], JSON] | None:
        """The method of the Web API with that name; it raises No where it refuses."""
        found: Callable[[JSON], JSON] | None = getattr(self, "_" + name.replace(".", "_"), None)
        return found

    def in_channel(self, channel: str) -> list[Posted]:
        """The messages of a channel, oldest first."""
        return [each for each in self.messages if each.channel == channel]

    def add_user(self, user: str, email: str, name: str, **more: Any) -> None:
        """Somebody in the workspace."""
        self.users[user] = {
            "id": user,
            "team_id": TEAM,
            "name": name.lower(),
            "real_name": name,
            "tz": "Europe/London",
            "deleted": False,
            "is_bot": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "is_email_confirmed": True,
            "profile": {"email": email, "real_name": name},
            **more,
        }

    def add_file(self, name: str, data: bytes, kind: str = "application/pdf") -> JSON:
        """A file that somebody sent: as a payload of an event names it."""
        number = f"F{len(self.files):09d}"
        self.files[number] = Kept(name, data, done=True, kind=kind)
        address = f"{self.url}/files/{number}/{name}"
        return {
            "id": number, "name": name, "size": len(data), "mimetype": kind, "mode": "hosted",
            "url_private": address, "url_private_download": address,
        }  # fmt: skip

    def trigger(self) -> str:
        """A new trigger: with it a modal may be opened once, within three seconds."""
        made = f"{self.stamp()}.trigger"
        self._triggers[made] = time.monotonic()
        return made

    def _auth_test(self, given: JSON) -> JSON:
        return {
            "url": "https://meadow.slack.com/", "team": "Meadow", "user": "buywell",
            "team_id": TEAM, "user_id": BOT, "bot_id": "B0BUYWELL", "is_enterprise_install": False,
        }  # fmt: skip

    def _apps_connections_open(self, given: JSON) -> JSON:
        return {"url": f"{self.url.replace('http', 'ws', 1)}/link"}

    def _users_info(self, given: JSON) -> JSON:
        if given["user"] not in self.users:
            raise No("user_not_found")
        return {"user": self.users[given["user"]]}

    def _conversations_open(self, given: JSON) -> JSON:
        user = given["users"]
        if user not in self.users:
            raise No("user_not_found")
        return {"channel": {"id": direct(user)}}

    def _chat_postMessage(self, given: JSON) -> JSON:  # noqa: N802
        self._may_post(given["channel"])
        posted = self._posted(given)
        self.messages.append(posted)
        return {"channel": posted.channel, "ts": posted.ts, "message": {"text": posted.text}}

    def _chat_postEphemeral(self, given: JSON) -> JSON:  # noqa: N802
        channel, user = given["channel"], given["user"]
        self._may_post(channel)
        if channel != direct(user) and user not in self.members[channel]:
            raise No("user_not_in_channel")
        posted = self._posted(given)
        posted.only_for = user
        self.whispers.append(posted)
        return {"message_ts": posted.ts}

    def _chat_update(self, given: JSON) -> JSON:
        where = (given["channel"], given["ts"])
        found = next((each for each in self.messages if (each.channel, each.ts) == where), None)
        if found is None:
            raise No("message_not_found")
        changed = self._posted(given)
        found.before.append(found.blocks)
        found.text, found.blocks = changed.text, changed.blocks
        return {"channel": found.channel, "ts": found.ts, "text": found.text}

    def _chat_unfurl(self, given: JSON) -> JSON:
        named = given.get("unfurl_id") and given.get("source")
        if not named and not (given.get("channel") and given.get("ts")):
            raise No("invalid_arguments")
        for shown in given["unfurls"].values():
            self._check(
                lambda blocks=shown["blocks"]: checking.message(Message("-", tuple(blocks)))
            )
        self.unfurled.append(given)
        return {}

    def _conversations_history(self, given: JSON) -> JSON:
        return self._page(given, self.in_channel(given["channel"])[::-1])

    def _conversations_replies(self, given: JSON) -> JSON:
        thread = [
            each for each in self.in_channel(given["channel"])
            if given["ts"] in (each.thread, each.ts)
        ]  # fmt: skip
        return self._page(given, thread)

    def _page(self, given: JSON, found: list[Posted]) -> JSON:
        oldest = float(given.get("oldest", 0))
        found = [each for each in found if float(each.ts) > oldest]
        start, size = int(given.get("cursor") or 0), int(given.get("limit", 100))
        every = given.get("include_all_metadata") in ("1", "true", True)
        page = [
            {"type": "message", "ts": each.ts, "text": each.text, "blocks": each.blocks}
            | ({"metadata": each.metadata} if every and each.metadata else {})
            for each in found[start : start + size]
        ]
        more = str(start + size) if len(found) > start + size else ""
        return {"messages": page, "response_metadata": {"next_cursor": more}}

    def _files_getUploadURLExternal(self, given: JSON) -> JSON:  # noqa: N802
        number = f"F{len(self.files):09d}"
        self.files[number] = Kept(given["filename"], kind="image/png")
        assert int(given["length"]) > 0
        return {"upload_url": f"{self.url}/upload/{number}", "file_id": number}

    def _files_completeUploadExternal(self, given: JSON) -> JSON:  # noqa: N802
        for each in given["files"]:
            kept = self.files.get(each["id"])
            if kept is None or not kept.data:
                raise No("file_not_found")
            kept.done, kept.refusals_left = True, self.picture_refusals
        return {"files": given["files"]}

    def _views_open(self, given: JSON) -> JSON:
        since = self._triggers.pop(given["trigger_id"], None)
        if since is None:
            raise No("exchanged_trigger_id")
        if time.monotonic() - since > TRIGGER_LIVES:
            raise No("expired_trigger_id")
        self._check(lambda: checking.view(given["view"]))
        view = {**given["view"], "id": f"V{self.stamp()}", "hash": self.stamp()}
        self.opened.append(view)
        return {"view": view}

    def _views_publish(self, given: JSON) -> JSON:
        self._check(lambda: checking.view(given["view"]))
        self.homes[given["user_id"]] = given["view"]
        return {"view": given["view"]}

    def _may_post(self, channel: str) -> None:
        known = channel in {direct(user) for user in self.users}
        if not known and BOT not in self.members.get(channel, ()):
            raise No("channel_not_found")

    def _posted(self, given: JSON) -> Posted:
        blocks = given.get("blocks") or []
        if not given.get("text", "").strip() and not blocks:
            raise No("no_text")
        self._check_message(given, blocks)
        return Posted(
            channel=given["channel"], ts=given.get("ts") or self.stamp(),
            text=given.get("text", ""), blocks=blocks, thread=given.get("thread_ts"),
            metadata=given.get("metadata"),
        )  # fmt: skip

    def _check_message(self, given: JSON, blocks: list[JSON]) -> None:
        for part in checking.parts(blocks):
            number = (part.get("slack_file") or {}).get("id")
            if number is not None:
                self._check_picture(number)
        if blocks:
            self._check_blocks(given["text"], blocks)

    def _check_blocks(self, text: str, blocks: list[JSON]) -> None:
        self._check(lambda: checking.message(Message(text, tuple(blocks))))

    def _check_picture(self, number: str) -> None:
        kept = self.files.get(number)
        if kept is not None and kept.done and kept.refusals_left == 0:
            return
        if kept is not None:
            kept.refusals_left -= 1
        reason = "invalid slack file [json-pointer:/blocks/1/slack_file]"
        raise No("invalid_blocks", errors=[reason])

    def _check(self, check: Callable[[], None]) -> None:
        if not self._checks:
            return
        try:
            check()
        except Exception as error:
            self.wrong.append(f"{type(error).__name__}: {error}"[:2000])
            raise No("invalid_blocks") from error

    def stamp(self) -> str:
        """A ``ts`` that no message has."""
        with self._stamping:
            self._last = max(int(time.time() * 1_000_000), self._last + 1)
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


def direct(user: str) -> str:
    """The direct channel between somebody and the bot."""
    return f"D{user[1:]}"
