"""What several checks need: unknown names, repeated ids, where conditions and lines are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from buying.rulebook.conditions import Condition
from buying.rulebook.draft import Draft
from buying.rulebook.models import Line, Threshold
from buying.rulebook.problems import Problem, did_you_mean
from buying.rulebook.reading import Path
from buying.rulebook.shapes import repeats


def unknown(
    draft: Draft, file: str, path: Path, what: str, name: str, known: Iterable[str] | None
) -> Iterator[Problem]:
    """A problem where ``name`` is not among ``known``; none where ``known`` is None."""
    if known is None:
        return
    names = list(known)
    if name not in names:
        message = f"there is no {what} '{name}'.{did_you_mean(name, names)}"
        yield draft.problem(file, path, message)


def twice(draft: Draft, file: str, path: Path, ids: Iterable[str]) -> Iterator[Problem]:
    """A problem for each id that stands in the list at ``path`` more than once."""
    for position, name in repeats(ids):
        yield draft.problem(file, (*path, position), f"'{name}' is here twice. Keep one.")


def conditions(draft: Draft) -> Iterator[tuple[str, Path, Condition]]:
    """Every condition, and every one inside it, with its file and place."""
    for file, path, whole in _whole_conditions(draft):
        for inner, part in whole.parts(path):
            yield file, inner, part


def _whole_conditions(draft: Draft) -> Iterator[tuple[str, Path, Condition]]:
    for path, step in draft.steps():
        if step.when is not None:
            yield "workflow.yml", (*path, "when"), step.when
    for position, check in enumerate(draft.checks or ()):
        if check.when is not None:
            yield "checks.yml", ("checks", position, "when"), check.when
    for question in draft.questions.values():
        for position, box in enumerate(question.fields):
            if box.when is not None:
                path = ("fields", position, "when")
                yield f"questions/{question.id}.yml", path, box.when
    for path, line in lines(draft):
        if line.when is not None:
            yield "routes.yml", (*path, "when"), line.when
    for position, duty in enumerate(draft.law.duties if draft.law else ()):
        if duty.when is not None:
            yield "law.yml", ("duties", position, "when"), duty.when


def lines(draft: Draft) -> Iterator[tuple[Path, Line]]:
    """Every line of every decision table, with its place in ``routes.yml``."""
    for t, table in enumerate(draft.tables or ()):
        for n, line in enumerate(table.lines):
            yield ("tables", t, "lines", n), line


def in_order(threshold: Threshold) -> bool:
    """Whether each value of ``threshold`` begins after the one before it."""
    days = [dated.from_ for dated in threshold.values]
    return all(before < after for before, after in pairwise(days))
