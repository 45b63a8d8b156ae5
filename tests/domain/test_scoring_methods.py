"""The other ways in which cost can count: their sums, their words, their traps."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.scoring import (
    INDEXES,
    METHODS,
    RELATIVE,
    Criterion,
    Limits,
    Method,
    Offer,
    Result,
    ScoreError,
    ScoringRules,
    score,
)

LIMITS = Limits(Decimal(1000), Decimal(2500))
COST = Criterion("cost", "Whole-life cost", Decimal(40), "cost")
CRITERIA = [
    COST,
    Criterion("fit", "How well it fits the need", Decimal(36)),
    Criterion("care", "Ease of cleaning", Decimal(24)),
]
EVERY: tuple[Method, ...] = get_args(Method)


def offer(name: str, cost: Any, fit: Any = 3, care: Any = 3) -> Offer:
    return Offer(name, Decimal(cost), {"fit": Decimal(fit), "care": Decimal(care)})


def scored(method: Method, *offers: Offer, limits: Limits = LIMITS, **more: Any) -> Result:
    return score(offers, CRITERIA, limits, ScoringRules(method, **more))


def cost_points(result: Result) -> dict[str, Decimal]:
    return {line.option: line.scored for line in result.lines if line.criterion == "cost"}


def test_every_method_is_explained() -> None:
    assert METHODS.keys() == set(EVERY)
    for about in METHODS.values():
        assert all((about.label, about.formula, about.trap, about.fits))


def test_the_documentation_says_of_each_method_what_cards_say(root: Path) -> None:
    text = " ".join((root / "docs" / "scoring.md").read_text("utf-8").split())
    for id, about in METHODS.items():
        assert f"### {about.label} (`{id}`)" in text
        assert f"The sum: {about.formula}" in text
        assert f"Its trap: {about.trap}" in text
        assert f"It fits: {about.fits}" in text


def test_the_linear_range_is_the_method_unless_another_is_chosen() -> None:
    offers = [offer("Alder", 1200), offer("Birch", 1900)]
    assert score(offers, CRITERIA, LIMITS) == scored("linear_range", *offers)


# Lowest price


def test_half_the_cost_earns_twice_the_points_by_lowest_price() -> None:
    result = scored("lowest_price", offer("Alder", 800), offer("Birch", 1000), offer("Cedar", 1600))
    assert cost_points(result) == {"Alder": 100, "Birch": 80, "Cedar": 50}
    assert [line.how for line in result.lines if line.criterion == "cost"] == [
        "100 × £800 ÷ £800 = 100",
        "100 × £800 ÷ £1,000 = 80",
        "100 × £800 ÷ £1,600 = 50",
    ]
    assert result.rule == METHODS["lowest_price"].formula
    assert result.notes == (f"Lowest price: {METHODS['lowest_price'].trap}",)


def test_by_lowest_price_a_very_low_quote_changes_which_of_the_others_is_ahead() -> None:
    alder, birch = offer("Alder", 1000, 4, 4), offer("Birch", 1700, 5, 5)
    cheap = offer("Cheap", 400, 1, 1)

    assert scored("lowest_price", alder, birch).recommended == "Alder"
    assert scored("lowest_price", alder, birch, cheap).recommended == "Birch"
    assert scored("linear_range", alder, birch).recommended == "Alder"
    assert scored("linear_range", alder, birch, cheap).recommended == "Alder"


# Standard differential


def test_points_fall_with_the_share_by_which_a_cost_is_higher_than_the_lowest() -> None:
    result = scored(
        "standard_differential", offer("Alder", 800), offer("Birch", 1000), offer("Cedar", 1700)
    )
    assert cost_points(result) == {"Alder": 100, "Birch": 75, "Cedar": 0}
    assert [line.how for line in result.lines if line.criterion == "cost"][1:] == [
        "100 × (1 − (£1,000 − £800) ÷ £800) = 75",
        "£1,700 is twice £800 or more, so 0",
    ]
    assert "twice as much as the lowest" in result.notes[0]


# Cost and quality divided by one another


def test_the_price_of_a_quality_point_is_told_with_its_sum() -> None:
    result = scored(
        "price_per_quality_point", offer("Alder", 1200, 4, 4), offer("Birch", 1000, 3, 3)
    )
    alder, birch = result.ranking
    assert [line.raw_words for line in result.lines] == [
        "£16 for each quality point",
        "£20 for each quality point",
    ]
    assert (alder.total, birch.total) == (100, 80)
    assert birch.lines[0].how == "£1,000 ÷ 50 = £20. 100 × £16 ÷ £20 = 80"
    assert [part.points for part in birch.parts] == [18, 12]
    assert result.sentence == (
        "Alder scores 100 of 100. Birch comes next with 80. Alder comes to £16 for each quality "
        "point, Birch to £20 for each quality point."
    )


def test_the_value_for_money_index_is_given_for_each_1000_pounds() -> None:
    result = scored("value_for_money_index", offer("Alder", 1200, 4, 4), offer("Birch", 1000, 3, 3))
    assert [line.raw_words for line in result.lines] == [
        "62.5 quality points for each £1,000",
        "50 quality points for each £1,000",
    ]
    assert result.lines[1].how == "1,000 × 50 ÷ £1,000 = 50. 100 × 50 ÷ 62.5 = 80"
    assert result.total("Birch") == 80


def test_costs_a_year_are_said_to_be_that_in_every_method() -> None:
    yearly = Limits(Decimal(100), Decimal(5000), "equivalent_annual_cost")
    for method in EVERY:
        result = scored(method, offer("Alder", 1200), offer("Birch", 1000), limits=yearly)
        assert all(" a year" in lines[0].raw_words for lines in (r.lines for r in result.ranking))


def test_figures_that_differ_by_less_than_a_penny_are_told_apart() -> None:
    result = scored(
        "price_per_quality_point", offer("Alder", "30.00", 4, 4), offer("Birch", "30.10", 4, 4)
    )
    assert [line.raw_words for line in result.lines] == [
        "£0.4 for each quality point",
        "£0.401 for each quality point",
    ]


@pytest.mark.parametrize("method", sorted(INDEXES))
def test_the_budget_caps_a_method_that_divides(method: Method) -> None:
    gold = offer("Gold", "2500.01", 5, 5)
    result = scored(method, offer("Alder", 2000, 3, 3), offer("Edge", 2500, 3, 3), gold)
    assert [each.name for each in result.ranking] == ["Alder", "Edge"]
    assert [each.words for each in result.failed] == [
        "Gold: It costs £2,500.01. The most that your budget allows is £2,500."
    ]
    assert result.rule.endswith("The most that your budget allows is £2,500.")
    assert "the budget caps the cost" in result.notes[0]
    assert "the weight for cost plays no part" in result.notes[1]


@pytest.mark.parametrize("method", sorted(INDEXES))
def test_a_least_quality_keeps_the_cheap_and_poor_from_winning(method: Method) -> None:
    offers = [offer("Alder", 1200, 4, 4), offer("Poor", 300, 2, 2)]
    assert scored(method, *offers).recommended == "Poor"
    result = scored(method, *offers, least_quality=Decimal(50))
    assert result.recommended == "Alder"
    assert result.failed[0].reasons == ("It has 25 of 100 points for quality, and needs 50.",)
    assert scored(method, *offers, least_quality=Decimal(25)).failed == ()


@pytest.mark.parametrize("method", sorted(INDEXES))
def test_no_quality_at_all_cannot_be_divided_by_and_is_said_so(method: Method) -> None:
    result = scored(method, offer("Alder", 1200, 4, 4), offer("None", 300, 1, 1))
    assert result.only_one
    assert "no points for quality" in result.failed[0].words


@pytest.mark.parametrize("method", sorted(INDEXES))
def test_cost_need_not_have_weight_for_a_method_that_divides(method: Method) -> None:
    criteria = [Criterion("fit", "Fit", Decimal(100))]
    offers = [Offer("Alder", Decimal(100), {"fit": 3}), Offer("Birch", Decimal(90), {"fit": 3})]
    result = score(offers, criteria, LIMITS, ScoringRules(method))
    assert result.recommended == "Birch"


@pytest.mark.parametrize("method", EVERY)
def test_one_option_alone_is_scored_by_any_method(method: Method) -> None:
    result = scored(method, offer("Alder", 1200))
    assert result.only_one
    assert result.recommended == "Alder"
    assert "nothing to compare it with" in result.sentence


@pytest.mark.parametrize("method", EVERY)
def test_equal_options_tie_by_any_method(method: Method) -> None:
    result = scored(method, offer("Alder", 1300), offer("Birch", 1300), offer("Cedar", 1900, 2, 2))
    assert result.ties == ("Alder", "Birch")
    assert result.recommended is None


@pytest.mark.parametrize("method", sorted(RELATIVE))
def test_without_cost_among_the_criteria_there_is_nothing_to_say_of_it(method: Method) -> None:
    criteria = [Criterion("fit", "Fit", Decimal(100))]
    result = score([Offer("Alder", None, {"fit": 4})], criteria, None, ScoringRules(method))
    assert (result.rule, result.notes) == ("", ())


# What cannot be used gets one clear sentence


def weightless() -> Result:
    criteria = [Criterion("cost", "Cost", Decimal(100), "cost")]
    rules = ScoringRules("value_for_money_index")
    return score([Offer("Alder", Decimal(9))], criteria, LIMITS, rules)


BAD: dict[str, Any] = {
    "Fix the most that it may cost before you score by “Price for": lambda: score(
        [offer("A", 9)], CRITERIA, None, ScoringRules("price_per_quality_point")
    ),
    "“Value for money index” needs something beside cost that counts": weightless,
    "The least rating for fit must be from 1 to 5, not 6": lambda: ScoringRules(
        least={"fit": Decimal(6)}
    ),
    "must be between 0 and 1": lambda: ScoringRules(low_share=Decimal(1)),
    "takes 2 quotes or more": lambda: ScoringRules(low_quotes=1),
    "only for methods that divide": lambda: ScoringRules(least_quality=Decimal(50)),
    "from 0 to 100 points, not 101": lambda: ScoringRules(
        "value_for_money_index", least_quality=Decimal(101)
    ),
    "Give the cost of Alder": lambda: score(
        [Offer("Alder", None, {"fit": 3, "care": 3})], CRITERIA, None, ScoringRules("lowest_price")
    ),
}


@pytest.mark.parametrize("words", BAD)
def test_what_cannot_be_used_is_explained(words: str) -> None:
    with pytest.raises(ScoreError) as caught:
        BAD[words]()
    assert words in str(caught.value)


@pytest.mark.parametrize("method", [each for each in EVERY if each != "linear_range"])
@pytest.mark.parametrize("cost", ["0", "-1"])
def test_a_cost_of_nothing_is_refused_where_it_would_be_divided_by(
    method: Method, cost: str
) -> None:
    with pytest.raises(ScoreError) as caught:
        scored(method, offer("Free", cost), offer("Alder", 1200))
    label = METHODS[method].label
    assert str(caught.value) == (
        f"Check the cost of Free: it comes to {'£0' if cost == '0' else '-£1'}, and “{label}” "
        "can only score a cost above £0."
    )


def test_a_cost_of_nothing_is_no_special_case_of_the_linear_range() -> None:
    result = scored("linear_range", offer("Free", 0), offer("Alder", 1200))
    assert cost_points(result)["Free"] == 100


# What always holds

costs = st.integers(1, 300_000).map(lambda pennies: Decimal(pennies) / 100)
ratings = st.integers(1, 5)
methods = st.sampled_from(EVERY)


def offers_of(name: str) -> st.SearchStrategy[Offer]:
    return st.builds(lambda cost, fit, care: offer(name, cost, fit, care), costs, ratings, ratings)


three = st.tuples(*(offers_of(name) for name in "ABC"))


@given(methods, three.flatmap(st.permutations))
def test_the_order_in_which_options_are_given_never_matters(
    method: Method, shuffled: list[Offer]
) -> None:
    in_order = sorted(shuffled, key=lambda each: each.name)
    assert scored(method, *shuffled) == scored(method, *in_order)


@given(methods, three)
def test_totals_are_of_100_and_add_up_from_their_lines(
    method: Method, some: tuple[Offer, ...]
) -> None:
    for ranked in scored(method, *some).ranking:
        assert 0 <= ranked.total <= 100
        assert ranked.total == sum(line.points for line in ranked.lines)


@given(three)
def test_both_methods_that_divide_agree(some: tuple[Offer, ...]) -> None:
    one = scored("price_per_quality_point", *some)
    other = scored("value_for_money_index", *some)
    assert [(r.name, r.place) for r in one.ranking] == [(r.name, r.place) for r in other.ranking]
    assert one.failed == other.failed
    for ranked in one.ranking:
        assert abs(ranked.total - other.total(ranked.name)) < Decimal("1e-20")
        assert ranked.place != 1 or ranked.total == 100


@given(methods, three, offers_of("D"))
def test_an_option_that_fails_changes_nothing_for_the_others(
    method: Method, some: tuple[Offer, ...], more: Offer
) -> None:
    out = Offer("D", more.cost, more.ratings, fails=("It does not do all that you need.",))
    with_it, without = scored(method, *some, out), scored(method, *some)
    assert with_it.ranking == without.ranking
    assert with_it.notes == without.notes
    assert set(with_it.failed) - set(without.failed) == {with_it.failed[-1]}


@given(three, offers_of("D"))
def test_under_linear_range_no_option_moves_the_total_of_another(
    some: tuple[Offer, ...], more: Offer
) -> None:
    with_it, without = scored("linear_range", *some, more), scored("linear_range", *some)
    assert all(with_it.total(name) == without.total(name) for name in "ABC")
