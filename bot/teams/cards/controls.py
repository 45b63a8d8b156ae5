"""What a button of a card said when it was pressed: the ``value`` of an activity from Teams.

It comes from outside and may be made up. So it only names a question and a value, or an action;
who speaks is known from elsewhere, and the guide checks what may be answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot import forms
from bot.forms import NotRight
from bot.teams.cards import asking, buttons, form, limits, sent
from bot.teams.cards.again import Again, Posted
from bot.teams.cards.elements import KEY
from buying.cards import Question
from buying.service.said import Given, Refused, Said, checked

LONGEST_NAME = 200
"""Characters of the id of a question or of an action."""


@dataclass(frozen=True)
class Find:
    """A part of a name was typed, to see the answers that fit. ``entered``: what was picked."""

    text: str
    entered: Posted = field(default_factory=dict)


@dataclass(frozen=True)
class Wrong:
    """The card is to be shown again with what was typed in it.

    ``sentences``: what to look at, by box; none where it is only the next part of a long form.
    ``start``: the box from which on the form is shown.
    """

    entered: Posted
    sentences: Mapping[str, str] = field(default_factory=dict)
    start: int = 0


def card_number(value: Any) -> int | None:
    """The number of the message whose card was used, to find its question by; None for none."""
    said = _said(value)
    number = said.get("card") if said else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def decode(value: Any, question: Question | None) -> Said | Find | Wrong | None:
    """What was said with a button; None for what no card of ours sends. Never raises.

    ``question``: what the card asks whose button it was, where that is known. Only the boxes of
    that question are read.
    """
    said = _said(value)
    if said is None:
        return None
    try:
        found = _decoded(said, value, question)
        return checked(found) if isinstance(found, Said) else found
    except (Refused, ValueError):
        return None


def again(found: Find | Wrong) -> Again:
    """How the card is shown again: to be handed to ``adaptive.message``."""
    if isinstance(found, Find):
        return Again(entered=found.entered, find=found.text)
    return Again(entered=found.entered, wrong=found.sentences, start=found.start)


def _said(value: Any) -> Mapping[str, Any] | None:
    said = value.get(KEY) if isinstance(value, Mapping) else None
    return said if isinstance(said, Mapping) else None


def _decoded(
    said: Mapping[str, Any], boxes: Mapping[str, Any], question: Question | None
) -> Said | Find | Wrong | None:
    if action := _name(said.get("action")):
        return Said(action=action)
    if buttons.PICK in said:
        picked = _name(boxes.get(buttons.PICK))
        return Said(action=picked) if picked else None
    if about := _name(said.get("answer")):
        return Said(answer=Given(question=about, value=said.get("value")))
    if question is None or question.id not in (said.get(each) for each in _OF_BOXES):
        return None
    return _of_boxes(said, boxes, question)


_OF_BOXES = ("send", "next", asking.FIND)


def _of_boxes(
    said: Mapping[str, Any], boxes: Mapping[str, Any], question: Question
) -> Said | Find | Wrong | None:
    if asking.FIND in said:
        typed = boxes.get(asking.FIND)
        text = typed[: limits.LONGEST_LABEL].strip() if isinstance(typed, str) else ""
        return Find(text, sent.alone(question, boxes))
    if question.kind != "form":
        return _answer(question, sent.alone(question, boxes))
    told = said.get("part")
    part: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    posted = sent.of_form(question, boxes, part)
    return _next(question, posted, part) if "next" in said else _answer(question, posted)


def _next(question: Question, posted: Posted, part: Mapping[str, Any]) -> Said | Wrong:
    start = part.get("to")
    if not isinstance(start, int) or not 0 < start < len(question.fields):
        return _answer(question, posted)
    if _carried(question, posted, start):
        return Wrong(posted, start=start)
    return _so_far(question, posted)


def _answer(question: Question, posted: Posted) -> Said | Wrong:
    readable = sent.answerable(question, posted)
    try:
        given = forms.answer(question, readable)
    except NotRight as error:
        start = _first(question, error.sentences, posted)
        if question.kind == "form" and not _carried(question, posted, start):
            return _so_far(question, posted)
        return Wrong(posted, sent.named(question, error.sentences, readable), start)
    return Said(answer=Given(question=question.id, value=given))


def _first(question: Question, wrong: Mapping[str, str], posted: Posted) -> int:
    """The box from which on a form is shown again: the first, where all of it fits."""
    numbers = [n for n, field in enumerate(question.fields) if field.id in wrong]
    _, end = form.range_of(question, Again(entered=posted))
    return 0 if end == len(question.fields) or not numbers else numbers[0]


def _carried(question: Question, posted: Posted, start: int) -> bool:
    """Whether a card can carry what was typed; else the guide keeps what it can read of it."""
    return form.carries(question, Again(entered=posted, start=start))


def _so_far(question: Question, posted: Posted) -> Said:
    readable = sent.answerable(question, posted)
    return Said(answer=Given(question=question.id, value=forms.begun(question, readable)))


def _name(value: Any) -> str:
    fits = isinstance(value, str) and 0 < len(value) <= LONGEST_NAME
    return value if fits else ""
