"""Tables and pictures, told so that they can be read on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot import marks
from bot.teams.cards import limits, markdown
from bot.teams.cards.elements import Element, column, columns, container, folded, line, rich
from bot.teams.cards.room import Room
from buying.cards import Image, Table

WIDEST = 4
"""The most columns that stand side by side."""

FEW_ROWS = 8
LONGEST_ALT = 1_000
SHORT = 24
LONGEST_WORD = 12
"""Characters of a cell, and of a word, that go into a narrow column."""


def table(shown: Table, room: Room) -> list[Element]:
    """A table: side by side where its cells are short, else what it says line by line."""
    rows = shown.rows[: room.rows]
    if not rows:
        return []
    caption = limits.cut(markdown.unfunctional(shown.caption), room.words)
    head = [line(caption, weight="Bolder", spacing="Medium")] if caption else []
    if _stands(shown, rows):
        told = [_side_by_side(shown, rows)]
    elif _of_options(shown):
        told = _by_row(shown, rows, room)
    else:
        told = _stacked(shown, rows, room)
    return [*head, *told]


def of_card(shown: Table, room: Room) -> list[Element]:
    """The table of a card; a long one is a press away, so that the question is not far below."""
    made = table(shown, room)
    if len(shown.rows) <= FEW_ROWS or not made:
        return made
    title = shown.caption.partition(". ")[0].rstrip(".") or "Show the table"
    return folded("table", limits.cut(title, limits.LONGEST_LABEL), made)


def picture(image: Image, url: str | None, room: Room) -> list[Element]:
    """The picture with its words, or only its words; its figures are a press away."""
    if url is None:
        words = limits.cut(markdown.unfunctional(image.alt), room.words)
        told = [line(words, spacing="Medium")] if words else []
        return [*told, *_figures(image, room)]
    alt = {"altText": limits.cut(image.alt, min(room.words, LONGEST_ALT)) or "Picture"}
    expand = {"msTeams": {"allowExpand": True}}
    return [
        {"type": "Image", "url": url, "size": "Stretch", "spacing": "Medium", **alt, **expand},
        *_figures(image, room),
    ]


def _figures(image: Image, room: Room) -> list[Element]:
    if not image.tables or not room.figures:
        return []
    told = [part for each in image.tables for part in table(each, room)]
    return folded("figures", "The same figures as a table", told)


def _stands(shown: Table, rows: Sequence[tuple[str, ...]]) -> bool:
    cells = [marks.plain(cell) for row in (shown.columns, *rows) for cell in row]
    return len(shown.columns) <= WIDEST and all(_is_short(cell) for cell in cells)


def _is_short(cell: str) -> bool:
    return len(cell) <= SHORT and all(len(word) <= LONGEST_WORD for word in cell.split())


def _of_options(shown: Table) -> bool:
    """Whether it has one column for each option, and one without a name for what is compared."""
    return not shown.columns[0] and 2 <= len(shown.columns) <= WIDEST


def _side_by_side(shown: Table, rows: Sequence[tuple[str, ...]]) -> Element:
    widths = [{"width": 2 if n == 0 else 1} for n in range(len(shown.columns))]
    header = _table_row(shown, shown.columns, weight="Bolder")
    return {
        "type": "Table", "columns": widths, "firstRowAsHeader": True, "spacing": "Small",
        "rows": [header, *(_table_row(shown, row) for row in rows)],
    }  # fmt: skip


def _table_row(shown: Table, cells: Sequence[str], **style: str) -> Element:
    return {
        "type": "TableRow",
        "cells": [
            {"type": "TableCell", "items": [_cell(cell, n in shown.numeric, SHORT, **style)]}
            for n, cell in enumerate(cells)
        ],
    }


def _cell(cell: str, right: bool, most: int, **style: str) -> Element:
    side = {"horizontalAlignment": "Right"} if right else {}
    return rich(markdown.spans(cell, most, **style), **side)


def _by_row(shown: Table, rows: Iterable[tuple[str, ...]], room: Room) -> list[Element]:
    """What is compared in a line of its own, the options side by side below it."""
    made = [_options(shown.columns[1:], room, weight="Bolder")]
    for name, *cells in rows:
        label = rich(markdown.spans(name, room.value, isSubtle=True, size="Small"))
        made.append(container([label, _options(cells, room)], separator=True, spacing="Small"))
    return made


def _options(cells: Sequence[str], room: Room, **style: str) -> Element:
    each = [column([_cell(cell, False, room.value, **style)], 1) for cell in cells]
    return columns(each, spacing="Small" if style else "None")


def _stacked(shown: Table, rows: Iterable[tuple[str, ...]], room: Room) -> list[Element]:
    """Each row as lines of a name and what it says."""
    made = []
    for row in rows:
        pairs = list(zip(shown.columns, row, strict=False))
        lines = [_pair(name, cell, room, first=n == 0) for n, (name, cell) in enumerate(pairs)]
        made.append(container(lines, separator=True, spacing="Small"))
    return made


def _pair(name: str, cell: str, room: Room, first: bool) -> Element:
    label = markdown.spans(f"{name}: " if name else "", room.value, isSubtle=True)
    said = markdown.spans(cell, room.value, **({"weight": "Bolder"} if first else {}))
    return rich([*(label if name else []), *said], spacing="None")
