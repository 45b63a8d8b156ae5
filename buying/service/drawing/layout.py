"""Where everything of the picture goes: one row for each step, so that columns can be compared.

All measures are in the picture's own units, about a pixel each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from buying.service.drawing.measure import wrapped
from buying.service.drawing.text import change_words
from buying.service.drawing.views import Box, Column, Flow

COLUMN, GAP, MARGIN, PAD = 302, 24, 24, 12
ROOM = COLUMN - 2 * PAD - 8
SMALL, PLAIN, LARGE = 12, 14, 15
LINE = 17
BETWEEN = 18
"""The height between two boxes, in which the arrow is."""

WHO = {
    "requester": "Person who buys",
    "specialist": "Specialist",
    "budget_holder": "Budget holder",
}


@dataclass(frozen=True)
class Line:
    """A line of text: its place on the left and of its foot."""

    x: float
    y: float
    text: str
    style: str


@dataclass(frozen=True)
class Placed:
    """A box with its lines. ``who`` and ``depends`` say how it is drawn."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    who: str = "head"
    depends: bool = False


@dataclass
class Picture:
    """Everything that is drawn. ``arrows``: from where to where, straight down, and at which x."""

    width: float
    height: float = 0
    heads: list[Line] = field(default_factory=list)
    bands: list[Placed] = field(default_factory=list)
    boxes: list[Placed] = field(default_factory=list)
    arrows: list[tuple[float, float, float]] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)


def layout(flow: Flow, heading: str, about: str, top: float) -> Picture:
    """The whole picture of ``flow``; ``top`` is where the first column's head begins."""
    wide = 2 * MARGIN + len(flow.columns) * (COLUMN + GAP) - GAP
    picture = Picture(width=wide)
    picture.heads = [Line(MARGIN, 40, heading, "title"), Line(MARGIN, 64, about, "about")]
    ends = [0.0] * len(flow.columns)
    y = _heads(picture, flow, top, ends)
    for title, questions in zip(flow.stages, flow.rows, strict=True):
        if questions:
            y = _band(picture, title, y)
        for question in questions:
            y = _row(picture, flow, question, y, ends) + BETWEEN
    picture.height = _notes(picture, flow.columns, y + LINE) + MARGIN
    return picture


def _x(number: int) -> float:
    return MARGIN + number * (COLUMN + GAP)


def _heads(picture: Picture, flow: Flow, y: float, ends: list[float]) -> float:
    texts = [
        [
            *((line, "values") for line in wrapped(column.values, ROOM, LARGE, bold=True)),
            *((line, "way") for line in wrapped(column.way, ROOM, PLAIN)),
        ]
        for column in flow.columns
    ]
    height = max(len(each) for each in texts) * LINE + 2 * PAD
    for number, each in enumerate(texts):
        picture.boxes.append(_placed(_x(number), y, height, each))
        ends[number] = y + height
    return y + height + BETWEEN


def _band(picture: Picture, title: str, y: float) -> float:
    """The heading of a stage, across all columns."""
    height = 30.0
    line = Line(MARGIN + PAD, y + 21, title, "stage")
    across = picture.width - 2 * MARGIN
    picture.bands.append(Placed(MARGIN, y, across, height, (line,)))
    return y + height + BETWEEN


def _row(picture: Picture, flow: Flow, question: str, y: float, ends: list[float]) -> float:
    """One step in every column that asks it; the foot of the row."""
    found = {
        number: column.boxes[question]
        for number, column in enumerate(flow.columns)
        if question in column.boxes
    }
    texts = {number: _lines(box) for number, box in found.items()}
    height = max(len(lines) for lines in texts.values()) * LINE + 2 * PAD - 4
    for number, box in found.items():
        placed = _placed(_x(number), y, height, texts[number], box.who, bool(box.only_if))
        picture.boxes.append(placed)
        picture.arrows.append((_x(number) + COLUMN / 2, ends[number], y))
        ends[number] = y + height
    return y + height


def _lines(box: Box) -> list[tuple[str, str]]:
    form = f", form with {box.boxes} box{'' if box.boxes == 1 else 'es'}" if box.boxes else ""
    times = f", {box.times}" if box.times else ""
    small = [f"{WHO[box.who]}{form}{times}"]
    if box.only_if:
        small.append(f"Only if {box.only_if}")
    if box.may_end:
        small.append(f"Can end here: {'; '.join(box.may_end)}")
    return [
        *((line, "label") for line in wrapped(box.label, ROOM, PLAIN, bold=True)),
        *((line, "small") for words in small for line in wrapped(words, ROOM, SMALL)),
    ]


def _placed(
    x: float,
    y: float,
    height: float,
    lines: Sequence[tuple[str, str]],
    who: str = "head",
    depends: bool = False,
) -> Placed:
    placed = tuple(
        Line(x + PAD + 4, y + PAD + 10 + number * LINE, text, style)
        for number, (text, style) in enumerate(lines)
    )
    return Placed(x, y, COLUMN, height, placed, who, depends)


def _notes(picture: Picture, columns: Sequence[Column], y: float) -> float:
    """Under each column, what leads to another way to buy; the foot of the longest."""
    foot = y
    for number, column in enumerate(columns):
        at = y
        for words, style in _note_lines(column):
            picture.notes.append(Line(_x(number) + PAD + 4, at, words, style))
            at += LINE
        foot = max(foot, at)
    return foot


def _note_lines(column: Column) -> Iterator[tuple[str, str]]:
    if column.changes:
        yield "Another way to buy, if:", "label"
    for change in column.changes:
        for line in wrapped(f"• {change_words(change)}", ROOM, SMALL):
            yield line, "small"
