"""Whole-life cost and equivalent annual cost of one option."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from buying.domain.costs.lines import CostLine, Option, whole_years
from buying.domain.costs.schedule import Schedule


@dataclass(frozen=True)
class LineCost:
    """One line of the sum: what is paid over the time (``cash``), and its value today.

    Both are in pounds of today's prices and signed: a residual is below 0.
    """

    line: CostLine
    cash: Decimal
    present_value: Decimal


@dataclass(frozen=True)
class Cost:
    """What an option costs. All amounts are unrounded pounds on the buyer's own VAT basis.

    ``total``: the whole-life cost, at today's value, over ``years``;
    ``lines``, ``by_part`` (kind to amount) and ``by_year`` (year 0 first) each add up to it;
    ``cash``: the same costs without discounting;
    ``equivalent_annual_cost``: the level cost a year over the option's own life.
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
    flows = _flows(option, period)
    factors = schedule.factors(period)
    lines = tuple(_line_cost(line, when, factors) for line, when in flows)
    total = _sum(cost.present_value for cost in lines)
    return Cost(
        name=option.name,
        life_years=option.life_years,
        years=period,
        total=total,
        cash=_sum(cost.cash for cost in lines),
        equivalent_annual_cost=_equivalent_annual_cost(option, schedule),
        lines=lines,
        by_part=_by_part(lines),
        by_year=_by_year(flows, factors),
    )


Flows = list[tuple[CostLine, list[int]]]


def _flows(option: Option, period: int) -> Flows:
    life = option.life_years
    starts = range(0, period, life)
    return [
        (line, [start + y for start in starts for y in line.years(life) if start + y <= period])
        for line in option.lines
    ]


def _line_cost(line: CostLine, when: list[int], factors: tuple[Decimal, ...]) -> LineCost:
    return LineCost(
        line, line.signed * len(when), line.signed * _sum(factors[year] for year in when)
    )


def _by_part(lines: tuple[LineCost, ...]) -> Mapping[str, Decimal]:
    parts: dict[str, Decimal] = {}
    for cost in lines:
        parts[cost.line.kind] = parts.get(cost.line.kind, Decimal(0)) + cost.present_value
    return MappingProxyType(parts)


def _by_year(flows: Flows, factors: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    years = [Decimal(0)] * len(factors)
    for line, when in flows:
        for year in when:
            years[year] += line.signed * factors[year]
    return tuple(years)


def _equivalent_annual_cost(option: Option, schedule: Schedule) -> Decimal:
    factors = schedule.factors(option.life_years)
    own_life = _sum(line.signed * factors[year] for line, year in option.flows())
    return own_life / schedule.annuity(option.life_years)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
