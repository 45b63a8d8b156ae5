"""The form with which somebody on the desk answers a step: from the card's question, and back.

Kinds that a reply can have here: text, choice, choices, yes_no and rating, alone
or as boxes of a form. Anything else raises, rather than be left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from buying.cards import Choice, Field, Model, Question

ANSWER = "answer"
"""The name of the box of a question that is no form."""

LONGEST = 4000
YES_NO = (Choice(value="yes", label="Yes"), Choice(value="no", label="No"))
RATINGS = tuple(
    Choice(value=str(n), label=label)
    for n, label in enumerate(("1, poor", "2", "3", "4", "5, very good"), start=1)
)


class UnknownKind(Exception):
    """A question kind that the desk cannot put to anybody."""


class Box(Model):
    """One control. ``radios`` and ``checkboxes`` have ``choices``; ``textarea`` has none."""

    id: str
    label: str
    hint: str | None
    control: str
    choices: tuple[Choice, ...]
    optional: bool
    given: tuple[str, ...] = ()
    error: str | None = None


Posted = Mapping[str, Sequence[str]]


def boxes(question: Question, title: str, posted: Posted | None = None) -> tuple[Box, ...]:
    """The controls of ``question``, with what was posted. Raises UnknownKind."""
    if question.kind == "form":
        parts = [_box(field, field.label) for field in question.fields]
    else:
        alone = Field(
            id=ANSWER, label=title, kind=question.kind, choices=question.choices,
            optional=question.optional,
        )  # fmt: skip
        parts = [_box(alone, title)]
    given = posted or {}
    return tuple(box.model_copy(update={"given": tuple(given.get(box.id, ()))}) for box in parts)


def _box(field: Field, label: str) -> Box:
    kinds = {
        "text": ("textarea", ()),
        "choice": ("radios", field.choices),
        "choices": ("checkboxes", field.choices),
        "yes_no": ("radios", YES_NO),
        "rating": ("radios", RATINGS),
    }
    if field.kind not in kinds:
        raise UnknownKind(f"the desk has no control for “{field.kind}”")
    control, choices = kinds[field.kind]
    return Box(
        id=field.id, label=label, hint=field.hint, control=control, choices=choices,
        optional=field.optional,
    )  # fmt: skip


def checked(given: tuple[Box, ...]) -> tuple[Box, ...]:
    """The same controls, each with a sentence where something is missing or too long."""
    return tuple(box.model_copy(update={"error": _wrong(box)}) for box in given)


def _wrong(box: Box) -> str | None:
    words = [text for text in box.given if text.strip()]
    if not words:
        return None if box.optional else _missing(box)
    if box.control == "textarea":
        length = len(_plain(words[0]))
        if length > LONGEST:
            return (
                f"“{box.label}” has {length:,} characters. Make it {LONGEST:,} characters or fewer."
            )
        return None
    known = {choice.value for choice in box.choices}
    return None if set(words) <= known else f"Choose one of the answers to “{box.label}”."


def _missing(box: Box) -> str:
    doing = "Write something in" if box.control == "textarea" else "Choose an answer to"
    return f"{doing} “{box.label}”."


def value(question: Question, given: tuple[Box, ...]) -> Any:
    """What was posted, in the shape of a structured answer (see ``cards.Question``)."""
    kinds = {field.id: field.kind for field in question.fields} or {ANSWER: question.kind}
    read = {box.id: _read(kinds[box.id], box.given) for box in given}
    return read if question.kind == "form" else read[ANSWER]


def _read(kind: str, given: tuple[str, ...]) -> Any:
    if kind == "choices":
        return list(given)
    first = _plain(given[0]).strip() if given else ""
    if not first:
        return None
    if kind == "yes_no":
        return first == "yes"
    return int(first) if kind == "rating" else first


def _plain(text: str) -> str:
    """Browsers send line ends as two characters; people count one."""
    return text.replace("\r\n", "\n")
