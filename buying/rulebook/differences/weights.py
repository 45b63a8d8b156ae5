"""What suppliers are compared on, and how much each counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from buying.english import listed
from buying.rulebook.book import Rulebook
from buying.rulebook.differences.parts import Parts, words
from buying.rulebook.models import Criteria


def criteria(before: Rulebook, after: Rulebook) -> Iterator[str]:
    """Criteria that are new, gone or other, and weights: "quality counts 40 instead of 30"."""
    old, new, parts = before.criteria, after.criteria, Parts(before, after)
    yield from parts.items("", old.selection, new.selection)
    yield from _weights(before, after)
    yield from parts.mapping("Weights", "the reason for", old.reasons, new.reasons)
    yield from parts.model("Scoring", old.scoring, new.scoring)
    yield from parts.items("", old.process, new.process)
    if old.process_default != new.process_default:
        names = {each.id: each.label for each in (*old.process, *new.process)}
        first, second = (
            tuple(names.get(id, id) for id in each.process_default) for each in (old, new)
        )
        yield from words("Looking back", "the criteria that are offered first", first, second)


def _weights(before: Rulebook, after: Rulebook) -> Iterator[str]:
    old, new = before.criteria.weights, after.criteria.weights
    names = {**_names(before.criteria), **_names(after.criteria)}
    for category in (category for category in old if category not in new):
        yield f"For {_of(category, before)} the usual weights count from now on."
    for category, weights in new.items():
        if category not in old:
            counts = listed(f"{_small(names.get(id, id))} {weights[id]}" for id in weights)
            yield f"For {_of(category, after)} there are weights of their own: {counts}."
        elif dict(old[category]) != dict(weights):
            yield f"For {_of(category, after)} {_changed(old[category], weights, names)}."


def _changed(old: Mapping[str, int], new: Mapping[str, int], names: Mapping[str, str]) -> str:
    return listed(
        f"{_small(names.get(id, id))} counts {new.get(id, 0)} instead of {old.get(id, 0)}"
        if id in new
        else f"{_small(names.get(id, id))} no longer counts (it was {old[id]})"
        for id in {**new, **old}
        if old.get(id) != new.get(id)
    )


def _names(criteria: Criteria) -> dict[str, str]:
    return {each.id: each.label for each in criteria.selection}


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _of(category: str, book: Rulebook) -> str:
    if category == "default":
        return "categories without weights of their own"
    return f"“{book.categories[category].label}”" if category in book.categories else category
