"""Worked examples: that what they give and expect exists. Running them is not done here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from buying.rulebook.checking.answers import misfit
from buying.rulebook.checking.common import unknown
from buying.rulebook.checking.flow import Order, order
from buying.rulebook.draft import Draft
from buying.rulebook.flow import Case
from buying.rulebook.problems import Problem, did_you_mean, listed
from buying.rulebook.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``cases/`` that its shape alone does not show."""
    if draft.workflow is None:
        return
    found = order(draft)
    yield from _likes(draft)
    for position, case in draft.cases:
        yield from _day(draft, (position,), case)
        yield from _given(draft, found, (position,), case)
        yield from _others(draft, (position,), case)
        yield from _expected(draft, found, (position, "expect"), case)


def _likes(draft: Draft) -> Iterator[Problem]:
    """Titles that are there twice, and ``like`` that names no earlier case."""
    titles = set(draft.broken_cases)
    for position, case in draft.cases:
        if case.like is not None:
            path = (position, "like")
            yield from unknown(draft, case.file, path, "earlier case", case.like, titles)
        if case.title in titles:
            message = f"another case has the title '{case.title}' already."
            yield draft.problem(case.file, (position, "title"), message)
        titles.add(case.title)


def _day(draft: Draft, path: Path, case: Case) -> Iterator[Problem]:
    first = draft.tables[0].from_ if draft.tables else None
    if first is not None and case.on is not None and case.on < first:
        message = f"no decision table holds on {case.on}: the first begins on {first}."
        yield draft.problem(case.file, (*path, "on"), message)


def _others(draft: Draft, path: Path, case: Case) -> Iterator[Problem]:
    """Purchases of others: their categories exist."""
    for key in ("earlier", "colleagues", "joined"):
        for position, other in enumerate(getattr(case, key)):
            if other.category is not None:
                where = (*path, key, position, "category")
                name = other.category
                yield from unknown(draft, case.file, where, "category", name, draft.category_ids)


def _given(draft: Draft, found: Order, path: Path, case: Case) -> Iterator[Problem]:
    answers = [(part, *each) for part in ("given", "then") for each in getattr(case, part).items()]
    for part, key, value in answers:
        where = (*path, part, key)
        yield from _key(draft, found, case.file, where, key)
        question = draft.questions.get(key.partition("#")[0])
        message = misfit(question, key, value) if question and value is not None else None
        if message is not None:
            yield draft.problem(case.file, where, message)


def _expected(draft: Draft, found: Order, path: Path, case: Case) -> Iterator[Problem]:
    expect = case.expect
    if not expect.model_fields_set:
        yield draft.problem(case.file, path, "this case expects nothing, so it shows nothing.")
    for name, keys in (("asked", expect.asked), ("not_asked", expect.not_asked)):
        yield from _keys(draft, found, case.file, (*path, name), keys or ())
    both = sorted(set(expect.asked or ()) & set(expect.not_asked or ()))
    if both:
        message = f"{listed(both)} cannot be both asked and not asked."
        yield draft.problem(case.file, (*path, "not_asked"), message)
    if expect.open not in (None, "none"):
        yield from _key(draft, found, case.file, (*path, "open"), str(expect.open))
    yield from _ids(draft, path, case)
    for question, boxes in (expect.boxes or {}).items():
        yield from _boxes(draft, case.file, (*path, "boxes", question), question, boxes)


def _ids(draft: Draft, path: Path, case: Case) -> Iterator[Problem]:
    expect, law = case.expect, draft.law
    tables = draft.tables
    lines = None if tables is None else [line.id for table in tables for line in table.lines]
    named: list[tuple[str, str, tuple[str | None, ...], list[str] | None]] = [
        ("route", "route", (expect.route,), _of(draft.routes)),
        ("line", "line", (expect.line,), lines),
        ("regime", "regime", (expect.regime,), _of(law and law.regimes)),
        ("checks", "check", expect.checks or (), _of(draft.checks)),
        ("stops", "check", expect.stops or (), _of(draft.checks)),
        ("warns", "check", expect.warns or (), _of(draft.checks)),
        ("duties", "duty", expect.duties or (), _of(law and law.duties)),
    ]
    for key, what, names, known in named:
        for position, name in enumerate(names):
            if name is not None:
                yield from unknown(draft, case.file, (*path, key, position), what, name, known)


def _of(things: Iterable[Any] | None) -> list[str] | None:
    return None if things is None else [thing.id for thing in things]


def _boxes(
    draft: Draft, file: str, path: Path, name: str, boxes: Iterable[str]
) -> Iterator[Problem]:
    """A problem where the form ``name`` or one of ``boxes`` is not in the rulebook."""
    yield from unknown(draft, file, path, "question", name, draft.question_ids)
    question = draft.questions.get(name)
    if question is None:
        return
    if question.kind != "form":
        yield draft.problem(file, path, f"'{name}' is no form, so it has no boxes.")
    elif question.fields_from is None:
        known = [box.id for box in question.fields]
        for box in sorted(set(boxes) - set(known)):
            message = f"'{name}' has no box '{box}'.{did_you_mean(box, known)}"
            yield draft.problem(file, path, message)


def _keys(
    draft: Draft, found: Order, file: str, path: Path, keys: Iterable[str]
) -> Iterator[Problem]:
    for position, key in enumerate(keys):
        yield from _key(draft, found, file, (*path, position), key)


def _key(draft: Draft, found: Order, file: str, path: Path, key: str) -> Iterator[Problem]:
    """A problem where ``key`` (``budget``, ``option#2``) is no step of the workflow."""
    name, hash_mark, number = key.partition("#")
    if name not in found.place:
        yield from unknown(draft, file, path, "step", name, draft.question_ids)
    elif hash_mark and name not in found.repeated:
        yield draft.problem(file, path, f"'{name}' is asked once. Write it without '#{number}'.")
    elif not hash_mark and name in found.repeated:
        yield draft.problem(file, path, f"'{name}' is asked several times. Write '{name}#1'.")
    elif hash_mark and not (number.isdigit() and int(number) > 0):
        yield draft.problem(file, path, f"'{key}' needs a number, such as '{name}#1'.")
