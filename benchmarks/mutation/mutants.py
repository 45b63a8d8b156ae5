"""Every slip that is tried on a rulebook, one change each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.mutation import settings, table
from benchmarks.mutation.conditions import here, slips
from benchmarks.mutation.data import at, sources
from benchmarks.mutation.harmless import harmless
from benchmarks.mutation.numbers import Change, dates, values
from benchmarks.mutation.scope import Scope, places_of_conditions
from buying.rulebook import Rulebook
from buying.rulebook.contents import Contents
from buying.rulebook.reading import Path

MUST_DIE = ("threshold", "date", "band", "line", "condition")
"""Groups of which none may go unnoticed."""
GROUPS = (*MUST_DIE, "route", "check", "step", "category")


@dataclass(frozen=True)
class Mutant:
    """One slip: where it is, what was done, and the value that stands at ``path`` with it."""

    group: str
    file: str
    line: int | None
    what: str
    path: Path
    value: Any

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.group}: {self.what}"


def mutants(contents: Contents, book: Rulebook) -> Iterator[Mutant]:
    """Every slip that could make a difference to the organisation whose ``book`` it is.

    Of a variation: slips in its own files, and in the law, whose columns are read by another
    kind of authority. The rest is held by the worked examples of the rulebook it is of.
    """
    authority = book.organisation.authority
    return (slip for slip in _every(contents, book) if not harmless(slip.what, authority))


def harmless_mutants(contents: Contents, book: Rulebook) -> Iterator[Mutant]:
    """The slips that :mod:`benchmarks.mutation.harmless` says make no difference."""
    authority = book.organisation.authority
    return (slip for slip in _every(contents, book) if harmless(slip.what, authority))


def _every(contents: Contents, book: Rulebook) -> Iterator[Mutant]:
    scope = Scope(book, sources(contents))
    for file, source in scope.read.items():
        if file in contents.taken_from and file != "law.yml":
            continue
        for group, what, path, value in _in_file(file, source.data, scope):
            yield Mutant(group, file, source.line(path), what, path, value)


def _in_file(file: str, data: Any, scope: Scope) -> Iterator[Change]:
    for maker in _makers(file):
        yield from maker(data, scope)
    for path in places_of_conditions(file, data):
        for what, value in _told_apart(at(data, path), scope):
            yield "condition", what, path, value


Maker = Callable[[Any, Scope], Iterator[Change]]


def _makers(file: str) -> tuple[Maker, ...]:
    by_file: dict[str, tuple[Maker, ...]] = {
        "thresholds.yml": (lambda data, scope: _numbers((), data, scope),),
        "law.yml": (
            lambda data, scope: _numbers(("thresholds",), data["thresholds"], scope),
            settings.duties,
        ),
        "routes.yml": (table.routes, table.tables),
        "checks.yml": (settings.checks,),
        "workflow.yml": (settings.steps,),
        "categories.yml": (settings.categories,),
    }
    return by_file.get(file, ())


def _told_apart(when: Any, scope: Scope) -> Iterator[tuple[str, Any]]:
    """Slips in a condition that are not the same to this organisation, or to each other."""
    buyer = scope.book.organisation
    seen = [here(when, buyer)]
    for what, value in slips(when):
        means = here(value, buyer)
        if means not in seen:
            seen.append(means)
            yield what, value


def _numbers(path: Path, data: Mapping[str, Any], scope: Scope) -> Iterator[Change]:
    for name, threshold in data.items():
        if name in scope.thresholds:
            where = (*path, name, "values")
            yield from values(where, name, threshold, scope.start)
            yield from dates(where, name, threshold, scope.start)
