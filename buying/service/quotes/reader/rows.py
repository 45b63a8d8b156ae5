"""Rows on their way out: how much of a file is taken, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable

MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_CELLS = 20_000
LONGEST_CELL = 500
"""Characters; what is longer is cut, and holds no figure that counts."""


class Trouble(Exception):
    """A file that cannot be read; ``code`` is known to ``service.quotes.reading.SENTENCES``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(rows: Iterable[list[tuple[str, str]]]) -> list[list[tuple[str, str]]]:
    """Rows of (text, place), cut to size. Raises Trouble where there is too much or nothing."""
    kept: list[list[tuple[str, str]]] = []
    cells = 0
    for row in rows:
        while row and not row[-1][0].strip():
            row.pop()
        if not row:
            continue
        if len(row) > MOST_COLUMNS:
            raise Trouble("too_wide")
        cells += len(row)
        if len(kept) == MOST_ROWS or cells > MOST_CELLS:
            raise Trouble("too_long")
        kept.append([(text[:LONGEST_CELL], place) for text, place in row])
    if not kept:
        raise Trouble("nothing_in_it")
    return kept
