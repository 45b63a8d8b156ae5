"""How a card stands in a chat that keeps its messages: waiting for an answer, or answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """What a message shows besides the words of its card.

    ``open``: its question waits for an answer, so its controls are shown; ``pressable``: its
    actions, and those of its facts, can be pressed. ``answered``: what was answered, in plain
    words and perhaps several lines, once that is known.
    """

    open: bool = False
    pressable: bool = False
    answered: str | None = None


NEW = Standing(open=True, pressable=True)
"""A card that was said just now."""
