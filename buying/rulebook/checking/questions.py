"""Each question by itself: what its kind needs, allows and offers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from buying.domain.reading import ESTIMATED
from buying.rulebook.checking.common import twice, unknown
from buying.rulebook.draft import Draft
from buying.rulebook.problems import Problem, did_you_mean, listed
from buying.rulebook.questions import Asking, FormField, Question
from buying.rulebook.reading import Path
from buying.rulebook.shapes import placeholders

LIMITS = {
    "text": {"longest"},
    "number": {"least", "most", "whole"},
    "money": {"least", "most"},
    "choices": {"least", "most"},
    "date": {"earliest", "latest_years"},
}
"""Which limits an answer of each kind can have."""


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake inside a question's file, and in the wording of the rest."""
    for question in draft.questions.values():
        file = f"questions/{question.id}.yml"
        yield from _asking(draft, file, (), question)
        yield from _form(draft, file, question)
        for position, field in enumerate(question.fields):
            yield from _asking(draft, file, ("fields", position), field)
            yield from _usual(draft, file, ("fields", position, "usual"), field)
        name = question.default_from
        if name is not None:
            known = draft.names.default_sources
            yield from unknown(draft, file, ("default_from",), "default", name, known)
    yield from _wording_elsewhere(draft)


def _asking(draft: Draft, file: str, path: Path, asking: Question | FormField) -> Iterator[Problem]:
    yield from _choices(draft, file, path, asking)
    yield from _limits(draft, file, path, asking)
    if asking.estimate and asking.kind not in ESTIMATED:
        message = f"'estimate' is for the kinds money and number, and this is {asking.kind}."
        yield draft.problem(file, (*path, "estimate"), message)
    for key in ("asks", "hint", "why"):
        yield from _placeholders(draft, file, (*path, key), getattr(asking, key, None))
    for position, choice in enumerate(asking.choices):
        hint_path = (*path, "choices", position, "hint")
        yield from _placeholders(draft, file, hint_path, choice.hint)
        if choice.reopens and choice.ends:
            message = f"'{choice.value}' cannot both reopen a question and end the purchase."
            yield draft.problem(file, (*path, "choices", position), message)


def _choices(
    draft: Draft, file: str, path: Path, asking: Question | FormField
) -> Iterator[Problem]:
    given = [key for key in ("choices", "choices_from") if getattr(asking, key)]
    if asking.kind not in ("choice", "choices"):
        for key in given:
            message = f"'{key}' is for the kinds choice and choices, and this is {asking.kind}."
            yield draft.problem(file, (*path, key), message)
        return
    if len(given) != 1:
        message = f"a question of kind '{asking.kind}' needs either 'choices' or 'choices_from'."
        yield draft.problem(file, (*path, "kind"), message)
    values = [choice.value for choice in asking.choices]
    yield from twice(draft, file, (*path, "choices"), values)
    if asking.choices_from is not None:
        known = draft.names.choice_sources
        where = (*path, "choices_from")
        yield from unknown(draft, file, where, "source of choices", asking.choices_from, known)


def _usual(draft: Draft, file: str, path: Path, box: FormField) -> Iterator[Problem]:
    values = [choice.value for choice in box.choices]
    if box.usual is None:
        return
    if box.kind != "choice" or box.optional or not values:
        message = "'usual' is for a box of kind choice with 'choices' that must be filled in."
        yield draft.problem(file, path, message)
    else:
        yield from unknown(draft, file, path, "choice", box.usual, values)


def _parted(draft: Draft, file: str, question: Question) -> Iterator[Problem]:
    """A problem where boxes of one heading have another between them."""
    seen: set[str | None] = set()
    for name, boxes in groupby(enumerate(question.fields), key=lambda each: each[1].group):
        position, _ = next(boxes)
        if name in seen:
            message = f"boxes of '{name}' stand further up. Put all of a group together."
            yield draft.problem(file, ("fields", position, "group"), message)
        seen |= {name} - {None}


def _form(draft: Draft, file: str, question: Question) -> Iterator[Problem]:
    given = [key for key in ("fields", "fields_from") if getattr(question, key)]
    if question.kind != "form":
        for key in given:
            message = f"'{key}' is for the kind form, and this is {question.kind}."
            yield draft.problem(file, (key,), message)
        return
    if not given:
        message = "a question of kind 'form' needs 'fields' or 'fields_from'."
        yield draft.problem(file, ("kind",), message)
    yield from twice(draft, file, ("fields",), [field.id for field in question.fields])
    yield from _parted(draft, file, question)
    if question.fields_from is not None:
        known, name = draft.names.field_sources, question.fields_from
        yield from unknown(draft, file, ("fields_from",), "source of fields", name, known)


def _limits(draft: Draft, file: str, path: Path, asking: Question | FormField) -> Iterator[Problem]:
    allowed = LIMITS.get(asking.kind, set())
    for key in sorted(asking.limits.model_fields_set - allowed):
        fits = f"can have {listed(sorted(allowed))}" if allowed else "has no limits"
        message = f"'{key}' does not fit an answer of kind '{asking.kind}', which {fits}."
        yield draft.problem(file, (*path, "limits", key), message)
    yield from _order(draft, file, path, asking)


def _order(draft: Draft, file: str, path: Path, asking: Asking) -> Iterator[Problem]:
    least, most = asking.limits.least, asking.limits.most
    if least is not None and most is not None and least > most:
        message = f"'least' ({least}) is more than 'most' ({most}), so no answer would do."
        yield draft.problem(file, (*path, "limits", "least"), message)


def _placeholders(draft: Draft, file: str, path: Path, text: str | None) -> Iterator[Problem]:
    known = draft.names.placeholders
    if text is None or known is None:
        return
    for name in placeholders(text):
        if name not in known:
            message = f"nothing fills in {{{name}}}.{did_you_mean(name, known)}"
            yield draft.problem(file, path, message)


def _wording_elsewhere(draft: Draft) -> Iterator[Problem]:
    law = draft.law
    wordings = (
        ("routes.yml", "routes", draft.routes, ("says", "next")),
        ("checks.yml", "checks", draft.checks, ("asks", "says")),
        ("law.yml", "regimes", law and law.regimes, ("says",)),
        ("law.yml", "duties", law and law.duties, ("says",)),
    )
    for file, name, things, keys in wordings:
        for position, thing in enumerate(things or ()):
            for key in keys:
                yield from _placeholders(draft, file, (name, position, key), getattr(thing, key))
