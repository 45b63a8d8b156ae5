"""What an organisation decides about scoring: method, least ratings, which prices look low."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from buying.domain.scoring.errors import FULL, ScoreError, exact

Method = Literal[
    "linear_range",
    "lowest_price",
    "standard_differential",
    "price_per_quality_point",
    "value_for_money_index",
]
RELATIVE: frozenset[Method] = frozenset({"lowest_price", "standard_differential"})
"""Methods by which the lowest cost sets the points of all the others."""
INDEXES: frozenset[Method] = frozenset({"price_per_quality_point", "value_for_money_index"})
"""Methods that divide cost and quality by one another instead of adding points up."""
LOW_SHARE = Decimal("0.7")
LOW_QUOTES = 3


@dataclass(frozen=True)
class ScoringRules:
    """How options are scored. The defaults are those of the product.

    ``method``: how cost counts, explained in ``METHODS``; ``why``: a sentence for those who ask;
    ``least``: criterion id to the rating of 1 to 5 that an option needs to be ranked at all;
    ``least_quality``: for the methods in ``INDEXES`` only, the points for quality of 100 that
    it needs; ``low_share`` and ``low_quotes``: a price below this share of the middle price is
    asked about, where there are so many prices or more. The two are a convention of this
    product and not law. Raises ScoreError for figures out of range.
    """

    method: Method = "linear_range"
    why: str = ""
    least: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    least_quality: Decimal | None = None
    low_share: Decimal = LOW_SHARE
    low_quotes: int = LOW_QUOTES

    def __post_init__(self) -> None:
        for id, rating in self.least.items():
            if not 1 <= exact(rating, f"the least rating for {id}") <= 5:
                raise ScoreError(f"The least rating for {id} must be from 1 to 5, not {rating:f}.")
        if not 0 < exact(self.low_share, "the share for low prices") < 1:
            raise ScoreError("The share under which a price is low must be between 0 and 1.")
        if self.low_quotes < 2:
            raise ScoreError(
                "A price is low beside others, so it takes 2 quotes or more to say so."
            )
        if self.least_quality is not None:
            self._check_quality(self.least_quality)

    def _check_quality(self, least: Decimal) -> None:
        if not self.is_index:
            raise ScoreError("A least quality is only for methods that divide cost and quality.")
        if not 0 <= exact(least, "the least quality") <= FULL:
            raise ScoreError(f"The least quality must be from 0 to 100 points, not {least:f}.")

    @property
    def is_index(self) -> bool:
        """Whether cost and quality are divided by one another, so that cost has no weight."""
        return self.method in INDEXES


USUAL = ScoringRules()
"""The rules of an organisation that says nothing about scoring."""
