"""Reminders: their stages, questions, days and words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from buying.rulebook.checking.common import twice, unknown
from buying.rulebook.draft import Draft
from buying.rulebook.problems import Problem, listed
from buying.rulebook.reading import Path
from buying.rulebook.reminders import PLACEHOLDERS, OnDate, Reminders, Unanswered
from buying.rulebook.shapes import placeholders

FILE = "reminders.yml"


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``reminders.yml`` that its shape alone does not show."""
    rules = draft.reminders
    if rules is None:
        return
    yield from _waiting(draft, rules)
    yield from twice(draft, FILE, ("unanswered",), [rule.id for rule in rules.unanswered])
    yield from twice(draft, FILE, ("dates",), [rule.id for rule in rules.dates])
    for number, rule in enumerate(rules.unanswered):
        yield from _unanswered(draft, ("unanswered", number), rule)
    for number, dated in enumerate(rules.dates):
        yield from _dated(draft, ("dates", number), dated)


def _waiting(draft: Draft, rules: Reminders) -> Iterator[Problem]:
    times, tell = rules.waiting.remind or (), rules.waiting.tell
    yield from _in_order(draft, ("waiting", "remind"), times)
    if times and times[0] == 0:
        message = "on the day itself they are asked. Begin with 1 or more."
        yield draft.problem(FILE, ("waiting", "remind", 0), message)
    if tell is not None and times and tell <= times[-1]:
        message = f"'tell' comes after the last of 'remind', which is {times[-1]}."
        yield draft.problem(FILE, ("waiting", "tell"), message)


def _unanswered(draft: Draft, path: Path, rule: Unanswered) -> Iterator[Problem]:
    stages = None if draft.workflow is None else [stage.id for stage in draft.workflow.stages]
    if bool(rule.stages) == bool(rule.questions):
        yield draft.problem(FILE, path, f"give '{rule.id}' either 'stages' or 'questions'.")
    for number, stage in enumerate(rule.stages):
        yield from unknown(draft, FILE, (*path, "stages", number), "stage", stage, stages)
    for number, question in enumerate(rule.questions):
        yield from _asked(draft, (*path, "questions", number), question)
    if rule.unless is not None:
        yield from _box(draft, (*path, "unless"), rule.unless)
    if rule.remind[0] == 0:
        message = "nobody is reminded on the day on which they answered. Begin with 1 or more."
        yield draft.problem(FILE, (*path, "remind", 0), message)
    yield from _common(draft, path, rule, PLACEHOLDERS - {"date"})


def _dated(draft: Draft, path: Path, rule: OnDate) -> Iterator[Problem]:
    yield from _box(draft, (*path, "date"), rule.date)
    yield from _is_a_day(draft, (*path, "date"), rule.date)
    if rule.open is not None:
        yield from _asked(draft, (*path, "open"), rule.open)
    yield from _common(draft, path, rule, PLACEHOLDERS)


def _common(
    draft: Draft, path: Path, rule: Unanswered | OnDate, known: frozenset[str]
) -> Iterator[Problem]:
    yield from _in_order(draft, (*path, "remind"), rule.remind)
    for name in placeholders(rule.says):
        if name not in known:
            message = f"'{{{name}}}' cannot stand here. Use {listed(sorted(known))}."
            yield draft.problem(FILE, (*path, "says"), message)


def _in_order(draft: Draft, path: Path, times: tuple[int, ...]) -> Iterator[Problem]:
    if any(later <= earlier for earlier, later in pairwise(times)):
        yield draft.problem(FILE, path, "each number here must be more than the one before it.")


def _asked(draft: Draft, path: Path, name: str) -> Iterator[Problem]:
    """A question of the requester's own: nobody else is reminded by these rules."""
    if draft.workflow is None:
        return
    steps = {step.ask: step.of for _, step in draft.steps()}
    yield from unknown(draft, FILE, path, "step", name, steps)
    if steps.get(name, "requester") != "requester":
        message = f"'{name}' is asked of somebody else, who is reminded by 'waiting'."
        yield draft.problem(FILE, path, message)


def _box(draft: Draft, path: Path, name: str) -> Iterator[Problem]:
    question, _, box = name.partition(".")
    yield from unknown(draft, FILE, path, "question", question, draft.question_ids)
    found = draft.questions.get(question)
    if found is not None and box:
        boxes = [field.id for field in found.fields]
        yield from unknown(draft, FILE, path, f"box of '{question}'", box, boxes)


def _is_a_day(draft: Draft, path: Path, name: str) -> Iterator[Problem]:
    question, _, box = name.partition(".")
    found = draft.questions.get(question)
    if found is None:
        return
    kinds = {field.id: field.kind for field in found.fields} if box else {"": found.kind}
    if kinds.get(box, "date") != "date":
        message = f"'{name}' is no day: its kind is {kinds[box]}."
        yield draft.problem(FILE, path, message)
