"""The purchasing policy as it stands on one day: what `rulebook/` says, ready to reason with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from buying.domain.costs import Schedule
from buying.domain.costs.usual import CostRules
from buying.domain.law import Law
from buying.domain.scoring.rules import USUAL, ScoringRules
from buying.domain.value import Limit, Value
from buying.domain.workflow import Step

Test = Callable[[Any], bool]
"""A condition of the rulebook, ready to be put to what is known of a purchase."""
Risk = Literal["low", "medium", "high"]
RISKS: tuple[Risk, ...] = ("low", "medium", "high")


@dataclass(frozen=True)
class Buyer:
    """Which law holds for the organisation. ``authority`` is its kind under the Procurement Act
    2023: central government (NHS trusts count here), sub-central, a school, or none."""

    kind: str
    authority: Literal["central", "sub_central", "school", "none"]
    country: str


@dataclass(frozen=True)
class Route:
    """A way of buying. ``quotes``: how many prices it needs; ``system``: where it is bought.

    ``next``: what happens after this step, in words; ``takes_days``: how long it usually takes
    from now to the order, in calendar days.
    """

    id: str
    title: str
    quotes: int
    form_of_quotes: str
    approver: Literal["none", "budget_holder", "specialist"]
    specialist_first: bool
    says: str
    clause: str
    system: str = ""
    next: str = ""
    takes_days: int = 0

    @property
    def care(self) -> tuple[int, bool]:
        """How much care it asks for: prices, and whether a specialist looks first.

        Between routes that ask for as much, nothing is gained by cutting a purchase up.
        """
        return self.quotes, self.specialist_first


@dataclass(frozen=True)
class Band:
    """The values up to ``limit`` (None: all that are left) and the route for them.

    ``inclusive``: whether the limit itself belongs to the band.
    """

    route: Route
    limit: Limit | None
    inclusive: bool = True

    def holds(self, value: Value) -> bool:
        """Whether ``value`` does not go beyond this band."""
        if self.limit is None:
            return True
        return not (self.limit.passed(value) if self.inclusive else self.limit.reached(value))


@dataclass(frozen=True)
class Line:
    """A line of the decision table: for which purchases, and their bands from the lowest up."""

    id: str
    title: str
    applies: Test
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Decision:
    """The route, and the line and band of the table that led to it."""

    route: Route
    line: Line
    band: Band


@dataclass(frozen=True)
class Category:
    """A kind of thing that can be bought. ``regime``: which law its buying falls under.

    ``may_go_on``: it is often paid for again and again.
    ``individual``: each purchase of it is for another person, so that repeats are no split.
    """

    id: str
    label: str
    words: tuple[str, ...]
    regime: str = "goods"
    risk: Risk = "low"
    may_go_on: bool = False
    individual: bool = False


@dataclass(frozen=True)
class Criterion:
    """One thing that decides between options (P7), or judges the buying (P8).

    ``words``: other names that people type for it.
    """

    id: str
    label: str
    why: str
    is_cost: bool = False
    asks: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """A policy check (P4): a yes-or-no question, and what a worrying answer leads to.

    ``risk``: the least risk of a purchase with that answer.
    """

    id: str
    label: str
    asks: str
    bad_answer: bool
    then: Literal["stop", "warn", "note"]
    says: str
    clause: str
    who_can_lift: str
    applies: Test
    risk: Risk = "low"


@dataclass(frozen=True)
class Policy:
    """All rules that hold for a purchase that began on ``on``."""

    version: str
    organisation: str
    vat_rate: Decimal
    vat_recoverable: bool
    buyer: Buyer
    routes: tuple[Route, ...]
    table: tuple[Line, ...]
    law: Law
    steps: tuple[Step, ...]
    stages: Mapping[str, str]
    """Stage id to its title, in order."""
    categories: tuple[Category, ...]
    selection: tuple[Criterion, ...]
    weights: Mapping[str, Mapping[str, int]]
    weights_because: Mapping[str, str]
    """Category, or ``default``, to why its weights are as they are."""
    process: tuple[Criterion, ...]
    process_default: tuple[str, ...]
    checks: tuple[Check, ...]
    schedule: Schedule
    boxes: Mapping[tuple[str, str], Test]
    """Question and box to when the box is asked; only those with a condition."""
    split_days: int
    """How far back purchases of the same kind count as parts of one, in days."""
    costs: CostRules = field(default_factory=CostRules)
    """How long things usually last and what they usually cost to keep, by category."""
    scoring: ScoringRules = USUAL
    """How options are scored, and which prices are asked about."""

    def category(self, id: str) -> Category | None:
        """The category with this id, or None."""
        return next((c for c in self.categories if c.id == id), None)

    def suggested_weights(self, category: str | None) -> dict[str, int]:
        """Weights of every criterion for a category, or the default ones; they add up to 100."""
        given = self.weights.get(category or "", self.weights["default"])
        return {criterion.id: given.get(criterion.id, 0) for criterion in self.selection}

    def weights_reason(self, category: str | None) -> str:
        """Why the suggested weights are as they are, in a sentence."""
        known = category if category in self.weights else "default"
        return self.weights_because.get(known or "default", "")

    def asks_box(self, question: str, box: str, known: Any) -> bool:
        """Whether the box ``box`` of the form ``question`` is asked, as things stand."""
        test = self.boxes.get((question, box))
        return test is None or test(known)


def decide(table: tuple[Line, ...], value: Value, known: Any) -> Decision:
    """The route for ``value``: the first line that applies to ``known``, and its first band.

    Raises LookupError where no line or band holds; a checked rulebook has none such.
    """
    for line in table:
        if line.applies(known):
            band = next((band for band in line.bands if band.holds(value)), None)
            if band is not None:
                return Decision(band.route, line, band)
    raise LookupError(f"no route covers {value}")
