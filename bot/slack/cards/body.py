"""What a card tells, as lines: its text, facts, table, picture and links."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot import marks, words
from bot.slack.cards import limits
from bot.slack.cards.rich_text import Line, Piece, line, lines, spans
from buying.cards import Card, Fact, Image, Link, Table

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BETWEEN = " · "
TIED = "\N{NO-BREAK SPACE}"
"""Keeps a letter beside its figure where a line ends."""
SAME = " the same for all, "
NOTHING = ("£0", "£0.00")


def told(card: Card, pictured: bool = False, figures: bool = True) -> list[Line]:
    """All that a card tells besides its title; its picture in words unless it is ``pictured``.

    ``figures``: whether those of the picture are told too, and not only what they come to.
    """
    parts = [
        lines(card.text),
        facts(card.facts),
        table(card.table) if card.table else [],
        image(card.image, figures) if card.image and not pictured else [],
        links(card.links),
    ]
    return [each for part in parts for each in _apart(part)]


def _apart(part: Sequence[Line]) -> list[Line]:
    """With an empty line before it, where it follows something."""
    if not part:
        return []
    first = part[0]
    return [Line(first.pieces, first.level, gap=True), *part[1:]]


def facts(given: Sequence[Fact]) -> list[Line]:
    """Facts under their headings: a line each, and more lines for a value that has more."""
    found: list[Line] = []
    for group, members in groupby(given, key=lambda fact: fact.group):
        if group:
            found.append(line(Piece(group, bold=True), gap=True))
        found += [each for fact in members for each in _fact(fact, bool(group))]
    return found


def _fact(fact: Fact, grouped: bool) -> list[Line]:
    rows = [row.strip() for row in fact.value.splitlines() if row.strip()]
    name = Piece(with_colon(fact.label), bold=not grouped)
    level = 0 if grouped else None
    if len(rows) < 2:
        return [Line((name, Piece(" "), *spans("".join(rows))), level)]
    deeper = 1 if grouped else 0
    return [line(name, level=level), *(Line(spans(row), deeper) for row in rows)]


def with_colon(label: str) -> str:
    """A label as it stands before what it names."""
    return label if label.endswith((":", "?")) else f"{label}:"


def table(shown: Table, sparing: bool = False) -> list[Line]:
    """A table as lines, one a row: under letters where its columns are options to compare.

    ``sparing`` leaves out cells that say that there is nothing.
    """
    compares = _compares(shown)
    columns = list(LETTERS if compares else shown.columns[1:])
    key = _key(columns, shown.columns[1:]) if compares else []
    rows = (_row(shown.columns[0], columns, row, compares, sparing) for row in shown.rows)
    body = [each for row in rows for each in row]
    return [line(shown.caption), *_apart(key), *(_apart(body) if compares else body)]


def _compares(shown: Table) -> bool:
    """Whether each column is an option: the first has no name, and letters are enough."""
    return not shown.columns[0].strip() and 2 < len(shown.columns) <= len(LETTERS) + 1


def _key(letters: Sequence[str], options: Sequence[str]) -> list[Line]:
    return [
        line(Piece(letter, bold=True), f" = {option}")
        for letter, option in zip(letters, options, strict=False)
    ]


def _row(
    first: str, columns: Sequence[str], row: Sequence[str], compares: bool, sparing: bool
) -> list[Line]:
    name, *cells = row
    bare = "".join(piece.text for piece in spans(name)).strip()
    # A bare number, such as a year, says nothing without the name of its column.
    head = f"{first} {bare}" if bare.isdecimal() and first.strip() else bare
    named = [Piece(with_colon(head), bold=True)] if head else []
    if compares and len(set(cells)) == 1:
        return [Line((*named, Piece(SAME), *spans(cells[0])))]
    said = _cells(columns, cells, sparing)
    if compares and named and said:
        return [Line(tuple(named)), Line(tuple(said))]
    return [Line((*named, *([Piece(" ")] if named and said else []), *said))]


def _cells(columns: Sequence[str], cells: Sequence[str], sparing: bool) -> list[Piece]:
    found: list[Piece] = []
    for column, cell in zip(columns, cells, strict=False):
        if cell.strip() and not (sparing and marks.plain(cell) in NOTHING):
            found += [Piece(BETWEEN)] if found else []
            found += [Piece(f"{column}{TIED}" if column.strip() else ""), *spans(cell)]
    return [piece for piece in found if piece.text]


def image(shown: Image, figures: bool = True) -> list[Line]:
    """A picture in words: what it shows, then its figures."""
    told_so = [line(Piece("Picture: ", bold=True), shown.alt)]
    if not figures:
        return told_so
    tables = [_apart(table(each, sparing=True)) for each in shown.tables]
    return [*told_so, *(each for part in tables for each in part)]


def links(given: Sequence[Link]) -> list[Line]:
    """Pages to open, with their whole addresses."""
    return [line(Piece(limits.said(link.label), url=words.address(link))) for link in given]
