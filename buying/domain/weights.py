"""Weights that always make 100: filled up, in whole numbers, from the few that a person named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

FULL = 100
Rest = Literal["keep", "equal", "nothing"]
"""What becomes of the weights that nobody named: they keep their proportion to one another,
become equal, or become 0."""


class NotAHundred(ValueError):
    """The weights named cannot make 100. ``total``: what they come to."""

    def __init__(self, total: int) -> None:
        super().__init__(f"the weights come to {total}, not {FULL}")
        self.total = total


def fill(now: Mapping[str, int], named: Mapping[str, int], rest: Rest) -> dict[str, int]:
    """Weights for all of ``now``: those ``named``, and the others filled up to 100.

    A weight that is 0 now stays 0 unless it is named, or unless nothing else is left to
    take the rest in equal parts. Raises NotAHundred where the named weights are over 100,
    or under it with nothing to take the rest.
    """
    total = sum(named.values())
    others = {name: weight for name, weight in now.items() if name not in named}
    parts = _parts(others, rest)
    if total > FULL or (total < FULL and not any(parts.values())):
        raise NotAHundred(total)
    filled = shares(FULL - total, parts)
    return {name: named.get(name, filled.get(name, 0)) for name in now}


def shares(total: int, parts: Mapping[str, int]) -> dict[str, int]:
    """``total`` (0 or more) shared out in proportion to ``parts``, in whole numbers.

    By the largest remainder: each share is rounded down, and what is then left goes out one
    by one to those that lost most by it, the first named first. All 0 where ``total`` is 0.
    Raises ZeroDivisionError where there is something to share and the parts are all 0.
    """
    if not total:
        return dict.fromkeys(parts, 0)
    whole = sum(parts.values())
    found = {name: total * part // whole for name, part in parts.items()}
    lost = sorted(parts, key=lambda name: total * parts[name] % whole, reverse=True)
    for name in lost[: total - sum(found.values())]:
        found[name] += 1
    return found


def _parts(others: Mapping[str, int], rest: Rest) -> Mapping[str, int]:
    if rest == "keep":
        return others
    if rest == "nothing":
        return {}
    counting = [name for name, weight in others.items() if weight] or list(others)
    return dict.fromkeys(counting, 1)
