"""The flow as text: one list for each stretch of values, read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from buying.english import day_in_words
from buying.rulebook.wording import ROLES
from buying.service.drawing.views import Box, Change, Column, Flow

WIDTH = 92


def in_text(flow: Flow) -> str:
    """Every column of ``flow`` with its steps, stage by stage, in lines of up to 92 characters."""
    lines = [title(flow), f"For: {flow.category}. Rules “{flow.rules}” on {day_in_words(flow.on)}."]
    for column in flow.columns:
        lines += ["", *_column(flow, column)]
    return "\n".join(lines) + "\n"


def title(flow: Flow) -> str:
    """The heading of a drawing."""
    return f"How a purchase goes at {flow.organisation}"


def _column(flow: Flow, column: Column) -> Iterator[str]:
    yield f"{column.values}: {column.way}".upper()
    yield from wrap(f"Decided by: {column.line}. {column.clause}.", WIDTH)
    number = 0
    for name, boxes in zip(flow.stages, column.stages, strict=True):
        if boxes:
            yield f"{name}:"
        for box in boxes:
            number += 1
            yield from _wrapped(f"{number}. {words(box)}")
    if column.changes:
        yield "Another way to buy, if:"
    for change in column.changes:
        yield from _wrapped(f"- {change_words(change)}")


def _wrapped(line: str) -> list[str]:
    return wrap(line, WIDTH, initial_indent="  ", subsequent_indent="     ")


def words(box: Box) -> str:
    """A step in one line: what it is, who answers, when, and what may end here."""
    said = [f"{box.label}: {ROLES[box.who]}"]
    if box.boxes:
        said.append(f"a form with {box.boxes} {'box' if box.boxes == 1 else 'boxes'}")
    if box.times:
        said.append(box.times)
    if box.only_if:
        said.append(f"only if {box.only_if}")
    if box.may_end:
        said.append(f"it can end here ({'; '.join(box.may_end)})")
    return ", ".join(said)


def change_words(change: Change) -> str:
    """An answer that leads to another way to buy, in one line."""
    if not change.question:
        return f"{change.answer}: {change.to}"
    return f"“{change.question}” is answered “{change.answer}”: {change.to}"
