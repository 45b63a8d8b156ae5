"""A specialist asked by wish, not by rule: the question can be taken back."""

from __future__ import annotations

from buying.cards import Card
from buying.service import desk
from buying.service.people import Who
from tests.service.buying import buy
from tests.service.conftest import Talk, money


def buttons(card: Card) -> list[str]:
    return [action.id for action in card.actions]


def test_whoever_asked_may_take_the_question_back_and_decide(
    talk: Talk, people: dict[str, Who]
) -> None:
    waiting = buy(talk, "priya", "waiting", budget=money("1200"), route="ask")[-1]
    assert "take_back" in buttons(waiting)
    assert [card.id for card in talk("priya", do="take_back")] == ["ask.route"]
    assert desk.advice_queue(people["alex"]) == ()


def test_a_small_purchase_goes_on_where_it_was(talk: Talk) -> None:
    asked = buy(talk, "priya", "option#1", budget=money("60"))[-1]
    assert talk("priya", "ask a specialist")[-1].id == "waiting"
    assert talk("priya", do="take_back")[-1].id == asked.id


def test_where_the_rules_ask_for_a_specialist_there_is_nothing_to_take_back(talk: Talk) -> None:
    waiting = buy(talk, "priya", "waiting", budget=money("40000"))[-1]
    assert "take_back" not in buttons(waiting)
    assert [card.id for card in talk("priya", do="take_back")] == ["not_asked", "waiting"]
