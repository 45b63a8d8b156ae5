"""Hiring or leasing against buying."""

from __future__ import annotations

from decimal import Decimal

from buying.domain.costs.errors import CostError
from buying.domain.costs.options import Option, whole_years
from buying.domain.costs.schedule import Schedule
from buying.domain.costs.whole_life import whole_life_total
from buying.domain.money import to_penny
from buying.english import years_words


def break_even(
    buy: Option, hire: Option, schedule: Schedule, furthest: int | None = None
) -> int | None:
    """The first whole number of years of use for which buying costs no more than hiring.

    For each number n from 1 to ``furthest`` (None: the life of ``buy``, beyond which it would be
    bought again) both are costed as if needed for n years: what falls at the end of ``buy``, such
    as resale or disposal, falls in year n at the same amount, and hire is paid for n years.
    A hire is an option whose lines are of kind ``hire``, with whatever else the hirer pays for.
    None where hiring is cheaper for every n. Whole-life costs at today's value, to the penny.
    Raises CostError for a time that is not 1 to 125 whole years, or beyond the life of ``buy``.
    """
    most = buy.life_years if furthest is None else _within_life(furthest, buy)
    for years in range(1, most + 1):
        if _cost(buy, years, schedule) <= _cost(hire, years, schedule):
            return years
    return None


def _within_life(years: int, buy: Option) -> int:
    if whole_years(years, "the time to look at") > buy.life_years:
        raise CostError(
            f"{buy.name} lasts {years_words(buy.life_years)}. Compare it with hire for no longer."
        )
    return years


def _cost(option: Option, years: int, schedule: Schedule) -> Decimal:
    return to_penny(whole_life_total(option, years, years, schedule))
