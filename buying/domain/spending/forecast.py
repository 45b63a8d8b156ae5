"""What should have been paid for a purchase by a given day, as forecast when it was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buying.domain.costs import CostLine, Option
from buying.domain.known import Known
from buying.domain.offer_costs import costed
from buying.domain.offers import PERIODS_A_YEAR, Offer
from buying.domain.policy import Policy
from buying.domain.spending.spent import INVOICE, own

RUNNING = frozenset(
    {
        "energy", "water", "consumables", "servicing", "repairs", "insurance", "staff_time",
        "downtime", "licence", "replacement",
    }
)  # fmt: skip
"""Kinds that one figure for all running costs of a year takes in."""

LUMP = "other"
ONE = Decimal(1)


@dataclass(frozen=True)
class Due:
    """A cost of one year of the forecast: unrounded pounds, signed, not discounted.

    ``daily``: it grows with the days of its year; else it is due at once in year 0 (the buying),
    and in a later year when that year is over, as in the sum that compared the options.
    ``part``: over how much of the year it falls; below 1 where what is paid for ends in it.
    """

    kind: str
    label: str
    year: int
    whole: Decimal
    daily: bool = False
    part: Decimal = ONE

    def by(self, begins: date | None, on: date) -> Decimal:
        """How much of it should have been paid on ``on``. Nothing of a year before it begins."""
        if self.year == 0:
            return self.whole
        if begins is None:
            return Decimal(0)
        first, end = after(begins, self.year - 1), after(begins, self.year)
        gone = Decimal((min(on, end) - first).days) / (end - first).days
        if not self.daily:
            return self.whole if gone >= 1 else Decimal(0)
        return self.whole * min(max(gone, Decimal(0)) / self.part, ONE)


@dataclass(frozen=True)
class Plan:
    """What was forecast for the option that was chosen, on the buyer's own VAT basis.

    ``agreed``: what the price comes to; where it is paid again and again, over the time that was
    agreed for sure, without extensions that may come later. ``priced``: the kind that the price
    is of, ``price`` or ``hire``. ``lump``: running costs were forecast as one figure.
    ``begins``: the day from which the years are counted, None while it has not come.
    ``payment``: one payment of a price that is paid again and again, 0 where it is paid once.
    """

    dues: tuple[Due, ...]
    agreed: Decimal
    priced: str
    lump: bool
    begins: date | None
    payment: Decimal = Decimal(0)

    def part_of(self, kind: str) -> str:
        """The part of the forecast that a recorded cost of ``kind`` belongs to."""
        if kind == INVOICE:
            return self.priced
        kinds = {due.kind for due in self.dues}
        return LUMP if self.lump and kind in RUNNING and kind not in kinds else kind

    def year_of(self, part: str, day: date, begins: date | None) -> int:
        """The year of the forecast in which a cost of ``part`` falls; 0 is the buying.

        What was forecast for the buying alone belongs to it whenever the invoice comes.
        """
        years = {due.year for due in self.dues if due.kind == part}
        if begins is None or years == {0}:
            return 0
        if day <= begins:
            return min(years, default=0)
        return next(n for n in range(1, day.year - begins.year + 2) if day < after(begins, n))


def plan(policy: Policy, known: Known) -> Plan | None:
    """The forecast of the option that was chosen; None while none is."""
    offer = known.chosen
    if offer is None:
        return None
    option = costed(policy, offer)
    priced = "hire" if offer.payments_a_year else "price"
    years = _term(known)
    dues = [_due(line, year) for line, year in option.flows()]
    if years is not None:
        dues = [due for due in dues if due.kind != priced]
        dues = [*_payments(policy, offer, known, priced, years), *dues]
    agreed = sum((due.whole for due in dues if due.kind == priced), Decimal(0))
    payment = own(policy, offer.price) if years or offer.payments_a_year else Decimal(0)
    return Plan(tuple(dues), agreed, priced, _has_lump(option), _begins(known), payment)


def after(begins: date, years: int) -> date:
    """The day on which ``years`` years are over; 28 February where there is no 29th."""
    try:
        return begins.replace(year=begins.year + years)
    except ValueError:
        return begins.replace(year=begins.year + years, day=28)


def _due(line: CostLine, year: int) -> Due:
    daily = line.each_year_from is not None
    return Due(line.kind, line.words, year, line.signed, daily)


def _has_lump(option: Option) -> bool:
    return any(line.kind == LUMP and line.each_year_from is not None for line in option.lines)


def _term(known: Known) -> Decimal | None:
    """For how many years something is paid again and again for sure; None for paid once."""
    each = known.lifetime.each if known.lifetime else None
    length = known.answer("term.length")
    return None if each is None else Decimal(length or 1) / PERIODS_A_YEAR[each]


def _payments(
    policy: Policy, offer: Offer, known: Known, priced: str, years: Decimal
) -> Iterator[Due]:
    """What is paid in each year of the term; the last may be a part of a year."""
    each = known.lifetime.each if known.lifetime and known.lifetime.each else "year"
    yearly = own(policy, offer.price) * (offer.payments_a_year or PERIODS_A_YEAR[each])
    label = "Hire" if priced == "hire" else "Price"
    number, left = 1, years
    while left > 0:
        part = min(left, ONE)
        yield Due(priced, label, number, yearly * part, daily=True, part=part)
        number, left = number + 1, left - part


def _begins(known: Known) -> date | None:
    said = known.answer("delivery.arrived_on") or known.answer("order.ordered_on")
    return date.fromisoformat(str(said)) if said else None
