"""What a line typed under a card means: a number picks an answer, a button's words press it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.cards_text import asked_field
from buying.cards import Action, Choice, Field, Question

NUMBERS = re.compile(r"\d{1,3}(?:\s*(?:,|and|\s)\s*\d{1,3})*")


class NoSuchNumber(ValueError):
    """A number that stands before no answer; the text says which there are."""


def turn(text: str, question: Question | None, actions: Sequence[Action]) -> dict[str, Any]:
    """The body of a turn for what was typed. Raises NoSuchNumber.

    Words that mean nothing special stay a text: the service reads them.
    """
    pressed = next((a.id for a in actions if a.label.casefold() == text.casefold()), None)
    if pressed is not None:
        return {"action": pressed}
    if question is None:
        return {"text": text}
    if question.kind == "form":
        return {"text": _for_field(text, asked_field(question))}
    picked = _picked(text, question)
    if not picked:
        return {"text": text}
    value: Any = [choice.value for choice in picked]
    return {"answer": {"question": question.id, "value": value if _several(question) else value[0]}}


def _for_field(text: str, field: Field | None) -> str:
    picked = _picked(text, field) if field else []
    return ", ".join(choice.label for choice in picked) or text


def _several(asked: Question | Field) -> bool:
    return asked.kind == "choices"


def _picked(text: str, asked: Question | Field) -> list[Choice]:
    """The choices whose numbers were typed; none where the text is not numbers."""
    if asked.kind not in ("choice", "choices") or not NUMBERS.fullmatch(text):
        return []
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    last = len(asked.choices)
    if not all(1 <= number <= last for number in numbers):
        raise NoSuchNumber(f"There are answers 1 to {last}. Type one of these numbers, or words.")
    if len(numbers) > 1 and not _several(asked):
        raise NoSuchNumber(f"Only one answer fits here. Type one number from 1 to {last}.")
    return [asked.choices[number - 1] for number in dict.fromkeys(numbers)]
