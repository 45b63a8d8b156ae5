"""The workflow: steps that are new, gone, moved, or asked in other purchases."""

from __future__ import annotations

from collections.abc import Iterator

from buying.rulebook.book import Rulebook
from buying.rulebook.differences.moved import moved
from buying.rulebook.differences.parts import Parts
from buying.rulebook.flow import Stage, WorkflowStep
from buying.rulebook.wording import in_words

Steps = dict[str, tuple[Stage, WorkflowStep]]


def workflow(before: Rulebook, after: Rulebook) -> Iterator[str]:
    """Stages, then steps, in the order of the workflow."""
    parts = Parts(before, after)
    yield from parts.items("", before.workflow.stages, after.workflow.stages)
    old, new = _steps(before), _steps(after)
    for id in (id for id in old if id not in new):
        yield f"The step “{_name(id, before)}” is no longer asked."
    for id, (stage, step) in new.items():
        if id not in old:
            yield f"The step “{_name(id, after)}” is new{_place(id, stage, step, new, after)}."
            continue
        yield from parts.model(f"The step “{_name(id, after)}”", old[id][1], step)
        if old[id][0].id != stage.id:
            yield f"The step “{_name(id, after)}” is now part of “{stage.title}”."
    for id, behind in moved(list(old), list(new)):
        place = f"after “{_name(behind, after)}”" if behind else "first of all"
        yield f"The step “{_name(id, after)}” is now asked {place}."


def _steps(book: Rulebook) -> Steps:
    return {step.ask: (stage, step) for stage, step in book.workflow.steps()}


def _name(id: str, book: Rulebook) -> str:
    return book.questions[id].label if id in book.questions else id


def _place(id: str, stage: Stage, step: WorkflowStep, steps: Steps, book: Rulebook) -> str:
    order = list(steps)
    position = order.index(id)
    behind = f" after “{_name(order[position - 1], book)}”" if position else ""
    when = f", when {in_words(step.when, book)}" if step.when else ""
    return f", in “{stage.title}”{behind}{when}"
