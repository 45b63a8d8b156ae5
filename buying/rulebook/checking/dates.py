"""No day without a number: what is used from a day on has a value on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from buying.rulebook.book import threshold_place
from buying.rulebook.checking.common import conditions, in_order, lines
from buying.rulebook.conditions import Condition
from buying.rulebook.draft import Draft
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Path

Use = tuple[str, date]
"""A threshold by name, and the first day on which it is looked at."""


def check(draft: Draft) -> Iterator[Problem]:
    """Every threshold and discount rate that is used on a day before its first value."""
    if not draft.tables:
        return
    start = draft.tables[0].from_
    needed: dict[str, date] = {}
    for name, day in _uses(draft, start):
        needed[name] = min(day, needed.get(name, day))
    for name, day in needed.items():
        yield from _too_late(draft, name, day)
    yield from _rates(draft, start)


def _uses(draft: Draft, start: date) -> Iterator[Use]:
    """Each use of a threshold. ``start`` is the first day of the rulebook."""
    for path, line in lines(draft):
        yield from ((band.limit, _from(draft, path)) for band in line.bands if band.limit)
    for file, path, part in conditions(draft):
        for name in named(part):
            yield name, _began(draft, file, path, start)
    if draft.organisation is not None and draft.law is not None:
        own = draft.organisation.authority
        found = [regime.thresholds.get(own) for regime in draft.law.regimes]
        yield from ((name, start) for name in found if name)
    yield from ((name, start) for name in draft.names.thresholds)


def named(part: Condition) -> Iterator[str]:
    """The thresholds that one condition looks at, those inside it not included."""
    yield from filter(None, (part.value_at_least, part.value_over))


def _from(draft: Draft, path: Path) -> date:
    return (draft.tables or ())[int(path[1])].from_


def _began(draft: Draft, file: str, path: Path, start: date) -> date:
    if file == "routes.yml":
        return _from(draft, path)
    if file == "law.yml" and draft.law is not None:
        return max(start, draft.law.duties[int(path[1])].from_)
    return start


def _too_late(draft: Draft, name: str, day: date) -> Iterator[Problem]:
    threshold = (draft.thresholds or {}).get(name)
    if threshold is None or not in_order(threshold) or threshold.on(day) is not None:
        return
    file, path = threshold_place(name, draft.law)
    message = (
        f"'{name}' is needed on {day} and its first value is from {threshold.values[0].from_}. "
        f"Add the value that held on {day}, with its source."
    )
    yield draft.problem(file, (*path, "values", 0), message)


def _rates(draft: Draft, start: date) -> Iterator[Problem]:
    costs = draft.costs
    rates = costs.discount_rates.get(costs.default_rate) if costs else None
    if costs is None or rates is None or rates.from_ <= start:
        return
    message = (
        f"'{costs.default_rate}' is needed on {start} and holds from {rates.from_}. "
        f"Give the rates that held on {start}, with their source."
    )
    yield draft.problem("costs.yml", ("discount_rates", costs.default_rate, "from"), message)
