"""A stacked bar for each option: what it costs in all, part by part."""

from __future__ import annotations

from collections.abc import Mapping

from buying.charts.chart import ChartOption, CostChart
from buying.charts.lettering import wrapped
from buying.charts.look import Fill
from buying.charts.plotting import width_of
from buying.charts.scale import Scale, across, reach, stacked
from buying.charts.sheet import Box, Sheet
from buying.charts.tables import compared_in_pounds
from buying.charts.whole_pounds import in_words, rounded
from buying.charts.words import figure, lowest

NAME, FIGURE, INSIDE = 13.0, 12.0, 11.0
BAR, STRIP, APART = 24.0, 14.0, 14.0
MOST_LINES = 2
"""Lines of a name; what is longer is cut here, and whole in the table."""


def strip(chart: CostChart) -> bool:
    """Whether a strip under each bar shows the figure and its range.

    Without ranges and without money that comes back, the end of a bar is its figure.
    """
    back = any(amount < 0 for o in chart.options for _, amount in o.by_part)
    return chart.ranged or back


def marker_words(chart: CostChart) -> str:
    """What the strip under a bar shows."""
    return "In all, from low to high" if chart.ranged else "In all"


def draw(sheet: Sheet, chart: CostChart, looks: Mapping[str, Fill], box: Box) -> float:
    """The bars from the top of ``box`` on; gives where they end."""
    amounts = [amount for option in chart.options for amount in reach(option)]
    scale = Scale.over(amounts, box.left, box.left + box.width)
    top = box.top
    for option in chart.options:
        top = _head(sheet, chart, option, box, top)
        bottom = top + BAR + (STRIP if strip(chart) else 0)
        _bar(sheet, option, looks, scale, top)
        if strip(chart):
            _strip(sheet, option, scale, top + BAR)
        sheet.line([(scale.at(0), top - 3), (scale.at(0), bottom)], width=1.6)
        top = bottom
        top += APART
    return top


def whisker(sheet: Sheet, low: float, high: float, down: float) -> None:
    """A line from ``low`` to ``high`` with an upright end on each side."""
    sheet.line([(low, down), (high, down)], width=1.6)
    for end in (low, high):
        sheet.line([(end, down - 4), (end, down + 4)], width=1.6)


def _head(sheet: Sheet, chart: CostChart, option: ChartOption, box: Box, top: float) -> float:
    for line in wrapped(option.name, box.width, NAME, bold=True, most=MOST_LINES):
        sheet.text(box.left, top + NAME, line, NAME, bold=True)
        top += NAME * 1.35
    for line in wrapped(_figure(chart, option), box.width, FIGURE):
        sheet.text(box.left, top + FIGURE, line, FIGURE)
        top += FIGURE * 1.35
    return top + 5


def _figure(chart: CostChart, option: ChartOption) -> str:
    words = figure(chart, option)
    if option in lowest(chart) and len(lowest(chart)) < len(chart.options):
        words += ", the lowest"
    if option.low is not None and option.high is not None:
        words += f" (from {in_words(rounded(option.low))} to {in_words(rounded(option.high))})"
    return words


def _bar(
    sheet: Sheet, option: ChartOption, looks: Mapping[str, Fill], scale: Scale, top: float
) -> None:
    parts = option.compared_by_part
    ends = stacked(list(parts.values()), scale)
    for label, (start, end) in zip(parts, ends, strict=True):
        if start != end:
            sheet.areas([across(start, end, top, BAR)], looks[label])
    for pounds, (start, end) in zip(compared_in_pounds(option), ends, strict=True):
        _inside(sheet, in_words(pounds), start, end, top)


def _inside(sheet: Sheet, words: str, start: float, end: float, top: float) -> None:
    """The amount on its own part of the bar, where there is room for it."""
    width = width_of(words, INSIDE, bold=False)
    if abs(end - start) < width + 14:
        return
    middle = (start + end) / 2
    sheet.label(Box(middle - width / 2 - 3, top + 4, width + 6, BAR - 8))
    sheet.text(middle, top + BAR / 2 + 4, words, INSIDE, side="center")


def _strip(sheet: Sheet, option: ChartOption, scale: Scale, top: float) -> None:
    down = top + STRIP - 5
    if option.low is not None and option.high is not None:
        whisker(sheet, scale.at(option.low), scale.at(option.high), down)
    sheet.dot(scale.at(option.compared), down)
