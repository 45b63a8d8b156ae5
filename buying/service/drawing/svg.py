"""The flow as a picture (SVG) that needs no colour to be understood."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from buying.english import day_in_words
from buying.service.drawing.layout import WHO, layout
from buying.service.drawing.text import title
from buying.service.drawing.views import Column, Flow

TOP = 122
"""Where the columns begin, under the title and the key."""


def in_svg(flow: Flow) -> str:
    """``flow`` as an SVG document with a title and a description for screen readers."""
    about = f"For: {flow.category}. Rules “{flow.rules}” on {day_in_words(flow.on)}."
    heading = title(flow)
    drawn: str = _template().render(
        heading=heading,
        said=" ".join([about, *(_said(column) for column in flow.columns)]),
        key=(*WHO.items(), ("requester", "Only in some cases")),
        picture=layout(flow, heading, about, TOP),
    )
    return drawn.lstrip() + "\n"


def _said(column: Column) -> str:
    """A column in one sentence."""
    boxes = column.boxes.values()
    some = sum(bool(box.only_if) for box in boxes)
    return f"{column.values}: {column.way}. {len(boxes) - some} steps, and {some} in some cases."


@lru_cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["at"] = lambda number: f"{number:g}"
    return environment.get_template("flow.svg")
