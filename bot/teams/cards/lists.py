"""Answers to pick from: below one another, in a list that opens, or found by their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import words
from bot.teams.cards import limits, markdown
from bot.teams.cards.box import Asked, Box, element, typed
from bot.teams.cards.elements import Element
from buying.cards import Choice

EXPANDED = 4
"""So many answers stand below one another at most; more are a list that opens."""

FILTERED = 10
"""From so many answers on, typing in the list shows those that fit."""

EMPTY = "%"


def searched(asked: Asked, most: int) -> bool:
    """Whether its answers are too many for a list of ``most`` bytes, so that one types a name."""
    return asked.kind in ("choice", "choices") and limits.size(as_elements(asked.choices)) > most


def choice(box: Box) -> list[Element]:
    """One of the answers of a question."""
    if searched(box.asked, box.most):
        return [_named(box, "Type the name, or a part of it")]
    return [one_of(box, box.asked.choices)]


def several(box: Box) -> list[Element]:
    """Any of the answers of a question."""
    if searched(box.asked, box.most):
        return [_named(box, "Type the names, with commas between them")]
    shown = [
        each | {"title": markdown.unmarked(each["title"])}
        for each in as_elements(box.asked.choices)
    ]
    ticked = ",".join(wire(value) for value in box.parts.get("", ()))
    held = {"value": ticked} if ticked else {}
    more: Element = {"isMultiSelect": True, "wrap": True, "style": "expanded", "choices": shown}
    return [element("Input.ChoiceSet", box, **more, **held)]


def one_of(box: Box, answers: Sequence[Choice]) -> Element:
    """One of ``answers``, in the way that is quickest for so many."""
    choices = as_elements(answers)
    held = {"value": wire(box.held())} if box.held() else {}
    if len(choices) <= EXPANDED:
        shown = [each | {"title": markdown.unmarked(each["title"])} for each in choices]
        style: Element = {"style": "expanded", "wrap": True, "choices": shown}
    else:
        opens = "filtered" if len(choices) >= FILTERED else "compact"
        prompt = "Choose, or type a part of the name" if opens == "filtered" else "Choose"
        style = {"style": opens, "placeholder": prompt, "choices": choices}
    return element("Input.ChoiceSet", box, **style, **held)


def _named(box: Box, placeholder: str) -> Element:
    names = ", ".join(words.label(box.asked.choices, value) for value in box.parts.get("", ()))
    return typed(replace(box, parts={"": (names,)}), placeholder=placeholder)


def as_elements(each: Sequence[Choice]) -> list[Element]:
    """Answers as a list of Teams has them; a hint goes with the label."""
    return [{"title": _titled(choice), "value": wire(choice.value)} for choice in each]


def _titled(choice: Choice) -> str:
    label = choice.label.strip() or choice.value.strip() or "(no name)"
    hint = f": {choice.hint}" if choice.hint else ""
    return limits.cut(f"{label}{hint}", limits.LONGEST_LABEL)


def wire(value: str) -> str:
    """A value as a list of Teams holds it: several are sent with commas between them."""
    return value.replace("%", "%25").replace(",", "%2C") or EMPTY


def unwire(choices: Sequence[Choice], sent: str) -> str:
    """The value of the choice that :func:`wire` made ``sent`` of; any other text is kept."""
    return next((one.value for one in choices if wire(one.value) == sent), sent)
