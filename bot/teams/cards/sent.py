"""What the boxes of a card sent, as a posted form: the shape that :mod:`bot.forms` reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot import estimates, forms
from bot.teams.cards import finding, form, lists
from bot.teams.cards.again import Posted
from bot.teams.cards.box import Asked, too_long
from buying.cards import Field, Question
from buying.service.said import LONGEST

DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
MOST_TICKS = 1_000
LONGEST_OF_DATE = 4
"""Characters of the day, the month or the year of a date."""


def alone(question: Question, sent: Mapping[str, Any]) -> Posted:
    """The boxes of a question that is no form."""
    return _posted("value", question, sent)


def of_form(question: Question, sent: Mapping[str, Any], part: Mapping[str, Any]) -> Posted:
    """The boxes of a form: those shown as they were sent, the others as they were before.

    ``part`` says which boxes the card showed and what was typed in the others; empty where it
    showed all of them. It comes back from the app, so nothing in it is trusted.
    """
    start, end = _number(part.get("from"), 0), _number(part.get("to"), len(question.fields))
    before = part.get("kept")
    kept = before if isinstance(before, Mapping) else {}
    found: dict[str, Sequence[str]] = {}
    for number, field in enumerate(question.fields):
        if start <= number < end:
            found |= _shown(question, field, sent)
        else:
            found |= _hidden(question, field, kept)
    return found


def answerable(question: Question, posted: Posted) -> Posted:
    """``posted`` with a value for each name that was typed where there are too many to list."""
    found = dict(posted)
    for name, asked in _named(question):
        if asked.kind in ("choice", "choices") and posted.get(name):
            typed = [_text(each) for each in posted[name]]
            found[name] = [finding.meant(asked.choices, each) for each in typed]
    return found


def named(question: Question, sentences: Mapping[str, str], posted: Posted) -> dict[str, str]:
    """``sentences``, with what was perhaps meant by a name that is not sure."""
    found = dict(sentences)
    for name, asked in _named(question):
        box = "value" if asked is question else asked.id
        unsure = " ".join(_unsure(asked, posted.get(name, ())))
        if box in sentences and asked.kind in ("choice", "choices") and unsure:
            found[box] = finding.did_you_mean(asked.choices, unsure)
    return found


def _named(question: Question) -> list[tuple[str, Asked]]:
    if question.kind != "form":
        return [("value", question)]
    return [(f"value.{field.id}", field) for field in question.fields]


def _unsure(asked: Asked, typed: Sequence[str]) -> list[str]:
    values = {choice.value for choice in asked.choices}
    return [each for each in typed if each not in values and each.strip()][:1]


def _shown(question: Question, field: Field, sent: Mapping[str, Any]) -> Posted:
    name = f"value.{field.id}"
    held = form.given(question, field)
    if too_long(held) and not _text(sent.get(name)).strip():
        return {name: [str(held)]}
    return _posted(name, field, sent)


def _hidden(question: Question, field: Field, kept: Mapping[str, Any]) -> Posted:
    held = form.held(question, field)
    most = LONGEST_OF_DATE if field.kind == "date" else LONGEST
    return {name: _texts(kept[name], most) if name in kept else held[name] for name in held}


def _posted(name: str, asked: Asked, sent: Mapping[str, Any]) -> Posted:
    if asked.kind == "date":
        return _date(name, _text(sent.get(name)))
    if asked.kind == "choices":
        return {name: _several(asked, _text(sent.get(name)))}
    if asked.kind == "choice":
        picked = _text(sent.get(name))
        return {name: [lists.unwire(asked.choices, picked)] if picked else []}
    return dict(_part(name, part, sent) for part in forms.parts(asked))


def _part(name: str, part: str, sent: Mapping[str, Any]) -> tuple[str, list[str]]:
    whole = f"{name}-{part}" if part else name
    text = _text(sent.get(whole))
    # A tick that was left out is sent as well.
    left_out = not text or (part == estimates.UNKNOWN and text != estimates.TICKED)
    return whole, [] if left_out else [text]


def _date(name: str, sent: str) -> Posted:
    """The parts of a date: as ``2027-03-31``, or all in the day's box where it is no such text."""
    found = DAY.match(sent)
    year, month, day = found.groups() if found else ("", "", sent)
    pairs = zip(forms.PARTS["date"], (day, month, year), strict=True)
    return {f"{name}-{part}": [value] if value else [] for part, value in pairs}


def _several(asked: Asked, sent: str) -> list[str]:
    """Several answers, which Teams sends with commas between them."""
    each = [one.strip() for one in sent.split(",")][:MOST_TICKS]
    return [lists.unwire(asked.choices, one) for one in each if one]


def _texts(values: Any, most: int) -> list[str]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        return []
    return [_text(each)[:most] for each in values[:MOST_TICKS]]


def _text(value: Any) -> str:
    """What one box sent. A number is taken as it would be typed; nothing else is a text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    # One character over what may be sent, so that whoever reads it can say that it is too long.
    return value[: LONGEST + 1] if isinstance(value, str) else ""


def _number(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
