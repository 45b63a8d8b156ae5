"""What counts and how much, what is offered, and how a rating becomes points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from buying.domain.scoring.errors import FULL, ScoreError, exact
from buying.domain.scoring.result import Line, shown

Scale = Literal["cost", "rating", "points"]


@dataclass(frozen=True)
class Criterion:
    """What counts, and how much of 100. Raises ScoreError for a weight below 0.

    ``scale``: ``cost`` is scored by the method of the rules; ``rating`` is 1 (poor) to
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
    ``fails``: why it cannot be chosen whatever it scores, a sentence each, such as
    "It does not do all that you need."; such an option needs no cost and no ratings.
    """

    name: str
    cost: Decimal | None = None
    ratings: Mapping[str, Decimal | int] = field(default_factory=dict)
    fails: tuple[str, ...] = ()


def check_weights(weights: Sequence[Decimal]) -> None:
    """Raise ScoreError, with the sum, unless ``weights`` add up to exactly 100."""
    total = sum((exact(weight, "each weight") for weight in weights), Decimal(0))
    if total != FULL:
        change = f"Add {FULL - total:f}" if total < FULL else f"Take off {total - FULL:f}"
        raise ScoreError(f"The weights add up to {total:f}, but must add up to 100. {change}.")


def check_names(names: Sequence[str], what: str) -> None:
    """Raise ScoreError where there are no names, or one is there twice. ``what``: of what."""
    if not names:
        raise ScoreError(f"Give at least one of the {what}, so that there is something to score.")
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise ScoreError(f"Two {what} are called {double[0]}. Give each a name of its own.")


def rating_points(rating: Decimal) -> Decimal:
    """A rating of 1 to 5 as points of 100: (rating - 1) x 25, so 1 earns 0 and 5 earns 100.

    Halves are allowed. Raises ScoreError outside 1 to 5.
    """
    if not 1 <= exact(rating, "each rating") <= 5:
        raise ScoreError(f"Give a rating from 1 to 5. I got {rating:f}.")
    return (rating - 1) * 25


def rated(offer: Offer, criterion: Criterion) -> Line:
    """The line of ``offer`` under a criterion that is not cost.

    Raises ScoreError where the rating is missing or out of range.
    """
    given = offer.ratings.get(criterion.id)
    if given is None:
        raise ScoreError(f"Rate {offer.name} for {criterion.label}, so that it can be scored.")
    raw = Decimal(given) if isinstance(given, int) else given
    if criterion.scale == "rating":
        return line(offer, criterion, raw, *_rating(exact(raw, "each rating")))
    if not 0 <= exact(raw, "each score") <= FULL:
        raise ScoreError(f"Give {offer.name} from 0 to 100 for {criterion.label}. I got {raw:f}.")
    return line(offer, criterion, raw, f"{shown(raw)} of 100", raw, "")


# What would change a recommendation is found by scoring hundreds of times, and ratings repeat.
@lru_cache(maxsize=128)
def _rating(raw: Decimal) -> tuple[str, Decimal, str]:
    scored = rating_points(raw)
    return f"{shown(raw)} of 5", scored, f"({shown(raw)} − 1) × 25 = {shown(scored)}"


def cost_of(offer: Offer) -> Decimal:
    """The cost of ``offer`` in pounds. Raises ScoreError where it has none."""
    if offer.cost is None:
        raise ScoreError(f"Give the cost of {offer.name}, so that it can be scored.")
    return exact(offer.cost, f"the cost of {offer.name}")


def line(
    offer: Offer, criterion: Criterion, raw: Decimal, raw_words: str, scored: Decimal, how: str
) -> Line:
    """A line of the sum: ``scored`` points of 100 at the weight of ``criterion``."""
    points = criterion.weight * scored / FULL
    return Line(
        option=offer.name,
        criterion=criterion.id,
        label=criterion.label,
        weight=criterion.weight,
        raw=raw,
        raw_words=raw_words,
        scored=scored,
        points=points,
        how=how,
    )
