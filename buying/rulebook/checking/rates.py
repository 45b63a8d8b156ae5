"""Discount rates: a rate for every year, versions in order, and a default that exists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from buying.rulebook.checking.common import unknown
from buying.rulebook.costs import DiscountRates, RateVersion
from buying.rulebook.draft import Draft
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Path

FILE = "costs.yml"


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in the discount rates that their shape alone does not show."""
    costs = draft.costs
    if costs is None:
        return
    path: Path = ("default_rate",)
    name = costs.default_rate
    yield from unknown(draft, FILE, path, "set of discount rates", name, costs.discount_rates)
    for name, rates in costs.discount_rates.items():
        yield from _order(draft, name, rates)
        for path, version in _versions(name, rates):
            yield from _steps(draft, name, path, version)


def _versions(name: str, rates: DiscountRates) -> Iterator[tuple[Path, RateVersion]]:
    yield ("discount_rates", name), rates
    for position, version in enumerate(rates.later):
        yield ("discount_rates", name, "later", position), version


def _order(draft: Draft, name: str, rates: DiscountRates) -> Iterator[Problem]:
    for position, (before, after) in enumerate(pairwise(rates.versions)):
        if after.from_ <= before.from_:
            message = (
                f"the versions of '{name}' must follow one another in time: "
                f"{after.from_} does not come after {before.from_}."
            )
            path = ("discount_rates", name, "later", position, "from")
            yield draft.problem(FILE, path, message)


def _steps(draft: Draft, name: str, place: Path, rates: RateVersion) -> Iterator[Problem]:
    path = (*place, "steps")
    for position, step in enumerate(rates.steps[:-1]):
        if step.through_year is None:
            message = f"only the last rate of '{name}' may be without 'through_year'."
            yield draft.problem(FILE, (*path, position), message)
    last = rates.steps[-1].through_year
    if last is not None:
        message = f"'{name}' has no rate after year {last}. Add a last one without 'through_year'."
        yield draft.problem(FILE, (*path, len(rates.steps) - 1), message)
    years = [step.through_year for step in rates.steps]
    for position, (before, after) in enumerate(pairwise(years), start=1):
        if before is not None and after is not None and after <= before:
            message = f"year {after} does not come after year {before}."
            yield draft.problem(FILE, (*path, position), message)
