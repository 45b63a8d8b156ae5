"""How soon, and how well, a higher price pays for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from math import lcm

from buying.domain.costs.comparison import compare
from buying.domain.costs.lines import MOST_YEARS
from buying.domain.costs.options import Option, whole_years
from buying.domain.costs.schedule import Schedule
from buying.domain.costs.timing import NOTHING, cash_by_kind
from buying.domain.money import to_penny

INVESTMENT = (
    "price", "delivery", "installation", "training", "replacement", "disposal", "residual",
)  # fmt: skip
"""What is spent to have the thing, to keep having it and to be rid of it, less its resale."""

Flows = tuple[Decimal, ...]


@dataclass(frozen=True)
class Payback:
    """What one option costs more to begin with, and what that brings.

    ``extra``: pounds more on the day of buying than ``against``; ``simple``, ``discounted``: the
    whole years after which it is paid back, and stays so, without and with discounting (None:
    never in the time). ``net_savings``: pounds of today, below 0 for a loss.
    ``savings_to_investment``: a ratio, ``adjusted_rate``: a fraction a year; None without a
    meaning (see :func:`payback`). ``years``: the time looked at. Amounts are unrounded and on the
    buyer's own VAT basis.
    """

    option: str
    against: str
    extra: Decimal
    simple: int | None
    discounted: int | None
    net_savings: Decimal
    savings_to_investment: Decimal | None
    adjusted_rate: Decimal | None
    years: int


def payback(
    dearer: Option, cheaper: Option, schedule: Schedule, years: int | None = None
) -> Payback:
    """What the higher price of ``dearer`` brings against ``cheaper``.

    Over ``years`` (None: the shortest time that is a whole number of lives of both, or the longer
    life where that is over 125 years). What wears out is bought again and counts in full.

    - Payback: the first year from whose end on the lower costs have made good the higher
      price, to the end of the time. The undiscounted sum is the simple payback.
    - Net savings (NS) = whole-life cost of ``cheaper`` - whole-life cost of ``dearer``.
    - Savings-to-investment ratio (SIR) = savings in running / extra investment, both at
      today's value; None where ``dearer`` takes no more investment over the time.
      Investment is :data:`INVESTMENT`; all else is running.
    - Adjusted internal rate of return (AIRR) = (SIR / factor(n)) ^ (1/n) - 1, which at one rate r
      is (1 + r) x SIR^(1/n) - 1: savings are taken to earn the discount rate. None where
      SIR is None or below 0.

    Source: NIST Handbook 135, supplementary measures. Raises CostError for a time that is not 1 to
    125 whole years.
    """
    time = _time(dearer, cheaper) if years is None else whole_years(years, "the time to look at")
    invested, saved = _differences(dearer, cheaper, time)
    net = tuple(gain - cost for gain, cost in zip(saved, invested, strict=True))
    factors = schedule.factors(time)
    ratio = _ratio(_today(saved, factors), _today(invested, factors))
    return Payback(
        option=dearer.name,
        against=cheaper.name,
        extra=-net[0],
        simple=_paid_back(net),
        discounted=_paid_back(_discounted(net, factors)),
        net_savings=_today(net, factors),
        savings_to_investment=ratio,
        adjusted_rate=_adjusted_rate(ratio, factors[time], time),
        years=time,
    )


def paybacks(
    options: Sequence[Option], schedule: Schedule, years: int | None = None
) -> tuple[Payback, ...]:
    """For each option that is dearer to begin with, against the one cheapest to begin with.

    Where several are cheapest to begin with, against the one of them that comes first in
    :func:`buying.domain.costs.compare`. Soonest paid back first. Raises CostError as it does.
    """
    order = [cost.name for cost in compare(options, schedule, years).costs]
    ranked = sorted(options, key=lambda option: order.index(option.name))
    first = min(ranked, key=_to_begin_with)
    least = _to_begin_with(first)
    found = [
        payback(option, first, schedule, years)
        for option in ranked
        if _to_begin_with(option) > least
    ]
    return tuple(sorted(found, key=lambda one: one.discounted or MOST_YEARS + 1))


def _time(one: Option, other: Option) -> int:
    both = lcm(one.life_years, other.life_years)
    return both if both <= MOST_YEARS else max(one.life_years, other.life_years)


def _to_begin_with(option: Option) -> Decimal:
    """What is paid on the day of buying."""
    return sum(
        (line.signed for line in option.lines if 0 in line.years(option.life_years)), NOTHING
    )


def _differences(dearer: Option, cheaper: Option, years: int) -> tuple[Flows, Flows]:
    """Year by year, undiscounted: what is invested more in ``dearer``, and saved in running it."""
    invested, saved = [NOTHING] * (years + 1), [NOTHING] * (years + 1)
    for option, sign in ((dearer, 1), (cheaper, -1)):
        for kind, paid in cash_by_kind(option, years).items():
            for year, amount in enumerate(paid):
                if kind in INVESTMENT:
                    invested[year] += sign * amount
                else:
                    saved[year] -= sign * amount
    return tuple(invested), tuple(saved)


def _discounted(flows: Flows, factors: Flows) -> Flows:
    return tuple(flow * factor for flow, factor in zip(flows, factors, strict=True))


def _today(flows: Flows, factors: Flows) -> Decimal:
    return sum(_discounted(flows, factors), NOTHING)


def _paid_back(net: Flows) -> int | None:
    """The first year from which the sum so far is never below 0, to the penny, again."""
    short = [year for year, total in enumerate(accumulate(net)) if to_penny(total) < 0]
    after = short[-1] + 1 if short else 0
    return after if after < len(net) else None


def _ratio(savings: Decimal, investment: Decimal) -> Decimal | None:
    return savings / investment if investment > 0 else None


def _adjusted_rate(ratio: Decimal | None, factor: Decimal, years: int) -> Decimal | None:
    if ratio is None or ratio < 0:
        return None
    return (ratio / factor) ** (1 / Decimal(years)) - 1
