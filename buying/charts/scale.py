"""From pounds to places on the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from buying.charts.chart import ChartOption
from buying.charts.sheet import Box

STEPS = (1, 2, 5, 10)
SHORT = ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k"))


@dataclass(frozen=True)
class Scale:
    """Pounds from ``low`` to ``high`` spread evenly over places from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def over(cls, amounts: Iterable[Decimal], start: float, end: float) -> Scale:
        """A scale on which 0 and all ``amounts`` have their place."""
        found = [float(amount) for amount in amounts]
        low, high = min(0.0, *found), max(0.0, *found)
        return cls(low, high if high > low else low + 1, start, end)

    def at(self, amount: float | Decimal) -> float:
        """The place of ``amount`` pounds."""
        share = (float(amount) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def marks(self, most: int) -> list[float]:
        """At most ``most`` round amounts with 0 among them, a step of 1, 2 or 5 x 10^n apart."""
        rough = (self.high - self.low) / most
        power = 10.0 ** floor(log10(rough))
        step = next(n * power for n in STEPS if n * power >= rough * 0.999)
        first, last = -floor(-self.low / step), floor(self.high / step)
        return [n * step for n in range(first, last + 1)]


def extent(amounts: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """How far a stack of ``amounts`` goes below 0 and above it."""
    below = sum((a for a in amounts if a < 0), Decimal(0))
    return below, sum((a for a in amounts if a > 0), Decimal(0))


def stacked(amounts: Sequence[Decimal], scale: Scale) -> list[tuple[float, float]]:
    """From where to where each amount reaches: what is above 0 one way, what is below the other."""
    ends: list[tuple[float, float]] = []
    up = down = Decimal(0)
    for amount in amounts:
        before = down if amount < 0 else up
        ends.append((scale.at(before), scale.at(before + amount)))
        if amount < 0:
            down += amount
        else:
            up += amount
    return ends


def reach(option: ChartOption) -> list[Decimal]:
    """Every amount for which the bar of ``option`` needs room."""
    ends = [end for end in (option.low, option.high) if end is not None]
    return [*extent(list(option.compared_by_part.values())), option.compared, *ends]


def short(pounds: float) -> str:
    """An amount on an axis: ``£500``, ``£2.5k``, ``-£1m``."""
    sign, amount = ("-" if pounds < 0 else ""), abs(pounds)
    size, letter = next(((s, w) for s, w in SHORT if amount >= s), (1, ""))
    return f"{sign}£{amount / size:.4g}{letter}"


def across(start: float, end: float, top: float, height: float) -> Box:
    """A box between two places on a line from left to right."""
    return Box(min(start, end), top, abs(end - start), height)
