"""How parts of a cost are told apart: by lightness first, so that grey is enough, then by
hatch and colour.

The colours were chosen so that any two differ by at least 7 of 100 in lightness (CIE L*),
those that follow one another by 17 or more, and all of them stay apart under the three
kinds of colour blindness as Machado, Oliveira and Fernandes (2009) model them. Every area
has a dark edge. tests/charts/test_look.py measures all of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

INK = "#0b0c0c"
SOFT = "#505a5f"
PAPER = "#ffffff"


@dataclass(frozen=True)
class Fill:
    """How one part is drawn: its colour, its hatch in Matplotlib's signs, the hatch's colour."""

    colour: str
    hatch: str
    lines: str


FILLS: Sequence[Fill] = (
    Fill("#0d3540", "", PAPER),
    Fill("#f7df72", "///", INK),
    Fill("#c2571a", "..", PAPER),
    Fill("#86c3ea", "\\\\\\", INK),
    Fill("#712a5f", "xx", PAPER),
    Fill("#d98bb5", "--", INK),
    Fill("#1f62a8", "||", PAPER),
    Fill("#3f9d78", "++", INK),
)
"""In the order in which parts are stacked."""


def fills(parts: Sequence[str]) -> dict[str, Fill]:
    """A fill for each of up to eight parts, in order. Raises ValueError for more."""
    if len(parts) > len(FILLS):
        raise ValueError(f"there are {len(FILLS)} fills, not {len(parts)}")
    return dict(zip(parts, FILLS, strict=False))
