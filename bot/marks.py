"""The two marks that texts of cards may carry: ``**bold**`` and lines that begin ``- ``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from buying.cards import BOLD, plain

__all__ = ["Block", "Line", "Span", "blocks", "plain", "spans"]

BULLET = "- "


@dataclass(frozen=True)
class Span:
    """Some words, bold or not."""

    text: str
    bold: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """Lines that stand together: a paragraph, or the items of a list."""

    lines: tuple[Line, ...]
    bullets: bool = False


def blocks(text: str) -> list[Block]:
    """The paragraphs and lists of ``text``, in order; an empty line ends a block."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip())
    return [block for part in parts for block in _blocks_of(part) if part]


def _blocks_of(part: str) -> list[Block]:
    rows = [line.strip() for line in part.splitlines()]
    return [
        Block(tuple(spans(row.removeprefix(BULLET) if bullets else row) for row in run), bullets)
        for bullets, run in groupby(rows, key=lambda row: row.startswith(BULLET))
    ]


def spans(text: str) -> Line:
    """One line, cut where bold begins and ends."""
    pieces = BOLD.split(text)
    return tuple(Span(piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece)
