"""The limits of each line: every band ends higher than the one before, on every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from buying.domain.money import VAT_WORDS, pounds
from buying.rulebook.checking.common import in_order, lines
from buying.rulebook.draft import Draft
from buying.rulebook.models import Band, Line, Threshold
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Path

FILE = "routes.yml"
Limit = tuple[int, Band, Threshold]
"""The place of a band in its line, the band, and the threshold at which it ends."""


def check(draft: Draft) -> Iterator[Problem]:
    """Every overlap of two bands of a line, once, on the first day that it is there."""
    if draft.thresholds is None:
        return
    for path, line in lines(draft):
        limits = _limits(line, draft.thresholds)
        days = _days(draft, path, limits)
        for lower, upper in pairwise(limits):
            found = (_clash(draft, path, lower, upper, day) for day in days)
            yield from list(filter(None, found))[:1]


def _limits(line: Line, thresholds: Mapping[str, Threshold]) -> list[Limit]:
    return [
        (position, band, thresholds[band.limit])
        for position, band in enumerate(line.bands)
        if band.limit is not None and band.limit in thresholds and in_order(thresholds[band.limit])
    ]


def _days(draft: Draft, path: Path, limits: list[Limit]) -> list[date]:
    """The days of the line's table on which something begins to be otherwise."""
    tables = draft.tables or ()
    number = int(path[1])
    start = tables[number].from_
    end = tables[number + 1].from_ if number + 1 < len(tables) else date.max
    changes = {dated.from_ for _, _, threshold in limits for dated in threshold.values}
    return sorted({start, *(day for day in changes if start < day < end)})


def _clash(draft: Draft, path: Path, lower: Limit, upper: Limit, day: date) -> Problem | None:
    """What is wrong between two bands on ``day``, if anything."""
    (_, before, start), (position, band, end) = lower, upper
    low, high = start.on(day), end.on(day)
    if low is None or high is None:
        return None
    # With VAT a limit without it is higher, by at most the standard rate.
    most = 1 + draft.organisation.vat.standard_rate if draft.organisation else 1
    reaches = low * most if start.vat == "net" != end.vat else low
    if reaches < high:
        return None
    message = (
        f"an overlap of '{before.limit}' ({pounds(low)}{_basis(start)}) and '{band.limit}' "
        f"({pounds(high)}{_basis(end)}) from {day}: each band must end higher than the one before, "
        "whatever the VAT."
    )
    return draft.problem(FILE, (*path, "bands", position), message)


def _basis(threshold: Threshold) -> str:
    words = VAT_WORDS.get(threshold.vat or "")
    return f" {words}" if words else ""
