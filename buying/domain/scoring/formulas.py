"""Formulas that other organisations score by, kept for reference and for reading their results.

None of them is a ``method`` of the rulebook; ``docs/scoring.md`` says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from buying.domain.scoring.errors import FULL, ScoreError, exact

Point = tuple[Decimal, Decimal]
"""A quality in points, and what it is worth in pounds."""


def log_points(cost: Decimal, lowest: Decimal, base: Decimal) -> Decimal:
    """Points of 100 for a cost: 100 - 100 x log(cost / lowest) / log(base).

    ``base``: how many times the lowest cost earns nothing; above that, points fall below 0.
    Costs in pounds on one basis. Source: formula folder of the Negometrix help centre.
    Raises ScoreError for costs of £0 or less and for a base of 1 or less.
    """
    _above(cost, "the cost")
    _above(lowest, "the lowest cost")
    if exact(base, "the base") <= 1:
        raise ScoreError(f"Give a base above 1 for the logarithm, not {base:f}.")
    return FULL - FULL * (cost / lowest).ln() / base.ln()


def award_on_value(price: Decimal, worth: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """The price less what its quality is worth, in pounds; the lowest wins.

    ``worth``: for each criterion what full quality is worth in pounds, and the share of it
    that the option reaches, from 0 to 1. May fall below 0. Source: "award on value" in the
    Negometrix help centre. Raises ScoreError for a share outside 0 to 1.
    """
    left = exact(price, "the price")
    for value, share in worth:
        if not 0 <= exact(share, "the share that is reached") <= 1:
            raise ScoreError(f"Give the share that is reached from 0 to 1, not {share:f}.")
        left -= exact(value, "what the criterion is worth") * share
    return left


def worth_of_a_point(low: Point, high: Point) -> Decimal:
    """Pounds that one more point of quality is worth, from two levels and what each is worth.

    Raises ScoreError unless the second level has more quality than the first.
    """
    (quality, pays), (more_quality, pays_more) = low, high
    if exact(more_quality, "the higher quality") <= exact(quality, "the lower quality"):
        raise ScoreError("Give two levels of quality, the lower one first.")
    return (exact(pays_more, "its worth") - exact(pays, "its worth")) / (more_quality - quality)


def willingness_to_pay(cost: Decimal, quality: Decimal, worth: Decimal) -> Decimal:
    """Cost less quality x ``worth``, in pounds; the lowest wins.

    ``worth``: pounds for a point of quality (:func:`worth_of_a_point`). Source: "monetising
    non-cost score" of the tessa package, with which a UK department scores.
    """
    points = exact(quality, "the quality")
    return exact(cost, "the cost") - points * exact(worth, "what a point is worth")


def relative_value_cost(
    cost: Decimal, quality: Decimal, lowest_quality: Decimal, most: Decimal = FULL
) -> Decimal:
    """Cost / ((quality + most) / (lowest quality + most)), in pounds; the lowest wins.

    ``most``: the most points for quality that there are. Source: "methods of evaluating
    price in tenders", part 4, of Local Government Procurement (Australia).
    Raises ScoreError where qualities are not within 0 to ``most``.
    """
    _above(most, "the most points")
    for each in (quality, lowest_quality):
        if not 0 <= exact(each, "the quality") <= most:
            raise ScoreError(f"Give the quality from 0 to {most:f} points, not {each:f}.")
    return exact(cost, "the cost") / ((quality + most) / (lowest_quality + most))


def _above(value: Decimal, what: str) -> None:
    if exact(value, what) <= 0:
        raise ScoreError(f"Give {what} above 0, since this formula divides by it.")
