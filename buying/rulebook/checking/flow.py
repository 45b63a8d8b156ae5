"""The workflow: its questions, what they stand on, and what choices reopen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from buying.rulebook.checking.common import twice, unknown
from buying.rulebook.draft import Draft
from buying.rulebook.flow import WorkflowStep
from buying.rulebook.problems import Problem, did_you_mean
from buying.rulebook.questions import Choice, Question
from buying.rulebook.reading import Path

FILE = "workflow.yml"


@dataclass
class Order:
    """Where each question stands in the workflow."""

    place: dict[str, int] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)


def order(draft: Draft) -> Order:
    """The place of each question in the workflow, counted from 0."""
    found = Order()
    for number, (_, step) in enumerate(draft.steps()):
        found.place.setdefault(step.ask, number)
        if step.repeat is not None:
            found.repeated.add(step.ask)
    return found


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in the order of the questions, and in what choices reopen."""
    if draft.workflow is None:
        return
    found = order(draft)
    yield from twice(draft, FILE, ("stages",), [stage.id for stage in draft.workflow.stages])
    for path, step in draft.steps():
        yield from _step(draft, found, path, step)
    yield from _asked_twice(draft)
    yield from _never_asked(draft, found)
    yield from _reopened(draft, found)


def _step(draft: Draft, found: Order, path: Path, step: WorkflowStep) -> Iterator[Problem]:
    ask = (*path, "ask")
    yield from unknown(draft, FILE, ask, "question", step.ask, draft.question_ids)
    for position, name in enumerate(step.stands_on):
        where = (*path, "stands_on", position)
        yield from _earlier(draft, found, where, name.partition(".")[0], step.ask)
        yield from _box(draft, where, *name.partition(".")[::2])
    if step.shows is not None:
        yield from unknown(draft, FILE, (*path, "shows"), "view", step.shows, draft.names.shows)
    yield from _repeat(draft, path, step)


def _earlier(draft: Draft, found: Order, path: Path, name: str, ask: str) -> Iterator[Problem]:
    """A problem where ``name`` is no step of the workflow, or not one before ``ask``."""
    if name not in found.place:
        yield from unknown(draft, FILE, path, "step", name, draft.question_ids)
    elif found.place[name] >= found.place[ask]:
        message = f"this step stands on '{name}', which does not come before it. Move one of them."
        yield draft.problem(FILE, path, message)


def _box(draft: Draft, path: Path, name: str, box: str) -> Iterator[Problem]:
    question = draft.questions.get(name)
    if not box or question is None or question.field(box) is not None:
        return
    known = [each.id for each in question.fields]
    message = f"'{name}' has no field '{box}'.{did_you_mean(box, known)}"
    yield draft.problem(FILE, path, message)


def _repeat(draft: Draft, path: Path, step: WorkflowStep) -> Iterator[Problem]:
    if step.repeat is None:
        return
    least = [step.repeat.least_for(route) for route in draft.routes or ()]
    if least and max(least) > step.repeat.most:
        message = (
            f"'{step.ask}' is asked at most {step.repeat.most} times, and {max(least)} are needed."
        )
        yield draft.problem(FILE, (*path, "repeat"), message)


def _asked_twice(draft: Draft) -> Iterator[Problem]:
    seen: dict[str, int | None] = {}
    for path, step in draft.steps():
        if step.ask in seen:
            message = f"'{step.ask}' is asked twice (first on line {seen[step.ask]}). Keep one."
            yield draft.problem(FILE, (*path, "ask"), message)
        seen.setdefault(step.ask, draft.sources[FILE].line((*path, "ask")))


def _never_asked(draft: Draft, found: Order) -> Iterator[Problem]:
    for name in sorted(draft.question_ids - found.place.keys()):
        message = "no step of workflow.yml asks this question. Add a step, or remove the file."
        yield Problem(f"questions/{name}.yml", 1, message)


def _reopened(draft: Draft, found: Order) -> Iterator[Problem]:
    for question in draft.questions.values():
        for path, choice in _all_choices(question):
            name = choice.reopens
            if name is None or question.id not in found.place:
                continue
            file = f"questions/{question.id}.yml"
            if name not in found.place:
                yield from unknown(draft, file, path, "step", name, draft.question_ids)
            elif found.place[name] >= found.place[question.id]:
                message = f"'{name}' comes after this question, so it cannot be reopened here."
                yield draft.problem(file, path, message)


def _all_choices(question: Question) -> Iterator[tuple[Path, Choice]]:
    own = ((("choices", n, "reopens"), choice) for n, choice in enumerate(question.choices))
    in_fields = (
        (("fields", f, "choices", n, "reopens"), choice)
        for f, box in enumerate(question.fields)
        for n, choice in enumerate(box.choices)
    )
    return chain(own, in_fields)
