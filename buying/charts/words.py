"""What the picture says, in up to three sentences."""

from __future__ import annotations

from textwrap import shorten

from buying.charts.chart import NONE, ChartOption, CostChart
from buying.charts.whole_pounds import in_words, rounded
from buying.english import listed, sentence

FEW = 3
"""Up to so many options, each has its figures in the words."""

LONGEST_NAME = 60
"""Characters of a name that are read aloud; the table has it whole."""


def alt_text(chart: CostChart) -> str:
    """Who costs least and by how much, the largest part of each, and how sure it is.

    One to three sentences, in whole pounds rounded half-up.
    """
    parts = [_cheapest(chart), _largest(chart), _ranges(chart)]
    return " ".join(part for part in parts if part)


def figure(chart: CostChart, option: ChartOption) -> str:
    """The figure by which an option is compared: ``£1,200`` or ``£300 a year``."""
    return f"{in_words(rounded(option.compared))}{' a year' if chart.a_year else ''}"


def lowest(chart: CostChart) -> tuple[ChartOption, ...]:
    """The options that cost least, to the pound; all of them where none costs less."""
    least = min(rounded(option.compared) for option in chart.options)
    return tuple(o for o in chart.options if rounded(o.compared) == least)


def _name(option: ChartOption) -> str:
    return shorten(option.name, LONGEST_NAME, placeholder=" …") or option.name[:LONGEST_NAME]


def _over(chart: CostChart, several: bool = False) -> str:
    if chart.a_year:
        return "for a year of use"
    return "over their whole life" if several else "over its whole life"


def _cheapest(chart: CostChart) -> str:
    best = lowest(chart)
    amount = in_words(rounded(best[0].compared))
    if len(chart.options) == 1:
        return f"{sentence(_name(best[0]))} costs {amount} {_over(chart)}."
    others = sorted((o for o in chart.options if o not in best), key=lambda o: o.compared)
    several = len(best) > 1
    if not others:
        all_of_them = "Both" if len(best) == 2 else f"All {len(best)}"
        return f"{all_of_them} options cost {amount} {_over(chart, several)}."
    names = sentence(listed(_name(option) for option in best))
    more = in_words(rounded(others[0].compared) - rounded(best[0].compared))
    least = f"{'each cost' if several else 'costs'} the least {_over(chart, several)}"
    return f"{names} {least}: {amount}, {more} less than {_name(others[0])}{_dearest(others)}."


def _dearest(others: list[ChartOption]) -> str:
    """The dearest, where it is not the one that was named already."""
    if len(others) < 2:
        return ""
    return f" ({_name(others[-1])} is the dearest at {in_words(rounded(others[-1].compared))})"


def _largest(chart: CostChart) -> str:
    by_part: dict[str, list[str]] = {}
    for option in chart.options:
        label, amount = max(option.compared_by_part.items(), key=lambda part: part[1])
        if rounded(amount) > 0:
            by_part.setdefault(label, []).append(_with_amount(chart, option, rounded(amount)))
    said = [f"“{label}” for {listed(names)}" for label, names in by_part.items()]
    return f"The largest part is {'; '.join(said)}." if said else ""


def _with_amount(chart: CostChart, option: ChartOption, pounds: int) -> str:
    few = len(chart.options) <= FEW
    return f"{_name(option)} ({in_words(pounds)})" if few else _name(option)


def _ranges(chart: CostChart) -> str:
    unsure = [option for option in chart.options if option.low is not None]
    if not unsure:
        return ""
    first = unsure if len(unsure) <= FEW else unsure[:1]
    said = [_range(option) for option in first]
    if len(first) < len(unsure):
        said.append(f"{len(unsure) - 1} others are not sure either")
    return f"Not every figure is sure: {listed(said)}."


def _range(option: ChartOption) -> str:
    low, high = option.low or NONE, option.high or NONE
    return f"{_name(option)} may cost {in_words(rounded(low))} to {in_words(rounded(high))}"
