"""What the forms of "Try the rules" and "The flow" have in common: a kind of purchase and a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import Request

from buying.clock import today
from buying.service import desk_evaluations
from desk import words
from desk.rulebook.boxes import DAY_PARTS, Boxes

DAY = "on"


def typed(request: Request) -> Boxes:
    """The boxes of a form that is sent in the address, as links that people share need it."""
    query = request.query_params
    return Boxes({name: query.getlist(name) for name in query})


def the_day(boxes: Boxes) -> date | None:
    """The day that was asked for, today where none was; None, with its error, where it is wrong."""
    if any(boxes.typed(f"{DAY}-{part}").strip() for part in DAY_PARTS):
        return boxes.day(DAY, "Say which day.")
    return today()


def kinds(boxes: Boxes, anything: str) -> list[dict[str, Any]]:
    """The kinds of purchase to choose from; ``anything`` leaves it open."""
    return words.items(dict(desk_evaluations.categories()), boxes.typed("category"), anything)
