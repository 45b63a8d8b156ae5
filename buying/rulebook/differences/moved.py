"""Which things of a list stand at another place in it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def moved(before: Sequence[T], after: Sequence[T]) -> Iterator[tuple[T, T | None]]:
    """Things in both lists that changed places, each with what it now comes after.

    None stands for the first place. As few as can be told for the change of order are told.
    """
    old = [each for each in before if each in after]
    new = [each for each in after if each in before]
    matched = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stay = {each for block in matched for each in new[block.b : block.b + block.size]}
    for position, each in enumerate(new):
        if each not in stay:
            yield each, new[position - 1] if position else None
