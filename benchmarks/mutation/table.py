"""Slips in the ways of buying and in the decision table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, get_args

from benchmarks.mutation.data import GONE
from benchmarks.mutation.numbers import Change
from benchmarks.mutation.scope import Scope
from benchmarks.mutation.settings import others
from buying.rulebook.models import Approver
from buying.rulebook.reading import Path


def tables(data: Any, scope: Scope) -> Iterator[Change]:
    """The first day of each table, its lines and their order, and the bands of each line."""
    for t, table in enumerate(data["tables"]):
        # Before the first table there is no purchase that could tell.
        by = (1, -1) if t else (1,)
        yield from scope.days(("tables", t, "from"), "table", table["from"], by)
        path: Path = ("tables", t, "lines")
        mine = [n for n, line in enumerate(table["lines"]) if scope.concerns(line.get("when"))]
        for n in mine:
            yield from _bands((*path, n, "bands"), table["lines"][n]["bands"])
            yield "line", f"line '{table['lines'][n]['id']}' left out", (*path, n), GONE
        for n, after in pairwise(mine):
            yield "line", *_swapped(path, table["lines"], n, after)


def _swapped(path: Path, lines: list[Any], n: int, after: int) -> tuple[str, Path, Any]:
    moved = list(lines)
    moved[n], moved[after] = moved[after], moved[n]
    return f"lines '{lines[n]['id']}' and '{lines[after]['id']}' change places", path, moved


def _bands(path: Path, bands: list[dict[str, Any]]) -> Iterator[Change]:
    for n, band in enumerate(bands):
        here_it_is = (*path, n)
        yield "band", f"band {n + 1} left out", here_it_is, GONE
        neighbour = bands[n + 1 if n + 1 < len(bands) else n - 1]["route"]
        if neighbour != band["route"]:
            said = f"route '{neighbour}' in place of '{band['route']}'"
            yield "band", said, (*here_it_is, "route"), neighbour
        for key, other in (("up_to", "below"), ("below", "up_to")):
            if key in band:
                turned = {other if name == key else name: each for name, each in band.items()}
                yield "band", f"'{other}' in place of '{key}'", here_it_is, turned


def routes(data: Any, _: Scope) -> Iterator[Change]:
    """How many quotes each route asks for, who says yes, and whether a specialist is first."""
    for n, route in enumerate(data["routes"]):
        path: Path = ("routes", n)
        for quotes in (route["quotes"] - 1, route["quotes"] + 1):
            yield "route", f"'{route['id']}' asks {quotes} quotes", (*path, "quotes"), quotes
        yield from others("route", path, route, "approver", get_args(Approver))
        yield from others("route", path, route, "specialist_first", (True, False), False)
