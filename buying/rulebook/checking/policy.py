"""Categories, criteria with their weights, and policy checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from buying.rulebook.checking.common import twice, unknown
from buying.rulebook.draft import Draft
from buying.rulebook.models import Criteria
from buying.rulebook.problems import Problem

FILE = "criteria.yml"


def check(draft: Draft) -> Iterator[Problem]:
    """What is there twice, names that are not there, weights that are not 100 or have no reason."""
    yield from twice(draft, "categories.yml", ("categories",), draft.category_ids or ())
    yield from twice(draft, "checks.yml", ("checks",), [c.id for c in draft.checks or ()])
    if draft.criteria is not None:
        yield from _selection(draft, draft.criteria)
        yield from _words(draft, draft.criteria)
        yield from _weights(draft, draft.criteria)
        yield from _reasons(draft, draft.criteria)
        yield from _process(draft, draft.criteria)


def _selection(draft: Draft, criteria: Criteria) -> Iterator[Problem]:
    yield from twice(draft, FILE, ("selection",), [c.id for c in criteria.selection])
    costs = [n for n, c in enumerate(criteria.selection) if c.kind == "whole_life_cost"]
    for position in costs[1:]:
        message = "only one criterion can be of the kind whole_life_cost."
        yield draft.problem(FILE, ("selection", position, "kind"), message)


def _words(draft: Draft, criteria: Criteria) -> Iterator[Problem]:
    """A word that means two criteria could not be read."""
    taken: dict[str, str] = {}
    for position, criterion in enumerate(criteria.selection):
        for name in {word.lower() for word in (criterion.id, criterion.label, *criterion.words)}:
            first = taken.setdefault(name, criterion.id)
            if first != criterion.id:
                message = f"'{name}' already means '{first}'. Give each word to one criterion."
                yield draft.problem(FILE, ("selection", position), message)


def _weights(draft: Draft, criteria: Criteria) -> Iterator[Problem]:
    if "default" not in criteria.weights:
        message = "'default' is missing in 'weights': it holds where a category has no own weights."
        yield draft.problem(FILE, ("weights",), message)
    known = [criterion.id for criterion in criteria.selection]
    for category, weights in criteria.weights.items():
        path = ("weights", category)
        if category != "default":
            yield from unknown(draft, FILE, path, "category", category, draft.category_ids)
        for name in weights:
            yield from unknown(draft, FILE, (*path, name), "selection criterion", name, known)
        yield from _sum(draft, category, weights)


def _sum(draft: Draft, category: str, weights: Mapping[str, int]) -> Iterator[Problem]:
    total = sum(weights.values())
    if total != 100:
        parts = ", ".join(f"{name} {share}" for name, share in weights.items())
        message = f"the weights for '{category}' add up to {total}, not 100: {parts}."
        yield draft.problem(FILE, ("weights", category), message)


def _reasons(draft: Draft, criteria: Criteria) -> Iterator[Problem]:
    known = {"default", *(draft.category_ids or criteria.weights)}
    for category in criteria.weights:
        if category in criteria.reasons or category not in known:
            continue
        message = f"the weights for '{category}' have no reason. Add '{category}' to 'reasons'."
        yield draft.problem(FILE, ("weights", category), message)
    for category in criteria.reasons:
        yield from unknown(draft, FILE, ("reasons", category), "category", category, known)


def _process(draft: Draft, criteria: Criteria) -> Iterator[Problem]:
    known = [criterion.id for criterion in criteria.process]
    yield from twice(draft, FILE, ("process",), known)
    yield from twice(draft, FILE, ("process_default",), criteria.process_default)
    for position, name in enumerate(criteria.process_default):
        path = ("process_default", position)
        yield from unknown(draft, FILE, path, "process criterion", name, known)
