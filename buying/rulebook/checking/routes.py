"""Value bands: every value has exactly one route, on every day that the limits cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from buying.domain.money import pounds
from buying.rulebook.checking.common import twice, unknown
from buying.rulebook.draft import Draft
from buying.rulebook.models import Route, Threshold
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Path

FILE = "routes.yml"
Thresholds = Mapping[str, Threshold]


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``routes.yml`` that its shape alone does not show."""
    routes = draft.routes
    if routes is None:
        return
    yield from twice(draft, FILE, ("routes",), [route.id for route in routes])
    yield from _ends(draft, routes)
    if draft.thresholds is not None:
        yield from _known(draft, routes, draft.thresholds)
        yield from _bases(draft, routes, draft.thresholds)
        yield from _starts(draft, routes, draft.thresholds)
        yield from _bands(draft, routes, draft.thresholds)


def _ends(draft: Draft, routes: tuple[Route, ...]) -> Iterator[Problem]:
    for position, route in enumerate(routes[:-1]):
        if route.up_to is None:
            message = f"'{route.id}' needs 'up_to': only the last route may be without it."
            yield draft.problem(FILE, ("routes", position), message)
    if routes[-1].up_to is not None:
        message = (
            f"a gap after '{routes[-1].id}': values over '{routes[-1].up_to}' have no route. "
            "The last route takes all that is left, so leave out its 'up_to'."
        )
        yield draft.problem(FILE, ("routes", len(routes) - 1, "up_to"), message)


def _named(routes: tuple[Route, ...]) -> Iterator[tuple[Path, str]]:
    for position, route in enumerate(routes):
        for key, name in (("up_to", route.up_to), ("from", route.from_)):
            if name is not None:
                yield ("routes", position, key), name


def _known(draft: Draft, routes: tuple[Route, ...], thresholds: Thresholds) -> Iterator[Problem]:
    for path, name in _named(routes):
        yield from unknown(draft, FILE, path, "threshold", name, thresholds)
        if name in thresholds and thresholds[name].unit != "GBP":
            message = f"a route's limit is in pounds, and '{name}' is in {thresholds[name].unit}."
            yield draft.problem(FILE, path, message)


def _bases(draft: Draft, routes: tuple[Route, ...], thresholds: Thresholds) -> Iterator[Problem]:
    limits = [(path, name) for path, name in _named(routes) if name in thresholds]
    for path, name in limits[1:]:
        first, basis = limits[0][1], thresholds[limits[0][1]].vat
        if None not in (basis, thresholds[name].vat) and thresholds[name].vat != basis:
            message = (
                f"the bands mix VAT: '{first}' is {basis} and '{name}' is {thresholds[name].vat}. "
                "Give all limits on the same basis."
            )
            yield draft.problem(FILE, path, message)


def _starts(draft: Draft, routes: tuple[Route, ...], thresholds: Thresholds) -> Iterator[Problem]:
    """``from`` says again where the band before ends; it must say the same."""
    if routes[0].from_ is not None:
        message = "the first route takes values from nothing up. Leave out its 'from'."
        yield draft.problem(FILE, ("routes", 0, "from"), message)
    for position, (before, route) in enumerate(pairwise(routes), start=1):
        if route.from_ is None or before.up_to is None or route.from_ == before.up_to:
            continue
        message = (
            f"{_kind(before.up_to, route.from_, thresholds)} between '{before.id}' "
            f"(up to {_value(before.up_to, thresholds)}) and '{route.id}' "
            f"(from {_value(route.from_, thresholds)}). Write 'from: {before.up_to}'."
        )
        yield draft.problem(FILE, ("routes", position, "from"), message)


def _kind(end: str, start: str, thresholds: Thresholds) -> str:
    if end in thresholds and start in thresholds:
        ends, starts = (thresholds[name].values[-1].value for name in (end, start))
        if starts < ends:
            return "an overlap"
        if starts == ends:
            return "different limits"
    return "a gap"


def _value(name: str, thresholds: Thresholds) -> str:
    if name not in thresholds:
        return f"'{name}'"
    return f"'{name}', {pounds(thresholds[name].values[-1].value)}"


def _bands(draft: Draft, routes: tuple[Route, ...], thresholds: Thresholds) -> Iterator[Problem]:
    limits = [
        (position, route, thresholds[route.up_to])
        for position, route in enumerate(routes[:-1])
        if route.up_to is not None and _in_order(thresholds.get(route.up_to))
    ]
    days = sorted({dated.from_ for _, _, limit in limits for dated in limit.values})
    for lower, upper in pairwise(limits):
        problem = next(filter(None, (_clash(draft, lower, upper, day) for day in days)), None)
        if problem is not None:
            yield problem


def _in_order(threshold: Threshold | None) -> bool:
    days = [dated.from_ for dated in threshold.values] if threshold else []
    return bool(days) and all(before < after for before, after in pairwise(days))


Limit = tuple[int, Route, Threshold]


def _clash(draft: Draft, lower: Limit, upper: Limit, day: date) -> Problem | None:
    """What is wrong between two bands on ``day``, if anything."""
    (_, before, start), (position, route, end) = lower, upper
    low, high = start.on(day), end.on(day)
    if low is None or high is None:
        one_only = (low is None) != (high is None)
        return _uncovered(draft, lower, upper, day) if one_only else None
    if low < high:
        return None
    message = (
        f"an overlap between '{before.id}' (up to {pounds(low)}) and '{route.id}' "
        f"(up to {pounds(high)}) from {day}: each route must end higher than the one before."
    )
    return draft.problem(FILE, ("routes", position, "up_to"), message)


def _uncovered(draft: Draft, lower: Limit, upper: Limit, day: date) -> Problem:
    (_, before, start), (position, route, _) = lower, upper
    missing = before if start.on(day) is None else route
    message = (
        f"a gap between '{before.id}' and '{route.id}' from {day}: '{missing.up_to}' has no value "
        f"on that day. Add one to thresholds.yml."
    )
    return draft.problem(FILE, ("routes", position, "up_to"), message)
