"""Purchases that look like parts of one need, each small enough for an easier way of buying.

The Procurement Act 2023 does not let a buyer split a purchase up to stay under a limit
(section 4 and Schedule 3), and most organisations' own rules say the same of their limits.
Many repeats are honest, so this only points them out: a person says what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from buying.domain.alike import alike
from buying.domain.others import OtherPurchase
from buying.domain.suppliers.names import match_name
from buying.domain.value import Value


@dataclass(frozen=True)
class Split:
    """Earlier purchases that look like parts of one need with this one, the latest first.

    ``total``: all of them and this one together. ``why`` says in a sentence what links them.
    """

    purchases: tuple[OtherPurchase, ...]
    total: Value
    why: str


def likely_split(
    item: str,
    supplier: str | None,
    value: Value,
    on: date,
    earlier: Sequence[OtherPurchase],
    *,
    days: int,
    way: Callable[[Value], Hashable],
    individual: bool = False,
) -> Split | None:
    """What this purchase may be a part of; None where nothing speaks for it.

    ``earlier``: the team's other purchases of the same category. Those count that began on
    ``on`` or up to ``days`` days before it and are for much the same thing, or from the same
    supplier. ``way`` names the way of buying for a value, and may name two ways alike where
    the policy does not mind; together they must be bought in a way that none of them was by
    itself, so that a small order after a large one that was bought with care is no alarm.
    ``individual``: each purchase of the category is for another person, so that repeats
    say nothing.
    """
    if individual:
        return None
    near = [other for other in earlier if 0 <= (on - other.began).days <= days]
    parts = [other for other in near if _linked(item, supplier, other)]
    if not parts:
        return None
    total = reduce(add, (other.value for other in parts), value)
    together = way(total)
    # A set, since a history of like orders holds few different values.
    if together in map(way, {value, *(other.value for other in parts)}):
        return None
    latest_first = tuple(sorted(parts, key=lambda other: (other.began, other.reference))[::-1])
    return Split(latest_first, total, _why(item, supplier, on, latest_first))


def _linked(item: str, supplier: str | None, other: OtherPurchase) -> bool:
    return _same_supplier(supplier, other) or alike(item, other.item)


def _same_supplier(supplier: str | None, other: OtherPurchase) -> bool:
    name = match_name(supplier or "")
    return bool(name) and name == match_name(other.supplier or "")


def _why(item: str, supplier: str | None, on: date, parts: tuple[OtherPurchase, ...]) -> str:
    same_thing = all(alike(item, part.item) for part in parts)
    same_supplier = all(_same_supplier(supplier, part) for part in parts)
    links = ["for much the same thing"] if same_thing else []
    links += [f"from {supplier}"] if same_supplier else []
    linked = " and ".join(links) or "for much the same thing or from the same supplier"
    return f"They are {linked}, {_within(on, parts)}."


def _within(on: date, parts: tuple[OtherPurchase, ...]) -> str:
    span = (on - parts[-1].began).days
    return f"within {span} days" if span > 1 else ("on two days in a row" if span else "on one day")
