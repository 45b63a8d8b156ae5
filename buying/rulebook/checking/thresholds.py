"""Dated numbers: their unit and VAT basis, the order of their dates, and that they are used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from buying.rulebook.checking.common import conditions, lines
from buying.rulebook.checking.dates import named
from buying.rulebook.draft import Draft
from buying.rulebook.models import Threshold
from buying.rulebook.names import SPLIT_WINDOW
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Path

FILE = "thresholds.yml"
LAW = "law.yml"
MOST_SPLIT_DAYS = 3650
Place = tuple[str, Path]
"""A file and a place in it; the last part of it is the threshold's name."""


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in thresholds, wherever they are, that their shape alone does not show."""
    for place, threshold in _places(draft):
        yield from _basis(draft, place, threshold)
        yield from _whole(draft, place, threshold)
        yield from _dates(draft, place, threshold)
    yield from _there_already(draft)
    yield from _read_by_name(draft)
    yield from _unused(draft)


def _places(draft: Draft) -> Iterator[tuple[Place, Threshold]]:
    for name, threshold in (draft.own_thresholds or {}).items():
        yield (FILE, (name,)), threshold
    for name, threshold in (draft.law.thresholds if draft.law else {}).items():
        yield (LAW, ("thresholds", name)), threshold


def _basis(draft: Draft, place: Place, threshold: Threshold) -> Iterator[Problem]:
    file, path = place
    given = threshold.vat not in (None, "none")
    if threshold.unit == "GBP" and not given:
        message = (
            f"'{path[-1]}' is in pounds and does not say whether VAT is in it. "
            "Add 'vat: net', 'vat: gross' or 'vat: exempt'."
        )
        yield draft.problem(file, (*path, "vat"), message)
    if threshold.unit != "GBP" and given:
        message = f"'{path[-1]}' is not in pounds, so it has no VAT. Leave 'vat' out."
        yield draft.problem(file, (*path, "vat"), message)
    if file == LAW and threshold.vat == "net":
        message = f"amounts in the law include VAT. Write '{path[-1]}' with it, and 'vat: gross'."
        yield draft.problem(file, (*path, "vat"), message)


def _whole(draft: Draft, place: Place, threshold: Threshold) -> Iterator[Problem]:
    file, path = place
    if threshold.unit not in ("days", "count"):
        return
    for position, dated in enumerate(threshold.values):
        if dated.value % 1:
            message = f"'{path[-1]}' must be a whole number, since its unit is {threshold.unit}."
            yield draft.problem(file, (*path, "values", position), message)


def _dates(draft: Draft, place: Place, threshold: Threshold) -> Iterator[Problem]:
    file, path = place
    for position, (before, after) in enumerate(pairwise(threshold.values), start=1):
        if after.from_ <= before.from_:
            message = (
                f"the values of '{path[-1]}' must follow one another in time: "
                f"{after.from_} does not come after {before.from_}."
            )
            yield draft.problem(file, (*path, "values", position), message)


def _there_already(draft: Draft) -> Iterator[Problem]:
    for name in draft.own_thresholds or {}:
        if draft.law is not None and name in draft.law.thresholds:
            message = f"'{name}' is in law.yml already. Give this one another name."
            yield draft.problem(FILE, (name,), message)


def _read_by_name(draft: Draft) -> Iterator[Problem]:
    """Thresholds that the product itself reads: there, and in the unit that it takes them for."""
    if draft.own_thresholds is None or draft.law is None:
        return
    there = draft.thresholds or {}
    for name in sorted(draft.names.thresholds - there.keys()):
        yield Problem(FILE, None, f"the threshold '{name}' is missing, and it is always needed.")
    if SPLIT_WINDOW in draft.names.thresholds & there.keys():
        yield from _split_window(draft, there[SPLIT_WINDOW])


def _split_window(draft: Draft, window: Threshold) -> Iterator[Problem]:
    if window.unit != "days":
        path: Path = (SPLIT_WINDOW, "unit")
        message = f"'{SPLIT_WINDOW}' is a number of days, not {window.unit}."
        yield draft.problem(FILE, path, message)
    for position, dated in enumerate(window.values):
        if dated.value > MOST_SPLIT_DAYS:
            path = (SPLIT_WINDOW, "values", position)
            message = f"'{SPLIT_WINDOW}' looks back {MOST_SPLIT_DAYS} days (ten years) at most."
            yield draft.problem(FILE, path, message)


def _unused(draft: Draft) -> Iterator[Problem]:
    if _partly_read(draft):
        return
    used = set(draft.names.thresholds)
    used.update(band.limit for _, line in lines(draft) for band in line.bands if band.limit)
    for _, _, part in conditions(draft):
        used.update(named(part))
    for regime in draft.law.regimes if draft.law else ():
        used.update(regime.thresholds.values())
    for (file, path), _ in _places(draft):
        if path[-1] not in used:
            message = f"nothing uses the threshold '{path[-1]}'. Use it, or take it out."
            yield draft.problem(file, path, message)


def _partly_read(draft: Draft) -> bool:
    """Whether something that may use a threshold could not be read."""
    parts = (draft.tables, draft.workflow, draft.checks, draft.law)
    return any(part is None for part in parts) or bool(draft.question_ids - draft.questions.keys())
