"""The five ways in which cost can count, each with its formula and its known trap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from buying.domain.scoring.rules import Method


@dataclass(frozen=True)
class About:
    """A method in plain words: what it is called, its sum, its trap, and when it fits."""

    label: str
    formula: str
    trap: str
    fits: str


METHODS: Mapping[Method, About] = MappingProxyType(
    {
        "linear_range": About(
            label="Linear range",
            formula=(
                "Points for cost = 100 × (highest cost − this cost) ÷ (highest cost − best cost). "
                "Both limits are fixed before quotes come in, and points stay from 0 to 100."
            ),
            trap=(
                "All costs at or below the best one earn the same, and so do all at or above the "
                "highest. If the limits are set badly, cost stops counting."
            ),
            fits="Most purchases. No quote can move the points of another.",
        ),
        "lowest_price": About(
            label="Lowest price",
            formula="Points for cost = 100 × lowest cost ÷ this cost.",
            trap=(
                "The lowest cost moves the points of all the others, so one very low quote can "
                "change which of the rest is ahead. An option that is in the middle on both cost "
                "and quality tends to lose out."
            ),
            fits="Where your rules ask for it, or others must be able to follow it at a glance.",
        ),
        "standard_differential": About(
            label="Standard differential",
            formula=(
                "Points for cost = 100 × (1 − (this cost − lowest cost) ÷ lowest cost), "
                "and never less than 0."
            ),
            trap=(
                "The lowest cost moves the points of all the others. Whatever costs twice as much "
                "as the lowest, or more, earns nothing for cost."
            ),
            fits="Quotes that are close to one another.",
        ),
        "price_per_quality_point": About(
            label="Price for each quality point",
            formula=(
                "Cost ÷ points for quality. The lowest figure earns 100, the others "
                "100 × lowest figure ÷ their own."
            ),
            trap=(
                "A cheap option of poor quality can win, and so can a dear one that does more "
                "than you need. That is why the budget caps the cost, and why a least quality "
                "can be set."
            ),
            fits="Simple purchases of low value, where more quality is always of use.",
        ),
        "value_for_money_index": About(
            label="Value for money index",
            formula=(
                "Points for quality ÷ cost, for each £1,000. The highest figure earns 100, the "
                "others 100 × their own figure ÷ highest."
            ),
            trap=(
                "A dear option that does more than you need can beat one that is good enough, and "
                "a cheap one of poor quality can win too. That is why the budget caps the cost, "
                "and why a least quality can be set."
            ),
            fits="Simple purchases of low value, where more quality is always of use.",
        ),
    }
)
"""Method to what is said of it, on cards and in the documentation. Sources: docs/scoring.md."""
