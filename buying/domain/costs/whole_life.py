"""Whole-life cost and equivalent annual cost of one option."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import mul
from types import MappingProxyType

from buying.domain.costs.lines import CostLine
from buying.domain.costs.options import Option, whole_years
from buying.domain.costs.schedule import Schedule
from buying.domain.costs.timing import NOTHING, cash_by_kind, occurrences, weights


@dataclass(frozen=True)
class LineCost:
    """One line of the sum: what is paid over the time (``cash``), and its value today.

    All are in pounds of today's prices and signed: a residual is below 0. ``weight`` is the
    sum of the factors of its years, so that ``present_value`` = amount x weight: by how much
    the whole-life cost moves for each pound that the amount moves. ``low`` and ``high`` are
    present values too.
    """

    line: CostLine
    cash: Decimal
    present_value: Decimal
    weight: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Cost:
    """What an option costs. All amounts are unrounded pounds on the buyer's own VAT basis.

    ``total``: the whole-life cost, at today's value, over ``years``;
    ``lines``, ``by_part`` (kind to amount) and ``by_year`` (year 0 first) each add up to it;
    ``grid``: kind to its present value by year, year 0 first;
    ``cash``: the same costs without discounting;
    ``equivalent_annual_cost``: the level cost a year over the option's own life;
    ``low`` and ``high``: the least and the most that ``total`` may be, with every uncertain
    amount and the life at its best or at its worst; ``annual_low`` and ``annual_high``: the
    same of the equivalent annual cost.
    """

    name: str
    life_years: int
    years: int
    total: Decimal
    cash: Decimal
    equivalent_annual_cost: Decimal
    lines: tuple[LineCost, ...]
    by_part: Mapping[str, Decimal]
    by_year: tuple[Decimal, ...]
    grid: Mapping[str, tuple[Decimal, ...]]
    low: Decimal
    high: Decimal
    annual_low: Decimal
    annual_high: Decimal


def whole_life_cost(option: Option, schedule: Schedule, years: int | None = None) -> Cost:
    """The cost of ``option`` over ``years`` (None: its own life), with every part of the sum.

    Whole-life cost = sum of amount x factor(year); a residual is taken off. Where
    the life is shorter than ``years`` the option is bought again at its end, and
    all its lines come again; what would fall after ``years`` is left out, so a life
    that does not go into ``years`` is better judged by the equivalent annual cost
    (:func:`buying.domain.costs.compare` does so).

    Equivalent annual cost = whole-life cost over its own life / annuity(life).
    While one rate holds, a chain of replacements gives the same cost a year.

    Sources: HM Treasury, Green Book supplementary guidance on discounting, Annex A;
    NIST Handbook 135 (present values, residual). Raises CostError for a time that is
    not 1 to 125 whole years.
    """
    period = option.life_years if years is None else whole_years(years, "the time to look at")
    lines = _lines(option, period, schedule)
    grid = _grid(option, period, schedule)
    low, high = _between(option, schedule, years)
    annual_low, annual_high = _annual_between(option, schedule)
    return Cost(
        name=option.name,
        life_years=option.life_years,
        years=period,
        total=_sum(line.present_value for line in lines),
        cash=_sum(line.cash for line in lines),
        equivalent_annual_cost=equivalent_annual_cost(option, schedule),
        lines=lines,
        by_part=_by_part(lines),
        by_year=tuple(map(_sum, zip(*grid.values(), strict=True))),
        grid=grid,
        low=low,
        high=high,
        annual_low=annual_low,
        annual_high=annual_high,
    )


def whole_life_total(option: Option, life: int, years: int, schedule: Schedule) -> Decimal:
    """The cost over ``years`` if the option lasts ``life``, without the parts of the sum."""
    signed = [line.signed for line in option.lines]
    return _sum(map(mul, signed, weights(option, life, years, schedule)))


def equivalent_annual_cost(option: Option, schedule: Schedule, life: int | None = None) -> Decimal:
    """The level cost a year over one life of ``life`` years (None: its own)."""
    lasting = life or option.life_years
    return whole_life_total(option, lasting, lasting, schedule) / schedule.annuity(lasting)


def _lines(option: Option, period: int, schedule: Schedule) -> tuple[LineCost, ...]:
    life = option.life_years
    weighed = zip(option.lines, weights(option, life, period, schedule), strict=True)
    return tuple(
        LineCost(
            line=line,
            cash=line.signed * occurrences(line, life, period),
            present_value=line.signed * weight,
            weight=weight,
            low=line.least * weight,
            high=line.most * weight,
        )
        for line, weight in weighed
    )


def _grid(option: Option, period: int, schedule: Schedule) -> Mapping[str, tuple[Decimal, ...]]:
    factors = schedule.factors(period)
    return MappingProxyType(
        {
            kind: tuple(map(mul, paid, factors))
            for kind, paid in cash_by_kind(option, period).items()
        }
    )


def _by_part(lines: tuple[LineCost, ...]) -> Mapping[str, Decimal]:
    parts: dict[str, Decimal] = {}
    for cost in lines:
        kind = cost.line.kind
        parts[kind] = parts.get(kind, NOTHING) + cost.present_value
    return MappingProxyType(parts)


def _between(option: Option, schedule: Schedule, years: int | None) -> tuple[Decimal, Decimal]:
    """The least and the most in all, over every life that it may have."""
    ends = [_ends(option, life, years or life, schedule) for life in option.lives]
    return min(low for low, _ in ends), max(high for _, high in ends)


def _annual_between(option: Option, schedule: Schedule) -> tuple[Decimal, Decimal]:
    ends = [(_ends(option, life, life, schedule), schedule.annuity(life)) for life in option.lives]
    low = min(low / annuity for (low, _), annuity in ends)
    return low, max(high / annuity for (_, high), annuity in ends)


def _ends(option: Option, life: int, years: int, schedule: Schedule) -> tuple[Decimal, Decimal]:
    weighed = weights(option, life, years, schedule)
    least, most = [line.least for line in option.lines], [line.most for line in option.lines]
    return _sum(map(mul, least, weighed)), _sum(map(mul, most, weighed))


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, NOTHING)
