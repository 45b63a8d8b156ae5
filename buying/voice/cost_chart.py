"""The comparison of options as a picture: its figures, its words and where it is served (P9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from buying.cards import Image
from buying.charts import MOST_OPTIONS, ChartOption, CostChart, PartCost, alt_text, as_tables, size
from buying.domain.costs import KINDS, Comparison, Cost, Option, Schedule, whole_life_cost
from buying.domain.money import to_penny
from buying.voice.context import Context

WHOLE_LIFE = "What each option costs over its whole life"
A_YEAR = "What each option costs for a year of use"
OWN_LIFE = "Each is shown over its own life."
LATER = "Costs of later years are counted at what they are worth today."


def chart(context: Context) -> CostChart | None:
    """The picture of the purchase's comparison; None where nothing is compared yet."""
    choosing = context.known.choosing
    if choosing is None or len(choosing.costs.costs) > MOST_OPTIONS:
        return None
    basis = "Without VAT" if context.policy.vat_recoverable else "With VAT"
    return of(choosing.costs, choosing.terms.schedule, f"{basis}, in today's money. {LATER}")


def image(context: Context) -> Image | None:
    """The picture for a card, with its words and its figures as tables.

    The mark in its address changes with its figures, so that an old card never shows a newer
    picture (``bot/pictures.py`` knows only the present one).
    """
    drawn = chart(context)
    if drawn is None:
        return None
    width, height = size(drawn)
    narrow_width, narrow_height = size(drawn, "narrow")
    place = f"/purchases/{context.reference}/whole-life-cost"
    return Image(
        url=f"{place}.svg?v={drawn.mark}",
        width=width,
        height=height,
        narrow=f"{place}-narrow.svg?v={drawn.mark}",
        narrow_width=narrow_width,
        narrow_height=narrow_height,
        alt=alt_text(drawn),
        tables=as_tables(drawn),
    )


def of(comparison: Comparison, schedule: Schedule, basis: str) -> CostChart:
    """``comparison`` as a picture, cheapest first; ``basis`` says what its pounds are.

    ``schedule`` is the one by which it was discounted. Raises pydantic's ValidationError for
    more than ``buying.charts.MOST_OPTIONS`` options.
    """
    labels = _labels(comparison.costs)
    a_year = comparison.basis == "equivalent_annual_cost"
    cut = a_year and any(cost.years % cost.life_years for cost in comparison.costs)
    costs = [_own_life(cost, schedule) for cost in comparison.costs] if cut else comparison.costs
    return CostChart(
        title=A_YEAR if a_year else WHOLE_LIFE,
        basis=f"{basis} {OWN_LIFE}" if cut else basis,
        options=tuple(_option(cost, labels, schedule, a_year) for cost in costs),
        a_year=a_year,
        order=tuple(dict.fromkeys(labels.values())),
    )


def _own_life(cost: Cost, schedule: Schedule) -> Cost:
    """``cost`` over one life: the parts of a time that cuts a life are not those of a year."""
    lines = tuple(each.line for each in cost.lines)
    own = whole_life_cost(Option(cost.name, cost.life_years, lines), schedule)
    return replace(cost, total=own.total, grid=own.grid)


def _option(cost: Cost, labels: Mapping[str, str], schedule: Schedule, a_year: bool) -> ChartOption:
    low, high = (cost.annual_low, cost.annual_high) if a_year else (cost.low, cost.high)
    sure = to_penny(low) == to_penny(high)
    return ChartOption(
        name=cost.name,
        parts=tuple(
            PartCost(label=label, by_year=cost.grid[kind])
            for kind, label in labels.items()
            if kind in cost.grid
        ),
        low=None if sure else low,
        high=None if sure else high,
        years_of_use=_years_of_use(cost, schedule) if a_year else Decimal(1),
    )


def _years_of_use(cost: Cost, schedule: Schedule) -> Decimal:
    """By what the total is divided to give the equivalent annual cost."""
    yearly = cost.equivalent_annual_cost
    return cost.total / yearly if yearly else schedule.annuity(cost.life_years)


def _labels(costs: Sequence[Cost]) -> Mapping[str, str]:
    """The words of each kind that occurs, in the order of ``KINDS``.

    A label of its own stands only where all lines of a kind carry it and no other kind does.
    """
    said: dict[str, set[str]] = {}
    for cost in costs:
        for line in cost.lines:
            said.setdefault(line.line.kind, set()).add(line.line.words)
    alone = {kind: next(iter(words)) for kind, words in said.items() if len(words) == 1}
    taken = Counter([*alone.values(), *KINDS.values()])
    return {
        kind: alone[kind] if kind in alone and taken[alone[kind]] == 1 else words
        for kind, words in KINDS.items()
        if kind in said
    }
