"""Somebody who uses Slack: writes, presses, picks, fills in forms, and reads what arrives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx

from tests.channels.slack import controls_used, signed
from tests.channels.slack.checking import parts
from tests.channels.slack.stub import BOT, TEAM, Stub, direct
from tests.channels.slack.workspace import Posted

JSON = dict[str, Any]


class Member:
    """A person in the stub's workspace, who reaches our service through ``http``."""

    def __init__(self, stub: Stub, http: httpx.Client, user: str, team: str = TEAM) -> None:
        self.stub, self.http, self.user, self.team = stub, http, user, team
        self.direct = direct(user)
        self._events = 0

    def says(self, text: str, **event: Any) -> httpx.Response:
        """Write in the direct chat."""
        return self.sends(self.message(text, **event))

    def mentions(self, text: str, channel: str, **event: Any) -> httpx.Response:
        """Write in a channel, to the bot."""
        self.stub.members[channel] |= {self.user, BOT}
        made = self.message(f"<@{BOT}> {text}", channel=channel, type="app_mention", **event)
        del made["event"]["channel_type"]
        return self.sends(made)

    def message(self, text: str, **event: Any) -> JSON:
        """The payload of a message in the direct chat, to be sent as it is or altered."""
        ts = self.stub.stamp()
        made = {
            "type": "message", "user": self.user, "team": self.team, "text": text, "ts": ts,
            "event_ts": ts, "channel": self.direct, "channel_type": "im", **event,
        }  # fmt: skip
        return self.event(made)

    def event(self, event: JSON, **more: Any) -> JSON:
        """The payload around an event."""
        self._events += 1
        return {
            "type": "event_callback", "team_id": self.team, "api_app_id": "A0BUYWELL",
            "event_id": f"Ev{self.user}{self._events}", "event_time": 1_700_000_000,
            "event": event, "is_ext_shared_channel": False,
            "authorizations": [{"team_id": self.team, "user_id": BOT, "is_bot": True}], **more,
        }  # fmt: skip

    def sends(self, payload: JSON, **how: Any) -> httpx.Response:
        """Have Slack send the payload of an event."""
        return signed.post(self.http, signed.as_json(payload), **how)

    def commands(self, text: str = "", channel: str | None = None, **more: Any) -> httpx.Response:
        """Type ``/buy`` somewhere."""
        payload = {
            "command": "/buy", "text": text, "user_id": self.user, "team_id": self.team,
            "channel_id": channel or self.direct, "trigger_id": self.stub.trigger(), **more,
        }  # fmt: skip
        return signed.post(self.http, signed.as_form(payload))

    def interacts(self, kind: str, **payload: Any) -> httpx.Response:
        """Have Slack send what somebody does with a control, a form or a shortcut."""
        return signed.post(self.http, signed.as_payload(self.interaction(kind, **payload)))

    def interaction(self, kind: str, **payload: Any) -> JSON:
        """The payload of that."""
        return {
            "type": kind,
            "team": {"id": self.team, "domain": "meadow"},
            "user": {"id": self.user, "team_id": self.team},
            "trigger_id": self.stub.trigger(),
            **payload,
        }

    def presses(
        self, words: str, message: Posted | None = None, entered: Mapping[str, Any] | None = None
    ) -> httpx.Response:
        """Press a button of a message; of the newest one that has it, where none is given.

        ``entered``: what stands in the message's boxes by their label, where that was changed.
        """
        on = message or self.newest(lambda each: words in controls_used.buttons(each.blocks))
        return signed.post(self.http, signed.as_payload(self.press(words, on, entered)))

    def press(self, words: str, on: Posted, entered: Mapping[str, Any] | None = None) -> JSON:
        """The payload of a press."""
        action = controls_used.press(on.blocks, words) | {"action_ts": self.stub.stamp()}
        container = {"type": "message", "message_ts": on.ts, "channel_id": on.channel}
        return self.interaction(
            "block_actions",
            container=container | ({"thread_ts": on.thread} if on.thread else {}),
            channel={"id": on.channel},
            message={"ts": on.ts},
            actions=[action],
            state=controls_used.state(on.blocks, _by_label(on.blocks, entered or {})),
        )

    def presses_at_home(self, words: str) -> httpx.Response:
        """Press a button of the Home tab."""
        view = self.stub.homes[self.user]
        action = controls_used.press(view["blocks"], words) | {"action_ts": self.stub.stamp()}
        return self.interacts(
            "block_actions",
            container={"type": "view", "view_id": "V0HOME"},
            view=view,
            actions=[action],
            state={"values": {}},
        )

    def opens_home(self, tab: str = "home") -> httpx.Response:
        """Look at the app's Home tab."""
        return self.sends(
            self.event({"type": "app_home_opened", "user": self.user, "tab": tab, "channel": "D"})
        )

    def fills_in(self, words: str, entered: Mapping[str, Any]) -> httpx.Response:
        """Open a form with a button, fill boxes in by their labels, and send it."""
        return self.submits(self.opens(words), entered)

    def opens(self, words: str) -> JSON:
        """The modal that a button opens."""
        before = len(self.stub.opened)
        assert self.presses(words).status_code == 200
        self.stub.until(lambda: len(self.stub.opened) > before)
        return self.stub.opened[-1]

    def submits(self, view: JSON, entered: Mapping[str, Any]) -> httpx.Response:
        """Send a modal."""
        return signed.post(self.http, signed.as_payload(self.submission(view, entered)))

    def submission(self, view: JSON, entered: Mapping[str, Any]) -> JSON:
        """The payload of a modal that is sent."""
        state = controls_used.state(view["blocks"], _by_label(view["blocks"], entered))
        return self.interaction("view_submission", view={**view, "state": state})

    def newest(self, fits: Callable[[Posted], bool] = lambda _message: True) -> Posted:
        """The newest message in the direct chat that fits, awaited."""
        found: Posted = self.stub.until(
            lambda: next((each for each in reversed(self.reads()) if fits(each)), None)
        )
        return found

    def hears(self, words: str) -> Posted:
        """The newest message in the direct chat that says ``words``, awaited."""
        return self.newest(lambda each: words in each.shown)

    def reads(self) -> list[Posted]:
        """The messages in the direct chat, oldest first."""
        return self.stub.in_channel(self.direct)


def _by_label(blocks: Sequence[JSON], entered: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """What was entered, by the ids of its block and its control."""
    boxes = {each["label"]["text"]: each for each in blocks if each["type"] == "input"}
    return {
        (boxes[label]["block_id"], boxes[label]["element"]["action_id"]): value
        for label, value in entered.items()
    }


def texts(blocks: Sequence[JSON]) -> list[str]:
    """Every text in blocks or options."""
    return [part["text"] for part in parts(blocks) if isinstance(part.get("text"), str)]
