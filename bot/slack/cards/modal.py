"""A form as a modal of Slack, and what comes back when it is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from itertools import groupby
from typing import Any

from bot import forms, marks, words
from bot.slack.cards import answer_codes, box_values, boxes, ids, limits, rich_text
from bot.slack.cards.boxes import Box
from bot.slack.cards.elements import header, plain
from bot.slack.cards.ids import About
from bot.slack.cards.rich_text import Block, Piece, line
from buying.cards import Card, Field, Link, Question

ELSEWHERE = Link(label="Open the chat in the browser", href="/chat")
"""Where a form is filled in that is too long for a modal."""

CALLBACK = "buywell.form"
TITLE = "Fill in the form"
CHECK = "Check the form"
SEND = "Send"
CLOSE = "Not now"
TEXT = 1500
"""Characters of a card's text above its form; the message below the modal has all of it."""

UNREADABLE = "I could not read what this box holds. Choose or type it again."


MARGIN = 8
"""Blocks kept for what stands above the boxes."""


class TooManyBoxes(ValueError):
    """A form with more boxes than a modal holds; it is answered by typing or in the browser."""


def fits(question: Question) -> bool:
    """Whether a modal can hold all boxes of a question. Raises UnknownKind."""
    most = limits.VIEW_BLOCKS - MARGIN
    return sum(_height(field) for field in _fields(question)) <= most


def _height(field: Field) -> int:
    beside = words.known(field.kind) == "money" or field.estimate
    return 1 + beside


def view(card: Card, number: int, wrong: Mapping[str, str] | None = None) -> Block:
    """The modal of a card's form. ``number`` is that of the message that carries the card.

    ``wrong`` has sentences by box id about what needs another look. Raises TooManyBoxes,
    and UnknownKind for a box nobody knows.
    """
    question = card.question
    assert question is not None
    if not fits(question):
        raise TooManyBoxes(f"the form {question.id} has more boxes than a modal of Slack holds")
    words.check(question)
    about = {"message": number, "question": ids.short(question.id)}
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps(about),
        "title": plain(CHECK if question.to_check else TITLE, limits.VIEW_TITLE),
        "submit": plain(SEND, limits.VIEW_TITLE),
        "close": plain(CLOSE, limits.VIEW_TITLE),
        "blocks": [*_above(card, wrong or {}), *_boxes(question)],
    }


def about(sent: Mapping[str, Any]) -> About | None:
    """Which message and question a view of Slack's payload belongs to; None if not ours."""
    try:
        kept = json.loads(sent.get("private_metadata", ""))
        message, question = kept["message"], kept["question"]
    except (KeyError, TypeError, ValueError):
        return None
    ours = sent.get("callback_id") == CALLBACK
    known = type(message) is int and 0 < message <= ids.HIGHEST and isinstance(question, str)
    return About(message, question, ids.FORM) if ours and known else None


def answer(question: Question, values: Mapping[str, Any]) -> Any:
    """The structured answer that a sent modal gives: ``view["state"]["values"]``.

    Raises forms.NotRight with a sentence for each box that needs another look.
    """
    given: dict[str, Any] = {}
    unreadable: dict[str, str] = {}
    for field in _fields(question):
        naming = partial(ids.box_in_modal, box=field.id)
        try:
            parts = box_values.posted(field, naming, values, _held(question, field))
        except answer_codes.Unreadable:
            unreadable[field.id] = UNREADABLE
        else:
            given |= box_values.named(_name(question, field), parts)
    if unreadable:
        raise forms.NotRight(unreadable)
    return forms.answer(question, given)


def errors(question: Question, wrong: Mapping[str, str]) -> dict[str, str]:
    """Sentences by box id as Slack's ``response_action: errors`` takes them, by block id.

    One about a box that is not there stands at the first.
    """
    fields = [field.id for field in _fields(question)]
    found: dict[str, str] = {}
    for box, sentence in wrong.items():
        place = ids.box_in_modal("", box if box in fields else fields[0])
        found[place] = " ".join(part for part in (found.get(place), sentence) if part)
    return found


def field(question: Question, box: str) -> Field | None:
    """The box of a question that a block of the modal names; for the search of a long list."""
    return next((each for each in _fields(question) if ids.short(each.id) == box), None)


def _fields(question: Question) -> tuple[Field, ...]:
    if question.kind == "form":
        return question.fields
    same = question.model_dump(include={"kind", "choices", "optional", "estimate", "value"})
    return (Field(id=ids.BOX, label="Your answer", **same),)


def _name(question: Question, field: Field) -> str:
    return f"value.{field.id}" if question.kind == "form" else "value"


def _held(question: Question, field: Field) -> Any:
    given = question.value if question.kind == "form" else None
    return (given if isinstance(given, dict) else {}).get(field.id, forms.held(field))


def _above(card: Card, wrong: Mapping[str, str]) -> list[Block]:
    made = [header(marks.plain(card.title))] if card.title and card.title.strip() else []
    made += rich_text.blocks(rich_text.within(rich_text.lines(card.text), TEXT))
    if wrong:
        first = line(Piece("Have another look:", bold=True))
        told = [line(sentence, level=0) for sentence in wrong.values()]
        made += rich_text.blocks([first, *told])
    return made


def _boxes(question: Question) -> list[Block]:
    """Every box, under headings where there is room for these."""
    fields = _fields(question)
    groups = sum(1 for group, _ in groupby(fields, key=lambda each: each.group) if group)
    headed = sum(map(_height, fields)) + groups <= limits.VIEW_BLOCKS - MARGIN
    made: list[Block] = []
    for group, members in groupby(fields, key=lambda each: each.group):
        if group and headed:
            made.append(header(group))
        for each in members:
            made += boxes.blocks(_drawn(question, each, each.group if not headed else None))
    return made


def _drawn(question: Question, field: Field, group: str | None) -> Box:
    return Box(
        asked=field,
        label=f"{group}: {field.label}" if group else field.label,
        naming=partial(ids.box_in_modal, box=field.id),
        hint=field.hint,
        value=_held(question, field),
    )
