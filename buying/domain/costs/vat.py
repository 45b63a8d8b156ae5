"""VAT as a cost: what the buyer itself has to bear."""

from __future__ import annotations

from decimal import Decimal

from buying.domain.costs.errors import CostError, exact
from buying.domain.money import Money


def own_cost(
    money: Money, *, vat_rate: Decimal, recoverable: bool, currency: str = "GBP"
) -> Decimal:
    """What ``money`` costs the buyer, unrounded: net if it gets its VAT back, else gross.

    ``vat_rate`` is a fraction (0.20 for 20 %). A council recovers VAT on what is
    not business (VAT Act 1994, s.33), so its cost is net. A provider of exempt
    welfare services does not, so its cost is gross. An exempt amount is the same
    for both. Legal thresholds are another matter: they are gross for everybody.
    Raises CostError for another currency, or a rate outside 0 to 1.
    """
    if money.currency != currency:
        raise CostError(
            f"This amount is in {money.currency}. Change it to {currency} before you compare."
        )
    if not 0 <= exact(vat_rate, "the VAT rate") <= 1:
        raise CostError(f"Give the VAT rate from 0 to 1. Write 20% as 0.20. I got {vat_rate}.")
    exact(money.amount, "the amount")
    return money.net(vat_rate) if recoverable else money.gross(vat_rate)
