"""Dated numbers: their VAT basis, the order of their dates, and that something uses them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from buying.rulebook.checking.common import conditions
from buying.rulebook.draft import Draft
from buying.rulebook.models import Threshold
from buying.rulebook.problems import Problem

FILE = "thresholds.yml"


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``thresholds.yml`` that its shape alone does not show."""
    for name, threshold in (draft.thresholds or {}).items():
        yield from _basis(draft, name, threshold)
        yield from _dates(draft, name, threshold)
    yield from _unused(draft)


def _basis(draft: Draft, name: str, threshold: Threshold) -> Iterator[Problem]:
    given = threshold.vat not in (None, "none")
    if threshold.unit == "GBP" and not given:
        message = (
            f"'{name}' is in pounds and does not say whether VAT is in it. "
            "Add 'vat: net', 'vat: gross' or 'vat: exempt'."
        )
        yield draft.problem(FILE, (name, "vat"), message)
    if threshold.unit != "GBP" and given:
        message = f"'{name}' is not in pounds, so it has no VAT. Leave 'vat' out."
        yield draft.problem(FILE, (name, "vat"), message)


def _dates(draft: Draft, name: str, threshold: Threshold) -> Iterator[Problem]:
    for position, (before, after) in enumerate(pairwise(threshold.values), start=1):
        if after.from_ <= before.from_:
            message = (
                f"the values of '{name}' must follow one another in time: "
                f"{after.from_} does not come after {before.from_}."
            )
            yield draft.problem(FILE, (name, "values", position), message)


def _unused(draft: Draft) -> Iterator[Problem]:
    if draft.routes is None or draft.workflow is None or draft.checks is None:
        return
    used = set(draft.names.thresholds)
    used.update(name for route in draft.routes for name in (route.up_to, route.from_) if name)
    for _, _, part in conditions(draft):
        used.update(name for name in (part.value_at_least, part.value_over) if name)
    for name in draft.thresholds or {}:
        if name not in used:
            message = f"nothing uses the threshold '{name}'. Use it, or take it out."
            yield draft.problem(FILE, (name,), message)
