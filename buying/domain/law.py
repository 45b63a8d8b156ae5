"""The law that a purchase falls under: its regime, whether it is over the line, what is due.

Thresholds of the Procurement Act 2023 are reached at the amount itself: a contract is below
the threshold only where its estimated value is less than it. All of them include VAT.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from buying.domain.value import Limit, Value


@dataclass(frozen=True)
class Regime:
    """A body of law for a kind of purchase, as it stands for this buyer on this day.

    ``limit``: the value from which its full rules hold; None where they never do (the buyer
    is no public authority) or always do.
    """

    id: str
    label: str
    limit: Limit | None
    says: str
    source: str

    def above(self, value: Value | None) -> bool:
        """Whether ``value`` is at the threshold or over it."""
        return self.limit is not None and value is not None and self.limit.reached(value)


@dataclass(frozen=True)
class Duty:
    """What the law asks of this buyer (``must``) or lets it do (``may``), and when."""

    id: str
    label: str
    kind: Literal["must", "may"]
    says: str
    source: str
    applies: Callable[[Any], bool]


@dataclass(frozen=True)
class Law:
    """The regimes and duties that hold on one day."""

    regimes: tuple[Regime, ...]
    duties: tuple[Duty, ...]

    def regime(self, id: str) -> Regime | None:
        """The regime with this id, or None."""
        return next((regime for regime in self.regimes if regime.id == id), None)
