"""What is wrong with a request for costs: where it is, and a sentence for whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

MOST_TOLD = 100
"""The most mistakes that are told at once."""

LONGEST_QUOTE = 40

NEEDED = {
    "options": "Give the options to compare, as a list.",
    "name": "Give the option a name.",
    "life_years": "Say how many whole years it lasts.",
    "lines": "Give the costs of this option, as a list.",
    "kind": "Say what kind of cost this is, such as price or servicing.",
    "low": "A range needs its lowest figure, low.",
    "high": "A range needs its highest figure, high.",
    "recoverable": "Say true if you get VAT back, or false if you do not.",
}
SHAPES = {
    "model_type": "Write this in curly brackets, as names and their figures.",
    "tuple_type": "Write this as a list in square brackets.",
    "string_type": "Write this as text, in quotes.",
    "bool_type": "Write true or false, without quotes.",
}


class Mistake(NamedTuple):
    """``where`` is a path such as ``options[0].lines[2].amount``; empty for the whole request."""

    where: str
    message: str

    @property
    def said(self) -> str:
        """Both in one line."""
        return f"{self.where}: {self.message}" if self.where else self.message


class Refused(ValueError):
    """A request that cannot be worked out, with every mistake that was found in it."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)[:MOST_TOLD]
        super().__init__("\n".join(mistake.said for mistake in self.mistakes))


def wrong(message: str) -> PydanticCustomError:
    """An error for a validator to raise: ``message`` is told as it stands."""
    return PydanticCustomError("figure", "{said}", {"said": message})


def path(parts: Sequence[str | int]) -> str:
    """``("options", 0, "name")`` as ``options[0].name``."""
    text = ""
    for part in parts:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def quoted(text: str) -> str:
    """A text of somebody else's, short and without what cannot be seen."""
    seen = "".join(each if each.isprintable() else "?" for each in text[: LONGEST_QUOTE + 1])
    return f"“{seen[:LONGEST_QUOTE]}{'…' if len(seen) > LONGEST_QUOTE else ''}”"


def told(error: Any, names: Sequence[str]) -> Mistake:
    """One error of pydantic's. ``names`` are those that the place of the error knows."""
    where, kind = error["loc"], error["type"]
    if kind == "extra_forbidden":
        known = ", ".join(names)
        unknown = quoted(str(where[-1]))
        return Mistake(path(where[:-1]), f"There is no {unknown} here. Use {known}.")
    return Mistake(path(where), _message(kind, where, error))


def _message(kind: str, where: Sequence[str | int], error: Any) -> str:
    context = error.get("ctx", {})
    if kind == "figure":
        return str(context["said"])
    if kind == "missing":
        return NEEDED.get(str(where[-1]), "This is missing.")
    if kind == "literal_error":
        return f"Use {context['expected']} here."
    return SHAPES.get(kind, "I could not read this. Check how it is written.")
