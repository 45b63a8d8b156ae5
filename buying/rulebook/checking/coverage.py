"""What a rulebook leaves out. These are warnings: it can be used all the same."""

from __future__ import annotations

from collections.abc import Iterator

from buying.rulebook.draft import Draft
from buying.rulebook.problems import Problem
from buying.rulebook.standard import STANDARD_CRITERIA


def warn(draft: Draft) -> Iterator[Problem]:
    """Criteria of the standard, selection criteria and routes that nothing touches."""
    yield from _standard(draft)
    yield from _unweighed(draft)
    yield from _untried(draft)


def _standard(draft: Draft) -> Iterator[Problem]:
    met = {name for question in draft.questions.values() for name in question.criterion}
    for criterion in STANDARD_CRITERIA:
        if criterion not in met:
            yield Problem("questions", None, f"no question meets {criterion} of the standard.")


def _unweighed(draft: Draft) -> Iterator[Problem]:
    if draft.criteria is None:
        return
    weighed = {name for weights in draft.criteria.weights.values() for name in weights}
    for position, criterion in enumerate(draft.criteria.selection):
        if criterion.id not in weighed:
            message = f"no category gives weight to '{criterion.id}'."
            yield draft.problem("criteria.yml", ("selection", position), message)


def _untried(draft: Draft) -> Iterator[Problem]:
    tried = {case.expect.route for _, case in draft.cases}
    for position, route in enumerate(draft.routes or ()):
        if route.id not in tried:
            message = f"no case in cases/ expects the route '{route.id}'."
            yield draft.problem("routes.yml", ("routes", position), message)
