"""The flow in Mermaid, a language of diagrams that many wikis and editors show as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from buying.service.drawing.layout import WHO
from buying.service.drawing.text import title
from buying.service.drawing.views import Box, Column, Flow

SHAPES = {"requester": ("[", "]"), "specialist": ("[[", "]]"), "budget_holder": ("([", "])")}


def in_mermaid(flow: Flow) -> str:
    """``flow`` as a Mermaid flowchart: a group for each column, and in it one for each stage."""
    lines = ["---", f"title: {_quoted(title(flow))}", "---", "flowchart TB"]
    for number, column in enumerate(flow.columns, start=1):
        lines += _column(flow, column, f"c{number}")
    return "\n".join(lines) + "\n"


def _column(flow: Flow, column: Column, id: str) -> Iterator[str]:
    yield f"  subgraph {id}[{_quoted(f'{column.values}: {column.way}')}]"
    for stage, (name, boxes) in enumerate(zip(flow.stages, column.stages, strict=True), start=1):
        if boxes:
            yield f"    subgraph {id}s{stage}[{_quoted(name)}]"
            yield from (f"      {id}_{box.id}{_shape(box)}" for box in boxes)
            yield "    end"
    for one, other in pairwise(column.boxes.values()):
        arrow = f"-. {_quoted('only if ' + other.only_if)} .->" if other.only_if else "-->"
        yield f"    {id}_{one.id} {arrow} {id}_{other.id}"
    yield "  end"


def _shape(box: Box) -> str:
    left, right = SHAPES[box.who]
    times = f", {box.times}" if box.times else ""
    return f"{left}{_quoted(f'{box.label} ({WHO[box.who]}{times})')}{right}"


def _quoted(text: str) -> str:
    """``text`` as Mermaid reads it: quotes and the signs that it would take for markup escaped."""
    safe = text.replace("&", "#amp;").replace('"', "#quot;")
    return '"' + safe.replace("<", "#lt;").replace(">", "#gt;").replace("`", "#96;") + '"'
