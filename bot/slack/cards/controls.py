"""What somebody says by using a control of a message, of a modal's search, or of the Home tab.

Nothing that arrives is trusted: it only names a question and a value, of limited length, and
the guide decides whether that question waits and whether the value is an answer to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot import forms
from bot.slack.cards import answer_codes, box_values, ids, limits
from bot.slack.cards.ids import About
from buying.cards import Question
from buying.service.said import LONGEST, Given, Said

JSON = Mapping[str, Any]


@dataclass(frozen=True)
class OpenForm:
    """Somebody wants to fill in the form of a message: open its modal."""

    message: int
    question: str


@dataclass(frozen=True)
class Find:
    """Somebody searches a long list: in a message, or in a modal's box ``box``.

    ``message`` and ``question`` are 0 and "" in a modal; its ``private_metadata`` has them.
    """

    message: int
    question: str
    box: str
    typed: str


def about(action: JSON) -> About | None:
    """Which message and question of ours a control belongs to; None where it is not ours."""
    return ids.about(action.get("block_id"))


def decode(
    action: JSON, state: JSON | None = None, question: Question | None = None
) -> Said | OpenForm | Find | None:
    """What one use of a control says; None for what says nothing, or is none of ours.

    ``action`` is one of a payload's ``actions``, or the payload of a ``block_suggestion``;
    ``state`` is the payload's ``state``; ``question`` is the one that the message asked, which
    :func:`about` names. Without it, what was typed or picked in boxes cannot be read.
    Raises forms.NotRight with a sentence for a box that needs another look.
    """
    if action.get("type") == "block_suggestion":
        return _search(action)
    found = about(action)
    if found is None or (question is not None and ids.short(question.id) != found.question):
        return None
    what = found.what.partition(".")[0]
    if what == ids.ACT:
        return _act(action)
    if what == ids.FORM:
        return _form(action, found)
    try:
        if what == ids.ANSWER:
            return _pressed(action, found, question)
        if what == ids.SEND and question is not None:
            return _sent(state or {}, found, question)
    except answer_codes.Unreadable:
        return None
    return None


def _search(action: JSON) -> Find | None:
    typed = action.get("value")
    if not isinstance(typed, str):
        return None
    typed = typed[: limits.OPTION_VALUE]
    if found := about(action):
        return Find(found.message, found.question, ids.BOX, typed)
    box = ids.box_of_modal(action.get("block_id"))
    return Find(0, "", box, typed) if box is not None else None


def _act(action: JSON) -> Said | None:
    picked = action.get("selected_option")
    value = picked.get("value") if isinstance(picked, Mapping) else action.get("value")
    named = isinstance(value, str) and 0 < len(value.strip()) <= ids.LONGEST
    return Said(action=value) if named else None


def _form(action: JSON, found: About) -> Said | OpenForm | None:
    if action.get("value") == ids.FORM and action.get("action_id") == "open":
        return OpenForm(found.message, found.question)
    return _act(action)


def _pressed(action: JSON, found: About, question: Question | None) -> Said | None:
    value = answer_codes.read(action.get("value"), question.choices if question else None)
    return _answer(found.question, value)


def _sent(state: JSON, found: About, question: Question) -> Said | None:
    values = state.get("values")
    if not isinstance(values, Mapping) or question.kind == "form":
        return None
    naming = partial(ids.box_in_message, found.message, question=question.id)
    given = box_values.posted(question, naming, values, question.value)
    value = forms.answer(question, box_values.named(ids.BOX, given))
    return _answer(found.question, value)


def _answer(question: str, value: Any) -> Said | None:
    if not question.strip() or (isinstance(value, str) and len(value) > LONGEST):
        return None
    return Said(answer=Given(question=question, value=value))
