"""The decision table: every purchase has exactly one route, on every day that it covers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from buying.rulebook.checking.common import lines, twice, unknown
from buying.rulebook.checking.reach import covers
from buying.rulebook.conditions import Condition
from buying.rulebook.draft import Draft
from buying.rulebook.models import Line, Table
from buying.rulebook.problems import Problem
from buying.rulebook.reading import Path

FILE = "routes.yml"


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``routes.yml`` that its shape alone does not show, but for limits."""
    if draft.routes is None or draft.tables is None:
        return
    yield from twice(draft, FILE, ("routes",), [route.id for route in draft.routes])
    yield from _in_time(draft, draft.tables)
    for number, table in enumerate(draft.tables):
        yield from _lines(draft, ("tables", number, "lines"), table)
    for path, line in lines(draft):
        yield from _names(draft, path, line)
        yield from _ends(draft, path, line)
        if line.when is not None:
            yield from _too_early(draft, (*path, "when"), line.when)
    yield from _circles(draft)
    yield from _never_taken(draft)


def _in_time(draft: Draft, tables: tuple[Table, ...]) -> Iterator[Problem]:
    for number, (before, after) in enumerate(pairwise(tables), start=1):
        if after.from_ <= before.from_:
            message = (
                "the tables must follow one another in time: "
                f"{after.from_} does not come after {before.from_}."
            )
            yield draft.problem(FILE, ("tables", number, "from"), message)


def _lines(draft: Draft, path: Path, table: Table) -> Iterator[Problem]:
    yield from twice(draft, FILE, path, [line.id for line in table.lines])
    last = len(table.lines) - 1
    if table.lines[last].when is not None:
        message = (
            f"a gap after '{table.lines[last].id}': what no line is for has no route. "
            "The last line takes all that is left, so leave out its 'when'."
        )
        yield draft.problem(FILE, (*path, last, "when"), message)
    for position, line in enumerate(table.lines[:-1]):
        if line.when is None:
            message = f"'{line.id}' is for every purchase, so no line after it is ever reached."
            yield draft.problem(FILE, (*path, position), message)
    yield from _covered(draft, path, table)


def _covered(draft: Draft, path: Path, table: Table) -> Iterator[Problem]:
    """Lines that an earlier one takes everything from."""
    told = set()
    for (_, wide), (position, narrow) in combinations(enumerate(table.lines), 2):
        if wide.when is None or narrow.when is None or position in told:
            continue
        if covers(wide.when, narrow.when):
            told.add(position)
            message = (
                f"'{narrow.id}' is never reached: '{wide.id}' above it takes all that it is for. "
                "Move it up, or take it out."
            )
            yield draft.problem(FILE, (*path, position), message)


def _names(draft: Draft, path: Path, line: Line) -> Iterator[Problem]:
    routes = [route.id for route in draft.routes or ()]
    for position, band in enumerate(line.bands):
        where = (*path, "bands", position)
        yield from unknown(draft, FILE, (*where, "route"), "route", band.route, routes)
        key = "up_to" if band.up_to else "below"
        if band.limit is None:
            continue
        yield from unknown(draft, FILE, (*where, key), "threshold", band.limit, draft.thresholds)
        threshold = (draft.thresholds or {}).get(band.limit)
        if threshold is not None and threshold.unit != "GBP":
            message = f"a limit is in pounds, and '{band.limit}' is in {threshold.unit}."
            yield draft.problem(FILE, (*where, key), message)


def _ends(draft: Draft, path: Path, line: Line) -> Iterator[Problem]:
    """Each band but the last ends at one limit; the last takes all that is left."""
    last = len(line.bands) - 1
    for position, band in enumerate(line.bands):
        where = (*path, "bands", position)
        if band.up_to and band.below:
            message = "a band ends at 'up_to' or 'below', not both. Keep the one that is meant."
            yield draft.problem(FILE, where, message)
        elif position < last and band.limit is None:
            message = (
                f"band {position + 1} of '{line.id}' needs 'up_to' or 'below': "
                "only the last may be without."
            )
            yield draft.problem(FILE, where, message)
        elif position == last and band.limit is not None:
            message = (
                f"a gap in '{line.id}': values over '{band.limit}' have no route. The last band "
                "takes all that is left, so leave out its limit."
            )
            yield draft.problem(FILE, where, message)


def _too_early(draft: Draft, path: Path, when: Condition) -> Iterator[Problem]:
    """The table decides the route, so no line can rest on what the route decides."""
    for where, part in when.parts(path):
        if name := _rests_on_route(draft, part):
            message = f"'{name}' is known only when the route is, so it cannot decide the route."
            yield draft.problem(FILE, where, message)


def _circles(draft: Draft) -> Iterator[Problem]:
    """A check that raises the risk cannot rest on the risk, nor on the route that follows it."""
    for position, policy_check in enumerate(draft.checks or ()):
        if policy_check.when is None or policy_check.risk == "low":
            continue
        for where, part in policy_check.when.parts(("checks", position, "when")):
            if name := "risk" if part.risk else _rests_on_route(draft, part):
                message = (
                    f"this check raises the risk, which decides the route, so its 'when' cannot "
                    f"rest on '{name}'. Leave out one of the two."
                )
                yield draft.problem("checks.yml", where, message)


def _rests_on_route(draft: Draft, part: Condition) -> str | None:
    if part.route:
        return "route"
    return part.is_ if part.is_ in draft.names.rest_on_route else None


def _never_taken(draft: Draft) -> Iterator[Problem]:
    taken = {band.route for _, line in lines(draft) for band in line.bands}
    for position, route in enumerate(draft.routes or ()):
        if route.id not in taken:
            message = f"no line of a table leads to '{route.id}'. Use it, or take it out."
            yield draft.problem(FILE, ("routes", position), message)
