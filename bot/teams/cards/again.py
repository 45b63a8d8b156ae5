"""What a card shows again: what was typed in it, a sentence at each box, where in it one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Posted = Mapping[str, Sequence[str]]
"""Boxes as a form posts them: the name of each part to what was entered or ticked."""


@dataclass(frozen=True)
class Again:
    """``entered``: what was typed, as a form posts it; ``wrong``: a sentence for each box that
    needs another look; ``start``: the box of a long form from which on it is shown; ``find``:
    the part of a name that was looked for."""

    entered: Posted = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    start: int = 0
    find: str = ""


FRESH = Again()
"""A card nothing was typed in."""
