"""As many parts as can be told apart in a picture; the tables keep them all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from buying.charts.chart import NONE, ChartOption, CostChart, PartCost
from buying.charts.look import FILLS

REST = "Everything else"


def drawable(chart: CostChart) -> CostChart:
    """``chart`` with its smallest parts put together, where there are more than fills.

    Money that comes back stays a part of its own.
    """
    if len(chart.parts) <= len(FILLS):
        return chart
    sizes = {label: _size(chart, label) for label in chart.parts}
    kept = set(sorted(sizes, key=lambda label: sizes[label], reverse=True)[: len(FILLS) - 1])
    return chart.model_copy(update={"options": tuple(_put(o, kept) for o in chart.options)})


def _size(chart: CostChart, label: str) -> tuple[bool, Decimal]:
    amounts = [
        part.total for option in chart.options for part in option.parts if part.label == label
    ]
    return min(amounts) < 0, sum((abs(amount) for amount in amounts), NONE)


def _put(option: ChartOption, kept: set[str]) -> ChartOption:
    own = [part for part in option.parts if part.label in kept]
    rest = [part for part in option.parts if part.label not in kept]
    together = [PartCost(label=REST, by_year=_added(rest))] if rest else []
    return option.model_copy(update={"parts": (*own, *together)})


def _added(parts: Sequence[PartCost]) -> tuple[Decimal, ...]:
    by_year = zip(*(part.by_year for part in parts), strict=True)
    return tuple(sum(amounts, NONE) for amounts in by_year)
