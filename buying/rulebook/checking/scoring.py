"""How options are scored: least ratings of criteria that are rated, and a method with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from buying.domain.scoring import INDEXES
from buying.rulebook.checking.common import unknown
from buying.rulebook.draft import Draft
from buying.rulebook.models import Criteria, Scoring
from buying.rulebook.problems import Problem

FILE = "criteria.yml"


def check(draft: Draft) -> Iterator[Problem]:
    """Every mistake in ``scoring`` that its shape alone does not show."""
    if draft.criteria is not None:
        yield from _least(draft, draft.criteria)
        yield from _method(draft, draft.criteria.scoring)


def _least(draft: Draft, criteria: Criteria) -> Iterator[Problem]:
    kinds = {criterion.id: criterion.kind for criterion in criteria.selection}
    for name in criteria.scoring.least:
        path = ("scoring", "least", name)
        yield from unknown(draft, FILE, path, "selection criterion", name, kinds)
        if kinds.get(name) == "whole_life_cost":
            message = f"'{name}' is a cost, which is not rated from 1 to 5. Leave it out here."
            yield draft.problem(FILE, path, message)


def _method(draft: Draft, scoring: Scoring) -> Iterator[Problem]:
    if scoring.least_quality is not None and scoring.method not in INDEXES:
        message = (
            f"'least_quality' does not go with the method '{scoring.method}'. "
            "Use 'least' for a criterion, or another method."
        )
        yield draft.problem(FILE, ("scoring", "least_quality"), message)
    if scoring.method != Scoring().method and scoring.why is None:
        message = f"say in 'why' why options are scored by '{scoring.method}'."
        yield draft.problem(FILE, ("scoring", "method"), message)
