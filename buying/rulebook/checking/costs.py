"""Usual costs: kinds that are known, figures in order, and every category with a life."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from buying.domain.costs import KINDS
from buying.rulebook.checking.common import unknown
from buying.rulebook.costs import CategoryCosts, CostKind, Costs
from buying.rulebook.draft import Draft
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Path

FILE = "costs.yml"
NOT_A_SHARE = ("price", "hire")
"""Kinds that are the price itself, so no share of it."""
MOST_ASKED = 5
"""More boxes than this for one price are more than a buyer can be asked to fill in."""


class Figures(Protocol):
    """A lowest, a likely and a highest figure."""

    @property
    def low(self) -> Decimal | int: ...
    @property
    def likely(self) -> Decimal | int: ...
    @property
    def high(self) -> Decimal | int: ...


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in what is usual that its shape alone does not show."""
    costs = draft.costs
    if costs is None:
        return
    for kind in costs.vat_rates:
        yield from unknown(draft, FILE, ("vat_rates", kind), "kind of cost", kind, KINDS)
    for kind, line in costs.lines.items():
        yield from _kind(draft, kind, line)
    for name, tariff in costs.tariffs.items():
        yield from _order(draft, ("tariffs", name), tariff)
    for category, usual in costs.categories.items():
        yield from _category(draft, costs, category, usual)
    yield from _left_out(draft, costs)


def _kind(draft: Draft, kind: str, line: CostKind) -> Iterator[Problem]:
    path: Path = ("lines", kind)
    if kind in NOT_A_SHARE:
        message = f"'{kind}' is asked with the price itself. Leave it out here."
        yield draft.problem(FILE, path, message)
        return
    yield from unknown(draft, FILE, path, "kind of cost", kind, KINDS)
    if line.each == "once" and line.when is None:
        message = f"say when '{kind}' comes: 'when: start', 'when: end' or a year."
        yield draft.problem(FILE, path, message)
    if line.each == "year" and line.when is not None:
        message = f"'{kind}' comes each year, so it has no 'when'. Leave it out."
        yield draft.problem(FILE, (*path, "when"), message)


def _category(draft: Draft, costs: Costs, category: str, usual: CategoryCosts) -> Iterator[Problem]:
    path: Path = ("categories", category)
    yield from unknown(draft, FILE, path, "category", category, draft.category_ids)
    yield from _order(draft, (*path, "life"), usual.life)
    for kind, line in usual.lines.items():
        place: Path = (*path, "lines", kind)
        yield from unknown(draft, FILE, place, "kind of cost among 'lines'", kind, costs.lines)
        yield from _order(draft, (*place, "share_of_price"), line.share_of_price)
    if (number := sum(1 for _ in usual.asked())) > MOST_ASKED:
        message = f"staff would be asked about {number} costs. Ask about {MOST_ASKED} at most."
        yield draft.problem(FILE, (*path, "lines"), message)


def _order(draft: Draft, path: Path, figures: Figures) -> Iterator[Problem]:
    if not figures.low <= figures.likely <= figures.high:
        message = (
            f"low, likely and high must come in that order, not {figures.low}, "
            f"{figures.likely} and {figures.high}."
        )
        yield draft.problem(FILE, path, message)


def _left_out(draft: Draft, costs: Costs) -> Iterator[Problem]:
    for category in draft.category_ids or ():
        if category not in costs.categories:
            message = (
                f"say how long things of the category '{category}' last: add it with a 'life'."
            )
            yield draft.problem(FILE, ("categories",), message)
