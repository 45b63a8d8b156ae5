"""The records of a CSV file, one by one, so that a broken one costs only itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from buying.service.suppliers.columns import Columns, columns, listed, names_wanted
from buying.service.suppliers.files import RawFile, SupplierFileError

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
MOST_ROWS = 300_000

_HEAD_WITHIN = 10
_MOST_LINES = 40

Match = Callable[[list[str]], Columns]
"""Which heading is which field."""

OPEN_QUOTE = "a quotation mark is opened and not closed"
TOO_LONG = "one of its cells is far too long"


@dataclass(frozen=True)
class Record:
    """One row as a spreadsheet numbers it. ``why`` says what is wrong with it, if anything."""

    number: int
    cells: list[str]
    why: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A CSV file with its headings found. ``lines`` still holds every line of the file."""

    lines: list[str]
    delimiter: str
    headings: list[str]
    columns: Columns
    head: int
    """The row that holds the headings; 1 is the first."""
    first: int
    """Where in ``lines`` the first record begins."""

    @property
    def empty(self) -> bool:
        """Whether nothing follows the headings."""
        return not any(line.strip() for line in self.lines[self.first :])


def sheet(raw: RawFile, text: str) -> Sheet:
    """Find the headings of a supplier list and the sign between its columns.

    Raises SupplierFileError where no column holds names, or nothing follows the headings.
    """
    best = headed(raw, text, columns, "name")
    if "name" not in best.columns.fields:
        raise SupplierFileError(
            f"“{raw.name}” has no column with the supplier's name. Its columns are"
            f" {listed(best.headings) or 'without headings'}. One of them must be called"
            f" {names_wanted()}; the others are up to you."
        )
    if best.empty:
        raise SupplierFileError(
            f"“{raw.name}” has headings but no suppliers under them. Add a row for each supplier."
        )
    return best


def headed(raw: RawFile, text: str, match: Match, key: str) -> Sheet:
    """A list as its headings make best sense to ``match``; ``key`` is the field that it must have.

    The field may be missing all the same. Raises SupplierFileError for a list that is too long.
    """
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > MOST_ROWS:
        raise SupplierFileError(
            f"“{raw.name}” has more than {MOST_ROWS:,} lines, which is the most that is taken at"
            " once. Split it in two and import both parts."
        )
    tried = [_headed(lines, delimiter, match, key) for delimiter in _possible(lines)]
    return max(tried, key=lambda found: (found.columns.found, len(found.headings)))


def records(found: Sheet) -> Iterator[Record]:
    """Every row under the headings that is not blank."""
    at, number = found.first, found.head
    while at < len(found.lines):
        number += 1
        record, taken = _record(found, at, number)
        at += taken
        if any(cell.strip() for cell in record.cells) or record.why:
            yield record


def _record(found: Sheet, at: int, number: int) -> tuple[Record, int]:
    line = found.lines[at]
    if '"' not in line or not _goes_on(line, found.delimiter):
        return _alone(found, number, line), 1
    several, taken = _over_lines(found, at)
    if several is None:
        return Record(number, [], OPEN_QUOTE), 1
    return Record(number, several), taken


def _alone(found: Sheet, number: int, line: str) -> Record:
    try:
        return _measured(found, number, next(csv.reader([line], delimiter=found.delimiter), []))
    except csv.Error:
        return Record(number, [], TOO_LONG)


def _measured(found: Sheet, number: int, cells: list[str]) -> Record:
    wanted = len(found.headings)
    while len(cells) > wanted and not cells[-1].strip():
        cells.pop()
    if len(cells) == wanted or not any(cell.strip() for cell in cells):
        return Record(number, cells)
    return Record(number, cells, f"it has {len(cells)} columns, and there are {wanted} headings")


def _over_lines(found: Sheet, at: int) -> tuple[list[str] | None, int]:
    # A quotation mark that was never closed would swallow the rows below it. Only a
    # record that ends soon, cleanly and with every column counts as one over several lines.
    reader = csv.reader(found.lines[at : at + _MOST_LINES], delimiter=found.delimiter, strict=True)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration):
        return None, 1
    return (cells, reader.line_num) if len(cells) == len(found.headings) else (None, 1)


def _goes_on(line: str, delimiter: str) -> bool:
    try:
        next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _possible(lines: list[str]) -> list[str]:
    declared = lines[0].strip().casefold() if lines else ""
    if declared.startswith("sep=") and lines[0].strip()[4:] in DELIMITERS:
        return [lines[0].strip()[4:]]
    return list(DELIMITERS)


def _headed(lines: list[str], delimiter: str, match: Match, key: str) -> Sheet:
    sheets: list[Sheet] = []
    reader = csv.reader(lines, delimiter=delimiter)
    for number in range(1, _HEAD_WITHIN + 1):
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            break
        headings = [" ".join(cell.split()) for cell in cells]
        while headings and not headings[-1]:
            headings.pop()
        if headings:
            found = match(headings)
            sheets.append(Sheet(lines, delimiter, headings, found, number, reader.line_num))
    return max(sheets, key=lambda s: (key in s.columns.fields, s.columns.found), default=_none())


def _none() -> Sheet:
    return Sheet([], ",", [], Columns({}, (), ()), 1, 0)
