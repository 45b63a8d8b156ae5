"""Signs of a text that a document to keep cannot show, or must not, and very long words."""

from __future__ import annotations

import re
import unicodedata

BYTE_ORDER_MARK = "\ufeff"
TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""The classes of the invisible signs that turn the order in which others are shown."""

LONG = re.compile(r"\S{24,}")
PIECE = 12
BREAK = "\u200b"
"""A place, without width, where a line may end."""


def named(sign: str) -> str:
    """What a sign is called, in brackets: ``[manual wheelchair]``."""
    return f"[{unicodedata.name(sign, f'sign U+{ord(sign):04X}').lower()}]"


def in_order(text: str) -> str:
    """``text`` without control characters and byte order marks, lines kept.

    A sign that turns the order of others is named, so that nobody reads something else than
    what was typed.
    """
    kept = (sign for sign in text if sign == "\n" or not _controls(sign))
    return "".join(
        named(sign) if unicodedata.bidirectional(sign) in TURNS else sign for sign in kept
    )


def in_ascii(text: str) -> str:
    """``text`` with every other sign named."""
    return "".join(sign if sign.isascii() else named(sign) for sign in text)


def breakable(text: str) -> str:
    """``text`` with places where a very long word may end its line."""
    return LONG.sub(lambda found: BREAK.join(_pieces(found[0])), text)


def _controls(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" or sign == BYTE_ORDER_MARK


def _pieces(word: str) -> list[str]:
    return [word[start : start + PIECE] for start in range(0, len(word), PIECE)]
