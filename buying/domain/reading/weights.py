"""Weights in one reply: "quality 50, price 30, rest equal", "all equal", "more quality".

What is not named keeps its proportion to the other weights, so that they always make 100
(:mod:`buying.domain.weights`). "More" and "less" move a weight by ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from buying.domain.reading.criterion_names import Named, Names
from buying.domain.reading.results import Unreadable
from buying.domain.reading.weights_said import NotSaid, Said, said
from buying.domain.weights import FULL, NotAHundred, fill
from buying.english import listed

__all__ = ["Weighed", "read", "summed"]


@dataclass(frozen=True)
class Weighed:
    """Weights by id that make 100. ``shown`` is the sum in words, ``how`` what was filled up.

    ``ask`` is the question to put first where a name was only near to one that is known.
    """

    weights: Mapping[str, int]
    shown: str
    how: str = ""
    ask: str | None = None


def read(
    text: str, criteria: Sequence[Named], now: Mapping[str, int]
) -> Weighed | Unreadable | None:
    """Weights for all ``criteria``, from what ``text`` says of some of them.

    ``now``: the weights as they stand, by id of criterion. None where the text is not about
    weights, and for one bare number, which can only be the answer to one box.
    """
    names = Names(criteria)
    now = {name: now.get(name, 0) for name in names.labels}
    try:
        found = said(text, names, now)
    except NotSaid as problem:
        return Unreadable(problem.code, str(problem))
    return None if found is None else _filled(found, names, now)


def summed(weights: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """``Quality 50, Whole-life cost 30, Outcomes for people 20 = 100``; without those at 0."""
    parts = [f"{labels[name]} {weight}" for name, weight in weights.items() if weight]
    return f"{', '.join(parts)} = {sum(weights.values())}"


def _filled(found: Said, names: Names, now: Mapping[str, int]) -> Weighed | Unreadable:
    try:
        weights = fill(now, found.named, found.rest)
    except NotAHundred as error:
        return Unreadable("not_100", _not_a_hundred(found, names, error.total))
    shown = summed(weights, names.labels)
    ask = f"I read that as {shown}. Is that right?" if found.near else None
    return Weighed(weights, shown, _how(found, weights), ask)


def _how(found: Said, weights: Mapping[str, int]) -> str:
    """What became of the weights that were not named; empty where there is nothing to say."""
    others = [name for name, weight in weights.items() if weight and name not in found.named]
    if not found.named or len(others) < 2:
        return ""
    kept = "keep their shares of" if found.rest == "keep" else "share"
    return f"The others {kept} the {FULL - sum(found.named.values())} that are left."


def _not_a_hundred(found: Said, names: Names, total: int) -> str:
    sums = listed([f"{names.labels[name]} {weight}" for name, weight in found.named.items()])
    if len(found.named) == 1 and total > FULL:
        return f"{sums} is more than {FULL}. Give it {FULL} or less."
    verb = "come" if len(found.named) > 1 else "comes"
    change = f"Take off {total - FULL}" if total > FULL else f"Add {FULL - total}"
    return f"{sums} {verb} to {total}, and all together must make {FULL}. {change}."
