"""Somebody who answers whatever is asked, so that a test need only say what matters to it."""

from __future__ import annotations

from typing import Any

from buying.cards import Card, Field, Question
from buying.service import policies
from tests.service.conftest import Talk, money

MOST_REPLIES = 60
PLAIN: dict[str, Any] = {
    "text": "so agreed", "money": money("900"), "number": "1",
    "date": "2026-01-05", "rating": 4,
}  # fmt: skip


def buy(talk: Talk, person: str, until: str, **said: Any) -> list[Card]:
    """Begin a purchase and answer, up to where the question ``until`` is asked.

    ``said`` are the answers that matter, by question; the rest is answered in a harmless way.
    ``until="waiting"`` or ``"ended.finished"`` name cards. Returns the last turn's cards.
    """
    return go_on(talk, person, until, talk(person, "new purchase"), **said)


def go_on(talk: Talk, person: str, until: str, cards: list[Card], **said: Any) -> list[Card]:
    """Answer what the last of ``cards`` asks, and so on, up to ``until``."""
    for _ in range(MOST_REPLIES):
        question = cards[-1].question
        if until in (cards[-1].id, question and question.id):
            return cards
        refused = [card.text for card in cards if card.id in ("not_read", "not_asked")]
        assert question and not refused, f"{refused or cards[-1].id}: {until} was not reached"
        key = question.id.replace("#", "_")
        cards = talk(person, **{key: said.get(key, usual(question))})
    raise AssertionError(f"{until} was not reached")


def usual(question: Question) -> Any:
    """A harmless answer to a question."""
    if question.kind == "form":
        return {box.id: _given_or_plain(box) for box in question.fields}
    return _given_or_plain(question)


def _given_or_plain(asked: Question | Field) -> Any:
    return asked.value if asked.value is not None else _plain(asked)


def _plain(asked: Question | Field) -> Any:
    if asked.kind == "yes_no":
        worries = {check.id: check.bad_answer for check in policies.current().checks}
        return not worries.get(asked.id, False)
    if asked.kind == "choice":
        return asked.choices[0].value
    if asked.kind == "choices":
        return [choice.value for choice in asked.choices[:1]]
    # A day by which something must be is to come, one on which something was done is not.
    ahead = asked.id in ("needed_by", "told_by")
    return "2030-03-31" if ahead else PLAIN[asked.kind]
