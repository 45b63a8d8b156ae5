"""Where a weight makes another option lead: it really does, and just short of it does not."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from buying.domain.scoring import (
    INDEXES,
    Criterion,
    Direction,
    Limits,
    Offer,
    Result,
    ScoringRules,
    WeightFlip,
    score,
    weight_flip,
    weight_flips,
)
from buying.domain.scoring.rules import Method

LIMITS = Limits(Decimal(1000), Decimal(2000))
WEIGHTS = {"cost": Decimal(40), "fit": Decimal(35), "care": Decimal(25)}
LABELS = {"cost": "Whole-life cost", "fit": "How well it fits", "care": "Ease of cleaning"}
ADDING: list[Method] = [each for each in get_args(Method) if each not in INDEXES]


def offer(name: str, cost: int, fit: int, care: int) -> Offer:
    return Offer(name, Decimal(cost), {"fit": fit, "care": care})


def scored(
    *offers: Offer, weights: dict[str, Decimal] = WEIGHTS, method: Method = "linear_range"
) -> Result:
    criteria = [
        Criterion(id, LABELS[id], weight, "cost" if id == "cost" else "rating")
        for id, weight in weights.items()
    ]
    return score(offers, criteria, LIMITS, ScoringRules(method))


def moved(weights: dict[str, Decimal], criterion: str, to: Decimal) -> dict[str, Decimal]:
    """``weights`` with one of them at ``to``, and the others in their proportion."""
    # Rounded far below what a total can show, so that all of them make 100 exactly.
    share = (100 - to) / (100 - weights[criterion])
    found = {id: (weight * share).quantize(TINY) for id, weight in weights.items()}
    found[criterion] = 100 - sum(weight for id, weight in found.items() if id != criterion)
    return found


TINY = Decimal("1e-15")
ALDER, BIRCH = offer("Alder", 1200, 4, 5), offer("Birch", 1000, 4, 3)


def test_a_flip_says_how_far_and_who_then_leads() -> None:
    result = scored(ALDER, BIRCH)
    assert result.recommended == "Alder"
    flip = weight_flip(result, "cost", "up")
    # 20 points of 100 apart on cost and 50 × 25 ÷ 60 on all else: 20 w = 20.83 (100 − w).
    assert flip is not None
    assert abs(flip.at - Decimal(125000) / 2450) < Decimal("1e-20")
    assert flip == WeightFlip("cost", "Whole-life cost", Decimal(40), flip.at, ("Birch",), "up")
    assert flip.words == (
        "If whole-life cost counts more than 51.1 instead of 40, Birch takes the lead."
    )
    assert weight_flip(result, "cost", "down") is None


def test_the_words_are_rounded_to_the_side_where_they_are_true() -> None:
    flip = weight_flip(scored(ALDER, BIRCH), "care", "down")
    assert flip is not None
    assert Decimal("17.5") < flip.at < Decimal("17.6")
    assert "counts less than 17.5 instead of 25" in flip.words


def test_exactly_at_a_flip_the_options_tie() -> None:
    fit = offer("Cedar", 1500, 5, 1), offer("Dock", 1000, 3, 1)
    weights = {"cost": Decimal(40), "fit": Decimal(60)}
    flip = weight_flip(scored(*fit, weights=weights), "cost", "up")
    assert flip is not None
    assert flip.at == 50
    assert scored(*fit, weights=moved(weights, "cost", flip.at)).ties == ("Cedar", "Dock")


def test_the_nearest_flip_comes_first() -> None:
    flips = weight_flips(scored(ALDER, BIRCH, offer("Cedar", 1900, 5, 5)))
    assert len(flips) > 2
    assert [flip.change for flip in flips] == sorted(flip.change for flip in flips)


def test_what_leads_on_every_criterion_never_flips() -> None:
    assert weight_flips(scored(offer("Alder", 1000, 5, 5), offer("Birch", 1500, 4, 4))) == ()


def test_a_meeting_at_the_very_end_is_no_flip() -> None:
    # Equal on cost alone, so Birch would only draw level where cost counts all of 100.
    result = scored(offer("Alder", 1200, 4, 5), offer("Birch", 1200, 4, 3))
    assert weight_flip(result, "cost", "up") is None


def test_where_first_place_is_shared_any_move_decides() -> None:
    weights = {"cost": Decimal(50), "fit": Decimal(50)}
    result = scored(offer("Alder", 1500, 5, 1), offer("Birch", 1000, 3, 1), weights=weights)
    assert result.recommended is None
    up, down = (weight_flip(result, "cost", way) for way in get_args(Direction))
    assert up is not None and down is not None
    assert (up.at, up.change, up.then) == (50, 0, ("Birch",))
    assert (down.at, down.then) == (50, ("Alder",))
    assert up.words == "If whole-life cost counts more than now, Birch takes the lead."


def test_twins_take_the_lead_together() -> None:
    flip = weight_flip(scored(ALDER, BIRCH, offer("Beech", 1000, 4, 3)), "cost", "up")
    assert flip is not None
    assert flip.then == ("Beech", "Birch")
    assert flip.words.endswith("Beech and Birch take the lead.")


def test_twins_in_the_lead_are_overtaken_together() -> None:
    flip = weight_flip(scored(ALDER, BIRCH, offer("Aspen", 1200, 4, 5)), "cost", "up")
    assert flip is not None
    assert flip.then == ("Birch",)


@pytest.mark.parametrize("way", get_args(Direction))
def test_a_weight_that_is_all_there_is_cannot_move(way: Direction) -> None:
    result = scored(ALDER, BIRCH, weights={"cost": Decimal(100), "fit": Decimal(0)})
    assert weight_flip(result, "cost", way) is None


def test_a_weight_of_nothing_can_only_rise() -> None:
    result = scored(ALDER, BIRCH, weights={"cost": Decimal(100), "care": Decimal(0)})
    assert result.recommended == "Birch"
    assert weight_flip(result, "care", "down") is None
    flip = weight_flip(result, "care", "up")
    assert flip is not None and flip.then == ("Alder",)


def test_nothing_flips_where_nothing_is_ranked_or_only_one() -> None:
    out = Offer("Cedar", fails=("It comes too late.",))
    assert weight_flips(scored(out)) == ()
    assert weight_flip(scored(out), "cost", "up") is None
    assert weight_flips(scored(ALDER, out)) == ()


def test_what_is_not_in_the_sum_has_no_flip() -> None:
    assert weight_flip(scored(ALDER, BIRCH), "colour", "up") is None


@pytest.mark.parametrize("method", sorted(INDEXES))
def test_methods_that_divide_have_no_flip(method: Method) -> None:
    assert weight_flips(scored(ALDER, BIRCH, method=method)) == ()


# What always holds

costs = st.integers(900, 2100)
ratings = st.integers(1, 5)
some_offers = st.lists(st.tuples(costs, ratings, ratings), min_size=2, max_size=5).map(
    lambda rows: [offer(name, *row) for name, row in zip("ABCDE", rows, strict=False)]
)
some_weights = st.tuples(st.integers(1, 98), st.integers(1, 98)).filter(lambda w: sum(w) < 100).map(
    lambda w: dict(zip(WEIGHTS, map(Decimal, (*w, 100 - sum(w))), strict=True))
)  # fmt: skip
STEP = Decimal("0.0001")


@given(
    some_offers,
    some_weights,
    st.sampled_from(list(WEIGHTS)),
    st.sampled_from(get_args(Direction)),
    st.sampled_from(ADDING),
)
def test_a_flip_really_flips_and_just_short_of_it_does_not(
    offers: list[Offer],
    weights: dict[str, Decimal],
    criterion: str,
    way: Direction,
    method: Method,
) -> None:
    def leaders(to: Decimal) -> tuple[str, ...]:
        return scored(*offers, weights=moved(weights, criterion, to), method=method).leaders

    result = scored(*offers, weights=weights, method=method)
    now, further = weights[criterion], STEP if way == "up" else -STEP
    flip = weight_flip(result, criterion, way)
    if flip is None:
        end = 100 - STEP if way == "up" else STEP
        assert leaders(end) == result.leaders
        assert leaders((now + end) / 2) == result.leaders
        return
    assume(STEP < flip.at < 100 - STEP)
    assert leaders(flip.at + further) == flip.then
    assert set(flip.then) | set(result.leaders) <= set(leaders(flip.at))
    if flip.change > STEP:
        assert leaders(flip.at - further) == result.leaders
        assert not set(flip.then) & set(result.leaders)
