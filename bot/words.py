"""Words that every front door uses for the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot import estimates
from buying.cards import KINDS, Action, Card, Choice, Fact, Field, Link, Progress, Question
from buying.domain import reading
from buying.domain.money import VAT_WORDS
from buying.settings import settings
from web import pages

RATINGS: Mapping[int, str] = {1: "poor", 2: "fair", 3: "all right", 4: "good", 5: "very good"}
BEST = max(RATINGS)


class UnknownKind(ValueError):
    """A card asks in a way that a front door has no control for."""


def known(kind: str) -> str:
    """``kind`` itself. Raises UnknownKind: leaving a question out would be worse."""
    if kind not in KINDS:
        raise UnknownKind(f"no front door knows the kind of question “{kind}”")
    return kind


def check(question: Question | None) -> None:
    """Raises UnknownKind where ``question`` or one of its boxes is of no known kind."""
    for asked in (question, *(question.fields if question else ())):
        if asked is not None:
            known(asked.kind)


def progress(made: Progress) -> str:
    """``Plan: step 3 of 12``."""
    if made.done >= made.total:
        return f"{made.stage}: all {made.total} steps done"
    return f"{made.stage}: step {made.done + 1} of {made.total}"


def name_of(card: Card) -> str:
    """What a question is called where its heading is not seen."""
    return card.title or card.text.partition("\n")[0] or "Your answer"


def shown(asked: Question | Field, value: Any) -> str:
    """An answer as people read it; one of an unexpected shape is shown as it came."""
    if value is None:
        return ""
    if isinstance(asked, Question) and asked.kind == "form" and isinstance(value, dict):
        return "\n".join(f"{name}: {words}" for name, words in rows(asked, value))
    try:
        if asked.kind in reading.ESTIMATED and estimates.is_one(value):
            return estimates.shown(asked.kind, value)
        return _SHOWN.get(asked.kind, _plain)(asked, value)
    except (AttributeError, KeyError, TypeError, ValueError):
        return _plain(asked, value)


def rows(asked: Question, value: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The label and the answer of each box of a form that was filled in."""
    fields = {field.id: field for field in asked.fields}
    unknown = Field(id="", label="", kind="text")
    return [
        (fields[key].label if key in fields else key, shown(fields.get(key, unknown), part))
        for key, part in value.items()
        if part is not None
    ]


def _plain(_asked: Question | Field, value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {part}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)


def _choice(asked: Question | Field, value: Any) -> str:
    return label(asked.choices, value)


def _choices(asked: Question | Field, value: Any) -> str:
    if isinstance(value, str):
        return label(asked.choices, value)
    return ", ".join(label(asked.choices, part) for part in value) or "None of these"


def label(choices: Sequence[Choice], value: Any) -> str:
    """The label of the choice with that value; the value itself where none has it."""
    return next((choice.label for choice in choices if choice.value == value), str(value))


def _yes_no(_asked: Question | Field, value: Any) -> str:
    return {True: "Yes", False: "No"}[value]


def _money(_asked: Question | Field, value: Any) -> str:
    if isinstance(value, str):
        return _in_pounds(value)
    amount = str(value["amount"])
    plain = re.fullmatch(r"\d{1,15}(\.\d+)?", amount)
    if not plain:
        return f"{_in_pounds(amount)} {VAT_WORDS[value['vat']]}"
    return f"{pages.money(Decimal(amount))} {VAT_WORDS[value['vat']]}"


def _in_pounds(amount: str) -> str:
    """What was typed behind the pound sign of a box, with that sign: ``£80 to 120``."""
    return f"£{amount}" if amount[:1].isdigit() else amount


def _date(_asked: Question | Field, value: Any) -> str:
    return pages.day(value)


def _rating(_asked: Question | Field, value: Any) -> str:
    return f"{value} out of {BEST}"


_SHOWN = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "money": _money,
    "date": _date,
    "rating": _rating,
}


def of_fact(fact: Fact) -> str:
    """What a fact's own action is about, to follow its label: ``budget`` after "Change"."""
    if fact.label[:2].isupper():  # "VAT number" keeps its capitals
        return fact.label
    return fact.label[:1].lower() + fact.label[1:]


def actions_of(card: Card) -> list[Action]:
    """Every action of a card; one that belongs to a fact says of what: "Change budget"."""
    of_facts = [
        fact.action.model_copy(update={"label": f"{fact.action.label} {of_fact(fact)}"})
        for fact in card.facts
        if fact.action
    ]
    return [*of_facts, *card.actions]


def address(link: Link) -> str:
    """Where a link leads, whole: for a channel that is not on this service's own pages."""
    return f"{settings().base_url}{link.href}"


def action_label(actions: Sequence[Action], pressed: str) -> str:
    """What the pressed button said; a readable form of its id where it is gone."""
    found = next((action.label for action in actions if action.id == pressed), None)
    return found or pressed.rpartition(".")[2].replace("_", " ").capitalize()
