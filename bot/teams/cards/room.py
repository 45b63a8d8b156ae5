"""How much of a card is shown, so that it is never larger than Teams takes.

A card is made with all the room it wants; where it is too large, with less and less, until it
fits. Answers to pick from, boxes and buttons are never left out: they change into a list, a
search or the next part of a form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

EVERYTHING = 1_000_000


@dataclass(frozen=True)
class Room:
    """What there is room for: characters, unless it says otherwise.

    ``words``: of each text of the card; ``value``: of each fact, each cell and each box that is
    filled in already; ``hint``: of each hint; ``facts`` and ``rows``: how many; ``listed``: how
    many answers, or buttons of one kind, are listed before they become a search; ``columns``:
    whether facts stand in two columns; ``whole``: whether nothing that matters is left out.
    """

    words: int = EVERYTHING
    value: int = EVERYTHING
    hint: int = EVERYTHING
    facts: int = EVERYTHING
    rows: int = EVERYTHING
    listed: int = EVERYTHING
    columns: bool = True
    figures: bool = True
    whole: bool = True


STEPS = (
    Room(),
    Room(hint=120, columns=False),
    Room(hint=80, columns=False, figures=False),
    Room(hint=60, columns=False, figures=False, listed=60),
    Room(4_000, 400, 60, 100, 60, 60, columns=False, figures=False, whole=False),
    Room(1_500, 150, 40, 60, 30, 40, columns=False, figures=False, whole=False),
    Room(500, 60, 0, 30, 10, 20, columns=False, figures=False, whole=False),
    Room(150, 40, 0, 0, 0, 5, columns=False, figures=False, whole=False),
    Room(100, 40, 0, 0, 0, 0, columns=False, figures=False, whole=False),
)
"""From all the room there is to the least; a card of any content fits into the last."""


def steps() -> Iterator[Room]:
    """The rooms to try, in order."""
    return iter(STEPS)
