"""The reference cases of scoring, sensitivity and quote checks, by id and at their tolerance.

The cases are kept beside the project, not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
import yaml

from buying.domain.scoring import (
    Criterion,
    Limits,
    Offer,
    Result,
    ScoreError,
    ScoringRules,
    linear_range,
    lowest_price,
    score,
    unusually_low,
    weight_flip,
)
from buying.domain.scoring.formulas import (
    award_on_value,
    log_points,
    relative_value_cost,
    willingness_to_pay,
    worth_of_a_point,
)
from tests.conftest import ROOT

FILE = ROOT.parent / "shared" / "reference" / "cases.yaml"
FAMILIES = ("SCO-", "SEN-", "GATE-", "KPI-")
LEFT_OUT = {
    "KPI-03": "It holds the words of the law for rating a contract. The law gives them no "
    "figures, so there is nothing to add up; they belong to looking back.",
}
"""Cases of these families that are no test here, each with the reason."""


def _reference() -> list[dict[str, Any]]:
    if not FILE.is_file():
        return []
    every = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [
        case
        for case in every["cases"]
        if case["id"].startswith(FAMILIES) and case["id"] not in LEFT_OUT
    ]


REFERENCE = _reference()


class Case:
    """A reference case: what is given, what must come out, and how nearly."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        self.given = case["inputs"]
        self.expected = case["expected"]
        self.tolerance = dec(case["tolerance"])

    def agrees(self, got: Decimal, wanted: Any) -> None:
        assert abs(got - dec(wanted)) <= self.tolerance, f"{got} is not {wanted}"


def dec(value: Any) -> Decimal:
    return Decimal(str(value))


def priced(
    bids: Mapping[str, Mapping[str, Any]], price_weight: Any, limits: Limits, rules: ScoringRules
) -> Result:
    """Bids with a price and points for quality, scored."""
    weight = dec(price_weight)
    criteria = [
        Criterion("price", "Price", weight, "cost"),
        Criterion("quality", "Quality", 100 - weight, "points"),
    ]
    offers = [
        Offer(name, dec(bid["price"]), {"quality": dec(bid["quality"])})
        for name, bid in bids.items()
    ]
    return score(offers, criteria, limits, rules)


NO_CAP = Limits(Decimal(0), Decimal(10**9))


def price_relative(case: Case) -> None:
    """SCO-01"""
    prices = {name: dec(price) for name, price in case.given["prices"].items()}
    for name, share in case.expected["scores"].items():
        points = lowest_price(prices[name], min(prices.values()))
        case.agrees(points / 100 * dec(case.given["max_points"]), share)


def weighted_total(case: Case) -> None:
    """SCO-03: 70 of 200 points are for price, and the others for three marks of quality."""
    most = [dec(each) for each in case.given["quality"]["max"]]
    whole = dec(case.given["price_points"]) + sum(most)
    share = 100 / whole
    criteria = [Criterion("price", "Price", dec(case.given["price_points"]) * share, "cost")]
    criteria += [Criterion(f"q{n}", f"Q{n}", each * share, "points") for n, each in enumerate(most)]
    offers = [
        Offer(
            name,
            dec(price),
            {
                f"q{n}": dec(mark) * 100 / most[n]
                for n, mark in enumerate(case.given["quality"][name])
            },
        )
        for name, price in case.given["prices"].items()
    ]

    result = score(offers, criteria, rules=ScoringRules("lowest_price"))

    assert result.recommended == case.expected["winner"]
    for name, total in case.expected["totals"].items():
        case.agrees(result.total(name), case.expected["percent"][name])
        case.agrees(result.total(name) / share, total)
        price = next(line for line in result.lines if line.option == name)
        case.agrees(price.points / share, case.expected["price_scores"][name])


def pitfall_goldilocks(case: Case) -> None:
    """SCO-04"""
    rules = ScoringRules("lowest_price")
    result = priced(case.given["bids"], case.given["price_weight"], NO_CAP, rules)
    assert list(result.ties) == case.expected["tie"]
    assert result.ranking[-1].name == case.expected["last"]
    for name, total in case.expected["totals"].items():
        case.agrees(result.total(name), total)


def pitfall_zero_price(case: Case) -> None:
    """SCO-05: two of three prices can be scored; the one of nothing is refused in words."""
    published = case.expected["published"]
    for element, weight in case.given["weights"].items():
        prices = {name: dec(bid[element]) for name, bid in case.given["bids"].items()}
        if 0 in prices.values():
            assert published["B2"][element] == "undefined"
            criteria = [Criterion(element, element, Decimal(100), "cost")]
            with pytest.raises(ScoreError, match="Check the cost of B2: it comes to £0"):
                score(
                    [Offer(name, price) for name, price in prices.items()],
                    criteria,
                    rules=ScoringRules("lowest_price"),
                )
            continue
        for name, price in prices.items():
            points = lowest_price(price, min(prices.values())) * dec(weight) / 100
            case.agrees(points, published[name][element])


def price_linear_range(case: Case) -> None:
    """SCO-07"""
    limits = dec(case.given["p_min"]), dec(case.given["p_max"])
    share = dec(case.given["max_points"]) / 100
    scores, clamped = case.expected["scores"], case.expected["scores_clamped"]
    for price, free, held in zip(case.given["prices"], scores, clamped, strict=True):
        case.agrees(linear_range(dec(price), *limits, clamp=False) * share, free)
        case.agrees(linear_range(dec(price), *limits) * share, held)


def price_log(case: Case) -> None:
    """SCO-08"""
    share = dec(case.given["max_points"]) / 100
    best, base = dec(case.given["p_best"]), dec(case.given["base_A"])
    for price, points in zip(case.given["prices"], case.expected["scores"], strict=True):
        case.agrees(log_points(dec(price), best, base) * share, points)


def award_on_value_case(case: Case) -> None:
    """SCO-09"""
    price = dec(case.given["price"])
    reached = dec(case.given["levels"][case.given["awarded"]])
    left = award_on_value(price, [(dec(case.given["criterion_value"]), reached)])
    case.agrees(left, case.expected["fictional_price"])
    case.agrees(price - left, case.expected["deduction"])


def value_for_money_index(case: Case) -> None:
    """SCO-11: the index is for each £1,000 here, and for each £1,000,000 there."""
    rules = ScoringRules("value_for_money_index")
    result = priced(case.given["bids"], 50, NO_CAP, rules)
    assert result.recommended == case.expected["winner"]
    for name, index in case.expected["index_per_million"].items():
        line = next(line for line in result.lines if line.option == name)
        case.agrees(line.raw * 1000, index)


def willingness_to_pay_case(case: Case) -> None:
    """SCO-13"""
    low, high = ((dec(q), dec(pays)) for q, pays in case.given["wtp_points"])
    worth = worth_of_a_point(low, high)
    adjusted = {
        name: willingness_to_pay(dec(bid["price"]), dec(bid["quality"]), worth)
        for name, bid in case.given["bids"].items()
    }
    case.agrees(worth, case.expected["wtp"])
    assert min(adjusted, key=lambda name: adjusted[name]) == case.expected["winner"]
    for name, cost in case.expected["adjusted"].items():
        case.agrees(adjusted[name], cost)


def relative_value_cost_case(case: Case) -> None:
    """SCO-14"""
    cost, quality = (dec(case.given["tender"][key]) for key in ("cost", "quality"))
    lowest, most = dec(case.given["lowest_quality"]), dec(case.given["max_quality"])
    found = relative_value_cost(cost, quality, lowest, most)
    case.agrees(found, case.expected["rvc"])
    case.agrees(cost / found, case.expected["score_index"])


def no_rank_reversal(case: Case) -> None:
    """SCO-16"""
    limits = Limits(dec(case.given["p_min"]), dec(case.given["p_max"]))
    bids = case.given["bids"]
    for some in (bids, {name: bids[name] for name in "AB"}):
        result = priced(some, case.given["price_weight"], limits, ScoringRules())
        for name in some:
            case.agrees(result.total(name), case.expected["totals"][name])
        order = [each.name for each in result.ranking if each.name in "AB"]
        assert ">".join(order) == case.expected["order_A_B"]


def weight_flip_case(case: Case) -> None:
    """SEN-01"""
    weight = dec(case.given["price_weight"]) * 100
    criteria = [
        Criterion("price", "Price", weight, "points"),
        Criterion("quality", "Quality", 100 - weight, "points"),
    ]
    offers = [
        Offer(name, None, {"price": dec(given), "quality": dec(quality)})
        for (name, given), quality in zip(
            case.given["price_scores"].items(), case.given["quality_percent"].values(), strict=True
        )
    ]

    result = score(offers, criteria)
    flip = weight_flip(result, "price", "up")

    for name, total in case.expected["totals_at_current"].items():
        case.agrees(result.total(name), total)
    assert flip is not None
    assert flip.then == ("B",)
    case.agrees(flip.at / 100, case.expected["flip_price_weight"])
    case.agrees(flip.change, case.expected["change_points"])
    assert weight_flip(result, "price", "down") is None


def abnormally_low(case: Case) -> None:
    """GATE-02"""
    rule = case.given["rule"]
    rules = ScoringRules(
        low_share=dec(rule["flag_if_below_fraction_of_median"]), low_quotes=rule["min_quotes"]
    )
    prices = {f"Q{n}": dec(price) for n, price in enumerate(case.given["prices"])}

    found = unusually_low(prices, rules)

    assert [each.price for each in found] == case.expected["flagged"]
    assert {each.median for each in found} == {dec(case.expected["median"])}
    # ask supplier to explain; record answer
    assert "Ask them how" in found[0].sentence
    assert "write down what they say" in found[0].sentence


def scorecard(case: Case) -> None:
    """KPI-01: its bands are a website's and no part of scoring."""
    criteria = [Criterion(n, n, dec(w) * 100, "points") for n, w in case.given["weights"].items()]
    ratings = {name: dec(mark) for name, mark in case.given["scores"].items()}
    result = score([Offer("Supplier", None, ratings)], criteria)
    case.agrees(result.total("Supplier"), case.expected["total"])


BY_KIND: dict[str, Callable[[Case], None]] = {
    each.__name__.removesuffix("_case"): each
    for each in (
        price_relative, weighted_total, pitfall_goldilocks, pitfall_zero_price,
        price_linear_range, price_log, award_on_value_case, value_for_money_index,
        willingness_to_pay_case, relative_value_cost_case, no_rank_reversal, weight_flip_case,
        abnormally_low, scorecard,
    )
}  # fmt: skip


@pytest.mark.parametrize("case", REFERENCE, ids=[case["id"] for case in REFERENCE])
def test_a_reference_case_comes_out(case: dict[str, Any]) -> None:
    BY_KIND[case["kind"]](Case(case))


def test_no_reference_case_is_left_out_without_a_reason(shared: Any) -> None:
    text = (shared / "reference" / "cases.yaml").read_text(encoding="utf-8")
    listed = [line.removeprefix("- id: ") for line in text.splitlines() if line[:6] == "- id: "]
    ours = [name for name in listed if name.startswith(FAMILIES)]

    assert [case["id"] for case in REFERENCE] == [name for name in ours if name not in LEFT_OUT]
    assert set(LEFT_OUT) < set(ours)
    assert {case["kind"] for case in REFERENCE} == BY_KIND.keys()
