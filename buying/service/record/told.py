"""What Buywell said about one purchase, and which of it belongs on the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from buying.cards import Card, plain
from buying.service.look_back import begins_with
from buying.service.messages import read
from buying.service.record.view import View
from buying.store.tables import Conversation, Message
from buying.voice.together import REQUEST

TALK = frozenset({
    "already_answered", "cancel.sure", "confirm", "cost.back", "cost.explained", "cost.list",
    "cost.noted", "cost.there", "cost.which", "ask.cost", "ask.cost_why", "ask.uncost", "file",
    "go_back_to", "greeting", "help",
    "help.topic", "language", "my_purchases", "not_asked", "not_for_you", "not_possible",
    "not_read", "noted", "nothing_open", "passed_on", "remind.again",
    "remind.stopped", "resumed", "summary", "thanks",
    "turn.waiting", "waiting", "which_change", "why",
})  # fmt: skip
"""Cards that only keep the talk going. What they bring about is on record by itself."""


class Cards:
    """The messages about one purchase, and the turns that they answer."""

    def __init__(self, view: View) -> None:
        self.mark = f"@{view.scene.purchase.reference}"
        session = view.scene.session
        query = (
            select(Message, Conversation.person_id)
            .join(Conversation, Conversation.id == Message.conversation_id)
            .where(Message.purchase_id == view.scene.purchase.id)
            .order_by(Message.id)
        )
        self.rows = [(row, read(row), person) for row, person in session.execute(query)]
        # While a purchase waits, its buyer may answer for another one in the same conversation.
        other = {row.turn_id for row, card, _ in self.rows if self._of_another(card)}
        self.turns = {row.turn_id for row, _, _ in self.rows if row.turn_id} - other
        self.labels = _labels(card for _, card, _ in self.rows)

    def look_back_began(self, view: View) -> datetime | None:
        """From when on what was typed may be about the look back, understood or not."""
        steps = view.scene.policy.steps
        asked = (
            row for row, card, _ in self.rows if card.question and begins_with(steps, card.question)
        )
        return next((row.created_at for row in asked), None)

    def _of_another(self, card: Card) -> bool:
        asked = card.question.id if card.question else ""
        if card.id.startswith(REQUEST):
            # A list of requests names each purchase that a colleague asks about.
            return not any(fact.value.startswith(f"{self.mark[1:]}: ") for fact in card.facts)
        return card.id == "passed_on" or ("@" in asked and not asked.endswith(self.mark))

    def worth_telling(self, view: View, card: Card) -> bool:
        """Whether a card is a notice, or puts a question to somebody other than the buyer."""
        if self._of_another(card):
            return False
        # A card about an answer is called after its question: answered.approval.
        if not view.sees(card.id.partition(".")[2]):
            return False
        if card.question is not None:
            return card.question.id.endswith(self.mark)
        return card.id not in TALK


def _labels(cards: Iterable[Card]) -> dict[str, str]:
    """What each button said, by its id."""
    found: dict[str, str] = {}
    for card in cards:
        found |= {action.id: action.label for action in card.actions}
        found |= {f.action.id: f"{f.action.label}: {f.label}" for f in card.facts if f.action}
    return found


def in_words(card: Card) -> str:
    """A card as plain text: its title, its text and its facts. Tables are in their own part."""
    facts = "\n".join(f"{fact.label}: {fact.value}" for fact in card.facts)
    return plain("\n".join(part for part in (card.title or "", card.text, facts) if part))
