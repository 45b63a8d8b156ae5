"""What a purchase comes to over all its time, as the law counts it.

The value of a contract is the most that it may come to: every payment, extension and option
included (Procurement Act 2023, Schedule 3, paragraph 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from buying.domain.money import Money
from buying.domain.value import NOTHING, Value

PERIODS = {"week": "week", "month": "month", "year": "year"}
"""How often one pays, in the answer to ``purpose.goes_on``; anything else is once."""


@dataclass(frozen=True)
class Lifetime:
    """The value of a purchase, and what it is made of: label and amount, in order.

    ``each``: week, month or year where it is paid again and again; None where once.
    """

    parts: tuple[tuple[str, Value], ...]
    each: str | None = None

    @property
    def value(self) -> Value:
        """All parts together."""
        return sum((value for _, value in self.parts), NOTHING)


def lifetime(answers: Mapping[str, Any], rate: Decimal) -> Lifetime | None:
    """The value of a purchase from its budget and its term; None while there is no budget.

    ``rate``: the standard rate of VAT. Where it is paid again and again and the term is not
    given yet, the first payment alone counts.
    """
    if not answers.get("budget"):
        return None
    budget = Value.of(Money.of(answers["budget"]), rate)
    each = PERIODS.get(str((answers.get("purpose") or {}).get("goes_on")))
    term = answers.get("term") or {}
    if each is None:
        return Lifetime((("Budget", budget),))
    parts = [(_times(term.get("length") or "1", each), budget.times(_number(term, "length", 1)))]
    longer = _number(term, "extension", 0)
    if longer:
        parts.append((f"Extension of {_times(longer, each)}", budget.times(longer)))
    if term.get("extras"):
        parts.append(("Extras that may be taken up", Value.of(Money.of(term["extras"]), rate)))
    return Lifetime(tuple(parts), each)


def _number(term: Mapping[str, Any], key: str, otherwise: int) -> Decimal:
    return Decimal(term[key]) if term.get(key) is not None else Decimal(otherwise)


def _times(number: Any, each: str) -> str:
    count = Decimal(number)
    return f"{count.normalize():f} {each}" + ("" if count == 1 else "s")
