"""What such a thing usually costs to keep, by kind of purchase: for figures that nobody knows.

The figures are the rulebook's (``rulebook/costs.yml``), each with its source. Shares are fractions
of the price of the whole quantity, so an amount made from one is on the price's own VAT basis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from buying.domain.costs.errors import CostError
from buying.domain.costs.lines import KINDS
from buying.domain.costs.schedule import Schedule
from buying.domain.costs.spreads import NOTHING, Spread
from buying.domain.costs.tariffs import Tariff

__all__ = ["CostRules", "Each", "Spread", "Tariff", "UsualCosts", "UsualLine", "When"]

Each = Literal["year", "once"]
When = Literal["start", "end"] | int
"""When a cost that comes once falls: on the day of buying, at the end of the life, in a year."""

USUAL_LIFE = Spread.sure(Decimal(5))
"""Years that a thing is taken to last where the rulebook says nothing of its kind."""


@dataclass(frozen=True)
class UsualLine:
    """One kind of cost, and what it usually comes to as a share of the price.

    ``each``: whether ``share`` is for every year of the life or for one time; ``when`` says which
    time that is, and is None for what comes every year. ``asked``: staff are asked for their own
    figure, with ``label`` as the box and ``hint`` beneath it. ``source`` says where ``share`` is
    from. Raises CostError for an unknown kind, for a share below 0, and where ``when`` does not
    go with ``each``.
    """

    kind: str
    each: Each
    when: When | None
    share: Spread
    source: str
    asked: bool = False
    label: str = ""
    hint: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise CostError(f"I do not know a cost called {self.kind!r}.")
        if self.share.low < 0:
            raise CostError(f"The share of the price for {self.words} is below 0.")
        if (self.each == "year") is not (self.when is None):
            raise CostError(f"Say a time for {self.words} if it comes once, and only then.")

    @property
    def words(self) -> str:
        """What people call this cost."""
        return self.label or KINDS[self.kind]

    def usual(self, price: Decimal) -> Spread:
        """Share x price: unrounded pounds, a year or for the one time, on the price's VAT basis."""
        return self.share.times(price)

    def year(self, life: int) -> int | None:
        """The year in which it falls if the thing lasts ``life`` years; None: each year from 1.

        Year 0 is the day of buying. A cost of a year after the end of the life falls at its end.
        """
        if self.when is None:
            return None
        if isinstance(self.when, int):
            return min(self.when, life)
        return life if self.when == "end" else 0


@dataclass(frozen=True)
class UsualCosts:
    """What is usual for one kind of purchase. ``life`` is in years, ``lines`` in their order."""

    category: str
    life: Spread = USUAL_LIFE
    lines: tuple[UsualLine, ...] = ()
    life_source: str = ""

    @property
    def life_years(self) -> int:
        """How many whole years such a thing likely lasts."""
        return int(self.life.likely)

    @property
    def asked(self) -> tuple[UsualLine, ...]:
        """The lines that staff are asked about one by one."""
        return tuple(line for line in self.lines if line.asked)

    @property
    def yearly_share(self) -> Spread:
        """Everything that comes every year, as a share of the price."""
        total = NOTHING
        for line in self.lines:
            if line.each == "year":
                total = total.plus(line.share)
        return total

    @property
    def running_share(self) -> Decimal:
        """The likely running cost of a year as a share of the price."""
        return self.yearly_share.likely

    def running(self, price: Decimal) -> Spread:
        """The usual running cost of a year: unrounded pounds, on the price's VAT basis."""
        return self.yearly_share.times(price)

    def line(self, kind: str) -> UsualLine | None:
        """The line of this kind, or None."""
        return next((line for line in self.lines if line.kind == kind), None)


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class CostRules:
    """What the rulebook says about costs on one day.

    ``categories``: what is usual, by category; ``tariffs``: prices of units used, by name;
    ``schedules``: discount rates, by name; ``vat_rates``: by kind of cost, as a fraction, only
    where it is not the standard rate.
    """

    categories: Mapping[str, UsualCosts] = field(default_factory=_empty)
    tariffs: Mapping[str, Tariff] = field(default_factory=_empty)
    schedules: Mapping[str, Schedule] = field(default_factory=_empty)
    vat_rates: Mapping[str, Decimal] = field(default_factory=_empty)

    def of(self, category: str | None) -> UsualCosts:
        """What is usual for ``category``; five years and no costs for one without figures."""
        return self.categories.get(category or "") or UsualCosts(category or "")

    def vat_rate(self, kind: str, standard: Decimal) -> Decimal:
        """The rate of VAT on a kind of cost, as a fraction: its own, else ``standard``."""
        return self.vat_rates.get(kind, standard)

    def asked_lines(self, category: str | None) -> tuple[UsualLine, ...]:
        """The kinds of cost that staff are asked about for ``category``."""
        return self.of(category).asked
