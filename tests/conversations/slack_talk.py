"""Somebody who talks to Buywell in Slack: signed requests in, messages and modals out."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import httpx

from bot.slack.platform import MARKED
from tests.channels.slack import controls_used, signed
from tests.channels.slack.checking import parts
from tests.channels.slack.member import Member
from tests.channels.slack.stub import BOT, TEAM, Stub
from tests.channels.slack.workspace import Posted
from tests.conversations import entered
from tests.conversations.chat_talk import ChatTalk, until
from tests.conversations.entered import Json, NotThere
from tests.conversations.slack_screen import Screen
from tests.conversations.told import Told

AT_ONCE = ("choice", "yes_no", "rating")
OPENS = ("Fill in the form", "Check the form")
PRESSES = 5
"""How often somebody presses a button whose form does not open in time."""

Sends = Callable[[], httpx.Response]


class SlackTalk(ChatTalk):
    """``email``: what Slack knows of the person, by which they are recognised."""

    platform = "slack"

    def __init__(
        self, person: str, email: str, told: Told, slack: Stub, http: httpx.Client
    ) -> None:
        super().__init__(person, f"U{person.upper()}", told)
        self.slack = slack
        self.member = Member(slack, http, self.account)
        slack.add_user(self.account, email, person.title())

    def joins(self) -> None:
        """Say hello."""
        self.types("hello")
        self.waits()

    def types(self, text: str) -> None:
        """See :class:`ChatTalk`."""
        self._event(self.member.message(html.escape(text, quote=False)))

    def mentions(self, text: str, channel: str) -> None:
        """Speak to Buywell by name in a channel, in which both are."""
        self.slack.members[channel] |= {BOT, self.account}
        named = f"<@{BOT}> {html.escape(text, quote=False)}"
        said = self.member.message(named, channel=channel, type="app_mention")
        del said["event"]["channel_type"]
        self._event(said)

    def starts(self) -> None:
        """See :class:`ChatTalk`: by the command ``/buy``."""
        typed = {
            "command": "/buy", "text": "", "user_id": self.account, "team_id": TEAM,
            "channel_id": self.member.direct, "trigger_id": self.slack.trigger(),
        }  # fmt: skip
        self._once(lambda: signed.post(self.member.http, signed.as_form(typed)))

    def sends(self, name: str, data: bytes, text: str = "") -> None:
        """See :class:`ChatTalk`. Slack keeps the file, and says where."""
        files = [self.slack.add_file(name, data)]
        self._event(self.member.message(text, subtype="file_share", files=files))

    def does(self, sent: str, action: str) -> None:
        """See :class:`ChatTalk`."""
        posted = self.there()[sent]
        screen = Screen(posted.blocks)
        self._uses(posted, screen.doing(action), screen)

    def presses(self, sent: str, words: str) -> None:
        """Press the button ``words`` of a message. Raises NotThere."""
        posted = self.there()[sent]
        screen = Screen(posted.blocks)
        self._uses(posted, screen.button(words), screen)

    def answers(self, card: Mapping[str, Any], value: Any) -> None:
        """See :class:`ChatTalk`."""
        question = card["question"]
        if question["kind"] in ("text", "file"):
            self.types(str(value))
        elif question["kind"] == "form":
            self.submits(self.opens(card), question, value)
        else:
            self._answers_there(self.there()[self.sent(card["message"])], question, value)

    def opens(self, card: Mapping[str, Any]) -> dict[str, Any]:
        """Open the modal of a card's form, as it is shown. Raises NotThere."""
        posted = self.there()[self.sent(card["message"])]
        screen = Screen(posted.blocks)
        for _ in range(PRESSES):
            before, told = len(self.slack.opened), len(self.slack.whispers)
            self._uses(posted, _opener(screen), screen)
            until(partial(self._opened, card, before, told), "a form")
            if (view := self._view(card, before)) is not None:
                return view
        raise NotThere("the form did not open")

    def submits(
        self, view: Mapping[str, Any], question: Mapping[str, Any], values: Mapping[str, Any]
    ) -> None:
        """Fill in a modal and send it. Raises NotThere with what is shown at its boxes."""
        screen = Screen(view["blocks"])
        for field in question["fields"]:
            screen.fill(field, values.get(field["id"]))
        screen.check()
        sent = {**view, "state": {"values": screen.state}}
        answer = self._interacts(self.member.interaction("view_submission", view=sent))
        if answer.content:
            raise NotThere(f"the modal stays open: {answer.text}")

    def there(self) -> Mapping[str, Posted]:
        """See :class:`ChatTalk`."""
        every = self.slack.in_channel(self.member.direct)
        return {each.ts: each for each in every if _carries_a_card(each)}

    def reads(self, message: int) -> str:
        """See :class:`ChatTalk`."""
        posted = self.there()[self.sent(message)]
        pictured = (part["alt_text"] for part in parts(posted.blocks) if "alt_text" in part)
        return "\n".join((posted.shown, *pictured))

    def controls(self, message: int) -> list[str]:
        """See :class:`ChatTalk`."""
        return controls_used.buttons(self.there()[self.sent(message)].blocks)

    def _answers_there(self, posted: Posted, question: Mapping[str, Any], value: Any) -> None:
        screen = Screen(posted.blocks, partial(self._searched, posted))
        if question["kind"] in AT_ONCE and not screen.boxed:
            (words,) = entered.labels(question, value)
            self._uses(posted, screen.button(words), screen)
            return
        screen.fill_only(question, value)
        self._uses(posted, screen.button("Send"), screen)

    def _searched(self, posted: Posted, block: str, control: str, typed: str) -> list[Json]:
        typing = {"block_id": block, "action_id": control, "value": typed}
        searched = self.member.interaction("block_suggestion", **_where(posted), **typing)
        options: list[Json] = self._interacts(searched).json()["options"]
        return options

    def _uses(self, posted: Posted, action: Json, screen: Screen) -> None:
        used = {**action, "action_ts": self.slack.stamp()}
        state = {"values": screen.state}
        pressed = {**_where(posted), "message": {"ts": posted.ts}, "actions": [used]}
        self._interacts(self.member.interaction("block_actions", **pressed, state=state))

    def _opened(self, card: Mapping[str, Any], views: int, whispers: int) -> bool:
        """Whether a modal has come since, or a word on why it has not."""
        return self._view(card, views) is not None or len(self.slack.whispers) > whispers

    def _view(self, card: Mapping[str, Any], after: int) -> dict[str, Any] | None:
        """The modal of a card that was opened since."""
        for view in self.slack.opened[after:]:
            about = json.loads(view.get("private_metadata") or "{}")
            if about.get("message") == card["message"]:
                return view
        return None

    def _event(self, payload: dict[str, Any]) -> None:
        self._once(lambda: self.member.sends(payload))

    def _interacts(self, payload: dict[str, Any]) -> httpx.Response:
        return self._once(lambda: signed.post(self.member.http, signed.as_payload(payload)))

    def _once(self, send: Sends) -> httpx.Response:
        """Have a request taken; it is sent again where the connection broke or nobody was there,
        and it is one event all the same."""
        found: list[httpx.Response] = []
        until(lambda: _taken(send, found), "that a request is taken")
        return found[0]


def _taken(send: Sends, found: list[httpx.Response]) -> bool:
    try:
        answer = send()
    except httpx.TransportError:
        return False
    assert answer.status_code < 400 or answer.status_code >= 500, answer.text
    found[:] = [answer]
    return answer.is_success


def _where(posted: Posted) -> dict[str, Any]:
    container = {"type": "message", "message_ts": posted.ts, "channel_id": posted.channel}
    thread = {"thread_ts": posted.thread} if posted.thread else {}
    return {"container": {**container, **thread}, "channel": {"id": posted.channel}}


def _carries_a_card(posted: Posted) -> bool:
    return (posted.metadata or {}).get("event_type") == MARKED


def _opener(screen: Screen) -> Json:
    for words in OPENS:
        try:
            return screen.button(words)
        except NotThere:
            continue
    raise NotThere("there is no button that opens the form")
