"""Pass or fail before scoring, and prices that are asked about."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.scoring import (
    Criterion,
    Limits,
    Offer,
    Result,
    ScoreError,
    ScoringRules,
    score,
    unusually_low,
)

LIMITS = Limits(Decimal(1000), Decimal(2000))
CRITERIA = [
    Criterion("cost", "Whole-life cost", Decimal(40), "cost"),
    Criterion("quality", "Quality", Decimal(60)),
]
NOT_ALL = "It does not do all that you need."


def offer(name: str, cost: int, quality: int, *fails: str) -> Offer:
    return Offer(name, Decimal(cost), {"quality": quality}, fails)


def least(rating: str) -> ScoringRules:
    return ScoringRules(least={"quality": Decimal(rating)})


def scored(*offers: Offer, rules: ScoringRules | None = None) -> Result:
    return score(offers, CRITERIA, LIMITS, rules or ScoringRules())


def test_what_does_not_do_all_that_is_needed_is_not_ranked_however_cheap() -> None:
    result = scored(
        offer("Alder", 1500, 4), offer("Birch", 1200, 3), offer("Cheap", 900, 5, NOT_ALL)
    )
    assert [each.name for each in result.ranking] == ["Alder", "Birch"]
    assert [line.option for line in result.lines] == ["Alder", "Alder", "Birch", "Birch"]
    assert [(each.name, each.reasons) for each in result.failed] == [("Cheap", (NOT_ALL,))]
    assert result.sentence.endswith("Cheap does not pass, so it is not ranked.")


def test_what_fails_needs_neither_a_cost_nor_ratings() -> None:
    out = Offer("Cedar", fails=(NOT_ALL,))
    result = scored(offer("Alder", 1500, 4), out, rules=least("3"))
    assert result.failed[0].words == f"Cedar: {NOT_ALL}"


def test_a_rating_under_the_least_fails_and_one_at_it_passes() -> None:
    result = scored(offer("Alder", 1500, 3), offer("Birch", 1000, 2), rules=least("3"))
    assert result.recommended == "Alder"
    assert result.failed[0].reasons == ("It has 2 of 5 for Quality, and needs 3.",)


def test_every_reason_is_told() -> None:
    result = scored(
        offer("Alder", 1500, 3), offer("Birch", 1000, 2, NOT_ALL, "It comes too late."),
        rules=least("3"),
    )  # fmt: skip
    assert result.failed[0].reasons == (
        NOT_ALL,
        "It comes too late.",
        "It has 2 of 5 for Quality, and needs 3.",
    )


def test_a_least_rating_holds_for_points_of_100_as_well() -> None:
    criteria = [Criterion("quality", "Quality", Decimal(100), "points")]
    offers = [Offer("Alder", None, {"quality": 50}), Offer("Birch", None, {"quality": 49})]
    result = score(offers, criteria, None, least("3"))
    assert [each.name for each in result.ranking] == ["Alder"]
    assert result.failed[0].reasons == ("It has 49 of 100 for Quality, and needs 50.",)


def test_a_least_rating_for_what_has_no_weight_asks_for_nothing() -> None:
    rules = ScoringRules(least={"outcomes": Decimal(3)})
    assert scored(offer("Alder", 1500, 3), rules=rules).failed == ()


def test_the_only_one_that_passes_is_said_to_be_that() -> None:
    result = scored(offer("Alder", 1500, 3), offer("Birch", 1000, 5, NOT_ALL))
    assert result.only_one
    assert result.recommended == "Alder"
    assert "It is the only option that passes, so there is nothing to compare" in result.sentence


def test_several_that_fail_are_named_together() -> None:
    result = scored(
        offer("Birch", 1, 5, NOT_ALL), offer("Alder", 1500, 3), offer("Ash", 1, 5, NOT_ALL)
    )
    assert result.sentence.endswith("Ash and Birch do not pass, so they are not ranked.")


def test_where_all_fail_nothing_is_recommended_and_the_reasons_are_told() -> None:
    result = scored(offer("Birch", 1000, 2), offer("Alder", 1500, 5, NOT_ALL), rules=least("3"))
    assert result.ranking == ()
    assert (result.recommended, result.runner_up) == (None, None)
    assert (result.ties, result.leaders, result.totals, result.notes) == ((), (), {}, ())
    assert not result.only_one
    assert result.sentence == (
        "No option passes, so there is none to recommend. "
        "Alder: It does not do all that you need. "
        "Birch: It has 2 of 5 for Quality, and needs 3."
    )


def test_where_all_fail_no_method_raises() -> None:
    for method in ("lowest_price", "standard_differential", "value_for_money_index"):
        rules = ScoringRules(method)  # type: ignore[arg-type]
        assert scored(offer("Alder", 0, 5, NOT_ALL), rules=rules).ranking == ()


def test_a_rating_that_a_gate_needs_must_be_there() -> None:
    with pytest.raises(ScoreError, match="Rate Alder for Quality"):
        scored(Offer("Alder", Decimal(1200)), rules=least("3"))


def test_cost_can_have_no_least_rating() -> None:
    with pytest.raises(ScoreError, match="Whole-life cost is not rated from 1 to 5"):
        scored(offer("Alder", 1500, 3), rules=ScoringRules(least={"cost": Decimal(3)}))


# Prices that are asked about


def low(*prices: str, rules: ScoringRules | None = None) -> list[str]:
    named = {f"Q{n}": Decimal(price) for n, price in enumerate(prices)}
    return [each.name for each in unusually_low(named, rules or ScoringRules())]


def test_a_price_is_asked_about_only_below_the_share_of_the_middle_one() -> None:
    assert low("1000", "1000", "700") == []
    assert low("1000", "1000", "699.99") == ["Q2"]


def test_two_prices_have_no_middle_to_go_by() -> None:
    assert low("1000", "1") == []
    assert low("1000", "1", rules=ScoringRules(low_quotes=2)) == ["Q1"]


def test_the_middle_of_four_is_between_the_two_in_the_middle() -> None:
    prices = {"A": 600, "B": 900, "C": 1100, "D": 1200}
    found = unusually_low({name: Decimal(price) for name, price in prices.items()})
    assert [(each.name, each.median) for each in found] == [("A", 1000)]


def test_several_may_be_low_and_a_price_of_nothing_is() -> None:
    assert low("1000", "1000", "1000", "0", "500") == ["Q3", "Q4"]
    assert low("0", "0", "0") == []


def test_it_says_what_to_ask_and_that_nothing_is_turned_down() -> None:
    (found,) = unusually_low({"A": Decimal(5000), "B": Decimal(5200), "C": Decimal(2900)})
    assert found.sentence == (
        "C asks for £2,900, which is less than 70 % of the middle price, £5,000. Ask them how "
        "they can do it for that price and what it leaves out, and write down what they say. "
        "A low price alone is no reason to turn them down."
    )


def test_a_price_that_is_no_number_is_explained() -> None:
    with pytest.raises(ScoreError, match="Give the price of A as a plain number"):
        unusually_low({"A": Decimal("NaN")})


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=8))
def test_only_what_is_below_the_middle_is_asked_about_and_never_most(pennies: list[int]) -> None:
    prices = {f"Q{n}": Decimal(each) / 100 for n, each in enumerate(pennies)}
    found = unusually_low(prices)
    assert all(each.price < each.median for each in found)
    assert len(found) <= len(prices) / 2
