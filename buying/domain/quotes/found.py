"""What was found in a quote: values with their places, and what could not be settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Found:
    """One value in the shape in which answers keep it.

    ``place``: where it stands (``page 1, line 4``); ``words``: the line as it was written;
    ``worked_out``: it follows from figures that agree, rather than being said outright;
    ``single``: the words leave open whether an amount is for one or for all.
    """

    value: Any
    place: str
    words: str
    worked_out: bool = False
    single: bool = False


@dataclass(frozen=True)
class QuoteRead:
    """One quote as it was read.

    ``boxes``: box of the option form to its value (``supplier``, ``price``, ``pays``,
    ``quantity``, ``includes``, ``running``, ``cost_<kind>``, ``life``). ``facts``: what no box
    asks for (``number``, ``dated``, ``valid_until``: days in ISO form). ``doubts``: sentences
    on what was left empty because it could be read in two ways, or not at all.
    """

    boxes: Mapping[str, Found] = field(default_factory=dict)
    facts: Mapping[str, Found] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    def with_doubts(self, *doubts: str) -> QuoteRead:
        """This reading with further doubts, each told once."""
        return replace(self, doubts=tuple(dict.fromkeys((*self.doubts, *doubts))))

    def stored(self) -> dict[str, Any]:
        """The JSON shape in which it is kept."""
        return {
            "boxes": {name: vars(found) for name, found in self.boxes.items()},
            "facts": {name: vars(found) for name, found in self.facts.items()},
            "doubts": list(self.doubts),
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> QuoteRead:
        """A reading from its JSON shape."""
        return cls(
            {name: Found(**found) for name, found in stored["boxes"].items()},
            {name: Found(**found) for name, found in stored["facts"].items()},
            tuple(stored["doubts"]),
        )
