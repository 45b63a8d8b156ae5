"""Scoring: weights, the linear range, rankings and their words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.costs import CostLine, Option, Schedule, compare
from buying.domain.scoring import (
    Criterion,
    Limits,
    Offer,
    Result,
    ScoreError,
    check_weights,
    limits_from_budget,
    linear_range,
    rating_points,
    score,
)

LEVEL = Schedule.level(Decimal("0.035"))
LIMITS = Limits(Decimal(1000), Decimal(2000))
COST = Criterion("cost", "Whole-life cost", Decimal(40), "cost")
FIT = Criterion("fit", "How well it fits the need", Decimal(35))
CARE = Criterion("care", "Ease of cleaning", Decimal(25))
CRITERIA = [COST, FIT, CARE]


def offer(name: str, cost: str, fit: int, care: int) -> Offer:
    return Offer(name, Decimal(cost), {"fit": fit, "care": care})


def scored(*offers: Offer) -> Result:
    return score(offers, CRITERIA, LIMITS)


# Points


def test_weights_that_add_up_to_100_pass() -> None:
    check_weights([Decimal("33.4"), Decimal("33.3"), Decimal("33.3")])


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([60, 39], "The weights add up to 99, but must add up to 100. Add 1."),
        ([60, 45], "The weights add up to 105, but must add up to 100. Take off 5."),
        ([], "The weights add up to 0, but must add up to 100. Add 100."),
    ],
)
def test_weights_that_do_not_add_up_to_100_say_so(weights: list[int], words: str) -> None:
    with pytest.raises(ScoreError) as caught:
        check_weights([Decimal(weight) for weight in weights])
    assert str(caught.value) == words


def test_ratings_of_1_to_5_become_0_to_100() -> None:
    points = [rating_points(Decimal(n)) for n in range(1, 6)]
    assert points == [0, 25, 50, 75, 100]


def test_cost_earns_points_in_a_straight_line_between_the_limits() -> None:
    costs = ["0", "1000", "1250", "2000", "2600"]
    points = [linear_range(Decimal(c), Decimal(1000), Decimal(2000)) for c in costs]
    assert points == [100, 100, 75, 0, 0]


def test_limits_say_what_they_mean() -> None:
    assert LIMITS.words == ("£1,000 or less earns full points for cost. £2,000 or more earns none.")


# Limits from the budget


def test_limits_follow_from_the_budget_and_its_running_costs() -> None:
    free = Schedule.level(Decimal(0))
    limits = limits_from_budget(Decimal(1000), free, 5)
    assert (limits.best, limits.worst) == (1000, 2000)
    each = limits_from_budget(Decimal(1000), free, 5, basis="equivalent_annual_cost")
    assert (each.best, each.worst) == (200, 400)


def test_what_costs_nothing_to_run_is_limited_by_the_budget_itself() -> None:
    limits = limits_from_budget(Decimal(500), LEVEL, 1, running_share=Decimal(0))
    assert (limits.best, limits.worst) == (250, 500)


def test_an_option_earns_the_same_on_either_basis() -> None:
    lines = (CostLine("price", Decimal(900)), CostLine.yearly("energy", Decimal(80)))
    cost = compare([Option("A", 6, lines)], LEVEL).costs[0]
    whole = limits_from_budget(Decimal(1000), LEVEL, 6)
    each = limits_from_budget(Decimal(1000), LEVEL, 6, basis="equivalent_annual_cost")
    over_life = linear_range(cost.total, whole.best, whole.worst)
    a_year = linear_range(cost.equivalent_annual_cost, each.best, each.worst)
    assert 0 < over_life < 100
    assert abs(over_life - a_year) < Decimal("1e-20")


# The result


def test_the_sum_can_be_followed_line_by_line() -> None:
    result = scored(offer("Alder", "1200", 4, 5), offer("Birch", "1100", 4, 3))
    alder = result.ranking[0]
    assert [(line.raw_words, line.scored, line.points) for line in alder.lines] == [
        ("£1,200", 80, 32),
        ("4 of 5", 75, Decimal("26.25")),
        ("5 of 5", 100, 25),
    ]
    assert alder.total == Decimal("83.25")
    assert alder.lines[1].working == "35 × 75 ÷ 100 = 26.3"
    assert [line.option for line in result.lines] == ["Alder"] * 3 + ["Birch"] * 3


def test_the_best_is_recommended_and_the_next_is_named() -> None:
    result = scored(offer("Birch", "1100", 4, 3), offer("Alder", "1200", 4, 5))
    assert result.recommended == "Alder"
    assert result.runner_up == "Birch"
    assert not result.only_one
    assert result.ties == ()
    assert result.notes == ()
    assert result.sentence == (
        "Alder scores 83.3 of 100. Birch comes next with 74.8. Against Birch, Alder gains on "
        "ease of cleaning (+12.5), and loses on whole-life cost (−4)."
    )


def test_equal_totals_share_the_first_place_and_nobody_is_recommended() -> None:
    result = scored(
        offer("Birch", "1200", 4, 5), offer("Alder", "1200", 4, 5), offer("Cedar", "1900", 1, 1)
    )
    assert result.recommended is None
    assert result.ties == ("Alder", "Birch")
    assert [ranked.place for ranked in result.ranking] == [1, 1, 3]
    assert result.sentence == (
        "Alder and Birch share first place with 83.3 of 100. "
        "The scores do not choose between them, so choose one and say why."
    )


def test_a_criterion_keeps_its_capitals_in_a_sentence() -> None:
    criteria = [Criterion("cqc", "CQC rating", Decimal(100))]
    result = score([Offer("Alder", None, {"cqc": 5}), Offer("Birch", None, {"cqc": 4})], criteria)
    assert result.sentence.endswith("Against Birch, Alder gains on CQC rating (+25).")


def test_several_may_share_the_second_place() -> None:
    result = scored(
        offer("Cedar", "1500", 3, 3), offer("Birch", "1500", 3, 3), offer("Alder", "1200", 4, 5)
    )
    assert result.runners_up == ("Birch", "Cedar")
    assert result.runner_up is None
    assert "Birch and Cedar come next" in result.sentence


def test_one_option_only_is_scored_and_said_to_stand_alone() -> None:
    result = scored(offer("Alder", "1200", 4, 5))
    assert result.only_one
    assert result.recommended == "Alder"
    assert result.runner_up is None
    assert result.sentence.endswith("so there is nothing to compare it with.")


def test_rounded_words_never_hide_who_is_ahead() -> None:
    result = scored(offer("Alder", "1200.00", 4, 5), offer("Birch", "1199.90", 4, 5))
    assert result.recommended == "Birch"
    assert result.totals == {"Birch": "83.254", "Alder": "83.25"}
    assert "whole-life cost (+0.004)" in result.sentence


def test_costs_above_the_limit_are_pointed_out() -> None:
    one = scored(offer("Alder", "1200", 4, 5), offer("Birch", "2100", 4, 5))
    assert one.notes == ("No points for cost went to Birch, at or above the upper limit for cost.",)
    both = scored(offer("Alder", "2000", 4, 5), offer("Birch", "2100", 4, 5))
    assert both.ties == ("Alder", "Birch")
    assert "the other criteria decided" in both.notes[0]


def test_costs_that_all_earn_full_points_are_pointed_out() -> None:
    result = scored(offer("Alder", "0", 4, 5), offer("Birch", "900", 4, 5))
    assert "all earned full points" in result.notes[0]


def test_costs_a_year_are_called_that() -> None:
    limits = Limits(Decimal(100), Decimal(300), "equivalent_annual_cost")
    result = score([offer("Alder", "233.28", 4, 5)], CRITERIA, limits)
    assert result.lines[0].raw_words == "£233.28 a year"
    assert limits.words.startswith("£100 a year or less")


# What cannot be used gets one clear sentence


ALDER = offer("Alder", "1200", 4, 5)
BAD: dict[str, Any] = {
    "add up to 75": lambda: score([ALDER], CRITERIA[:2], LIMITS),
    "Fix the limits for Whole-life cost": lambda: score([ALDER], CRITERIA),
    "Give the cost of Alder": lambda: scored(Offer("Alder", None, ALDER.ratings)),
    "Rate Alder for Ease of cleaning": lambda: scored(Offer("Alder", Decimal(1), {"fit": 4})),
    "from 1 to 5. I got 6": lambda: scored(offer("Alder", "1200", 6, 5)),
    "from 1 to 5. I got 0": lambda: scored(offer("Alder", "1200", 0, 5)),
    "at least one of the options": lambda: scored(),
    "Two options are called Alder": lambda: scored(ALDER, ALDER),
    "Two criteria are called a": lambda: score(
        [ALDER], [Criterion("a", "A", Decimal(50)), Criterion("a", "B", Decimal(50))]
    ),
    "The weight for A is below 0": lambda: Criterion("a", "A", Decimal(-1)),
    "£10, must be lower": lambda: Limits(Decimal(10), Decimal(10)),
    "I got Infinity": lambda: linear_range(Decimal("Infinity"), Decimal(1), Decimal(2)),
    "a budget above £0": lambda: limits_from_budget(Decimal(0), LEVEL, 5),
    "at least 1 year": lambda: limits_from_budget(Decimal(9), LEVEL, 0),
    "from 0 to 100 for A": lambda: score(
        [Offer("X", None, {"a": 101})], [Criterion("a", "A", Decimal(100), "points")]
    ),
}


@pytest.mark.parametrize("words", BAD)
def test_a_figure_that_cannot_be_used_is_explained(words: str) -> None:
    with pytest.raises(ScoreError) as caught:
        BAD[words]()
    assert words in str(caught.value)


# What always holds

costs = st.integers(0, 300_000).map(lambda pennies: Decimal(pennies) / 100)
ratings = st.integers(1, 5)


def offers_of(name: str) -> st.SearchStrategy[Offer]:
    return st.builds(
        lambda cost, fit, care: Offer(name, cost, {"fit": fit, "care": care}),
        costs,
        ratings,
        ratings,
    )


three = st.tuples(*(offers_of(name) for name in "ABC"))


@given(three.flatmap(st.permutations))
def test_the_order_in_which_options_are_given_does_not_matter(shuffled: list[Offer]) -> None:
    assert scored(*shuffled) == scored(*sorted(shuffled, key=lambda o: o.name))


@given(three)
def test_an_option_more_or_less_moves_nobody_else(all_of_them: tuple[Offer, ...]) -> None:
    with_c, without_c = scored(*all_of_them), scored(*all_of_them[:2])
    assert all(with_c.total(name) == without_c.total(name) for name in "AB")


@given(three)
def test_totals_are_of_100_and_add_up_from_their_lines(some: tuple[Offer, ...]) -> None:
    result = scored(*some)
    assert (result.recommended is None) == (len(result.ties) > 1)
    for ranked in result.ranking:
        assert 0 <= ranked.total <= 100
        assert ranked.total == sum(line.points for line in ranked.lines)


@given(offers_of("A"), costs)
def test_a_higher_cost_never_earns_more(one: Offer, extra: Decimal) -> None:
    assert one.cost is not None
    dearer = Offer("A", one.cost + extra, one.ratings)
    assert scored(dearer).total("A") <= scored(one).total("A")
