"""The look back: its author's own until they share it with specialists (P14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from buying.cards import Question
from buying.domain.workflow import Step, base_key

STAGE = "look_back"
"""The stage whose every answer is part of it."""

SHARE = "share"
"""The box that asks whether to share it."""

PLAIN = {"delivery": frozenset({"reference", "arrived_on", "paid", "as_agreed", SHARE})}
"""A question that a small purchase looks back in as well, with the boxes of it that are facts
for anybody who may read the file. Any other box of it counts as look back."""


def holds(steps: Iterable[Step], question: str) -> bool:
    """Whether ``question`` (a key, with or without number) is of the look back as a whole."""
    base = base_key(question)
    return any(step.id == base and step.stage == STAGE for step in steps)


def begins_with(steps: Iterable[Step], asked: Question) -> bool:
    """Whether what is said in answer to ``asked`` may be of the look back."""
    return holds(steps, asked.id) or any(box.id == SHARE for box in asked.fields)


def without(question: str, value: Any) -> Any:
    """An answer to ``question`` without the boxes that are of the look back."""
    plain = PLAIN.get(base_key(question))
    if plain is None or not isinstance(value, Mapping):
        return value
    return {box: said for box, said in value.items() if box in plain}
