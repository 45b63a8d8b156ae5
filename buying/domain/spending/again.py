"""Whether a cost that is given was given before."""

from __future__ import annotations

import re
from decimal import Decimal

from buying.domain.money import to_penny
from buying.domain.spending.spent import Spent


def same(one: Spent, other: Spent, rate: Decimal) -> bool:
    """Whether two costs of one purchase are the same one. ``rate``: the standard rate of VAT.

    With an invoice number on both: the same number and amount, whichever way VAT was given.
    Else: the same kind, day and amount, and not two different numbers.
    """
    numbers = {number_of(one), number_of(other)}
    if not _amounts(one, rate) & _amounts(other, rate):
        return False
    if "" not in numbers:
        return len(numbers) == 1
    return (one.kind, one.day) == (other.kind, other.day)


def by_number(cost: Spent, rate: Decimal) -> set[tuple[object, ...]]:
    """What two costs with the same invoice number share one of; nothing without a number."""
    number = number_of(cost)
    return {(number, amount) for amount in _amounts(cost, rate)} if number else set()


def by_day(cost: Spent, rate: Decimal) -> set[tuple[object, ...]]:
    """What two costs share one of that are the same though not both have a number."""
    return {(cost.kind, cost.day, amount) for amount in _amounts(cost, rate)}


def number_of(cost: Spent) -> str:
    """An invoice number as it is compared: without case, blanks and signs."""
    return re.sub(r"[\W_]+", "", cost.invoice).casefold()


def _amounts(cost: Spent, rate: Decimal) -> set[tuple[str, Decimal]]:
    net, gross = cost.money.net(rate), cost.money.gross(rate)
    return {("as given", cost.money.amount), ("net", to_penny(net)), ("gross", to_penny(gross))}
