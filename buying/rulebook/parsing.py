"""From the bytes of one file to the models that they describe."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from buying.rulebook.costs import Costs
from buying.rulebook.draft import Draft
from buying.rulebook.flow import Case, Workflow
from buying.rulebook.models import (
    Categories,
    Checks,
    Criteria,
    Law,
    Organisation,
    Routes,
    Threshold,
)
from buying.rulebook.questions import Question
from buying.rulebook.reading import Source, read
from buying.rulebook.reminders import Reminders
from buying.rulebook.sentences import INJECTED, problems
from buying.rulebook.shapes import READ_ONLY, Id

_SHAPES: dict[str, Any] = {
    "organisation.yml": Organisation,
    "categories.yml": Categories,
    "thresholds.yml": Annotated[Mapping[Id, Threshold], *READ_ONLY],
    "law.yml": Law,
    "routes.yml": Routes,
    "criteria.yml": Criteria,
    "costs.yml": Costs,
    "checks.yml": Checks,
    "workflow.yml": Workflow,
    "reminders.yml": Reminders,
}
_ADAPTERS = {file: TypeAdapter(shape) for file, shape in _SHAPES.items()}
_QUESTION = TypeAdapter(Question)
_CASE = TypeAdapter(Case)


def parse_file(draft: Draft, file: str, content: bytes) -> None:
    """One of the files that a rulebook has once, into ``draft.parts``."""
    source = _source(draft, file, content)
    if source is None:
        return
    try:
        draft.parts[file] = _ADAPTERS[file].validate_python(source.data)
    except ValidationError as error:
        draft.problems.extend(problems(source, error, _SHAPES[file]))


def parse_question(draft: Draft, file: str, content: bytes) -> None:
    """``questions/<id>.yml``, into ``draft.questions``."""
    question_id = PurePosixPath(file).stem
    draft.question_ids.add(question_id)
    source = _source(draft, file, content)
    if source is None or not _is_mapping(draft, source):
        return
    if "id" in source.data:
        message = "'id' is not a known key here: the file's name is the question's id."
        draft.problems.append(source.problem(("id",), message))
    try:
        question = _QUESTION.validate_python({**source.data, "id": question_id})
    except ValidationError as error:
        draft.problems.extend(problems(source, error, Question))
        return
    draft.questions[question_id] = question


def parse_case_file(draft: Draft, file: str, content: bytes) -> None:
    """``cases/<name>.yml``: a list of worked examples, into ``draft.cases``."""
    source = _source(draft, file, content)
    if source is None:
        return
    if not isinstance(source.data, list):
        draft.problems.append(
            source.problem((), "this file must be a list of cases: '- title: ...'.")
        )
        return
    for position, data in enumerate(source.data):
        _parse_case(draft, source, position, data)


def _parse_case(draft: Draft, source: Source, position: int, data: Any) -> None:
    if not isinstance(data, dict):
        message = "this case must hold lines of 'key: value'."
        draft.problems.append(source.problem((position,), message))
        return
    for key in sorted(INJECTED & data.keys()):
        message = f"'{key}' is not a known key here."
        draft.problems.append(source.problem((position, key), message))
    placed = {**data, "file": source.file, "line": source.line((position,))}
    try:
        draft.cases.append((position, _CASE.validate_python(placed)))
    except ValidationError as error:
        inner = Source(source.file, data, _below(source, position), source.problems)
        draft.problems.extend(problems(inner, error, Case))
        draft.broken_cases.add(str(data.get("title")))


def _below(source: Source, position: int) -> dict[tuple[str | int, ...], int]:
    return {path[1:]: line for path, line in source.lines.items() if path[:1] == (position,)}


def _is_mapping(draft: Draft, source: Source) -> bool:
    if isinstance(source.data, dict):
        return True
    draft.problems.append(source.problem((), "this file must hold lines of 'key: value'."))
    return False


def _source(draft: Draft, file: str, content: bytes) -> Source | None:
    """The file's data; None where it cannot be judged further."""
    source = read(file, content)
    draft.sources[file] = source
    draft.problems.extend(source.problems)
    return None if source.data is None else source
