"""How a cost becomes points of 100, where points are added up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from buying.domain.money import pounds
from buying.domain.scoring.criteria import Criterion, Offer, cost_of, line
from buying.domain.scoring.errors import FULL, ScoreError, exact
from buying.domain.scoring.limits import Limits, linear_range
from buying.domain.scoring.methods import METHODS
from buying.domain.scoring.result import Line, shown
from buying.domain.scoring.rules import Method


def lowest_price(cost: Decimal, lowest: Decimal) -> Decimal:
    """Points of 100 for ``cost``: 100 x lowest / cost. Both in pounds on one basis.

    Relative: the lowest cost moves the points of all the others. Source: the low bid scoring
    formula of the Negometrix help centre. Raises ScoreError unless both are above 0.
    """
    _above_nothing(cost, lowest)
    return FULL * lowest / cost


def standard_differential(cost: Decimal, lowest: Decimal) -> Decimal:
    """Points of 100 for ``cost``: 100 x (1 - (cost - lowest) / lowest), and not below 0.

    Both in pounds on one basis. Relative: the lowest cost moves the points of all the others,
    and twice the lowest earns nothing. Raises ScoreError unless both are above 0.
    """
    _above_nothing(cost, lowest)
    return max(FULL * (1 - (cost - lowest) / lowest), Decimal(0))


def above_nothing(offers: Sequence[Offer], method: Method) -> None:
    """Raise ScoreError where a cost is £0 or less, which a method that divides cannot score."""
    for offer in offers:
        if cost_of(offer) <= 0:
            raise ScoreError(
                f"Check the cost of {offer.name}: it comes to {pounds(cost_of(offer))}, and "
                f"“{METHODS[method].label}” can only score a cost above £0."
            )


def cost_lines(
    offers: Sequence[Offer], criterion: Criterion, limits: Limits | None, method: Method
) -> dict[str, Line]:
    """The line for cost of each offer, by its name, for a method that adds points up.

    Raises ScoreError where limits or a cost are missing, and for a cost of £0 or less under a
    relative method.
    """
    if method == "linear_range":
        if limits is None:
            raise ScoreError(f"Fix the limits for {criterion.label} before you score it.")
        return {offer.name: _in_range(offer, criterion, limits) for offer in offers}
    above_nothing(offers, method)
    lowest = min((cost_of(offer) for offer in offers), default=FULL)
    return {offer.name: _beside(offer, criterion, lowest, limits, method) for offer in offers}


def cost_words(cost: Decimal, limits: Limits | None) -> str:
    """A cost as people read it, on the basis of ``limits``: ``£233.28 a year``."""
    yearly = limits is not None and limits.basis == "equivalent_annual_cost"
    return f"{pounds(cost)} a year" if yearly else pounds(cost)


def _in_range(offer: Offer, criterion: Criterion, limits: Limits) -> Line:
    cost = cost_of(offer)
    return line(offer, criterion, cost, *_range_words(cost, limits))


# What would change a recommendation is found by moving one cost hundreds of times, and no other.
@lru_cache(maxsize=256)
def _range_words(cost: Decimal, limits: Limits) -> tuple[str, Decimal, str]:
    this, best, worst = pounds(cost), pounds(limits.best), pounds(limits.worst)
    scored = linear_range(cost, limits.best, limits.worst)
    if cost <= limits.best:
        how = f"{this} is not above {best}, so 100"
    elif cost >= limits.worst:
        how = f"{this} is not below {worst}, so 0"
    else:
        how = f"100 × ({worst} − {this}) ÷ ({worst} − {best}) = {shown(scored)}"
    return cost_words(cost, limits), scored, how


def _beside(
    offer: Offer, criterion: Criterion, lowest: Decimal, limits: Limits | None, method: Method
) -> Line:
    cost = cost_of(offer)
    this, low = pounds(cost), pounds(lowest)
    if method == "lowest_price":
        scored = lowest_price(cost, lowest)
        how = f"100 × {low} ÷ {this} = {shown(scored)}"
    else:
        scored = standard_differential(cost, lowest)
        how = f"100 × (1 − ({this} − {low}) ÷ {low}) = {shown(scored)}"
        if cost >= 2 * lowest:
            how = f"{this} is twice {low} or more, so 0"
    return line(offer, criterion, cost, cost_words(cost, limits), scored, how)


def _above_nothing(cost: Decimal, lowest: Decimal) -> None:
    if exact(cost, "the cost") <= 0 or exact(lowest, "the lowest cost") <= 0:
        raise ScoreError("This way of scoring divides by a cost, so each must be above £0.")
