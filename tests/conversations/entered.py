"""What somebody enters on a screen to give an answer: the words to type, or those to pick."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.words import RATINGS
from buying.domain.money import VAT_WORDS

Json = Mapping[str, Any]
Asked = Json
"""A question, or a box of a form, as JSON: see ``buying.cards``."""

UNKNOWN = "I don’t know"
JOINER = "\u2060"
"""A character that cannot be seen."""


class NotThere(AssertionError):
    """What somebody would use is not on their screen; the text says what was looked for."""


@dataclass(frozen=True)
class Entry:
    """What goes into one box. ``text`` is typed, ``labels`` are picked; None and none where
    there is nothing of that. ``vat``: the words to pick beside an amount. ``unknown``: the tick
    beside an estimate."""

    text: str | None = None
    labels: tuple[str, ...] = ()
    vat: str | None = None
    unknown: bool = False


def entry(asked: Asked, value: Any) -> Entry:
    """What to enter for a structured answer; an empty one for None, which leaves a box alone."""
    if value is None:
        return Entry()
    if isinstance(value, Mapping) and value.get("unknown"):
        return Entry(unknown=True)
    kind = asked["kind"]
    if kind == "money" and isinstance(value, Mapping):
        return Entry(text=str(value["amount"]), vat=VAT_WORDS[value["vat"]])
    if kind == "date" and value == "today":
        return Entry(text=date.today().isoformat())
    if kind in ("choice", "choices", "yes_no", "rating"):
        return Entry(labels=tuple(labels(asked, value)))
    return Entry(text=str(value))


def labels(asked: Asked, value: Any) -> list[str]:
    """The words on the screen of what is picked."""
    if asked["kind"] == "yes_no":
        return ["Yes" if value else "No"]
    if asked["kind"] == "rating":
        return [f"{value} {RATINGS[value]}"]
    known = {choice["value"]: choice["label"] for choice in asked["choices"]}
    each = [value] if isinstance(value, str) else value
    return [known[one] for one in each]


def same(shown: str, wanted: str) -> bool:
    """Whether ``shown`` on a button or in a list is what a person looks for: the words may be
    numbered, have a hint after a colon, and be cut off with three dots."""
    number, dot, rest = shown.partition(". ")
    words = (rest if dot and number.isdigit() else shown).replace(JOINER, "").strip()
    if words.endswith("…"):
        cut = words.removesuffix("…").rstrip()
        return wanted.startswith(cut) or cut.startswith(f"{wanted}: ")
    return words == wanted.strip() or words.startswith(f"{wanted.strip()}: ")


def picked(offered: Sequence[Json], says: Callable[[Json], str], wanted: str) -> Json:
    """The one of ``offered`` that says ``wanted``. Raises NotThere."""
    for each in offered:
        if same(says(each), wanted):
            return each
    raise NotThere(f"“{wanted}” is not offered among {[says(each) for each in offered]}")
