"""How wide text is, about, so that it fits its box whatever font a reader has.

Widths are shares of the font size. They are a little more than those of DejaVu Sans, which is
the widest of the fonts that browsers commonly fall back to.
"""

from __future__ import annotations

from collections.abc import Iterator

NARROW, MIDDLE, WIDE = 0.42, 0.66, 1.02
BOLD = 1.12
_NARROW = frozenset("iljtfI.,:;'’|!()[]/- ")
_WIDE = frozenset("mwMW@%—")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide ``text`` is at a font size, in the same unit."""
    shares = sum(NARROW if char in _NARROW else WIDE if char in _WIDE else MIDDLE for char in text)
    return shares * size * (BOLD if bold else 1)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """``text`` in lines of at most ``room``. A word that is wider is broken."""
    lines: list[str] = []
    for word in _words(text, room, size, bold):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _words(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    for word in text.split():
        piece = ""
        for char in word:
            if piece and width(piece + char, size, bold=bold) > room:
                yield piece
                piece = ""
            piece += char
        yield piece
