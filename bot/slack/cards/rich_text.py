"""Text as Slack's "Rich text block": lines and lists, in which nothing is markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from bot import marks
from bot.slack.cards import limits

Block = dict[str, Any]
"""A block, or a part of one, as Slack's JSON."""

MOST = limits.BLOCK_TEXT - 100
"""Characters of text in one block, with room for line ends."""


@dataclass(frozen=True)
class Piece:
    """Some words of a line: bold or not, perhaps a link."""

    text: str
    bold: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Line:
    """One line. ``level`` is None for plain text, 0 for a bullet, 1 for one below a bullet.

    ``gap``: whether an empty line stands before it.
    """

    pieces: tuple[Piece, ...]
    level: int | None = None
    gap: bool = False

    @property
    def size(self) -> int:
        """What it weighs in its message."""
        return sum(limits.length(piece.text) + limits.EACH for piece in self.pieces) + limits.EACH


def line(*parts: str | Piece, level: int | None = None, gap: bool = False) -> Line:
    """A line of words and pieces."""
    made = (Piece(part) if isinstance(part, str) else part for part in parts)
    return Line(tuple(piece for piece in made if piece.text), level, gap)


def spans(text: str) -> tuple[Piece, ...]:
    """A line of a card's text, with its bold."""
    return tuple(Piece(span.text, span.bold) for span in marks.spans(text))


def lines(text: str) -> list[Line]:
    """A card's text: paragraphs and lists."""
    found: list[Line] = []
    for number, block in enumerate(marks.blocks(text)):
        for place, row in enumerate(block.lines):
            pieces = tuple(Piece(span.text, span.bold) for span in row)
            gap = number > 0 and place == 0 and not block.bullets
            found.append(Line(pieces, 0 if block.bullets else None, gap))
    return [each for each in found if each.pieces]


def within(all_lines: Sequence[Line], most: int) -> list[Line]:
    """As many of the lines as weigh at most ``most``."""
    kept: list[Line] = []
    for each in all_lines:
        most -= each.size
        if most < 0:
            break
        kept.append(each)
    return kept


def blocks(all_lines: Iterable[Line]) -> list[Block]:
    """The lines as rich text blocks, none longer than Slack takes."""
    packs: list[list[Line]] = []
    room = 0
    for each in (short for long in all_lines for short in _short(long)):
        room -= each.size
        if room < 0 or not packs:
            packs.append([])
            room = MOST - each.size
        packs[-1].append(each)
    return [{"type": "rich_text", "elements": _elements(pack)} for pack in packs]


def _short(long: Line) -> Iterator[Line]:
    """A line, or the lines that it becomes where it is longer than one block holds."""
    if long.size <= MOST:
        yield long
        return
    most = MOST - 3 * limits.EACH
    for piece in long.pieces:
        for words in limits.pieces(piece.text, most):
            yield replace(long, pieces=(replace(piece, text=words),))


def _elements(pack: Sequence[Line]) -> list[Block]:
    found: list[Block] = []
    for level, run in groupby(pack, key=lambda each: each.level):
        if level is None:
            found.append(_section(list(run), after_list=bool(found)))
        else:
            items = [_inline(item.pieces) for item in run]
            found.append(
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "indent": level,
                    "elements": [_of(item) for item in items],
                }
            )
    return found


def _section(run: Sequence[Line], after_list: bool) -> Block:
    pieces: list[Piece] = []
    for number, each in enumerate(run):
        if number:
            pieces.append(Piece("\n\n" if each.gap else "\n"))
        elif after_list and each.gap:
            pieces.append(Piece("\n"))
        pieces += each.pieces
    return _of(_inline(pieces))


def _of(elements: list[Block]) -> Block:
    return {"type": "rich_text_section", "elements": elements}


def _inline(pieces: Iterable[Piece]) -> list[Block]:
    """Pieces as elements; neighbours of one kind become one."""
    found: list[Block] = []
    for (bold, url), run in groupby(pieces, key=lambda piece: (piece.bold, piece.url)):
        words = "".join(piece.text for piece in run)
        made: Block = {"type": "text", "text": words}
        if url:
            made = {"type": "link", "url": url, "text": words}
        found.append(made | ({"style": {"bold": True}} if bold else {}))
    return found
