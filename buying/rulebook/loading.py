"""Loads ``rulebook/``: reads every file, checks the whole, refuses what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from buying.rulebook.book import Rulebook
from buying.rulebook.checking import check, warn
from buying.rulebook.draft import Draft
from buying.rulebook.help import read_help
from buying.rulebook.names import Names, known_names
from buying.rulebook.parsing import parse_case_file, parse_file, parse_question
from buying.rulebook.problems import Problem, RulebookError, did_you_mean

SINGLE_FILES = (
    "organisation.yml", "categories.yml", "thresholds.yml", "routes.yml",
    "criteria.yml", "costs.yml", "checks.yml", "workflow.yml",
)  # fmt: skip
FOLDERS = {"questions": ".yml", "cases": ".yml", "help": ".md"}


@dataclass(frozen=True)
class Contents:
    """What is in a rulebook's folder. Equal contents have equal fingerprints."""

    folder: Path
    fingerprint: str
    files: Mapping[str, bytes] = field(compare=False, repr=False)


def load(folder: Path, names: Names | None = None) -> Rulebook:
    """The rulebook in ``folder``, read once for as long as its files stay the same.

    ``names`` is what code offers to it; None takes what the domain offers. Raises
    RulebookError with every problem found, in the order of files and lines.
    """
    return _build(read_contents(folder), names or known_names())


def read_contents(folder: Path) -> Contents:
    """Every file of ``folder`` but hidden ones. Raises RulebookError where there is none."""
    if not folder.is_dir():
        raise RulebookError([Problem(folder.name, None, "there is no such folder.")])
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _hidden(path.relative_to(folder))
    }
    digest = sha256()
    for name, content in found.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return Contents(folder.resolve(), digest.hexdigest(), MappingProxyType(found))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


@lru_cache(maxsize=8)
def _build(contents: Contents, names: Names) -> Rulebook:
    draft = Draft(names=names)
    for file in SINGLE_FILES:
        if file not in contents.files:
            draft.problems.append(Problem(file, None, "this file is missing."))
    for file, content in contents.files.items():
        _reader(file)(draft, file, content)
    draft.problems.extend(check(draft))
    if draft.problems:
        raise RulebookError(sorted(set(draft.problems), key=_order))
    return _finish(draft, contents.fingerprint)


def _order(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line or 0, problem.message


def _reader(file: str) -> Callable[[Draft, str, bytes], None]:
    path = PurePosixPath(file)
    if file in SINGLE_FILES:
        return parse_file
    if len(path.parts) == 2 and FOLDERS.get(path.parts[0]) == path.suffix:
        readers = {"questions": parse_question, "cases": parse_case_file, "help": read_help}
        return readers[path.parts[0]]
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


def _finish(draft: Draft, fingerprint: str) -> Rulebook:
    parts: dict[str, Any] = draft.parts
    return Rulebook(
        fingerprint=fingerprint,
        organisation=parts["organisation.yml"],
        categories=MappingProxyType({c.id: c for c in parts["categories.yml"].categories}),
        thresholds=MappingProxyType(dict(parts["thresholds.yml"])),
        routes=parts["routes.yml"].routes,
        criteria=parts["criteria.yml"],
        costs=parts["costs.yml"],
        checks=parts["checks.yml"].checks,
        questions=MappingProxyType(draft.questions),
        workflow=parts["workflow.yml"],
        help=MappingProxyType(draft.help),
        cases=tuple(case for _, case in draft.cases),
        warnings=tuple(sorted(warn(draft), key=_order)),
        lines=MappingProxyType({s.file: MappingProxyType(s.lines) for s in draft.sources.values()}),
    )
