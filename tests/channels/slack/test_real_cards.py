"""Every card and form of a real purchase, answered through Slack's controls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.chats.standing import NEW, Standing
from bot.slack.cards import blocks, controls, modal
from buying.cards import Card, Question
from buying.service.said import Said
from tests.channels.slack import checking, controls_used
from tests.service.buying import MOST_REPLIES, usual
from tests.service.conftest import add_ridgeway, money, say

HARD = {"budget": money("9000"), "category": "equipment"}
"""What makes it a purchase of £9,000 with several prices, costed over their whole life."""


@pytest.fixture
def purchase(people: Any) -> list[Card]:
    """All cards that Priya is shown on the way to choosing, answered in Slack all along."""
    add_ridgeway()
    shown = say("priya", "new purchase")
    for _ in range(MOST_REPLIES):
        question = shown[-1].question
        if question is None:
            break
        value = HARD.get(question.id, usual(question))
        cards = say("priya", **{question.id.replace("#", "_"): through_slack(shown[-1], value)})
        assert cards[-1].id != "not_read", (question.id, cards[-1].text)
        shown += cards
    return shown


def through_slack(card: Card, value: Any) -> Any:
    """``value``, once it was put into the controls of a card and sent from there."""
    assert card.question is not None
    question = card.question.model_copy(update={"value": value})
    asked = card.model_copy(update={"question": question, "message": 7})
    return _ANSWERED.get(question.kind, sent)(asked, question)


def filled_in(card: Card, question: Question) -> Any:
    return modal.answer(question, controls_used.state(modal.view(card, 7)["blocks"])["values"])


def sent(card: Card, question: Question) -> Any:
    made = blocks.message(card, NEW).blocks
    if "Send" not in controls_used.buttons(made):
        return question.value if question.kind == "text" else pressed(card, question)
    return given(
        controls.decode(controls_used.press(made, "Send"), controls_used.state(made), question)
    )


def pressed(card: Card, question: Question) -> Any:
    made = blocks.message(card, NEW).blocks
    said = (
        given(controls.decode({**element, "block_id": place}, question=question))
        for place, element in controls_used.elements(made)
        if element["action_id"].startswith("pick.")
    )
    return next(value for value in said if value == question.value)


def given(said: Any) -> Any:
    assert isinstance(said, Said) and said.answer is not None
    return said.answer.value


_ANSWERED: dict[str, Callable[[Card, Question], Any]] = {"form": filled_in}


def test_a_purchase_of_9000_pounds_is_made_with_what_slack_takes(purchase: list[Card]) -> None:
    kinds = {card.question.kind for card in purchase if card.question}
    assert kinds >= {"form", "choice", "money", "date"}
    assert {"ask.option", "ask.choose"} <= {card.id for card in purchase}
    for card in purchase:
        for standing in (NEW, Standing(answered="So agreed")):
            checking.message(blocks.message(card, standing))
        if card.question and card.question.kind == "form":
            checking.view(modal.view(card, 7))
    compared = next(card for card in purchase if card.id == "ask.choose")
    assert all(told in checking.shown(blocks.message(compared, NEW).blocks) for told in (
        "Whole-life cost", "Points of 100", "Picture: ",
    ))  # fmt: skip
    checking.message(blocks.message(compared, NEW, picture_id="F012ABC"))
    summary = say("priya", "summary")[-1]
    checking.message(blocks.message(summary, NEW))
    for fact in summary.facts:
        assert fact.value.splitlines()[0] in checking.shown(blocks.message(summary, NEW).blocks)
