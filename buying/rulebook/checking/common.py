"""What several checks need: unknown names, repeated ids, where thresholds are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from buying.rulebook.conditions import Condition
from buying.rulebook.draft import Draft
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
    for path, step in draft.steps():
        if step.when is not None:
            for inner, part in step.when.parts((*path, "when")):
                yield "workflow.yml", inner, part
    for position, check in enumerate(draft.checks or ()):
        if check.when is not None:
            for inner, part in check.when.parts(("checks", position, "when")):
                yield "checks.yml", inner, part
