"""Somebody who talks to Buywell in a chat of Slack or Teams, and uses what stands there.

What was said is read from our own messages, so that a script knows what is asked; what is done
is done with the controls of the message that arrived on the platform, and with no others.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from tests.conversations.entered import NotThere
from tests.conversations.told import Told

WITHIN = 110.0
"""Seconds for an answer: longer than the leases of a process that was killed."""

LOOK_AGAIN = 0.08

OF_ANOTHER = "@"
"""In the id of a question: what follows is somebody else's purchase."""

Cards = list[dict[str, Any]]


def until(holds: Callable[[], Any], what: str, within: float = WITHIN) -> Any:
    """What ``holds`` gives once it is true. Raises AssertionError when that takes too long."""
    end = time.monotonic() + within
    while not (found := holds()):
        assert time.monotonic() < end, f"in {within:.0f} seconds this did not come: {what}"
        time.sleep(LOOK_AGAIN)
    return found


class ChatTalk(ABC):
    """One person in their own chat with Buywell. ``account``: the platform's id of them."""

    platform: str

    def __init__(self, person: str, account: str, told: Told) -> None:
        self.person = person
        self.account = account
        self._told = told

    def say(self, text: str) -> Cards:
        """Type a message; the cards that came since."""
        return self._done(lambda: self.types(text))

    def act(self, action: str) -> Cards:
        """Press what does ``action`` on the newest message that has it. A start is begun in the
        way of the platform. Raises NotThere."""
        return self._done(lambda: self.starts() if action == "start" else self.does_newest(action))

    def answer(self, question: str, value: Any) -> Cards:
        """Answer the newest card that asks ``question`` with its own controls, or by typing where
        it has none. One card ``not_asked_here`` where nobody asks it of this person, or where it
        was answered. Raises NotThere."""
        card = self._told.asking(self.person, self.platform, question)
        if card is None or card.message is None:
            return [{"id": "not_asked_here"}]
        self.waits()
        if OF_ANOTHER in question and not self.controls(card.message):
            return [{"id": "not_asked_here"}]
        return self._done(lambda: self.answers(card.model_dump(mode="json"), value))

    def sends_file(self, name: str, data: bytes) -> Cards:
        """Send a file; the cards that came since."""
        return self._done(lambda: self.sends(name, data))

    def cards(self, after: int = 0) -> Cards:
        """The cards since a message's number, once all of them have arrived: each stands on the
        platform once, and in order."""
        self.waits()
        end = time.monotonic() + WITHIN
        said = self._told.said(self.person, self.platform)
        while (ours := [sent for _, sent in said]) != (theirs := list(self.there())):
            # Somebody else's answer may bring a message just now.
            assert time.monotonic() < end, f"{self.platform} has {theirs}, we said {ours}"
            time.sleep(LOOK_AGAIN)
            said = self._told.said(self.person, self.platform)
        return [card.model_dump(mode="json") for card, _ in said if (card.message or 0) > after]

    def waits(self) -> None:
        """Wait until all that was said is answered, and stands on the platform as it should."""
        where = (self.person, self.platform, self.account)
        until(lambda: self._told.at_rest(*where), f"an answer to {where}")

    def is_heard(self) -> bool:
        """Whether something that was sent is being worked on just now."""
        return self._told.working(self.person, self.platform)

    def newest(self, card_id: str) -> dict[str, Any]:
        """The newest card of an id. Raises IndexError."""
        return [card for card in self.cards() if card["id"] == card_id][-1]

    def does_newest(self, action: str) -> None:
        """Press what does ``action`` on the newest message that has it. Raises NotThere."""
        for sent in reversed(list(self.there())):
            try:
                self.does(sent, action)
            except NotThere:
                continue
            return
        raise NotThere(f"no message does “{action}”")

    def sent(self, message: int) -> str:
        """The platform's id of the message that carries one of ours. Raises NotThere."""
        for card, sent in self._told.said(self.person, self.platform):
            if card.message == message and sent is not None:
                return sent
        raise NotThere(f"message {message} did not arrive")

    @abstractmethod
    def joins(self) -> None:
        """Begin to use the chat, so that Buywell knows where to write."""

    @abstractmethod
    def controls(self, message: int) -> list[str]:
        """The words on the buttons of the message that carries one of ours."""

    @abstractmethod
    def types(self, text: str) -> None:
        """Type a message in the direct chat."""

    @abstractmethod
    def starts(self) -> None:
        """Begin a purchase."""

    @abstractmethod
    def sends(self, name: str, data: bytes, text: str = "") -> None:
        """Send a file, perhaps with words beside it."""

    @abstractmethod
    def does(self, sent: str, action: str) -> None:
        """Use what does ``action`` on the message ``sent`` of the platform. Raises NotThere."""

    @abstractmethod
    def presses(self, sent: str, words: str) -> None:
        """Press the button ``words`` of a message of the platform. Raises NotThere."""

    @abstractmethod
    def answers(self, card: Mapping[str, Any], value: Any) -> None:
        """Answer a card with what stands on its message. Raises NotThere."""

    @abstractmethod
    def there(self) -> Mapping[str, Any]:
        """The messages in the direct chat that carry cards: their content by the platform's id,
        in the order in which they arrived."""

    @abstractmethod
    def reads(self, message: int) -> str:
        """All that can be read on the message that carries one of ours, as it stands now."""

    def _done(self, work: Callable[[], None]) -> Cards:
        before = self._told.newest(self.person, self.platform)
        work()
        return self.cards(after=before)
