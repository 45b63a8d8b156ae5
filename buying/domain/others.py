"""What others buy or have agreed: facts from outside one purchase that its rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from buying.domain.value import Value


@dataclass(frozen=True)
class OtherPurchase:
    """Another purchase in the organisation, as far as colleagues may see it.

    ``stage``: planned (its way of buying is not settled yet), open, or done.
    ``supplier`` is None while none is chosen.
    """

    reference: str
    item: str
    requester: str
    team: str
    category: str
    value: Value
    began: date
    stage: Literal["planned", "open", "done"]
    supplier: str | None = None


@dataclass(frozen=True)
class Contract:
    """An agreement that is in force and can be bought from.

    ``how`` says in words how to call off from it; ``up_to`` is the most one order may come
    to, None where there is no limit; ``ends`` is its last day.
    """

    id: int
    title: str
    supplier: str
    category: str
    ends: date
    how: str
    up_to: Value | None = None
    reference: str = ""

    def allows(self, value: Value) -> bool:
        """Whether one order may come to ``value``."""
        return self.up_to is None or value.gross <= self.up_to.gross
