"""Options compared as the guide compares them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from buying import rulebook
from buying.domain.choosing import weigh
from buying.domain.known import World, derive, likely_category
from buying.domain.offers import offers
from buying.domain.policy import Policy
from buying.service import policies

BOOK = rulebook.load(Path(__file__).resolve().parents[2] / "rulebook")
TODAY = date(2026, 11, 21)
WORLD = World(TODAY, lambda category, words: (), lambda name, category: False)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return policies.build(BOOK, TODAY)


def option(supplier: str = "A", price: str = "900", running: str = "0", life: str = "7",
           rating: int = 3) -> dict[str, Any]:  # fmt: skip
    return {
        "supplier": supplier,
        "price": {"amount": price, "vat": "gross"},
        "running": {"amount": running, "vat": "gross"},
        "life": life,
        **dict.fromkeys(("quality", "outcomes", "sustainability"), rating),
    }


def answers(*options: dict[str, Any], budget: str = "1200") -> dict[str, Any]:
    given = {f"option#{n}": one for n, one in enumerate(options, start=1)}
    return {"category": "equipment", "budget": {"amount": budget, "vat": "gross"}, **given}


def test_the_dearer_to_buy_may_be_the_cheaper_to_own(policy: Policy) -> None:
    given = answers(option("Dear", "1000", "10"), option("Cheap", "800", "120"))
    chosen = weigh(policy, given, offers(given))
    assert chosen
    assert chosen.costs.cheapest == ("Dear",)
    assert chosen.recommended == {"option#1"}


def test_a_council_compares_without_vat(policy: Policy) -> None:
    given = answers(option(price="1200"))
    chosen = weigh(policy, given, offers(given))
    assert chosen
    assert chosen.costs.costs[0].total == Decimal(1000)


def test_two_prices_of_one_supplier_are_told_apart(policy: Policy) -> None:
    given = answers(option("A"), option("A", "950"))
    assert [offer.name for offer in offers(given)] == ["A", "A (2)"]


def test_a_tie_recommends_both(policy: Policy) -> None:
    given = answers(option("A"), option("B"))
    chosen = weigh(policy, given, offers(given))
    assert chosen
    assert chosen.recommended == {"option#1", "option#2"}


def test_nothing_is_weighed_while_a_figure_is_missing(policy: Policy) -> None:
    half = {"supplier": "A", "running": {"amount": "9", "vat": "gross"}}
    assert offers(answers(half)) == ()
    unrated = {k: v for k, v in option().items() if k != "quality"}
    given = answers(unrated)
    assert weigh(policy, given, offers(given)) is None


def test_the_weights_chosen_count(policy: Policy) -> None:
    given = answers(option("Cheap", "700", rating=2), option("Good", "1100", rating=5))
    for weights, best in (
        ({"quality": "100"}, "option#2"),
        ({"whole_life_cost": "100"}, "option#1"),
    ):
        chosen = weigh(policy, {**given, "weights": weights}, offers(given))
        assert chosen
        assert chosen.recommended == {best}


def test_a_criterion_that_counts_nothing_needs_no_rating(policy: Policy) -> None:
    unrated = {k: v for k, v in option().items() if k != "sustainability"}
    given = answers(unrated)
    weights = {"whole_life_cost": "40", "quality": "40", "outcomes": "20", "sustainability": "0"}
    chosen = weigh(policy, {**given, "weights": weights}, offers(given))
    assert chosen
    assert {line.criterion for line in chosen.result.lines} == {
        "whole_life_cost", "quality", "outcomes"
    }  # fmt: skip


def test_a_criterion_that_staff_give_weight_needs_a_rating(policy: Policy) -> None:
    given = answers(option())
    weights = {"whole_life_cost": "50", "quality": "30", "value_for_money": "20"}
    assert weigh(policy, {**given, "weights": weights}, offers(given)) is None
    rated = answers({**option(), "value_for_money": 4})
    assert weigh(policy, {**rated, "weights": weights}, offers(rated))


def test_nothing_is_weighed_while_the_weights_do_not_make_100(policy: Policy) -> None:
    given = answers(option())
    assert weigh(policy, {**given, "weights": {"quality": "50"}}, offers(given)) is None


def test_what_judges_the_buying_says_nothing_about_weights(policy: Policy) -> None:
    given = answers(option())
    alone = {**given, "weights": {"judge_by": ["time"]}}
    assert weigh(policy, alone, offers(given)) == weigh(policy, given, offers(given))


def test_every_kind_of_purchase_has_weights_of_100_and_says_why(policy: Policy) -> None:
    for category in policy.categories:
        weights = policy.suggested_weights(category.id)
        assert sum(weights.values()) == 100
        assert weights.keys() == {criterion.id for criterion in policy.selection}
        assert policy.weights_reason(category.id).endswith(".")


def test_small_everyday_things_are_weighed_on_few_criteria(policy: Policy) -> None:
    assert len([w for w in policy.suggested_weights("office").values() if w]) <= 3


def test_care_is_weighed_on_people_before_price(policy: Policy) -> None:
    weights = policy.suggested_weights("care")
    assert weights["outcomes"] + weights["quality"] > 3 * weights["whole_life_cost"]


def test_a_price_over_the_budget_counts_for_the_route(policy: Policy) -> None:
    given = {**answers(option(price="260"), budget="240")}
    known = derive(policy, WORLD, given)
    assert known.value
    assert known.value.gross == 260
    assert known.route
    assert known.route.id == "two_prices"


def test_the_value_is_counted_with_vat(policy: Policy) -> None:
    given = {"budget": {"amount": "210", "vat": "net"}}
    value = derive(policy, WORLD, given).value
    assert value
    assert (value.net, value.gross) == (210, 252)


@pytest.mark.parametrize(
    ("value", "route"),
    [("0.01", "purchase_card"), ("250", "purchase_card"), ("250.01", "two_prices"),
     ("5000", "two_prices"), ("30000", "three_quotes"), ("30000.01", "specialist_led")],
)  # fmt: skip
def test_the_edge_of_a_band_is_inclusive(policy: Policy, value: str, route: str) -> None:
    given = {"category": "equipment", "budget": {"amount": value, "vat": "gross"}}
    known = derive(policy, WORLD, given)
    assert known.route
    assert known.route.id == route


@pytest.mark.parametrize(
    ("words", "category"),
    [("shower chairs", "equipment"), ("Laptop and charger", "it"), ("zzz", None), ("", None),
     ("apples for the kitchen", "catering"), ("business cards", None),
     ("a first aid course", "training")],
)  # fmt: skip
def test_the_likely_category(policy: Policy, words: str, category: str | None) -> None:
    assert likely_category(policy, words) == category
