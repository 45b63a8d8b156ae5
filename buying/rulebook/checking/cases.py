"""Worked examples: that what they give and expect exists. Running them is not done here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from buying.rulebook.checking.answers import misfit
from buying.rulebook.checking.common import unknown
from buying.rulebook.checking.flow import Order, order
from buying.rulebook.draft import Draft
from buying.rulebook.flow import Case
from buying.rulebook.problems import Problem, listed
from buying.rulebook.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``cases/`` that its shape alone does not show."""
    if draft.workflow is None:
        return
    found = order(draft)
    yield from _likes(draft)
    for position, case in draft.cases:
        yield from _given(draft, found, (position,), case)
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


def _given(draft: Draft, found: Order, path: Path, case: Case) -> Iterator[Problem]:
    for key, value in case.given.items():
        where = (*path, "given", key)
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


def _ids(draft: Draft, path: Path, case: Case) -> Iterator[Problem]:
    routes = None if draft.routes is None else [route.id for route in draft.routes]
    checks = None if draft.checks is None else [check.id for check in draft.checks]
    if case.expect.route is not None:
        yield from unknown(draft, case.file, (*path, "route"), "route", case.expect.route, routes)
    for position, name in enumerate(case.expect.checks or ()):
        yield from unknown(draft, case.file, (*path, "checks", position), "check", name, checks)


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
