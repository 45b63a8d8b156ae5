"""What a wording may draw on: one purchase, its rules, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from buying.domain.known import Known
from buying.domain.policy import Policy
from buying.domain.spending import Spent
from buying.domain.workflow import Entry, Position
from buying.rulebook import Rulebook


@dataclass(frozen=True)
class Context:
    """One purchase as it stands. ``requester`` is a name to show to others.

    ``entries`` is its history, for showing what was given before; ``spent`` the costs that were
    recorded for it and stand, by day.
    """

    rulebook: Rulebook
    policy: Policy
    known: Known
    position: Position
    reference: str
    requester: str
    today: date
    entries: tuple[Entry, ...] = ()
    spent: tuple[Spent, ...] = ()

    @property
    def item(self) -> str:
        """What is being bought, in the requester's words: ``12 × shower chairs``."""
        need = self.known.answer("need") or {}
        item, quantity = need.get("item"), need.get("quantity")
        if not item:
            return "something"
        return f"{quantity} × {item}" if quantity not in (None, "1") else str(item)
