"""Where everything stands: heading, key, a bar for each option, and each option year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from buying.charts import bars, years
from buying.charts.chart import CostChart
from buying.charts.lettering import cut, wrapped
from buying.charts.look import INK, SOFT, Fill, fills
from buying.charts.plotting import width_of
from buying.charts.sheet import Box, Sheet

MARGIN = 12.0
HEADING, WORDS = 15.0, 12.0
LINE = 1.35
KEY = 22.0
"""Width of a sign in the key."""


@dataclass(frozen=True)
class Format:
    """How wide the sheet is in CSS pixels, and how many small charts stand side by side."""

    width: float
    columns: int


def laid_out(chart: CostChart, format: Format) -> tuple[Sheet, float]:
    """The sheet with all of ``chart`` on it, and its height in CSS pixels."""
    sheet = Sheet(format.width)
    inner = format.width - 2 * MARGIN
    looks = fills(chart.parts)
    top = _heading(sheet, chart, inner)
    top = _key(sheet, chart, looks, top + 8, inner)
    top = bars.draw(sheet, chart, looks, Box(MARGIN, top + 10, inner, 0))
    top = years.draw(sheet, chart, looks, Box(MARGIN, top + 14, inner, 0), format.columns)
    return sheet, top + MARGIN


def _heading(sheet: Sheet, chart: CostChart, inner: float) -> float:
    top = MARGIN
    for words, size, bold, colour in (
        (chart.title, HEADING, True, INK),
        (chart.basis, WORDS, False, SOFT),
    ):
        for line in wrapped(words, inner, size, bold):
            sheet.text(MARGIN, top + size, line, size, bold=bold, colour=colour)
            top += size * LINE
    return top


def _key(
    sheet: Sheet, chart: CostChart, looks: Mapping[str, Fill], top: float, inner: float
) -> float:
    left = MARGIN
    signs: list[tuple[str, Fill | None]] = [*looks.items()]
    if bars.strip(chart):
        signs.append((bars.marker_words(chart), None))
    for label, fill in signs:
        words = cut(label, inner - KEY - 6, WORDS)
        width = KEY + 6 + width_of(words, WORDS, bold=False)
        if left > MARGIN and left + width > MARGIN + inner:
            left, top = MARGIN, top + WORDS * 1.6
        _sign(sheet, fill, left, top, ranged=chart.ranged)
        sheet.text(left + KEY + 6, top + 11, words, WORDS)
        left += width + 16
    return top + WORDS * 1.6


def _sign(sheet: Sheet, fill: Fill | None, left: float, top: float, *, ranged: bool) -> None:
    if fill is not None:
        sheet.areas([Box(left, top, KEY, 13)], fill)
        return
    if ranged:
        bars.whisker(sheet, left + 1, left + KEY - 1, top + 7)
    sheet.dot(left + KEY / 2, top + 7)
