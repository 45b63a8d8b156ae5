"""One box of a card, and what every input element of it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot import forms
from bot.teams.cards import limits
from bot.teams.cards.elements import Element
from bot.teams.cards.room import EVERYTHING
from buying.cards import Field, Question

Asked = Question | Field


@dataclass(frozen=True)
class Box:
    """One control. ``parts`` are what it holds, as :func:`bot.forms.typed` gives it.

    ``required``: whether Teams may insist that it is filled in. ``most``: bytes that its list of
    answers may have.
    """

    name: str
    asked: Asked
    label: str
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hint: str = ""
    error: str = ""
    required: bool = True
    most: int = EVERYTHING

    def held(self, part: str = "") -> str:
        """What one of its parts holds; empty for nothing."""
        return next(iter(self.parts.get(part, ())), "")

    @property
    def group(self) -> str:
        """The heading under which it stands; empty for none."""
        return getattr(self.asked, "group", None) or ""


def too_long(value: Any) -> bool:
    """Whether a text that was given already is longer than a box of a card can show."""
    return isinstance(value, str) and len(value) > limits.LONGEST_VALUE


def element(kind: str, box: Box, part: str = "", **more: Any) -> Element:
    """An input element of a box, with its label, and a sentence where it must not be empty."""
    missing = _missing(box.asked) if box.required else ""
    return {
        "type": kind,
        "id": f"{box.name}-{part}" if part else box.name,
        "label": limits.cut(box.label.strip() or "Your answer", limits.LONGEST_LABEL),
        **({"isRequired": True, "errorMessage": missing} if missing else {}),
        **more,
    }


def _missing(asked: Asked) -> str:
    """The sentence where a box is empty; none where it may be, as beside a tick for an estimate."""
    if asked.optional or asked.estimate:
        return ""
    alone = Question(id="value", kind=asked.kind, choices=asked.choices)
    try:
        forms.answer(alone, {})
    except forms.NotRight as error:
        return error.sentences["value"]
    return ""


def typed(box: Box, part: str = "", **more: Any) -> Element:
    """A box to type in, with what it holds."""
    held = box.held(part)
    value = {"value": held[: limits.LONGEST_VALUE]} if held else {}
    return element("Input.Text", box, part, maxLength=limits.LONGEST_VALUE, **value, **more)
