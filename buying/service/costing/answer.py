"""What is answered: the shape of the JSON, the same through every door.

Amounts are text in pounds of today on the buyer's own VAT basis, rounded half-up to the penny,
each by itself: parts may miss the total by a penny or two. ``low`` and ``high`` are the least and
the most that a figure may be, where amounts or lives are given as ranges.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from buying.domain.costs import Basis
from buying.domain.money import VatBasis


class Told(BaseModel):
    """A part of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class VatTold(Told):
    """``recoverable``: the buyer gets VAT back, so amounts are without it; ``says`` tells so."""

    recoverable: bool
    basis: VatBasis
    says: str


class StepTold(Told):
    """A rate a year as a fraction, up to and including ``through_year``; null: from then on."""

    through_year: int | None
    rate: str


class RateTold(Told):
    """The discount rates that were used; name, day and source where they are the rulebook's."""

    name: str | None
    in_force_from: date | None
    source: str | None
    steps: tuple[StepTold, ...]


class OptionTold(Told):
    """One option. ``years``: the time that ``whole_life_cost`` is for. ``by_part`` has kinds of
    cost, ``by_year`` begins with year 0. ``annual_low`` and ``annual_high`` belong to
    ``equivalent_annual_cost``, which is for a year of its own life."""

    name: str
    life_years: int
    life_low: int
    life_high: int
    years: int
    whole_life_cost: str
    low: str
    high: str
    equivalent_annual_cost: str
    annual_low: str
    annual_high: str
    by_part: dict[str, str]
    by_year: tuple[str, ...]


class PaybackTold(Told):
    """How an option that costs ``extra`` more to begin with pays that back against another.

    ``simple`` and ``discounted`` are whole years, null for never. ``savings_to_investment`` is a
    ratio and ``adjusted_rate`` a fraction a year, null where they have no meaning.
    """

    option: str
    against: str
    extra: str
    simple: int | None
    discounted: int | None
    net_savings: str
    savings_to_investment: str | None
    adjusted_rate: str | None
    sentence: str


class FlipTold(Told):
    """One figure that would change who is cheapest: it may go from ``now`` to ``at``, no further.

    ``kind`` is a kind of cost, or ``life`` in years; ``then``: who would be cheapest.
    """

    option: str
    kind: str
    label: str
    now: str
    at: str
    each_year: bool
    then: tuple[str, ...]
    sentence: str


class Answer(Told):
    """The whole answer. ``ranking`` has the names, cheapest first by ``basis``; ``cheapest`` every
    one that is lowest to the penny. ``warnings`` are sentences: what the ranking depends on."""

    currency: str
    vat: VatTold
    rate: RateTold
    years: int | None
    basis: Basis
    reason: str
    options: tuple[OptionTold, ...]
    ranking: tuple[str, ...]
    cheapest: tuple[str, ...]
    payback: tuple[PaybackTold, ...]
    flips: tuple[FlipTold, ...]
    warnings: tuple[str, ...]
    rounding: str

    def as_json(self) -> str:
        """The answer as every door gives it."""
        return self.model_dump_json(indent=2)
