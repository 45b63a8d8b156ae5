"""Answers changed after others that rest on them, and amounts that only the price shows."""

from __future__ import annotations

from buying.cards import Card
from tests.service.conftest import Talk, money
from tests.service.purchase import (
    CHAIR,
    INVOLVE,
    NO_WORRY,
    PURPOSE,
    plan_on_the_card,
    plan_to_budget,
)
from tests.service.test_guide import facts, ids
from tests.service.test_value_and_splits import buy_before


def plan_by_the_month(talk: Talk, budget: str) -> None:
    """Software that is paid every month for a year."""
    plan_to_budget(talk, "1 care notes licence", "it")
    talk("priya", budget=money(budget))
    talk("priya", purpose={**PURPOSE, "goes_on": "month"})
    talk("priya", term={"length": "12", "extension": None, "extras": None})


def to_the_route(talk: Talk) -> Card:
    talk("priya", needed_by="2030-03-31")
    talk("priya", involve=INVOLVE)
    return talk("priya", checks=NO_WORRY)[-1]


class TestAnotherKindOfThing:
    def test_that_is_paid_once_is_not_counted_by_the_month(self, talk: Talk) -> None:
        plan_by_the_month(talk, "900")
        talk("priya", do="change:category")
        assert ids(talk("priya", category="equipment")) == ["ask.needed_by"]
        route = facts(to_the_route(talk))
        assert route["How to buy"] == "Two prices and your budget holder's yes"
        assert "Made up of" not in route

    def test_that_is_paid_by_the_month_after_all_counts_so_again(self, talk: Talk) -> None:
        plan_by_the_month(talk, "900")
        talk("priya", do="change:category")
        talk("priya", category="equipment")
        talk("priya", do="change:category")
        talk("priya", category="it")
        assert facts(to_the_route(talk))["Value in all"].startswith("£10,800 with VAT")


class TestAPriceOverTheBudget:
    def test_shows_a_likely_split_that_a_low_budget_hid(self, talk: Talk, ridgeway: str) -> None:
        buy_before(talk, ridgeway)
        talk("priya", "new purchase")
        plan_on_the_card(talk, budget="190")
        talk("priya", option_1={"supplier": ridgeway, **CHAIR, "price": money("4800")})
        talk("priya", purpose=PURPOSE)
        card = talk("priya", needed_by="2030-03-31")[-1]
        assert card.id == "ask.split"
        assert facts(card)["All with this one"].startswith("£9,600 with VAT")
