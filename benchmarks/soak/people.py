"""People who write whatever comes to their mind, press what they see, and fill in forms."""

from __future__ import annotations

import asyncio
import html
import json
import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from benchmarks.soak.senders import Request, Sender
from bot.slack import payloads
from bot.teams import activity as activities
from bot.teams import receive
from buying.service.said import Said
from tests.channels.slack import controls_used, signed
from tests.channels.slack.member import Member
from tests.channels.slack.stub import Stub
from tests.channels.slack.workspace import Posted
from tests.channels.teams import signed as tokens
from tests.channels.teams.chat import Chat, direct
from tests.channels.teams.stub import Message
from tests.conversations import slack_screen, teams_screen
from tests.conversations.entered import Json

TYPED = (
    "12 shower chairs", "equipment", "about £900", "why", "back", "summary", "repeat",
    "what is a quote?", "skip", "my purchases", "by the end of March", "office chairs",
)  # fmt: skip
LEFT_ALONE = ("Show the answer there", "Find", "Next")
"""Buttons that no turn comes of."""

OPENS = ("Fill in the form", "Check the form")
SOMETHING = "12"
"""What goes into a box of any kind that one types into."""

DAY = "2030-03-31"
OPEN_WITHIN = 5.0
"""Seconds that somebody waits for a form to open."""

There = TypeVar("There")


@dataclass
class Sent:
    """Something that a person did. ``event`` is the id that its turn must have; ``taken``:
    whether the service said that it has it."""

    event: str
    taken: bool


@dataclass(kw_only=True)
class Somebody(ABC, Generic[There]):
    """One person on one platform. ``inbox`` is what stands in their chat, oldest first."""

    person: str
    dice: random.Random
    sender: Sender
    inbox: list[There] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def acts(self) -> bool:
        """Do one thing; whether it was something that Buywell has to answer."""
        buttons = self.sees() if self.dice.random() < 0.6 else ()
        if not buttons:
            await self.types(self.dice.choice(TYPED))
            return True
        return await self.presses(self.dice.choice(buttons))

    @abstractmethod
    def sees(self) -> Sequence[str]:
        """The buttons on the newest message that has any."""

    @abstractmethod
    async def types(self, text: str) -> None:
        """Type a message."""

    @abstractmethod
    async def presses(self, words: str) -> bool:
        """Press a button; whether that was something to be answered."""


@dataclass(kw_only=True)
class InSlack(Somebody[Posted]):
    """A person in Slack; ``member`` makes what Slack sends in their name."""

    platform: ClassVar[str] = "slack"
    member: Member
    slack: Stub

    def sees(self) -> Sequence[str]:
        """See :class:`Somebody`."""
        return _seen([controls_used.buttons(each.blocks) for each in self.inbox[-3:]])

    async def types(self, text: str) -> None:
        """See :class:`Somebody`."""
        said = self.member.message(html.escape(text, quote=False))
        kept = payloads.message(said)
        assert kept is not None
        answer = await self.sender.event(_request(signed.as_json(said)))
        self.sent.append(Sent(kept.event, answer is not None))

    async def presses(self, words: str) -> bool:
        """See :class:`Somebody`."""
        posted = next(
            each for each in self.inbox[::-1] if words in controls_used.buttons(each.blocks)
        )
        screen = slack_screen.Screen(posted.blocks)
        screen.fill_anyhow(self.dice, SOMETHING, DAY)
        pressed = self._press(posted, screen, words)
        if words in OPENS:
            return await self._fills_in(posted, pressed)
        answer = await self.sender.used(_request(signed.as_payload(pressed)))
        event = payloads.press(pressed, 0, Said(action="x")).event
        self.sent.append(Sent(event, answer is not None))
        return True

    def _press(self, posted: Posted, screen: slack_screen.Screen, words: str) -> dict[str, Any]:
        used = {**screen.button(words), "action_ts": self.slack.stamp()}
        where = {"type": "message", "message_ts": posted.ts, "channel_id": posted.channel}
        return self.member.interaction(
            "block_actions",
            container=where,
            channel={"id": posted.channel},
            message={"ts": posted.ts},
            actions=[used],
            state={"values": screen.state},
        )

    async def _fills_in(self, posted: Posted, pressed: Json) -> bool:
        """Open a form and send it; nothing where it does not open, and people try again."""
        before = len(self.slack.opened)
        await self.sender.used(_request(signed.as_payload(pressed)))
        number = _number(posted)
        try:
            async with asyncio.timeout(OPEN_WITHIN):
                while (view := self._view(before, number)) is None:
                    await asyncio.sleep(0.1)
        except TimeoutError:
            return False
        screen = slack_screen.Screen(view["blocks"])
        screen.fill_anyhow(self.dice, SOMETHING, DAY)
        filled = self.member.interaction(
            "view_submission", view={**view, "state": {"values": screen.state}}
        )
        answer = await self.sender.used(_request(signed.as_payload(filled)))
        if answer is not None and answer.content:
            # The form was answered in the meantime, or a box needs another look.
            return False
        self.sent.append(Sent(payloads.form_event(filled), answer is not None))
        return True

    def _view(self, after: int, number: int) -> dict[str, Any] | None:
        for view in self.slack.opened[after:]:
            about = json.loads(view.get("private_metadata") or "{}")
            if about.get("message") == number and "submit" in view:
                return view
        return None


@dataclass(kw_only=True)
class InTeams(Somebody[Message]):
    """A person in Teams; ``chat`` makes what Teams sends in their name."""

    platform: ClassVar[str] = "teams"
    chat: Chat
    account: str

    def sees(self) -> Sequence[str]:
        """See :class:`Somebody`."""
        cards = [each.card for each in self.inbox[-3:]]
        return _seen([list(_ours(card)) for card in cards])

    async def types(self, text: str) -> None:
        """See :class:`Somebody`."""
        await self._does(text=text)

    async def presses(self, words: str) -> bool:
        """See :class:`Somebody`."""
        message = next(each for each in self.inbox[::-1] if words in _ours(each.card))
        screen = teams_screen.Screen(message.card)
        screen.fill_anyhow(self.dice, SOMETHING, DAY)
        await self._does(value=screen.button(words), replyToId=message.id)
        return True

    async def _does(self, **what: Any) -> None:
        made = self.chat.activity(self.person, **what)
        made["from"]["aadObjectId"] = self.account
        claims = tokens.claims(self.chat.microsoft.service)
        headers = {"Content-Type": "application/json", **tokens.bearer(claims)}
        answer = await self.sender.activity(
            Request("/teams/messages", json.dumps(made).encode(), headers)
        )
        self.sent.append(Sent(receive.event(activities.read(made)), answer is not None))


def channel_of(somebody: InSlack | InTeams) -> str:
    """Where the messages to a person stand."""
    return somebody.member.direct if isinstance(somebody, InSlack) else direct(somebody.person)


def _request(sent: tuple[str, str]) -> Request:
    body, kind = sent
    headers = {**signed.headers(body), "Content-Type": kind}
    return Request(signed.PATH, body.encode(), headers)


def _seen(rows: Sequence[Sequence[str]]) -> list[str]:
    newest = next((row for row in reversed(rows) if row), ())
    return [words for words in newest if words not in LEFT_ALONE]


def _ours(card: Json) -> list[str]:
    """The buttons of a card that are answered by a turn: not those that bring a file."""
    return [
        each["title"] for each in teams_screen.parts(card)
        if each.get("type") == "Action.Submit" and "buywell" in each["data"]
    ]  # fmt: skip


def _number(posted: Posted) -> int:
    """The number of our message, which its mark tells."""
    payload = (posted.metadata or {}).get("event_payload") or {}
    return int(str(payload.get("mark", "0")).rpartition("-")[2])
