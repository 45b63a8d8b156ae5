"""The difference between two rulebooks, told in sentences.

Every part of a rulebook is compared, so that nothing can change unsaid: ``labels.py`` has words
for each key there is, and a test fails for one that has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from buying.english import sentence
from buying.rulebook.book import Rulebook
from buying.rulebook.differences.cases import cases
from buying.rulebook.differences.parts import Parts
from buying.rulebook.differences.routes import tables
from buying.rulebook.differences.steps import workflow
from buying.rulebook.differences.thresholds import thresholds
from buying.rulebook.differences.weights import criteria

UNTOLD = frozenset({"fingerprint", "lines", "warnings"})
"""Fields of a rulebook that follow from the others."""


def differences(before: Rulebook, after: Rulebook) -> tuple[str, ...]:
    """What changes from ``before`` to ``after``, a sentence each; empty for equal rules.

    Limits and ways of buying come first, worked examples last. Comments and line breaks of
    files count for nothing.
    """
    told = chain.from_iterable(TOLD[name](before, after) for name in TOLD)
    return tuple(dict.fromkeys(sentence(each) for each in told))


def _items(name: str) -> Callable[[Rulebook, Rulebook], Iterator[str]]:
    """Compares a part of the rulebook that is a collection of things with a name."""

    def compare(before: Rulebook, after: Rulebook) -> Iterator[str]:
        parts = Parts(before, after)
        return parts.items("", _listed(getattr(before, name)), _listed(getattr(after, name)))

    return compare


def _model(name: str, subject: str) -> Callable[[Rulebook, Rulebook], Iterator[str]]:
    """Compares a part of the rulebook that is one thing."""

    def compare(before: Rulebook, after: Rulebook) -> Iterator[str]:
        return Parts(before, after).model(subject, getattr(before, name), getattr(after, name))

    return compare


def _listed(items: Any) -> tuple[Any, ...]:
    return tuple(items.values() if isinstance(items, Mapping) else items)


TOLD: Mapping[str, Callable[[Rulebook, Rulebook], Iterator[str]]] = {
    "thresholds": thresholds,
    "tables": tables,
    "routes": _items("routes"),
    "law": _model("law", "The law"),
    "checks": _items("checks"),
    "workflow": workflow,
    "reminders": _model("reminders", "Reminders"),
    "questions": _items("questions"),
    "criteria": criteria,
    "categories": _items("categories"),
    "costs": _model("costs", "Costs"),
    "organisation": _model("organisation", "The organisation"),
    "help": _items("help"),
    "cases": cases,
}
"""Each part of a rulebook and how it is compared, in the order in which it is told."""
