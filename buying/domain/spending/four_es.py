"""Value for money as economy, efficiency, effectiveness and equity.

The first three are the National Audit Office's (economy: spending less; efficiency: spending
well; effectiveness: spending wisely); equity asks whether those reached whom it was for.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from buying.domain.costs.errors import CostError

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class FourEs:
    """Percentages, unrounded. Economy and efficiency: above 0 is dearer than planned;
    effectiveness and equity: 100 is all that was planned."""

    economy: Decimal
    efficiency: Decimal
    effectiveness: Decimal
    equity: Decimal


def value_for_money(
    *,
    planned_price: Decimal,
    paid: Decimal,
    planned_unit_cost: Decimal,
    unit_cost: Decimal,
    outcomes_planned: Decimal,
    outcomes_met: Decimal,
    people_planned: Decimal,
    people_reached: Decimal,
) -> FourEs:
    """What was planned against what came of it.

    Prices in pounds on one VAT basis; unit cost is pounds for one use, such as a wash.
    Raises CostError where what was planned is not above 0.
    """
    return FourEs(
        economy=_over(paid, planned_price, "the planned price"),
        efficiency=_over(unit_cost, planned_unit_cost, "the planned cost of one use"),
        effectiveness=_share(outcomes_met, outcomes_planned, "the number of planned outcomes"),
        equity=_share(people_reached, people_planned, "the number of people it is for"),
    )


def _over(fact: Decimal, planned: Decimal, what: str) -> Decimal:
    return _share(fact, planned, what) - HUNDRED


def _share(fact: Decimal, planned: Decimal, what: str) -> Decimal:
    if planned <= 0:
        raise CostError(f"Give {what} as more than 0. I got {planned}.")
    return fact / planned * HUNDRED
