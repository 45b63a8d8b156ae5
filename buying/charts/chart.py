"""The figures of a picture of costs, and the sums that follow from them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import Field, model_validator

from buying.cards import Model

MOST_OPTIONS = 8
"""As many options as a purchase may have; with more, nobody would see anything."""

NONE = Decimal(0)


class PartCost(Model):
    """One part of a cost: its words, and unrounded pounds by year from year 0 on.

    Money that comes back is below 0.
    """

    label: str
    by_year: Annotated[tuple[Decimal, ...], Field(min_length=1)]

    @property
    def total(self) -> Decimal:
        """Pounds over all years."""
        return sum(self.by_year, NONE)


class ChartOption(Model):
    """One option: its parts in the order in which they are stacked.

    Where options are compared by a year of use, ``years_of_use`` is what a total is
    divided by (the annuity factor of its life); else it is 1. ``low`` and ``high`` are
    the ends of the compared figure, in pounds; None where every figure is sure.
    """

    name: str
    parts: Annotated[tuple[PartCost, ...], Field(min_length=1)]
    low: Decimal | None = None
    high: Decimal | None = None
    years_of_use: Annotated[Decimal, Field(gt=0)] = Decimal(1)

    @property
    def by_part(self) -> tuple[tuple[str, Decimal], ...]:
        """Each part with its pounds over all years; they add up to ``total``."""
        return tuple((part.label, part.total) for part in self.parts)

    @property
    def by_year(self) -> tuple[tuple[Decimal, ...], ...]:
        """For each year the pounds of each part, in the order of the parts."""
        return tuple(zip(*(part.by_year for part in self.parts), strict=True))

    @property
    def total(self) -> Decimal:
        """Unrounded pounds over all years."""
        return sum((part.total for part in self.parts), NONE)

    @property
    def compared(self) -> Decimal:
        """The figure by which options are compared: the total, or that of a year of use."""
        return self.total / self.years_of_use

    @property
    def compared_by_part(self) -> Mapping[str, Decimal]:
        """The parts of ``compared``, by their words."""
        return {part.label: part.total / self.years_of_use for part in self.parts}

    @model_validator(mode="after")
    def _whole(self) -> ChartOption:
        labels = [part.label for part in self.parts]
        if len(set(labels)) < len(labels):
            raise ValueError(f"two parts of {self.name} have the same words")
        if len({len(part.by_year) for part in self.parts}) > 1:
            raise ValueError(f"the parts of {self.name} have different numbers of years")
        if (self.low is None) != (self.high is None):
            raise ValueError(f"{self.name} has one end of a range and not the other")
        return self


class CostChart(Model):
    """Options side by side, in the order in which they are drawn.

    ``basis`` says in a sentence what the pounds are (VAT, money of which time).
    ``a_year`` is True where options are compared by what a year of use costs. ``order`` has
    the words of parts in the order in which they are stacked, for those that it names.
    """

    title: str
    basis: str
    options: Annotated[tuple[ChartOption, ...], Field(min_length=1, max_length=MOST_OPTIONS)]
    a_year: bool = False
    order: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of every part of any option: by ``order``, then as they are mentioned."""
        found = dict.fromkeys(part.label for option in self.options for part in option.parts)
        return tuple(dict.fromkeys((*(label for label in self.order if label in found), *found)))

    @property
    def ranged(self) -> bool:
        """Whether any option has a low and a high end."""
        return any(option.low is not None for option in self.options)

    @property
    def mark(self) -> str:
        """Twelve signs that change when any figure or word does."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]
