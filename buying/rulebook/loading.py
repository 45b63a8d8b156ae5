"""Loads ``rulebook/``: reads every file, checks the whole, refuses what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from buying.rulebook.book import Rulebook
from buying.rulebook.checking import check, warn
from buying.rulebook.contents import (
    FOLDERS,
    MAY_LACK,
    SINGLE_FILES,
    Contents,
    is_read,
    read_contents,
)
from buying.rulebook.draft import Draft
from buying.rulebook.help import read_help
from buying.rulebook.names import Names, known_names
from buying.rulebook.parsing import parse_case_file, parse_file, parse_question
from buying.rulebook.problems import Problem, RulebookError, did_you_mean
from buying.rulebook.reminders import Reminders

__all__ = [
    "FOLDERS", "SINGLE_FILES", "Contents", "build", "build_again", "load", "read_contents",
]  # fmt: skip


def load(folder: Path, names: Names | None = None) -> Rulebook:
    """The rulebook in ``folder``, read once for as long as its files stay the same.

    ``names`` is what code offers to it; None takes what the domain offers. Raises
    RulebookError with every problem found, in the order of files and lines.
    """
    return build(read_contents(folder), names)


def build(contents: Contents, names: Names | None = None) -> Rulebook:
    """The rulebook that ``contents`` make, read once. Raises as :func:`load` does."""
    return _build(contents, names or known_names())


def build_again(contents: Contents) -> Rulebook:
    """The rulebook of ``contents`` that passed every check when a purchase began by it.

    Only its shape is read: names that code no longer offers matter where a step still uses
    them, and rules for rulebooks that are stricter now came later. Raises RulebookError.
    """
    return _build(contents, Names(), judged=False)


@lru_cache(maxsize=8)
def _build(contents: Contents, names: Names, judged: bool = True) -> Rulebook:
    draft = understood(contents, names)
    if judged:
        draft.problems.extend(check(draft))
    if draft.problems:
        raise RulebookError(sorted({contents.placed(each) for each in draft.problems}, key=_order))
    return finish(draft, contents.fingerprint)


def understood(contents: Contents, names: Names | None = None) -> Draft:
    """Every file of ``contents`` as far as it can be read, before the whole is checked."""
    draft = Draft(names=names or known_names())
    for file in SINGLE_FILES:
        if file not in contents.files and file not in MAY_LACK:
            draft.problems.append(Problem(file, None, "this file is missing."))
    for file, content in contents.files.items():
        _reader(file)(draft, file, content)
    return draft


def _order(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line or 0, problem.message


def _reader(file: str) -> Callable[[Draft, str, bytes], None]:
    if file in SINGLE_FILES:
        return parse_file
    if is_read(file):
        readers = {"questions": parse_question, "cases": parse_case_file, "help": read_help}
        return readers[PurePosixPath(file).parts[0]]
    return _unknown_file


def _unknown_file(draft: Draft, file: str, _content: bytes) -> None:
    path = PurePosixPath(file)
    folder = path.parts[0]
    if len(path.parts) == 2 and folder in FOLDERS:
        advice = f" Files in {folder}/ end in {FOLDERS[folder]}."
    elif len(path.parts) == 1:
        advice = did_you_mean(file, SINGLE_FILES)
    else:
        advice = did_you_mean(folder, FOLDERS) if len(path.parts) == 2 else ""
    draft.problems.append(Problem(file, None, f"nothing reads this file.{advice}"))


def finish(draft: Draft, fingerprint: str) -> Rulebook:
    """The rulebook that a draft without problems makes."""
    parts: dict[str, Any] = draft.parts
    return Rulebook(
        fingerprint=fingerprint,
        organisation=parts["organisation.yml"],
        categories=MappingProxyType({c.id: c for c in parts["categories.yml"].categories}),
        thresholds=MappingProxyType(dict(draft.thresholds or {})),
        law=parts["law.yml"],
        routes=parts["routes.yml"].routes,
        tables=parts["routes.yml"].tables,
        criteria=parts["criteria.yml"],
        costs=parts["costs.yml"],
        checks=parts["checks.yml"].checks,
        questions=MappingProxyType(draft.questions),
        workflow=parts["workflow.yml"],
        reminders=parts.get("reminders.yml", Reminders()),
        help=MappingProxyType(draft.help),
        cases=tuple(case for _, case in draft.cases),
        warnings=tuple(sorted(warn(draft), key=_order)),
        lines=MappingProxyType({s.file: MappingProxyType(s.lines) for s in draft.sources.values()}),
    )
