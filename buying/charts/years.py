"""A small chart for each option: how its cost adds up year by year, all on one scale.

Each column holds what has been spent by the end of that year. What a single year costs is too
little beside the price to be seen; the tables have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import accumulate

from buying.charts.chart import ChartOption, CostChart
from buying.charts.lettering import cut, wrapped
from buying.charts.look import SOFT, Fill
from buying.charts.plotting import width_of
from buying.charts.scale import Scale, extent, short, stacked
from buying.charts.sheet import Box, Sheet

HEADING, NAME, TICK = 13.0, 12.0, 11.0
HIGH, BELOW, APART = 92.0, 18.0, 16.0
HEAD = 2.0
"""Lines from the top of a name to the top of its chart."""
GUTTER = 24.0
MARKS = 3
WORDS = "How the cost adds up, year by year (0 is the day you buy)"
GRID = "#d5d8da"
WIDEST = 24.0
"""CSS pixels of a column, however few years there are."""


def draw(
    sheet: Sheet, chart: CostChart, looks: Mapping[str, Fill], box: Box, columns: int
) -> float:
    """The small charts from the top of ``box`` on; gives where they end."""
    top = box.top
    for line in wrapped(WORDS, box.width, HEADING, bold=True):
        sheet.text(box.left, top + HEADING, line, HEADING, bold=True)
        top += HEADING * 1.35
    top += 6
    columns = min(columns, len(chart.options))
    width = (box.width - GUTTER * (columns - 1)) / columns
    height = NAME * HEAD + HIGH + BELOW + APART
    ends = [end for option in chart.options for year in so_far(option) for end in extent(year)]
    most = max(len(option.by_year) for option in chart.options)
    for number, option in enumerate(chart.options):
        row, column = divmod(number, columns)
        place = Box(
            box.left + column * (width + GUTTER), top + row * height, width, HIGH + NAME * HEAD
        )
        _small(sheet, option, looks, place, ends, most)
    return top + -(-len(chart.options) // columns) * height - APART


def so_far(option: ChartOption) -> list[tuple[Decimal, ...]]:
    """For each year the pounds of each part up to its end."""
    return list(zip(*(accumulate(part.by_year) for part in option.parts), strict=True))


def _small(
    sheet: Sheet,
    option: ChartOption,
    looks: Mapping[str, Fill],
    box: Box,
    ends: list[Decimal],
    most: int,
) -> None:
    name = cut(option.name, box.width, NAME)
    sheet.text(box.left, box.top + NAME, name, NAME)
    scale = Scale.over(ends, box.top + box.height, box.top + NAME * HEAD)
    marks = scale.marks(MARKS)
    room = max(width_of(short(mark), TICK, bold=False) for mark in marks) + 6
    plot = Box(box.left + room, box.top, box.width - room, box.height)
    for mark in marks:
        down = scale.at(mark)
        sheet.line([(plot.left, down), (plot.left + plot.width, down)], GRID)
        sheet.text(plot.left - 6, down + 4, short(mark), TICK, colour=SOFT, side="right")
    _columns(sheet, option, looks, plot, scale, most)
    sheet.line([(plot.left, scale.at(0)), (plot.left + plot.width, scale.at(0))], width=1.2)


def _columns(
    sheet: Sheet,
    option: ChartOption,
    looks: Mapping[str, Fill],
    plot: Box,
    scale: Scale,
    most: int,
) -> None:
    step = min(plot.width / most, WIDEST * 1.35)
    wide = step * 0.74
    boxes: dict[str, list[Box]] = {part.label: [] for part in option.parts}
    for year, amounts in enumerate(so_far(option)):
        left = plot.left + step * (year + 0.5) - wide / 2
        for part, (start, end) in zip(option.parts, stacked(amounts, scale), strict=True):
            if abs(end - start) > 0:
                boxes[part.label].append(Box(left, min(start, end), wide, abs(end - start)))
    for label, found in boxes.items():
        if found:
            sheet.areas(found, looks[label], edge=min(0.8, wide / 8))
    for year in range(0, most, _every(most, step)):
        middle = plot.left + step * (year + 0.5)
        down = plot.top + plot.height + BELOW - 4
        sheet.text(middle, down, str(year), TICK, colour=SOFT, side="center")


def _every(most: int, step: float) -> int:
    """How many years from one number to the next, so that the numbers stand apart."""
    room = width_of(str(most), TICK, bold=False) + 8
    return next((n for n in (1, 2, 5, 10, 20, 25) if n * step >= room), 50)
