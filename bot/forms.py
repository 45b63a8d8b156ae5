"""Between what boxes on a page hold and the structured answers of a question.

A box is posted as one or more parts: money as ``amount`` and ``vat``, a date as
``day``, ``month`` and ``year``, everything else as one part without a name. A box for
an estimate has one more, ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot import estimates
from bot.words import RATINGS, known
from buying.cards import Field, Question
from buying.domain.money import VAT_WORDS
from buying.english import sentence
from buying.service.said import LONGEST

Typed = Mapping[str, Sequence[str]]
"""The parts of one box: the part's name to what was entered or ticked."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "money": ("amount", "vat"),
    "date": ("day", "month", "year"),
}
AMOUNT = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,2})?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class NotRight(ValueError):
    """Boxes that need another look: the box's id to one sentence about it."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__(" ".join(sentences.values()))
        self.sentences = dict(sentences)


class _Wrong(ValueError):
    """One box holds something that is no answer; the text says what to do."""


def parts(asked: Question | Field) -> tuple[str, ...]:
    """The names of a box's parts; one empty name for a box of one part."""
    named = PARTS.get(known(asked.kind), ("",))
    return (*named, estimates.UNKNOWN) if asked.estimate else named


def posted(
    name: str, asked: Question | Field, form: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    """The parts of the box ``name`` out of a posted form."""
    return {part: form.get(f"{name}-{part}" if part else name, ()) for part in parts(asked)}


def typed(asked: Question | Field, value: Any) -> dict[str, Sequence[str]]:
    """The parts of a box that holds ``value``, a structured answer; empty ones for None."""
    if value is None:
        return dict.fromkeys(parts(asked), ())
    if asked.estimate and estimates.is_one(value):
        return estimates.parts(asked.kind, value)
    return {**dict.fromkeys(parts(asked), ()), **_typed(asked.kind, value)}


def _typed(kind: str, value: Any) -> dict[str, Sequence[str]]:
    if kind == "money" and isinstance(value, dict):
        return {"amount": (str(value.get("amount", "")),), "vat": (str(value.get("vat", "")),)}
    if kind == "date" and isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        year, month, day = value.split("-")
        return {"day": (str(int(day)),), "month": (str(int(month)),), "year": (year,)}
    if kind == "yes_no":
        return {"": ("yes" if value else "no",)}
    if isinstance(value, list | tuple):
        return {"": tuple(str(part) for part in value)}
    return {PARTS.get(kind, ("",))[0]: (str(value),)}


def answer(question: Question, form: Mapping[str, Sequence[str]]) -> Any:
    """The structured answer to ``question`` that a posted form gives.

    The boxes are called ``value``, or in a form ``value.<field id>``; a box that was
    left out on purpose gives None. Raises NotRight with a sentence for each box
    that needs another look.
    """
    if question.kind != "form":
        return _one(question, "value", form)
    given: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field in question.fields:
        try:
            value = _box(field, posted(f"value.{field.id}", field, form))
        except _Wrong as error:
            wrong[field.id] = f"{field.label.rstrip('?:. ')}: {error}"
        else:
            given[field.id] = value
    if wrong:
        raise NotRight(wrong)
    return given


def begun(question: Question, form: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The boxes of a form that hold something other than they showed, as far as it can be read.

    For what is sent from a form before the form itself is: nothing is asked for.
    """
    given: dict[str, Any] = {}
    for field in question.fields:
        try:
            value = _box(field, posted(f"value.{field.id}", field, form))
        except _Wrong:
            continue
        if value not in (None, []) and value != _as_shown(field):
            given[field.id] = value
    return given


def held(field: Field) -> Any:
    """What the control of a box holds before anybody touches it: a structured answer or None."""
    return field.usual if field.value is None else field.value


def _as_shown(field: Field) -> Any:
    try:
        return _box(field, typed(field, held(field)))
    except _Wrong:
        return None


def _one(question: Question, name: str, form: Mapping[str, Sequence[str]]) -> Any:
    try:
        return _box(question, posted(name, question, form))
    except _Wrong as error:
        raise NotRight({"value": sentence(str(error))}) from error


def _box(asked: Question | Field, given: Typed) -> Any:
    if not any(
        part.strip() for name, entered in given.items() if name != "vat" for part in entered
    ):
        if asked.optional:
            return [] if asked.kind == "choices" else None
        raise _Wrong((_MISSING_ESTIMATE if asked.estimate else _MISSING)[asked.kind])
    if asked.estimate:
        return _estimate(asked, given)
    return _READ[asked.kind](asked, given)


def _estimate(asked: Question | Field, given: Typed) -> Any:
    box = PARTS.get(asked.kind, ("",))[0]
    entered = _text(asked, {"": given[box] or ("",)})
    if estimates.says_unknown(given, entered):
        if entered and not estimates.says_unknown({}, entered):
            raise _Wrong("give a figure or tick “I don’t know”, not both.")
        return {"unknown": True}
    if asked.kind == "money" and estimates.says_nothing(entered) and not any(given["vat"]):
        return "0"
    return _READ[asked.kind](asked, given)


def _text(_asked: Question | Field, given: Typed) -> str:
    text = given[""][0].strip()
    if len(text) > LONGEST:
        raise _Wrong(f"that has {len(text):,} characters. Make it {LONGEST:,} or fewer.")
    return text


def _choice(asked: Question | Field, given: Typed) -> str:
    picked = given[""][0]
    if picked not in {choice.value for choice in asked.choices}:
        raise _Wrong(_MISSING["choice"])
    return picked


def _choices(asked: Question | Field, given: Typed) -> list[str]:
    if not set(given[""]) <= {choice.value for choice in asked.choices}:
        raise _Wrong(_MISSING["choices"])
    return list(given[""])


def _yes_no(_asked: Question | Field, given: Typed) -> bool:
    try:
        return {"yes": True, "no": False}[given[""][0]]
    except KeyError as error:
        raise _Wrong(_MISSING["yes_no"]) from error


def _money(asked: Question | Field, given: Typed) -> Any:
    amount = _text(asked, {"": given["amount"]})
    if "vat" in amount.casefold():
        # "1,200 plus VAT": what was typed says it all, and the service reads it.
        return amount
    vat = next(iter(given["vat"]), "")
    if vat not in VAT_WORDS:
        raise _Wrong("say whether VAT is in the amount.")
    found = AMOUNT.fullmatch(amount)
    if found is None:
        # Such as "about 900": the service reads it, and asks back where it is not sure.
        return {"amount": amount, "vat": vat}
    number = Decimal(found[1].replace(",", "") + (found[2] or ""))
    return {"amount": f"{number:.2f}", "vat": vat}


def _date(_asked: Question | Field, given: Typed) -> str:
    day, month, year = ("".join(given[part]).strip() for part in ("day", "month", "year"))
    if not (day and month and year):
        raise _Wrong("fill in the day, the month and the year, like 31 3 2027.")
    try:
        return date(_year(year), _month(month), int(day)).isoformat()
    except (ValueError, OverflowError) as error:
        said = f"{day[:10]} {month[:10]} {year[:10]}"
        raise _Wrong(f"there is no date “{said}”. Check the day and the month.") from error


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _month(text: str) -> int:
    short = text.lower()[:3]
    return MONTHS.index(short) + 1 if short in MONTHS else int(text)


def _rating(_asked: Question | Field, given: Typed) -> int:
    picked = given[""][0]
    if picked not in {str(number) for number in RATINGS}:
        raise _Wrong(_MISSING["rating"])
    return int(picked)


_READ: Mapping[str, Callable[[Question | Field, Typed], Any]] = {
    "text": _text,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "money": _money,
    "number": _text,
    "date": _date,
    "rating": _rating,
    "file": _text,
}
_MISSING_ESTIMATE: Mapping[str, str] = {
    "money": "type an amount in pounds, like 900 or 80 to 120, or tick “I don’t know”.",
    "number": "type a number, like 7 or 5 to 8, or tick “I don’t know”.",
}
_MISSING: Mapping[str, str] = {
    "text": "type your answer.",
    "choice": "choose one of the answers.",
    "choices": "choose at least one.",
    "yes_no": "choose yes or no.",
    "money": "type an amount in pounds, like 900 or 1,250.50.",
    "number": "type a number.",
    "date": "fill in the day, the month and the year, like 31 3 2027.",
    "rating": "choose a number from 1 to 5.",
    "file": "type what the file is called and where it is kept.",
}
