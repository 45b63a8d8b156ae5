"""What Teams takes: the bounds of a card, with the pages of its documentation that say so.

"Types of cards": a bot may send Adaptive Cards up to version 1.5; action styles (positive,
destructive) and media are not shown. "Format cards in Teams": at most six primary actions, more
go into the overflow menu of a card; bold, italics, lists and links are all of Markdown that is
understood. "Format your bot messages": a message holds about 100 KB as UTF-16, 80 KB are sure.
The smaller bound of 28 KB is the one of cards that come by other ways, and holds everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

VERSION = "1.5"
LARGEST = 28 * 1024
"""Bytes of a card, as JSON in UTF-8."""

MOST_PRIMARY = 6
"""Actions of a card that are seen at once, links included."""

KEPT = 8_000
"""Bytes of what was typed in other parts of a form, which its buttons carry along."""

WHOLE = 19_000
"""Bytes of the boxes of a form that is one card, so that there is room for the rest of it."""

PART = 14_000
"""Bytes of the boxes of one part of a longer form, which carries along the others."""

LISTED = 7_000
"""Bytes of the choices of one box of a form; more are found by typing a part of their name."""

LONGEST_VALUE = 2_000
"""Characters that the box of a card takes, and shows. A longer answer is typed as a message."""

LONGEST_LABEL = 300
LONGEST_BUTTON = 60
SHORT_BUTTON = 32
"""Characters that stand on a button of a phone without being cut."""


def size(part: Any) -> int:
    """Bytes of a card, or of a part of one, as it is sent: JSON in UTF-8, spaced out."""
    return len(json.dumps(part, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def fits(card: Mapping[str, Any]) -> bool:
    """Whether Teams takes a card of this size."""
    return size(card) <= LARGEST


def cut(text: str, most: int) -> str:
    """``text`` of at most ``most`` characters, ended at a word and with an ellipsis where cut."""
    if len(text) <= most:
        return text
    kept = text[: max(most - 1, 0)]
    whole = kept.rpartition(" ")[0]
    return f"{whole if len(whole) > most // 2 else kept}…"
