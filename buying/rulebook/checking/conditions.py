"""Every `when` of the rulebook: its names exist, and it looks only at what is known by then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import get_args

from buying.rulebook.checking.answers import misfit, never_equal
from buying.rulebook.checking.common import conditions, unknown
from buying.rulebook.checking.flow import FILE, Order, order
from buying.rulebook.conditions import Condition
from buying.rulebook.draft import Draft
from buying.rulebook.models import Authority, Country, Risk
from buying.rulebook.problems import Problem, did_you_mean
from buying.rulebook.questions import Question
from buying.rulebook.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in a condition, in whichever file it is."""
    if draft.workflow is None:
        return
    found = order(draft)
    for file, path, part in conditions(draft):
        yield from _names(draft, file, path, part)
        yield from _fixed(draft, file, path, part)
        yield from _answers(draft, found, file, path, part)


def _names(draft: Draft, file: str, path: Path, part: Condition) -> Iterator[Problem]:
    """Names in one condition that do not exist in this rulebook."""
    if not part.model_fields_set:
        yield draft.problem(file, path, "this condition says nothing. Leave it out to mean always.")
    routes = None if draft.routes is None else [route.id for route in draft.routes]
    for name in part.route or ():
        yield from unknown(draft, file, (*path, "route"), "route", name, routes)
    for name in part.category or ():
        yield from unknown(draft, file, (*path, "category"), "category", name, draft.category_ids)
    for key in ("value_at_least", "value_over"):
        name = getattr(part, key)
        if name is not None:
            yield from unknown(draft, file, (*path, key), "threshold", name, draft.thresholds)
            yield from _in_pounds(draft, file, (*path, key), name)
    if part.is_ is not None:
        known = draft.names.predicates
        yield from unknown(draft, file, (*path, "is"), "predicate", part.is_, known)


def _in_pounds(draft: Draft, file: str, path: Path, name: str) -> Iterator[Problem]:
    threshold = (draft.thresholds or {}).get(name)
    if threshold is not None and threshold.unit != "GBP":
        message = f"a purchase's value is in pounds, and '{name}' is in {threshold.unit}."
        yield draft.problem(file, path, message)


def _fixed(draft: Draft, file: str, path: Path, part: Condition) -> Iterator[Problem]:
    """Names that the law and the product fix: risks, regimes, authorities, countries."""
    regimes = None if draft.law is None else [regime.id for regime in draft.law.regimes]
    fixed = {
        "risk": (part.risk, get_args(Risk)),
        "regime": (part.regime, regimes),
        "authority": (part.authority, get_args(Authority)),
        "country": (part.country, get_args(Country)),
    }
    for key, (names, known) in fixed.items():
        for name in names or ():
            yield from unknown(draft, file, (*path, key), key, name, known)


def _answers(
    draft: Draft, found: Order, file: str, path: Path, part: Condition
) -> Iterator[Problem]:
    """Answers that one condition looks at: asked before it, and possible."""
    if part.answered is not None:
        yield from _asked(draft, found, file, (*path, "answered"), part.answered)
    for key, values in (part.answer or {}).items():
        where = (*path, "answer", key)
        name, _, box = key.partition(".")
        yield from _asked(draft, found, file, where, name)
        if name in found.repeated:
            message = f"'{name}' is asked several times, so one answer cannot be meant. Use 'is'."
            yield draft.problem(file, where, message)
        question = draft.questions.get(name)
        if question is not None:
            for message in _impossible(question, box, values):
                yield draft.problem(file, where, message)


def _asked(draft: Draft, found: Order, file: str, path: Path, name: str) -> Iterator[Problem]:
    """A problem where the question ``name`` has no answer yet when the condition is looked at."""
    if name not in found.place:
        yield from unknown(draft, file, path, "step", name, draft.question_ids)
    elif found.place[name] >= _known_before(draft, found, file, path):
        thing = "step" if file == FILE else "condition"
        message = f"this {thing} depends on '{name}', which does not come before it."
        yield draft.problem(file, path, f"{message} Move one of them.")


def _known_before(draft: Draft, found: Order, file: str, path: Path) -> int:
    """The place in the workflow before which answers are there for a condition in ``file``."""
    if file == FILE:
        return draft.step_number(path)
    end = len(found.place)
    if file == "checks.yml":
        asked = [q.id for q in draft.questions.values() if q.fields_from == "checks"]
        return min((found.place.get(name, end) for name in asked), default=end)
    if file.startswith("questions/"):
        # A box may look at another of its own form.
        return found.place.get(PurePosixPath(file).stem, end) + 1
    return end


def _impossible(question: Question, box: str, values: tuple[object, ...]) -> Iterator[str]:
    asking = question.field(box) if box else question
    name = f"{question.id}.{box}" if box else question.id
    if asking is None:
        if question.fields_from is None:
            known = [each.id for each in question.fields]
            yield f"'{question.id}' has no field '{box}'.{did_you_mean(box, known)}"
        return
    reason = never_equal(asking, name)
    if reason is not None:
        yield reason
        return
    yield from filter(None, (misfit(asking, name, value) for value in values))
