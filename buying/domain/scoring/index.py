"""Cost and quality divided by one another: price for each quality point, value for money index.

Both put options in the same order and give them the same points of 100; they differ in the
figure that people read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from buying.domain.money import pounds
from buying.domain.scoring.criteria import Criterion, Offer, cost_of, line, rated
from buying.domain.scoring.errors import FULL, ScoreError
from buying.domain.scoring.limits import Limits
from buying.domain.scoring.methods import METHODS
from buying.domain.scoring.pricing import above_nothing, cost_words
from buying.domain.scoring.result import Failed, Line, Scored, shown, tell_apart
from buying.domain.scoring.rules import Method, ScoringRules

EACH = Decimal(1000)
"""Pounds for which the value for money index is given, so that it is easy to read."""


def price_per_point(cost: Decimal, quality: Decimal) -> Decimal:
    """Pounds for each point of quality: cost / quality, both above 0; the lowest wins."""
    return cost / quality


def value_index(cost: Decimal, quality: Decimal) -> Decimal:
    """Points of quality for each £1,000: 1,000 x quality / cost, both above 0; the highest wins.

    Source: the "value for money index" of the tessa package's strategy descriptions.
    """
    return EACH * quality / cost


def score_index(
    offers: Sequence[Offer], criteria: Sequence[Criterion], limits: Limits, rules: ScoringRules
) -> tuple[list[Scored], list[Failed]]:
    """Offers with one line each, 100 x own figure beside the best; and those that fail.

    An offer fails that costs more than ``limits.worst``, the most that the budget allows, or
    has fewer points for quality than ``rules.least_quality``, or none. The weight for cost
    plays no part: quality is the other criteria by their weights, as points of 100.
    Raises ScoreError where nothing but cost has weight, and for a cost of £0 or less.
    """
    graded = [c for c in criteria if c.scale != "cost" and c.weight > 0]
    if not graded:
        raise ScoreError(
            f"“{METHODS[rules.method].label}” needs something beside cost that counts. "
            "Give weight to one more criterion."
        )
    parts = {o.name: tuple(rated(o, criterion) for criterion in graded) for o in offers}
    quality = {name: _quality(lines) for name, lines in parts.items()}
    failed = [
        Failed(offer.name, reasons)
        for offer in offers
        if (reasons := tuple(_reasons(offer, quality[offer.name], limits, rules)))
    ]
    out = {each.name for each in failed}
    left = [offer for offer in offers if offer.name not in out]
    above_nothing(left, rules.method)
    lines = _lines(left, quality, limits, rules.method)
    return [Scored(o.name, (lines[o.name],), parts[o.name]) for o in left], failed


def _quality(lines: Sequence[Line]) -> Decimal:
    weight = sum((each.weight for each in lines), Decimal(0))
    return FULL * sum((each.points for each in lines), Decimal(0)) / weight


def _reasons(offer: Offer, quality: Decimal, limits: Limits, rules: ScoringRules) -> Iterator[str]:
    cost = cost_of(offer)
    if cost > limits.worst:
        most = cost_words(limits.worst, limits)
        yield f"It costs {cost_words(cost, limits)}. The most that your budget allows is {most}."
    least = rules.least_quality
    if least is not None and quality < least:
        yield f"It has {shown(quality)} of 100 points for quality, and needs {shown(least)}."
    elif quality == 0:
        yield "It has no points for quality, so cost and quality cannot be put side by side."


def _lines(
    offers: Sequence[Offer], quality: dict[str, Decimal], limits: Limits, method: Method
) -> dict[str, Line]:
    by_price = method == "price_per_quality_point"
    find = price_per_point if by_price else value_index
    figures = {o.name: find(cost_of(o), quality[o.name]) for o in offers}
    best = (min if by_price else max)(figures, key=lambda name: figures[name], default="")
    words = _figure_words(figures, by_price)
    whole = Criterion(method, METHODS[method].label, FULL, "points")
    lines = {}
    for offer in offers:
        name, own = offer.name, figures[offer.name]
        scored = FULL * (figures[best] / own if by_price else own / figures[best])
        how = (
            f"{_division(cost_of(offer), quality[name], by_price)} = {words[name]}. "
            f"{_share(words[name], words[best], by_price)} = {shown(scored)}"
        )
        raw_words = f"{words[name]}{_unit(limits, by_price)}"
        lines[name] = line(offer, whole, own, raw_words, scored, how)
    return lines


def _figure_words(figures: Mapping[str, Decimal], by_price: bool) -> dict[str, str]:
    """Each figure as people read it, with digits enough to tell apart what is not equal."""
    if not by_price:
        return tell_apart(figures)
    words = {name: pounds(figure) for name, figure in figures.items()}
    apart = tell_apart(figures, 2)
    if len(set(words.values())) < len(set(apart.values())):
        return {name: f"£{each}" for name, each in apart.items()}
    return words


def _unit(limits: Limits, by_price: bool) -> str:
    yearly = limits.basis == "equivalent_annual_cost"
    if by_price:
        return f"{' a year' if yearly else ''} for each quality point"
    return f" quality points for each {pounds(EACH)}{' of cost a year' if yearly else ''}"


def _division(cost: Decimal, quality: Decimal, by_price: bool) -> str:
    points, pays = shown(quality, 2), pounds(cost)
    return f"{pays} ÷ {points}" if by_price else f"1,000 × {points} ÷ {pays}"


def _share(own: str, best: str, by_price: bool) -> str:
    return f"100 × {best} ÷ {own}" if by_price else f"100 × {own} ÷ {best}"
