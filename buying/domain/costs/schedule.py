"""Discounting: what a pound of a later year is worth today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from buying.domain.costs.errors import CostError, exact

ONE = Decimal(1)
FURTHEST_YEAR = 1000
LOWEST_RATE = Decimal("-0.1")
"""Lower than any real rate of interest, and high enough for every sum to keep its pennies."""


@dataclass(frozen=True)
class Schedule:
    """Discount rates by year, with the day from which they hold and their source.

    ``steps``: (last year, rate) in order; the last year of the last step is None
    where it goes on for ever. Rates are real (without inflation) and a year:
    ``Decimal("0.035")`` is 3.5 %. Raises CostError for steps out of order, and
    for a rate below -10 %, or of 100 % or more.
    """

    steps: tuple[tuple[int | None, Decimal], ...]
    name: str = ""
    in_force_from: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        for _, rate in self.steps:
            _check_rate(rate)
        _check_order([last for last, _ in self.steps])

    @classmethod
    def level(cls, rate: Decimal) -> Schedule:
        """One rate for every year."""
        return cls(((None, rate),))

    @property
    def last_year(self) -> int | None:
        """The last year that has a rate; None where the schedule goes on for ever."""
        return self.steps[-1][0]

    def rate(self, year: int) -> Decimal:
        """The rate of ``year``, counted from 1. Raises CostError beyond the last year."""
        for last, rate in self.steps:
            if last is None or year <= last:
                return rate
        raise CostError(
            f"These discount rates stop at year {self.last_year}. "
            "Use a shorter time, or rates that go further."
        )

    def factor(self, year: int) -> Decimal:
        """Today's value of 1 in ``year``: 1 in year 0, then factor(n) = factor(n-1) / (1 + r(n)).

        A step changes the rate of its own years only, so the factor of year 31 in
        the Green Book is the factor of year 30 divided by 1.03, not 1 / 1.03^31.
        """
        return self.factors(year)[year]

    def factors(self, years: int) -> tuple[Decimal, ...]:
        """The factors of years 0 to ``years``. Raises CostError outside 0 to 1,000."""
        if not 0 <= years <= FURTHEST_YEAR:
            raise CostError(f"Give a year from 0 to {FURTHEST_YEAR}. I got year {years}.")
        return _factors(self, years)

    def sums(self, years: int) -> tuple[Decimal, ...]:
        """The factors added up: entry n is the sum of factor(0) to factor(n - 1), up to ``years``.

        So today's value of 1 in each year from a to b is sums[b + 1] - sums[a].
        """
        self.factors(years)
        return _sums(self, years)

    def annuity(self, years: int) -> Decimal:
        """Today's value of 1 at the end of each year from 1 to ``years``.

        With one rate this is :func:`annuity_factor`; with steps, the sum of factors.
        Raises CostError for less than one year.
        """
        _check_years(years)
        return self.sums(years)[years + 1] - ONE


def annuity_factor(rate: Decimal, years: int) -> Decimal:
    """(1 - (1 + r)^-n) / r, and n where r is 0. NIST calls it the uniform present value.

    ``rate`` is a fraction a year. Raises CostError for a rate or a time out of range.
    """
    _check_rate(rate)
    _check_years(years)
    if rate == 0:
        return Decimal(years)
    return (ONE - (ONE + rate) ** -years) / rate


def present_value(flows: Mapping[int, Decimal], schedule: Schedule) -> Decimal:
    """Sum of amount x factor(year), in pounds of today, for ``{year: amount}``.

    Amounts are real pounds on one VAT basis; a negative one is money that comes in.
    """
    total = Decimal(0)
    for year, amount in flows.items():
        total += exact(amount, "each amount") * schedule.factor(year)
    return total


def schedule_on(day: date, schedules: Iterable[Schedule]) -> Schedule:
    """The schedule in force on ``day``: the latest that had begun by then.

    Raises CostError where none had; rates of another time are never borrowed.
    """
    begun = [s for s in schedules if s.in_force_from is None or s.in_force_from <= day]
    if not begun:
        raise CostError(
            f"There are no discount rates for {day.isoformat()}. Add them to the rulebook."
        )
    return max(begun, key=lambda s: s.in_force_from or date.min)


@lru_cache(maxsize=256)
def _factors(schedule: Schedule, years: int) -> tuple[Decimal, ...]:
    factors = [ONE]
    for year in range(1, years + 1):
        factors.append(factors[-1] / (ONE + schedule.rate(year)))
    return tuple(factors)


@lru_cache(maxsize=256)
def _sums(schedule: Schedule, years: int) -> tuple[Decimal, ...]:
    return tuple(accumulate(_factors(schedule, years), initial=Decimal(0)))


def _check_rate(rate: Decimal) -> None:
    if not LOWEST_RATE <= exact(rate, "the discount rate") < 1:
        raise CostError(
            f"A discount rate must be from {LOWEST_RATE} to below 1. "
            f"Write 3.5% as 0.035. I got {rate}."
        )


def _check_years(years: int) -> None:
    if years < 1:
        raise CostError(f"Give a time of at least 1 year. I got {years}.")


def _check_order(lasts: list[int | None]) -> None:
    if not lasts:
        raise CostError("Give at least one discount rate.")
    before = 0
    for last in lasts if lasts[-1] is not None else lasts[:-1]:
        if last is None or last <= before:
            raise CostError(
                "Put the discount rates in order of their last year. Only the last may have none."
            )
        before = last


GREEN_BOOK = Schedule(
    steps=((30, Decimal("0.035")), (75, Decimal("0.03")), (None, Decimal("0.025"))),
    name="green_book",
    in_force_from=date(2026, 2, 1),
    source="HM Treasury, Green Book supplementary guidance: discounting, February 2026",
)
"""The standard rates. They are under review, so the rulebook may name others."""
