"""Decision tables: which way of buying a purchase takes, and from which day."""

from __future__ import annotations

from collections.abc import Iterator

from buying.english import day_in_words
from buying.rulebook.book import Rulebook
from buying.rulebook.differences.parts import Parts
from buying.rulebook.models import Line, Table
from buying.rulebook.wording import in_words, limit_in_words


def tables(before: Rulebook, after: Rulebook) -> Iterator[str]:
    """Tables that are new or gone, and lines that are other."""
    old = {table.from_: table for table in before.tables}
    new = {table.from_: table for table in after.tables}
    several = len(old.keys() | new.keys()) > 1
    for day in (day for day in old if day not in new):
        yield f"The decision table from {day_in_words(day)} is taken out."
    for day, table in new.items():
        subject = f"The decision table{f' from {day_in_words(day)}' if several else ''}"
        if day not in old:
            yield f"{subject} is new: {_lines(table, after)}."
        elif old[day] != table:
            yield from _table(subject, old[day], table, Parts(before, after))


def _lines(table: Table, book: Rulebook) -> str:
    return "; ".join(f"{_when(line, book)}: {bands(line, book)}" for line in table.lines)


def _table(subject: str, before: Table, after: Table, parts: Parts) -> Iterator[str]:
    yield from parts.items(subject, before.lines, after.lines)
    old = {line.id: line for line in before.lines}
    for line in after.lines:
        if line.id not in old:
            yield f"{subject}, {_when(line, parts.after)}: {bands(line, parts.after)}."
        elif old[line.id].bands != line.bands:
            yield (
                f"{subject}, for “{line.title}”: {bands(line, parts.after)}. "
                f"It was: {bands(old[line.id], parts.before)}."
            )


def _when(line: Line, book: Rulebook) -> str:
    return f"when {in_words(line.when, book)}" if line.when else "for every other purchase"


def bands(line: Line, book: Rulebook) -> str:
    """The bands of a line from the lowest value up: ``up to £250 with VAT “...”; above “...”``."""
    titles = {route.id: route.title for route in book.routes}
    told = []
    for band in line.bands:
        edge = f"up to {limit_in_words(band.up_to, book)} " if band.up_to else ""
        edge = f"below {limit_in_words(band.below, book)} " if band.below else edge
        last = "above that " if len(line.bands) > 1 else "always "
        told.append(f"{edge or last}“{titles.get(band.route, band.route)}”")
    return ", ".join(told)
