"""Scoring: criteria with weights, offers with a cost and ratings, one result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from buying.domain.money import pounds
from buying.domain.scoring.errors import ScoreError, exact
from buying.domain.scoring.limits import FULL, Limits, linear_range
from buying.domain.scoring.result import Line, Result, joined, result, shown

Scale = Literal["cost", "rating", "points"]


@dataclass(frozen=True)
class Criterion:
    """What counts, and how much of 100. Raises ScoreError for a weight below 0.

    ``scale``: ``cost`` is scored by the linear range; ``rating`` is 1 (poor) to
    5 (very good); ``points`` is already of 100.
    """

    id: str
    label: str
    weight: Decimal
    scale: Scale = "rating"

    def __post_init__(self) -> None:
        if exact(self.weight, f"the weight for {self.label}") < 0:
            raise ScoreError(f"The weight for {self.label} is below 0. Give 0 or more.")


@dataclass(frozen=True)
class Offer:
    """An option to be scored: its cost in pounds, and a rating by id of criterion.

    ``cost`` is on the basis of the limits: whole-life, or a year
    (:meth:`buying.domain.costs.Comparison.figure`); None where cost is no criterion.
    """

    name: str
    cost: Decimal | None = None
    ratings: Mapping[str, Decimal | int] = field(default_factory=dict)


def check_weights(weights: Sequence[Decimal]) -> None:
    """Raise ScoreError, with the sum, unless ``weights`` add up to exactly 100."""
    total = sum((exact(weight, "each weight") for weight in weights), Decimal(0))
    if total != FULL:
        change = f"Add {FULL - total:f}" if total < FULL else f"Take off {total - FULL:f}"
        raise ScoreError(f"The weights add up to {total:f}, but must add up to 100. {change}.")


def rating_points(rating: Decimal) -> Decimal:
    """A rating of 1 to 5 as points of 100: (rating - 1) x 25, so 1 earns 0 and 5 earns 100.

    Halves are allowed. Raises ScoreError outside 1 to 5.
    """
    if not 1 <= exact(rating, "each rating") <= 5:
        raise ScoreError(f"Give a rating from 1 to 5. I got {rating:f}.")
    return (rating - 1) * 25


def score(
    offers: Sequence[Offer], criteria: Sequence[Criterion], limits: Limits | None = None
) -> Result:
    """Score and rank ``offers``. Total = sum of weight x scored / 100, of 100.

    ``limits`` are needed where a criterion is of scale ``cost``. The order of
    offers does not matter, and no offer moves another's total. Equal totals are a
    tie, which the person settles: price does not take precedence by itself
    (Procurement Act 2023, s.19, as guidance reads it). Raises ScoreError where
    weights do not add up to 100, a rating or cost is missing or out of range, or
    names repeat.
    """
    check_weights([criterion.weight for criterion in criteria])
    _check_names([offer.name for offer in offers], "options")
    _check_names([criterion.id for criterion in criteria], "criteria")
    totals = [
        (offer.name, tuple(_line(offer, criterion, limits) for criterion in criteria))
        for offer in offers
    ]
    lines = [line for _, of_offer in totals for line in of_offer]
    return result(totals, _notes(lines, criteria))


def _line(offer: Offer, criterion: Criterion, limits: Limits | None) -> Line:
    if criterion.scale == "cost":
        raw, words, scored = _cost(offer, criterion, limits)
    else:
        raw, words, scored = _quality(offer, criterion)
    points = criterion.weight * scored / FULL
    return Line(
        offer.name, criterion.id, criterion.label, criterion.weight, raw, words, scored, points
    )


def _cost(
    offer: Offer, criterion: Criterion, limits: Limits | None
) -> tuple[Decimal, str, Decimal]:
    if limits is None:
        raise ScoreError(f"Fix the limits for {criterion.label} before you score it.")
    if offer.cost is None:
        raise ScoreError(f"Give the cost of {offer.name}, so that it can be scored.")
    each = " a year" if limits.basis == "equivalent_annual_cost" else ""
    scored = linear_range(offer.cost, limits.best, limits.worst)
    return offer.cost, f"{pounds(offer.cost)}{each}", scored


def _quality(offer: Offer, criterion: Criterion) -> tuple[Decimal, str, Decimal]:
    given = offer.ratings.get(criterion.id)
    if given is None:
        raise ScoreError(f"Rate {offer.name} for {criterion.label}, so that it can be scored.")
    raw = Decimal(given) if isinstance(given, int) else given
    if criterion.scale == "rating":
        return raw, f"{shown(raw)} of 5", rating_points(raw)
    if not 0 <= exact(raw, "each score") <= FULL:
        raise ScoreError(f"Give {offer.name} from 0 to 100 for {criterion.label}. I got {raw:f}.")
    return raw, f"{shown(raw)} of 100", raw


def _check_names(names: Sequence[str], what: str) -> None:
    if not names:
        raise ScoreError(f"Give at least one of the {what}, so that there is something to score.")
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise ScoreError(f"Two {what} are called {double[0]}. Give each a name of its own.")


def _notes(lines: Sequence[Line], criteria: Sequence[Criterion]) -> list[str]:
    costs = {criterion.id for criterion in criteria if criterion.scale == "cost"}
    scored = [line for line in lines if line.criterion in costs and line.weight > 0]
    over = sorted({line.option for line in scored if line.scored == 0})
    notes = []
    if over and len(over) == len({line.option for line in scored}):
        notes.append(
            "Every option costs as much as the upper limit or more, so cost earned no points "
            "and the other criteria decided."
        )
    elif over:
        notes.append(
            f"No points for cost went to {joined(over)}, at or above the upper limit for cost."
        )
    if len(scored) > 1 and all(line.scored == FULL for line in scored):
        notes.append(
            "Every option costs no more than the lower limit, so all earned full points for cost."
        )
    return notes
