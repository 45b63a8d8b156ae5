"""In which years each line of an option falls, and what those years weigh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from buying.domain.costs.lines import CostLine
from buying.domain.costs.options import Option
from buying.domain.costs.schedule import Schedule

NOTHING = Decimal(0)


Span = tuple[int, int]


def stretches(span: Span | None, life: int, years: int) -> Iterator[Span]:
    """The first and last year of each time that a cost falls within ``years``, life after life.

    ``span``: the first and last year in one life of ``life`` years (:meth:`CostLine.span`).
    """
    if span is not None:
        first, last = span
        for start in range(0, years + 1 - first, life):
            if start < years:
                yield start + first, min(start + last, years)


def weights(option: Option, life: int, years: int, schedule: Schedule) -> list[Decimal]:
    """For each line, by how much the cost over ``years`` moves for each pound of its amount.

    That is the sum of the discount factors of its years, if the option lasts ``life``; 0 for a
    line that is not reached.
    """
    sums = schedule.sums(years)
    spans = [line.span(option.life_years, life) for line in option.lines]
    found = {
        span: sum(
            (sums[end + 1] - sums[first] for first, end in stretches(span, life, years)), NOTHING
        )
        for span in set(spans)
    }
    return [found[span] for span in spans]


def occurrences(line: CostLine, life: int, years: int) -> int:
    """How often ``line`` falls within ``years``, life after life."""
    return sum(end - first + 1 for first, end in stretches(line.span(life, life), life, years))


def cash_by_kind(option: Option, years: int) -> Mapping[str, tuple[Decimal, ...]]:
    """What is paid for each kind of line in each of ``years``, year 0 first, not discounted."""
    kinds: dict[str, list[Decimal]] = {}
    for line in option.lines:
        paid = kinds.setdefault(line.kind, [NOTHING] * (years + 1))
        life = option.life_years
        for first, last in stretches(line.span(life, life), life, years):
            for year in range(first, last + 1):
                paid[year] += line.signed
    return MappingProxyType({kind: tuple(paid) for kind, paid in kinds.items()})
