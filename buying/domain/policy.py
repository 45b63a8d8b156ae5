"""The purchasing policy as it stands on one day: what `rulebook/` says, ready to reason with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from buying.domain.costs import Schedule
from buying.domain.workflow import Step


@dataclass(frozen=True)
class Route:
    """A way of buying, for values up to and including ``up_to`` (pounds, gross; None: any)."""

    id: str
    title: str
    up_to: Decimal | None
    quotes: int
    form_of_quotes: str
    approver: Literal["none", "budget_holder", "specialist"]
    specialist_first: bool
    says: str
    clause: str


@dataclass(frozen=True)
class Category:
    """A kind of thing that can be bought, and how long one usually lasts.

    ``running_share``: usual running costs of a year, as a share of the price.
    """

    id: str
    label: str
    words: tuple[str, ...]
    life_years: int | None
    running_share: Decimal = Decimal(0)


@dataclass(frozen=True)
class Criterion:
    """One thing that decides between options (P7), or judges the buying (P8)."""

    id: str
    label: str
    why: str
    is_cost: bool = False
    asks: str = ""


@dataclass(frozen=True)
class Check:
    """A policy check (P4): a yes-or-no question, and what a worrying answer leads to."""

    id: str
    label: str
    asks: str
    bad_answer: bool
    then: Literal["stop", "warn", "note"]
    says: str
    clause: str
    who_can_lift: str
    applies: Callable[[Any], bool]


@dataclass(frozen=True)
class Policy:
    """All rules that hold for a purchase that began on ``on``."""

    version: str
    organisation: str
    vat_rate: Decimal
    vat_recoverable: bool
    routes: tuple[Route, ...]
    steps: tuple[Step, ...]
    stages: Mapping[str, str]
    """Stage id to its title, in order."""
    categories: tuple[Category, ...]
    selection: tuple[Criterion, ...]
    weights: Mapping[str, Mapping[str, int]]
    process: tuple[Criterion, ...]
    process_default: tuple[str, ...]
    checks: tuple[Check, ...]
    schedule: Schedule

    def category(self, id: str) -> Category | None:
        """The category with this id, or None."""
        return next((c for c in self.categories if c.id == id), None)

    def suggested_weights(self, category: str | None) -> Mapping[str, int]:
        """Weights for a category, or the default ones; they add up to 100."""
        return self.weights.get(category or "", self.weights["default"])


def route_for(routes: tuple[Route, ...], value: Decimal) -> Route:
    """The route for ``value`` (pounds, gross). A band's edge is inclusive.

    Raises LookupError where no band covers the value; a checked rulebook has none such.
    """
    for route in routes:
        if route.up_to is None or value <= route.up_to:
            return route
    raise LookupError(f"no route covers {value}")
