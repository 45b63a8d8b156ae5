"""Measure the sums of whole-life cost: ``python -m benchmarks.costs``.

Eight options of twelve lines over 30 years, with a range for most figures and for every life: the
comparison, what would change it, what depends on a guess, and the paybacks. The same totals in
NumPy are taken in turn, round by round, so that whatever else the machine does meets both alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from statistics import median
from time import perf_counter

import numpy as np
import numpy.typing as npt

from buying.domain.costs import (
    GREEN_BOOK,
    Cost,
    CostLine,
    Option,
    compare,
    depends_on_unknown,
    flips,
    paybacks,
)

ROUNDS = 50
YEARS = 30
OPTIONS = 8
EACH_YEAR = ("energy", "water", "consumables", "servicing", "insurance", "staff_time", "licence")
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Measure and print a line for each sum."""
    options = some_options(Random(1))
    check(options)
    ready = [flows(option) for option in options]
    took = timed(
        {
            "compared": lambda: compare(options, GREEN_BOOK, YEARS),
            "in NumPy, from options": lambda: [totals(flows(option)) for option in options],
            "in NumPy, arrays made": lambda: [totals(made) for made in ready],
            "what would change it": lambda: flips(options, GREEN_BOOK, YEARS),
            "what depends on a guess": lambda: depends_on_unknown(options, GREEN_BOOK, YEARS),
            "paybacks": lambda: paybacks(options, GREEN_BOOK, YEARS),
        }
    )
    print(f"\n{OPTIONS} options of {len(options[0].lines)} lines over {YEARS} years, median")
    for name, taken in took.items():
        ratio = took["compared"] / taken
        times = f", compared takes {ratio:.2f} times as long" if "NumPy" in name else ""
        print(f"  {name:<24}{taken * 1000:7.2f} ms{times}")


def timed(measured: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds that each takes, measured in turn."""
    took: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(ROUNDS):
        for name, run in measured.items():
            begun = perf_counter()
            run()
            took[name].append(perf_counter() - begun)
    return {name: median(times) for name, times in took.items()}


def some_options(random: Random) -> list[Option]:
    """Options with ranges on all but the price, and a range of lives."""
    return [_option(random, f"Option {number + 1}") for number in range(OPTIONS)]


def _option(random: Random, name: str) -> Option:
    life = random.randint(6, 12)
    lines = [
        CostLine("price", Decimal(random.randint(900, 2000))),
        CostLine("delivery", Decimal(random.randint(10, 90))),
        *(_ranged(CostLine.yearly(kind, Decimal(random.randint(5, 90)))) for kind in EACH_YEAR),
        _ranged(CostLine("repairs", Decimal(random.randint(20, 90)), year=random.randint(2, 4))),
        _ranged(CostLine("disposal", Decimal(random.randint(20, 90)), year=life)),
        _ranged(CostLine("residual", Decimal(random.randint(20, 90)), year=life)),
    ]
    return Option(name, life, tuple(lines), life - 2, life + 3)


def _ranged(line: CostLine) -> CostLine:
    """The same line from 20 % less to 30 % more."""
    return replace(line, low=line.amount * Decimal("0.8"), high=line.amount * Decimal("1.3"))


FACTORS = np.array([float(factor) for factor in GREEN_BOOK.factors(YEARS)])


@dataclass(frozen=True)
class Flows:
    """What one option pays in each year, in floats: low, likely and high, for every life."""

    likely: int
    whole: Floats
    own: Floats
    annuities: Floats


def flows(option: Option) -> Flows:
    """The option as arrays: life x (low, likely, high) x year."""
    lives = list(option.lives)
    return Flows(
        likely=lives.index(option.life_years),
        whole=np.array([_paid(option, life, YEARS) for life in lives]),
        own=np.array([_paid(option, life, life) for life in lives]),
        annuities=np.array([FACTORS[1 : life + 1].sum() for life in lives]),
    )


def totals(given: Flows) -> dict[str, float]:
    """The totals of one option: over the time, and a year over its own life."""
    whole = given.whole @ FACTORS
    own = (given.own @ FACTORS) / given.annuities[:, np.newaxis]
    return {
        "total": float(whole[given.likely, 1]),
        "low": float(whole[:, 0].min()),
        "high": float(whole[:, 2].max()),
        "equivalent_annual_cost": float(own[given.likely, 1]),
        "annual_low": float(own[:, 0].min()),
        "annual_high": float(own[:, 2].max()),
    }


def _paid(option: Option, life: int, years: int) -> Floats:
    """Low, likely and high by year, if the option lasts ``life`` and is bought again."""
    paid = np.zeros((3, YEARS + 1))
    for line in option.lines:
        three = np.array([[float(line.least)], [float(line.signed)], [float(line.most)]])
        for first, last in _falls(option, line, life, years):
            paid[:, first : last + 1] += three
    return paid


def _falls(option: Option, line: CostLine, life: int, years: int) -> Iterator[tuple[int, int]]:
    span = line.span(option.life_years, life)
    if span is not None:
        for start in range(0, years, life):
            yield start + span[0], min(start + span[1], years)


def check(options: Sequence[Option]) -> None:
    """Both come to the same: without that, a ratio says nothing. Raises AssertionError."""
    found: dict[str, Cost] = {cost.name: cost for cost in compare(options, GREEN_BOOK, YEARS).costs}
    for option in options:
        for figure, amount in totals(flows(option)).items():
            assert np.isclose(float(getattr(found[option.name], figure)), amount), figure


if __name__ == "__main__":
    main()
