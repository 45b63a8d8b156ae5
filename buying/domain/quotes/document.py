"""A file as rows of cells, whatever it was: each cell knows where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One piece of text and its place, as people say it: ``cell C12``, ``page 1, line 4``."""

    text: str
    place: str


@dataclass(frozen=True)
class Row:
    """A line of a page or of a sheet. In a sheet, empty cells keep their place in the row."""

    cells: tuple[Cell, ...]

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold anything."""
        return tuple(cell for cell in self.cells if cell.text)

    @property
    def text(self) -> str:
        """The whole row as one line of words."""
        return " ".join(cell.text for cell in self.filled)


@dataclass(frozen=True)
class Document:
    """The rows of a file in order. ``grid``: its columns stand one below another (not a page)."""

    rows: tuple[Row, ...]
    grid: bool = True

    @classmethod
    def of(cls, rows: Iterable[Iterable[tuple[str, str]]], *, grid: bool) -> Document:
        """A document from rows of (text, place). White space in a text becomes single spaces."""
        made = (
            Row(tuple(Cell(" ".join(text.split()), place) for text, place in row)) for row in rows
        )
        return cls(tuple(row for row in made if row.filled), grid)
