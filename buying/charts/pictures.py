"""A chart as SVG or PNG. The same chart gives the same bytes."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from buying.charts import plotting
from buying.charts.accessible import finished
from buying.charts.chart import CostChart
from buying.charts.fewer import drawable
from buying.charts.words import alt_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image

    from buying.charts.sheet import Sheet

Shape = Literal["wide", "narrow"]
"""``wide`` is for a page; ``narrow`` for phones and chats, where a picture gets little room."""

KEPT = 32
COLOURS = 128
SHARP = 2
"""Dots of a PNG for each CSS pixel."""


@lru_cache(KEPT)
def svg(chart: CostChart, shape: Shape = "wide") -> bytes:
    """``chart`` as SVG: text as outlines, with title and description, no style and no script."""
    with plotting.DRAWING:
        made = io.BytesIO()
        _figure(chart, shape).savefig(made, format="svg", metadata={"Date": None})
    return finished(made.getvalue(), title=chart.title, description=alt_text(chart))


@lru_cache(KEPT)
def png(chart: CostChart, shape: Shape = "narrow") -> bytes:
    """``chart`` as PNG, two dots for each CSS pixel, in a palette of ``COLOURS``."""
    with plotting.DRAWING:
        dots = _dots(_figure(chart, shape))
    made = io.BytesIO()
    dots.convert("RGB").quantize(COLOURS).save(made, format="png", optimize=True)
    return made.getvalue()


@lru_cache(KEPT)
def size(chart: CostChart, shape: Shape = "wide") -> tuple[int, int]:
    """How wide and how high the SVG of ``chart`` is, in whole CSS pixels."""
    with plotting.DRAWING:
        sheet, height = _laid_out(chart, shape)
    return round(sheet.width), round(height)


def _dots(figure: Figure) -> Image:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL.Image import frombuffer

    figure.set_dpi(plotting.PER_INCH * SHARP)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    dots = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    return frombuffer("RGBA", canvas.get_width_height(), dots)


def _figure(chart: CostChart, shape: Shape) -> Figure:
    sheet, height = _laid_out(chart, shape)
    return sheet.finished(height)


def _laid_out(chart: CostChart, shape: Shape) -> tuple[Sheet, float]:
    plotting.load()
    from buying.charts.layout import Format, laid_out

    format = Format(680, 2) if shape == "wide" else Format(300, 1)
    return laid_out(drawable(chart), format)
