"""Somebody who talks to Rasa through its client, past the web process."""

from __future__ import annotations

import asyncio
import uuid

from bot.engine import Engine
from buying.cards import Card
from buying.service import people, turns
from buying.service.turns import Said


class Visitor:
    """A new member of staff, with a conversation of their own."""

    def __init__(self) -> None:
        name = f"v{uuid.uuid4().hex[:8]}"
        self.person = people.add(name, f"{name}@test.example", "Oak Lodge", ["staff"], name).id
        self.conversation = people.conversation(self.person, "web")

    def ask(self, text: str) -> list[Card]:
        """The cards that answer a message."""
        return self.send(self.keep(text), text)

    def say(self, text: str) -> list[str]:
        """Their ids."""
        return [card.id for card in self.ask(text)]

    def press(self, action: str) -> list[str]:
        """The ids of the cards that answer a button; Rasa gets no text then."""
        turn = self.keep(Said(action=action))
        return [card.id for card in self.send(turn)]

    def keep(self, said: str | Said) -> str:
        """Keep a turn as a front door does, and take it, so that the worker leaves it alone."""
        turn = uuid.uuid4().hex
        whole = Said(text=said) if isinstance(said, str) else said
        turns.receive(turn, self.conversation, self.person, "web", whole)
        turns.claim(self.conversation)
        return turn

    def send(self, turn: str, text: str = "") -> list[Card]:
        """Have a kept turn heard. Raises EngineAway or TurnFailed, and may then be sent again."""
        cards = asyncio.run(self._send(turn, text))
        turns.finish(turn)
        return cards

    async def _send(self, turn: str, text: str) -> list[Card]:
        async with Engine() as engine:
            return await engine.send(turn, self.conversation, text)
