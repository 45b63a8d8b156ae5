"""What an offer costs over its life: its figures as lines of cost, usual ones for what is unknown.

Amounts are on the buyer's own VAT basis (:func:`buying.domain.costs.own_cost`).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from buying.domain.costs import CostError, CostLine, Option, own_cost, whole_life_cost
from buying.domain.costs.spreads import Spread
from buying.domain.costs.usual import UsualCosts
from buying.domain.offers import RUNNING, Estimate, Offer
from buying.domain.policy import Policy

RUNNING_LABEL = "Running costs"
HIRE_LABEL = "Hire"


def costed(policy: Policy, offer: Offer) -> Option:
    """An offer as lines of cost: what is paid for it, and what it costs to keep.

    A figure that nobody knows is the usual one of the category (``policy.costs``), a share of
    the price, or of a year's payments where it is hired; it is marked ``assumed``. What is hired
    is not sold, so nothing stands in for what that would bring. Raises
    CostError where it could be sold for more than is paid for it.
    """
    usual = policy.costs.of(offer.category)
    low, likely, high = _whole_years(offer.life or usual.life)
    price = own_cost(offer.price, vat_rate=policy.vat_rate, recoverable=policy.vat_recoverable)
    paid = price * (offer.payments_a_year or 1)
    kept = (
        _kept(policy, usual, kind, estimate, paid, likely)
        for kind, estimate in (offer.costs or {}).items()
        if estimate.known or not (kind == "residual" and offer.payments_a_year)
    )
    lines = (_payment(offer, paid), *(line for line in kept if line.amount or not line.certain))
    return Option(offer.name, likely, lines, low, high)


def unusable(policy: Policy, offer: Offer) -> str | None:
    """Why the figures of an offer cannot be used, in a sentence; None where they can."""
    resale = (offer.costs or {}).get("residual")
    if offer.payments_a_year and resale and resale.pounds and resale.pounds.high:
        return f"{offer.name} is hired, so it cannot be sold. Say 0 for what it can be sold for."
    try:
        costed(policy, offer)
    except CostError as error:
        return str(error)
    return None


def forecast(policy: Policy, offer: Offer) -> Decimal:
    """The whole-life cost of one offer over its own life, unrounded pounds."""
    return whole_life_cost(costed(policy, offer), policy.schedule).total


def _payment(offer: Offer, paid: Decimal) -> CostLine:
    if offer.payments_a_year:
        return CostLine.yearly("hire", paid, label=HIRE_LABEL)
    return CostLine("price", paid)


def _kept(
    policy: Policy, usual: UsualCosts, kind: str, estimate: Estimate, paid: Decimal, life: int
) -> CostLine:
    rule = usual.line(kind)
    year = rule.year(life) if rule else None
    pounds = _pounds(policy, usual, kind, estimate, paid)
    return CostLine(
        kind="other" if kind == RUNNING else kind,
        amount=pounds.likely,
        year=year or 0,
        each_year_from=1 if year is None else None,
        label=RUNNING_LABEL if kind == RUNNING else "",
        low=pounds.low,
        high=pounds.high,
        assumed=not estimate.known,
    )


def _pounds(
    policy: Policy, usual: UsualCosts, kind: str, estimate: Estimate, paid: Decimal
) -> Spread:
    if estimate.pounds is not None:
        rate = policy.costs.vat_rate(kind, policy.vat_rate)
        own = [
            own_cost(estimate.at(pounds), vat_rate=rate, recoverable=policy.vat_recoverable)
            for pounds in (estimate.pounds.low, estimate.pounds.likely, estimate.pounds.high)
        ]
        return Spread(*own)
    if kind == RUNNING:
        return usual.running(paid)
    rule = usual.line(kind)
    return rule.usual(paid) if rule else Spread.sure(Decimal(0))


def _whole_years(life: Spread) -> tuple[int, int, int]:
    low, likely, high = (
        max(1, int(years.quantize(Decimal(1), rounding=ROUND_HALF_UP)))
        for years in (life.low, life.likely, life.high)
    )
    return low, likely, high
