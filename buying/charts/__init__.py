"""Whole-life costs as a picture, as words and as a table: three ways to say the same figures.

``chart`` holds the figures, neutral and frozen; ``words`` says them (:func:`alt_text`),
``tables`` lists them (:func:`as_tables`), and ``pictures`` draws them (:func:`svg`,
:func:`png`, :func:`size`). ``look`` chooses colours and hatches, ``layout`` places everything and
``sheet`` is the paper it is drawn on. The library that draws is loaded with the first
picture, not before.
"""

from buying.charts.chart import MOST_OPTIONS, ChartOption, CostChart, PartCost
from buying.charts.pictures import Shape, png, size, svg
from buying.charts.tables import as_tables
from buying.charts.words import alt_text

__all__ = [
    "MOST_OPTIONS",
    "ChartOption",
    "CostChart",
    "PartCost",
    "Shape",
    "alt_text",
    "as_tables",
    "png",
    "size",
    "svg",
]
