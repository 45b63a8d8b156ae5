"""Our sums against numpy-financial's, which nobody here wrote."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import numpy_financial as npf
import pytest

from buying.domain.costs import CostLine, Option, Schedule, annuity_factor, whole_life_cost

CASES = 1_000


# At a rate of 0 numpy-financial divides by it before it takes the right branch.
@pytest.mark.filterwarnings("ignore:invalid value encountered in divide:RuntimeWarning")
def test_a_thousand_random_options_cost_what_numpy_financial_says() -> None:
    for rate, one in _cases(Random(20260211)):
        flows = _flows(one)
        cost = whole_life_cost(one, Schedule.level(rate))
        total = npf.npv(float(rate), flows)
        assert _same(cost.total, total), one
        assert _same(cost.equivalent_annual_cost, -npf.pmt(float(rate), one.life_years, total)), one
        assert _same(cost.cash, sum(flows)), one
        assert _same(
            annuity_factor(rate, one.life_years), -npf.pv(float(rate), one.life_years, 1)
        ), one


def _cases(random: Random) -> Iterator[tuple[Decimal, Option]]:
    for number in range(CASES):
        life = random.randint(1, 60)
        price = _pence(random, 100_000)
        lines = [
            CostLine("price", price),
            CostLine.yearly("servicing", _pence(random, 5_000)),
            CostLine.yearly("energy", _pence(random, 900), random.randint(1, life)),
            CostLine("repairs", _pence(random, 900), year=random.randint(0, life)),
            CostLine("disposal", _pence(random, 300), year=life),
            CostLine("residual", price * random.randint(0, 100) / 100, year=life),
        ]
        rate = Decimal(random.randint(0, 150)) / 1000
        yield rate, Option(f"Option {number}", life, tuple(lines))


def _pence(random: Random, most: int) -> Decimal:
    return Decimal(random.randint(0, most * 100)) / 100


def _flows(one: Option) -> list[float]:
    """What is paid in each year, added up here and not by what is tested."""
    flows = [0.0] * (one.life_years + 1)
    for line in one.lines:
        sign = -1 if line.kind == "residual" else 1
        first = line.year if line.each_year_from is None else line.each_year_from
        last = line.year if line.each_year_from is None else one.life_years
        for year in range(first, last + 1):
            flows[year] += sign * float(line.amount)
    return flows


def _same(ours: Decimal, theirs: float) -> bool:
    return math.isclose(float(ours), theirs, rel_tol=1e-9, abs_tol=1e-6)
