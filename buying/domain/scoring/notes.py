"""What a reader should know beside the ranking: the rule for cost, and where it misleads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from buying.domain.scoring.errors import FULL
from buying.domain.scoring.limits import Limits
from buying.domain.scoring.methods import METHODS
from buying.domain.scoring.pricing import cost_words
from buying.domain.scoring.result import Line, Ranked
from buying.domain.scoring.rules import INDEXES, RELATIVE, Method
from buying.english import listed


def rule(limits: Limits | None, method: Method) -> str:
    """How cost counts, in words, with its figures; empty where cost is no criterion.

    ``limits`` are those of the linear range, or cap the cost where a method divides by it.
    """
    if method == "linear_range":
        return limits.words if limits else ""
    words = METHODS[method].formula
    if method in INDEXES and limits is not None:
        words += f" The most that your budget allows is {cost_words(limits.worst, limits)}."
    return words


def notes(ranking: Sequence[Ranked], costs: Collection[str], method: Method) -> tuple[str, ...]:
    """What the points do not show: costs outside the limits, and the trap of the method.

    ``costs``: the ids of the criteria that are costs.
    """
    if method == "linear_range":
        lines = [line for each in ranking for line in each.lines if line.criterion in costs]
        return tuple(_outside([line for line in lines if line.weight > 0]))
    if method in RELATIVE and not costs:
        return ()
    found = [f"{METHODS[method].label}: {METHODS[method].trap}"]
    if method in INDEXES:
        found.append(
            "Cost and quality are divided here, so the weight for cost plays no part. "
            "The other weights count beside one another."
        )
    return tuple(found)


def _outside(lines: Sequence[Line]) -> Iterator[str]:
    over = sorted(line.option for line in lines if line.scored == 0)
    if over and len(over) == len(lines):
        yield (
            "Every option costs as much as the upper limit or more, so cost earned no points "
            "and the other criteria decided."
        )
    elif over:
        yield (f"No points for cost went to {listed(over)}, at or above the upper limit for cost.")
    if len(lines) > 1 and all(line.scored == FULL for line in lines):
        yield "Every option costs no more than the lower limit, so all earned full points for cost."
