"""What of a rulebook concerns the organisation whose it is, on the days that it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from benchmarks.mutation.conditions import here, names_in
from benchmarks.mutation.data import at
from benchmarks.mutation.numbers import Change, moved
from buying.rulebook import Rulebook, known_names
from buying.rulebook.reading import Path, Source


class Scope:
    """``start``: the first day; ``thresholds``: those that some purchase may be held against.

    ``read``: the files as data.
    """

    def __init__(self, book: Rulebook, read: Mapping[str, Source]) -> None:
        self.book = book
        self.read = read
        self.start: date = book.tables[0].from_
        self.thresholds = frozenset(_thresholds(book, read))

    def concerns(self, when: Any) -> bool:
        """Whether ``when`` can ever hold for this organisation."""
        return here(when, self.book.organisation) is not False

    def days(
        self, path: Path, name: str, day: date, by: tuple[int, ...] = (1, -1)
    ) -> Iterator[Change]:
        """``day`` moved by some days, where that can be told."""
        yield from moved(path, name, day, self.start, by)


def places_of_conditions(file: str, data: Any) -> Iterator[Path]:
    """Where each `when` of a file stands."""
    if file.startswith(("cases/", "help/")):
        return
    yield from _whens(data, ())


def _whens(data: Any, path: Path) -> Iterator[Path]:
    if isinstance(data, Mapping):
        for key, inside in data.items():
            if key == "when" and isinstance(inside, Mapping):
                yield (*path, key)
            else:
                yield from _whens(inside, (*path, key))
    elif isinstance(data, list):
        for place, inside in enumerate(data):
            yield from _whens(inside, (*path, place))


def _thresholds(book: Rulebook, read: Mapping[str, Source]) -> Iterator[str]:
    yield from known_names().thresholds
    for file, source in read.items():
        for path in places_of_conditions(file, source.data):
            yield from names_in(here(at(source.data, path), book.organisation))
    for regime in book.law.regimes:
        yield from filter(None, [regime.thresholds.get(book.organisation.authority)])
    for table in book.tables:
        for line in table.lines:
            yield from (band.limit for band in line.bands if band.limit)
