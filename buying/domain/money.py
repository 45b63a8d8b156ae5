"""Money with a VAT basis. A value without a basis does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Any, Literal

VatBasis = Literal["net", "gross", "exempt"]
PENNY = Decimal("0.01")

VAT_WORDS: Mapping[str, str] = MappingProxyType(
    {"gross": "with VAT", "net": "plus VAT", "exempt": "no VAT"}
)
"""How each basis is said after an amount, everywhere."""


def to_penny(amount: Decimal) -> Decimal:
    """Round half-up to the penny; for output only, never inside a sum."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Money:
    """An amount in pounds, and whether VAT is in it.

    ``net``: VAT comes on top; ``gross``: VAT is included; ``exempt``: none is due.
    """

    amount: Decimal
    vat: VatBasis
    currency: str = "GBP"

    def net(self, rate: Decimal) -> Decimal:
        """The amount without VAT at ``rate`` (0.20 for 20 %), unrounded."""
        return self.amount / (1 + rate) if self.vat == "gross" else self.amount

    def gross(self, rate: Decimal) -> Decimal:
        """The amount with VAT at ``rate``, unrounded."""
        return self.amount * (1 + rate) if self.vat == "net" else self.amount

    def stored(self) -> dict[str, str]:
        """The JSON shape in which answers keep money."""
        return {"amount": str(self.amount), "vat": self.vat, "currency": self.currency}

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Money:
        """Money from its stored shape. Raises KeyError where the basis is missing."""
        return cls(Decimal(stored["amount"]), stored["vat"], stored.get("currency", "GBP"))


def pounds(amount: Decimal) -> str:
    """An amount as people read it: ``£1,200`` or ``£89.50``."""
    rounded = to_penny(amount)
    sign = "-" if rounded < 0 else ""
    text = f"{abs(rounded):,.2f}"
    return f"{sign}£{text.removesuffix('.00')}"
