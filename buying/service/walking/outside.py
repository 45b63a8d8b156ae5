"""What lies outside a purchase that is only played: suppliers, contracts, others' purchases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from buying.domain.known import World
from buying.domain.others import Contract, OtherPurchase
from buying.domain.value import Value

PREFERRED = "A preferred supplier"
"""The name of the supplier who is on the list, where there is one."""
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Outside:
    """The facts from outside that a rulebook may look at, each either there or not.

    ``preferred``: a supplier on the list sells it. ``contract``: an agreement to buy under, of
    any size. ``colleagues``: others plan to buy the same. ``earlier``: what the team began to
    buy of ``item`` a month ago, on both VAT bases; None where nothing.
    """

    preferred: bool = False
    contract: bool = False
    colleagues: bool = False
    earlier: Value | None = None
    item: str = ""

    def world(self, on: date) -> World:
        """The same in the shape that the rules read, for a purchase that begins ``on`` a day."""
        names = (PREFERRED,) if self.preferred else ()
        return World(
            today=on,
            preferred=lambda category, words: names,
            familiar=lambda name, category: name in names,
            earlier=lambda category: self._earlier(category, on),
            colleagues=lambda category: self._colleagues(category, on),
            contracts=lambda category, words: self._contracts(category, on),
            began=on,
        )

    def _earlier(self, category: str, on: date) -> tuple[OtherPurchase, ...]:
        if self.earlier is None:
            return ()
        return (self._other(category, on, self.earlier, "open"),)

    def _colleagues(self, category: str, on: date) -> tuple[OtherPurchase, ...]:
        if not self.colleagues:
            return ()
        return (self._other(category, on, Value(Decimal(100), Decimal(120)), "planned"),)

    def _other(self, category: str, on: date, value: Value, stage: str) -> OtherPurchase:
        return OtherPurchase(
            reference="BW-EXAMPLE",
            item=self.item,
            requester="A colleague",
            team="Their team",
            category=category,
            value=value,
            began=on - timedelta(days=min(30, (on - date.min).days)),
            stage="planned" if stage == "planned" else "open",
        )

    def _contracts(self, category: str, on: date) -> tuple[Contract, ...]:
        if not self.contract:
            return ()
        ends = on + min(YEAR, date.max - on)
        return (Contract(1, "A contract", "A supplier", category, ends, "Order under it"),)
