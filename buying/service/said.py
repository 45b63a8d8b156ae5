"""What somebody may send, and what is refused before it is kept."""

from __future__ import annotations

import math
import unicodedata
from typing import Any

from pydantic import model_validator

from buying.cards import Model

LONGEST = 10_000
"""Characters, in any one text that somebody sends."""

MOST_PARTS = 300
DEEPEST = 6
KEPT_CONTROLS = "\n\t"


class Refused(ValueError):
    """What was sent cannot be taken. ``code`` is for programs, the text for people."""

    code = "refused"


class Empty(Refused):
    """Nothing, or only blanks."""

    code = "empty"

    def __init__(self) -> None:
        super().__init__("There is nothing in your message. Type something and send it again.")


class TooLong(Refused):
    """A text above :data:`LONGEST` characters."""

    code = "too_long"

    def __init__(self, length: int) -> None:
        super().__init__(
            f"Your text has {length:,} characters, and I can read {LONGEST:,} at once. "
            "Make it shorter, or send it in parts."
        )


class Unfit(Refused):
    """An answer of a shape that no question has."""

    code = "unfit"

    def __init__(self) -> None:
        super().__init__("That answer has too many parts. Send only what the question asks for.")


class EventReused(Refused):
    """An event id that was used before, for something else."""

    code = "event_reused"

    def __init__(self) -> None:
        super().__init__(
            "That message number was used before, for other words. Send it again with a new one."
        )


class Given(Model):
    """A structured answer to a question; its shapes are in ``cards.Question``.

    ``message``: the number of the message whose control was used, where the door knows it, so
    that an answer counts for what was shown there.
    """

    question: str
    value: Any
    message: int | None = None


class Said(Model):
    """What somebody sent: a text, an answer, the id of an action or of a file; exactly one.

    ``beside``: what was typed in the form from which a file was sent, so that it is not lost.
    It is no answer yet.
    """

    text: str = ""
    answer: Given | None = None
    action: str | None = None
    file: str | None = None
    beside: Given | None = None

    def at(self, message: int | None) -> Said:
        """The same, said with the control of the message with that number."""
        if self.answer is None or message is None:
            return self
        answer = self.answer.model_copy(update={"message": message})
        return self.model_copy(update={"answer": answer})

    @model_validator(mode="after")
    def _exactly_one(self) -> Said:
        others = (self.answer, self.action, self.file)
        if bool(self.text) + sum(other is not None for other in others) != 1:
            raise ValueError("give exactly one of text, answer, action and file")
        if self.beside is not None and self.file is None:
            raise ValueError("give beside only with a file")
        return self


def checked(said: Said) -> Said:
    """``said`` as it can be kept by any database: no control characters, no broken ones.

    Raises Empty, TooLong or Unfit.
    """
    if said.answer is not None:
        return Said(answer=_given(said.answer))
    if said.action is not None:
        return Said(action=_name(said.action))
    if said.file is not None:
        return Said(file=_name(said.file), beside=said.beside and _given(said.beside))
    text = _text(said.text).strip()
    if not text:
        raise Empty
    return Said(text=text)


def _given(given: Given) -> Given:
    value = _value(given.value, DEEPEST, [MOST_PARTS])
    return Given(question=_name(given.question), value=value, message=given.message)


def _text(text: str) -> str:
    if len(text) > LONGEST:
        raise TooLong(len(text))
    whole = text.replace("\r\n", "\n").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(c for c in whole if c in KEPT_CONTROLS or unicodedata.category(c) != "Cc")


def _name(text: str) -> str:
    name = _text(text).strip()
    if not name:
        raise Empty
    if len(name) > 200:
        raise Unfit
    return name


def _value(value: Any, deep: int, left: list[int]) -> Any:
    left[0] -= 1
    if deep == 0 or left[0] < 0:
        raise Unfit
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_value(part, deep - 1, left) for part in value]
    if isinstance(value, dict):
        return {_text(name): _value(part, deep - 1, left) for name, part in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        raise Unfit
    return value
