"""Which values of a purchase take the same way, found by trying the values around each limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from buying.domain.known import World, derive
from buying.domain.money import PENNY, Money
from buying.domain.policy import Decision, Policy
from buying.domain.value import Limit
from buying.english import sentence
from buying.voice.shown import limit_words


@dataclass(frozen=True)
class Point:
    """A budget to try: a limit, or a penny to a side of it."""

    limit: Limit
    beside: Decimal

    @property
    def budget(self) -> Money:
        """The amount on the limit's own VAT basis."""
        return Money(self.limit.amount + self.beside, self.limit.vat)


@dataclass(frozen=True)
class Span:
    """Values that take one way: a ``budget`` among them, and all of them in words.

    ``first`` and ``last`` place it among the values that were tried, both included.
    """

    budget: Money
    values: str
    decision: Decision
    first: int
    last: int

    def meets(self, other: Span) -> bool:
        """Whether some value lies in both."""
        return self.first <= other.last and other.first <= self.last

    def inside(self, other: Span) -> bool:
        """Whether every value of this one lies in ``other``."""
        return other.first <= self.first and self.last <= other.last


def spans(policy: Policy, world: World, category: str) -> tuple[Span, ...]:
    """Every stretch of values with a decision of its own, from the lowest up.

    Two stretches that lie side by side and take the same way by different lines stay apart.
    """
    points = sorted(_points(policy), key=lambda point: point.budget.gross(policy.vat_rate))
    decided = [_decide(policy, world, category, point.budget) for point in points]
    firsts = [0, *(n for n in range(1, len(points)) if _differ(decided[n - 1], decided[n]))]
    lasts = [*(first - 1 for first in firsts[1:]), len(points) - 1]
    return tuple(
        Span(
            budget=points[last].budget,
            values=_words(
                points[first] if first else None, points[last] if last + 1 < len(points) else None
            ),
            decision=decided[first],
            first=first,
            last=last,
        )
        for first, last in zip(firsts, lasts, strict=True)
    )


def _differ(one: Decision, other: Decision) -> bool:
    return (one.line, one.band) != (other.line, other.band)


def _points(policy: Policy) -> Iterator[Point]:
    limits = {band.limit for line in policy.table for band in line.bands if band.limit}
    limits |= {regime.limit for regime in policy.law.regimes if regime.limit}
    by_amount: dict[tuple[Decimal, str], Limit] = {}
    for limit in sorted(limits, key=lambda limit: limit.name):
        by_amount.setdefault((limit.amount, limit.vat), limit)
    for limit in by_amount.values():
        for beside in (-PENNY, Decimal(0), PENNY):
            if limit.amount + beside > 0:
                yield Point(limit, beside)
    if not by_amount:
        yield Point(Limit("any", Decimal(100), "gross"), Decimal(0))


def _decide(policy: Policy, world: World, category: str, budget: Money) -> Decision:
    answers: dict[str, Any] = {"category": category, "budget": budget.stored()}
    decision = derive(policy, world, answers).decision
    if decision is None:
        raise LookupError(f"no way to buy for {budget}")
    return decision


def _words(first: Point | None, last: Point | None) -> str:
    """``Over £250 with VAT, up to £5,000 with VAT``."""
    begins = "" if first is None else f"{_from(first)} {limit_words(first.limit)}"
    if last is None:
        return begins or "Any value"
    ends = f"{'below' if last.beside < 0 else 'up to'} {limit_words(last.limit)}"
    return f"{begins}, {ends}" if begins else sentence(ends)


def _from(first: Point) -> str:
    return "Over" if first.beside > 0 else "From"
