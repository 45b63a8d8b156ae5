"""Discount rates: a rate for every year, and a default that exists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from buying.rulebook.checking.common import unknown
from buying.rulebook.draft import Draft
from buying.rulebook.models import DiscountRates
from buying.rulebook.problems import Problem

FILE = "costs.yml"


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``costs.yml`` that its shape alone does not show."""
    costs = draft.costs
    if costs is None:
        return
    path = ("default_rate",)
    name = costs.default_rate
    yield from unknown(draft, FILE, path, "set of discount rates", name, costs.discount_rates)
    for rates_name, rates in costs.discount_rates.items():
        yield from _steps(draft, rates_name, rates)


def _steps(draft: Draft, name: str, rates: DiscountRates) -> Iterator[Problem]:
    path = ("discount_rates", name, "steps")
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
