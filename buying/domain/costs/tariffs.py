"""What a unit of power, water or carbon costs, for lines that are given as an amount used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buying.domain.costs.errors import CostError
from buying.domain.costs.spreads import Spread
from buying.domain.money import VatBasis


@dataclass(frozen=True)
class Tariff:
    """Pounds for one ``unit`` (``kWh``, ``cubic metre``, ``tonne of CO2e``), from a day on.

    ``vat`` is the basis of ``price``; ``source`` says where it is from. Raises CostError for a
    price below 0.
    """

    id: str
    label: str
    unit: str
    price: Spread
    vat: VatBasis
    from_: date
    source: str

    def __post_init__(self) -> None:
        if self.price.low < 0:
            raise CostError(f"The price for {self.label} is below £0.")

    def cost(self, used: Decimal) -> Spread:
        """What ``used`` units cost: unrounded pounds, on the basis of ``vat``."""
        return self.price.times(used)
