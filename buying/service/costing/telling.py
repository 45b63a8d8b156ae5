"""Writes the answer down: rounding happens here, and nowhere before."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from buying.domain.costs import Cost, CostFlip, Option, Payback, Schedule
from buying.domain.money import pounds, to_penny
from buying.english import years_words
from buying.service.costing.answer import (
    FlipTold,
    OptionTold,
    PaybackTold,
    RateTold,
    StepTold,
    VatTold,
)

ROUNDING = "Each figure is rounded to the penny by itself, so parts may miss the total by a penny."
WITHOUT_VAT = "Amounts are without VAT, since VAT comes back to the buyer."
WITH_VAT = "Amounts are with VAT, since VAT does not come back to the buyer."
FINE = Decimal("0.0001")


def penny(amount: Decimal) -> str:
    """Pounds as text, half-up to the penny; never ``-0.00``."""
    return str(to_penny(amount) + 0)


def vat(recoverable: bool) -> VatTold:
    """On which basis the amounts are, and why."""
    basis, says = ("net", WITHOUT_VAT) if recoverable else ("gross", WITH_VAT)
    return VatTold.model_validate({"recoverable": recoverable, "basis": basis, "says": says})


def rate(schedule: Schedule) -> RateTold:
    """The discount rates that were used."""
    return RateTold(
        name=schedule.name or None,
        in_force_from=schedule.in_force_from,
        source=schedule.source or None,
        steps=tuple(StepTold(through_year=last, rate=str(r)) for last, r in schedule.steps),
    )


def option(asked: Option, cost: Cost) -> OptionTold:
    """One option with its figures."""
    return OptionTold(
        name=cost.name,
        life_years=cost.life_years,
        life_low=asked.lives[0],
        life_high=asked.lives[-1],
        years=cost.years,
        whole_life_cost=penny(cost.total),
        low=penny(cost.low),
        high=penny(cost.high),
        equivalent_annual_cost=penny(cost.equivalent_annual_cost),
        annual_low=penny(cost.annual_low),
        annual_high=penny(cost.annual_high),
        by_part={kind: penny(amount) for kind, amount in cost.by_part.items()},
        by_year=tuple(map(penny, cost.by_year)),
    )


def payback(found: Payback) -> PaybackTold:
    """How one option pays back."""
    return PaybackTold(
        option=found.option,
        against=found.against,
        extra=penny(found.extra),
        simple=found.simple,
        discounted=found.discounted,
        net_savings=penny(found.net_savings),
        savings_to_investment=_fine(found.savings_to_investment),
        adjusted_rate=_fine(found.adjusted_rate),
        sentence=_pays_back(found),
    )


def _pays_back(found: Payback) -> str:
    begins = f"{found.option} costs {pounds(found.extra)} more than {found.against} to begin with"
    if found.discounted is None:
        return f"{begins}, and does not earn that back{_but_in_cash(found)}."
    return f"{begins}, and earns that back at today's value in {years_words(found.discounted)}."


def _but_in_cash(found: Payback) -> str:
    if found.simple is None:
        return ""
    return f" at today's value. In cash it does, in {years_words(found.simple)}"


def flip(found: CostFlip) -> FlipTold:
    """One figure that would change who is cheapest."""
    written = str if found.kind == "life" else penny
    return FlipTold(
        option=found.option,
        kind=found.kind,
        label=found.label,
        now=written(found.now),
        at=written(found.at),
        each_year=found.each_year,
        then=found.then,
        sentence=found.sentence,
    )


def _fine(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(FINE, rounding=ROUND_HALF_UP) + 0)
