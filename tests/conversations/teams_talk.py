"""Somebody who talks to Buywell in Teams: signed activities in, cards out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

import httpx

from tests.channels.teams import chat as people_of_teams
from tests.channels.teams.chat import Chat, direct
from tests.channels.teams.stub import Message
from tests.conversations import entered
from tests.conversations.chat_talk import ChatTalk, until
from tests.conversations.entered import NotThere
from tests.conversations.teams_screen import Screen, words
from tests.conversations.told import Told

FILE = "application/vnd.microsoft.teams.file.download.info"
AT_ONCE = ("choice", "yes_no", "rating")


class TeamsTalk(ChatTalk):
    """``email``: what the directory knows of the person, by which they are recognised."""

    platform = "teams"

    def __init__(self, person: str, email: str, told: Told, chat: Chat) -> None:
        super().__init__(person, str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{person}.example")), told)
        self.chat = chat
        self.microsoft = chat.microsoft
        self.microsoft.members[person] = people_of_teams.member(
            person, aadObjectId=self.account, email=email, userPrincipalName=email
        )

    def joins(self) -> None:
        """Add the app for oneself."""
        self.does_once(self.activity(kind="installationUpdate", action="add"))
        self.waits()

    def types(self, text: str) -> None:
        """See :class:`ChatTalk`."""
        self.does_once(self.activity(text=text))

    def mentions(self, text: str, where: str) -> None:
        """Speak to Buywell by name in a channel."""
        named = [people_of_teams.mention()]
        text = f"<at>Buywell</at> {text}"
        self.does_once(self.activity(text=text, where=where, scope="channel", entities=named))

    def starts(self) -> None:
        """See :class:`ChatTalk`: by the button of the greeting, else in words."""
        if not self.there():
            self.joins()
        try:
            self.does_newest("start")
        except NotThere:
            self.types("start a purchase")

    def sends(self, name: str, data: bytes, text: str = "") -> None:
        """See :class:`ChatTalk`. Teams keeps the file, and says where."""
        self.microsoft.files[name] = data
        kept = f"{self.microsoft.url}/onedrive/{name}"
        content = {"downloadUrl": kept, "uniqueId": name, "fileType": name.rpartition(".")[2]}
        sent = {"contentType": FILE, "name": name, "contentUrl": kept, "content": content}
        self.does_once(self.activity(text=text) | {"attachments": [sent]})

    def does(self, sent: str, action: str) -> None:
        """See :class:`ChatTalk`."""
        self._submits(sent, Screen(self.there()[sent].card).doing(action))

    def presses(self, sent: str, words: str) -> None:
        """Press the button ``words`` of a message. Raises NotThere."""
        self._submits(sent, Screen(self.there()[sent].card).button(words))

    def answers(self, card: Mapping[str, Any], value: Any) -> None:
        """See :class:`ChatTalk`."""
        sent, question = self.sent(card["message"]), card["question"]
        if question["kind"] in ("text", "file"):
            self.types(str(value))
        elif question["kind"] == "form":
            self._fills(sent, question, value)
        else:
            self._submits(sent, _answered(Screen(self.there()[sent].card), question, value))

    def there(self) -> Mapping[str, Message]:
        """See :class:`ChatTalk`."""
        every = self.microsoft.of(direct(self.person))
        return {each.id: each for each in every if each.card}

    def reads(self, message: int) -> str:
        """See :class:`ChatTalk`."""
        return words(self.there()[self.sent(message)].card)

    def controls(self, message: int) -> list[str]:
        """See :class:`ChatTalk`."""
        return Screen(self.there()[self.sent(message)].card).buttons()

    def activity(self, **more: Any) -> dict[str, Any]:
        """An activity of this person."""
        made = self.chat.activity(self.person, **more)
        made["from"]["aadObjectId"] = self.account
        return made

    def does_once(self, activity: Mapping[str, Any]) -> None:
        """Have an activity taken; it is sent again where the connection broke or nobody was
        there, and it is one activity all the same."""
        until(lambda: self._taken(activity), "that an activity is taken")

    def _taken(self, activity: Mapping[str, Any]) -> bool:
        try:
            answer = self.chat.sends(activity)
        except httpx.TransportError:
            return False
        assert answer.status_code < 400 or answer.status_code == 503, answer.text
        return answer.is_success

    def _submits(self, sent: str, value: Mapping[str, Any]) -> None:
        self.does_once(self.activity(value=value, replyToId=sent))

    def _fills(self, sent: str, question: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Fill in a form, part by part where it has more than fits into one card."""
        left = {field["id"]: field for field in question["fields"]}
        while left:
            message = self.there()[sent]
            screen, changed = Screen(message.card), message.changed
            shown = [name for name, box in left.items() if screen.fill(box, values.get(name))]
            if not shown:
                raise NotThere(f"of {list(left)} nothing is among {screen.labels()}")
            for name in shown:
                del left[name]
            self._submits(sent, screen.button("Next" if left else "Send"))
            if left:
                until(partial(_has_changed, message, changed), "the next part of a form")


def _has_changed(message: Message, before: int) -> bool:
    return message.changed > before


def _answered(screen: Screen, question: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """What Teams sends when a question is answered with a button, or with a box and “Send”."""
    if question["kind"] in AT_ONCE:
        # A rating has buttons with its figure alone.
        for label in (*entered.labels(question, value), str(value)):
            try:
                return screen.button(label)
            except NotThere:
                continue
    screen.fill_only(question, value)
    return screen.button("Send")
