"""Drives a real purchase through the guide: turns are stored, then heard by the service.

It reads the question on the last card and answers it, so that a new question in
the rulebook breaks no test of the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from buying.cards import Card, Field, Question
from buying.clock import now
from buying.service import guide, people, turns
from buying.service.guide.commands import Understanding
from buying.service.turns import Given, Said

TODAY = now().date()
OPTIONS = (
    {"supplier": "Fernhill Benches Ltd", "price": {"amount": "780.00", "vat": "gross"}},
    {"supplier": "Garden & Gate", "price": {"amount": "840.00", "vat": "gross"}},
    {"supplier": "Oakwright Ltd", "price": {"amount": "890.00", "vat": "gross"}},
)
ANSWERS: dict[str, Any] = {
    "need": {"item": "garden benches", "quantity": "4"},
    "category": "furniture",
    "purpose": {
        "for_whom": "people who live at Oak Lodge",
        "reason": "To sit outside together",
        "if_nothing": "They stay inside",
        "budget_code": "B12",
    },
    "budget": {"amount": "900.00", "vat": "gross"},
    "needed_by": (TODAY + timedelta(days=120)).isoformat(),
    "split": {"decision": "separate", "reason": "It is for another house"},
    "join": "alone",
    "involve": {
        "who": ["people"],
        "said": "They tried two at a meeting",
        "way": "One to one",
        "told_by": (TODAY + timedelta(days=60)).isoformat(),
    },
    "checks": {"budget_code": True, "declaration": True},
    "route": "go_on",
    "weights": {
        "whole_life_cost": 40,
        "quality": 30,
        "outcomes": 20,
        "sustainability": 10,
        "value_for_money": 0,
        "policy": 0,
        "judge_by": ["time", "effort", "supplier"],
    },
    "option": {"running": {"amount": "10.00", "vat": "gross"}, "life": "8", "must_haves": True},
    "choose": "option#1",
    "advice_ask": "Are they a safe choice?",
    "advice_stop": "stop",
    "order": {"reference": "PO-77", "ordered_on": TODAY.isoformat()},
    "delivery": {
        "arrived_on": TODAY.isoformat(),
        "paid": {"amount": "780.00", "vat": "gross"},
        "as_agreed": True,
    },
    "process_ratings": {"time": 4, "effort": 2, "supplier": 5},
    "value": {
        "rating": 4,
        "because": "They are sturdy",
        "well": "They rang back the same day",
        "badly": "Too many forms",
    },
    "benefits": {"areas": ["activity"], "who": "People sit outside every day"},
    "share": {"share": True, "proposal": "Let us ask for two prices by e-mail"},
    "proposal_agreed": "settled",
}
USUAL: dict[str, Any] = {
    "yes_no": False,
    "rating": 3,
    "text": "Nothing to add",
    "number": "3",
}


class Buyer:
    """A member of staff in the chat, who gives ``answers`` where they differ from ANSWERS."""

    def __init__(self, person_id: str, **answers: Any) -> None:
        self.person = person_id
        self.conversation = people.conversation(person_id, "web")
        self.answers = {**ANSWERS, **answers}
        self.last: Card | None = None

    def start(self) -> Buyer:
        """Begin a purchase."""
        self._hear(Said(text="new purchase"))
        return self

    def go_on(self, until: str = "") -> Buyer:
        """Answer question after question; stop before ``until`` or where somebody else must."""
        for _ in range(60):
            question = self.last.question if self.last else None
            if question is None or question.id.split("#")[0] == until:
                return self
            self._hear(Said(answer=Given(question=question.id, value=self._value(question))))
        raise AssertionError("the purchase goes round in circles")

    def resume(self) -> Buyer:
        """Look for the newest card, after somebody else has answered."""
        from buying.service import messages

        self.last = messages.after(self.conversation, 0, limit=1000)[-1]
        return self

    def _hear(self, said: Said) -> None:
        turn = uuid4().hex
        turns.receive(turn, self.conversation, self.person, "web", said)
        cards = guide.hear(turn, Understanding()).cards
        assert not [card for card in cards if card.id == "not_read"], cards
        self.last = cards[-1]

    def _value(self, question: Question) -> Any:
        base, _, number = question.id.partition("#")
        given = self.answers.get(base)
        if base == "option":
            given = {**OPTIONS[int(number) - 1], **given}
        if question.kind != "form":
            return given
        known: Mapping[str, Any] = given or {}
        return {
            field.id: known[field.id] if field.id in known else _usual(field)
            for field in question.fields
        }


def _usual(field: Field) -> Any:
    if field.optional:
        return None
    if field.kind == "choice":
        return field.choices[0].value
    if field.kind == "choices":
        return [field.choices[0].value]
    return USUAL[field.kind]
