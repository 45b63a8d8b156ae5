"""The options of one purchase as people gave them, read from its answers (P9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from buying.domain.costs import KINDS
from buying.domain.costs.spreads import Spread
from buying.domain.money import Money, VatBasis

RUNNING = "running"
"""The box for all that a thing costs to keep in a year, where its parts are not asked for."""

PART = "cost_"
"""How the boxes for single costs begin: ``cost_servicing``."""

PERIODS_A_YEAR: Mapping[str, int] = {"week": 52, "month": 12, "year": 1}
"""How often hire is paid in a year, by what ``pays`` says. Anything else is bought once."""

ONE_YEAR = Spread.sure(Decimal(1))


@dataclass(frozen=True)
class Estimate:
    """An amount that may be uncertain. ``pounds`` None: nobody knows.

    ``pounds`` holds on the VAT basis ``vat``.
    """

    pounds: Spread | None
    vat: VatBasis = "exempt"

    @property
    def known(self) -> bool:
        """Whether somebody gave a figure, or two to lie between."""
        return self.pounds is not None

    def at(self, amount: Decimal) -> Money:
        """``amount`` on the basis of this estimate."""
        return Money(amount, self.vat)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Estimate:
        """An estimate from its stored shape (:func:`buying.domain.reading.read`)."""
        if stored.get("unknown"):
            return cls(None)
        return cls(_spread(stored, "amount"), stored["vat"])


@dataclass(frozen=True)
class Offer:
    """One option as it was given: money with its VAT basis, ratings of 1 to 5.

    ``key`` is the answer that holds it (``option#1``); ``name`` tells it from the others.
    ``pays``: once, or week, month or year where it is hired; ``price`` is for one payment then.
    ``costs``: kind of cost, or ``running`` for all of a year together, to what was said of it.
    ``life``: years that it lasts, None where nobody knows. ``suits``: whether it does all that it
    must. ``quantity``: how many the price is for; ``includes``: what is in it; ``spoken``: who
    said the price and when, where it is not in writing; ``file``: the quote it was read from.
    """

    key: str
    name: str
    supplier: str
    price: Money
    ratings: Mapping[str, Decimal]
    category: str = ""
    pays: str = "once"
    costs: Mapping[str, Estimate] | None = None
    life: Spread | None = ONE_YEAR
    suits: bool = True
    quantity: Decimal | None = None
    includes: frozenset[str] | None = None
    spoken: str = ""
    file: str | None = None

    @property
    def payments_a_year(self) -> int | None:
        """How often hire is paid in a year; None where it is bought."""
        return PERIODS_A_YEAR.get(self.pays)

    @property
    def running(self) -> Estimate | None:
        """All of a year's costs together; None where they were not asked for like that."""
        return (self.costs or {}).get(RUNNING)


def offers(answers: Mapping[str, Any]) -> tuple[Offer, ...]:
    """Every option among ``answers`` with a supplier and a price, in order.

    Costs and life are asked for only where options are compared; without them an option costs
    its price, and lasts a year.
    """
    keys = sorted((k for k in answers if k.startswith("option#")), key=lambda k: int(k[7:]))
    given = [(key, answers[key]) for key in keys if _costed(answers[key])]
    names = _names([str(value["supplier"]) for _, value in given])
    category = str(answers.get("category") or "")
    return tuple(
        _offer(key, name, value, category) for (key, value), name in zip(given, names, strict=True)
    )


def _costed(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        value.get(part) is not None for part in ("supplier", "price")
    )


def _offer(key: str, name: str, value: Mapping[str, Any], category: str) -> Offer:
    includes = value.get("includes")
    return Offer(
        key=key,
        name=name,
        supplier=str(value["supplier"]),
        price=Money.of(value["price"]),
        category=category,
        pays=str(value.get("pays") or "once"),
        costs={k: Estimate.of(v) for k, v in _costs(value)},
        life=_life(value.get("life")),
        suits=value.get("must_haves") is not False,
        quantity=Decimal(value["quantity"]) if value.get("quantity") else None,
        includes=frozenset(includes) if includes is not None else None,
        spoken=str(value.get("spoken") or ""),
        file=value.get("file"),
        ratings=_ratings(value),
    )


def _costs(value: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found = [(RUNNING, value[RUNNING])] if isinstance(value.get(RUNNING), Mapping) else []
    parts = [(k.removeprefix(PART), v) for k, v in value.items() if k.startswith(PART)]
    return found + [(kind, v) for kind, v in parts if kind in KINDS and isinstance(v, Mapping)]


def _life(stored: Any) -> Spread | None:
    if stored is None:
        return ONE_YEAR
    if not isinstance(stored, Mapping):
        return Spread.sure(Decimal(stored))
    return None if stored.get("unknown") else _spread(stored, "likely")


def _spread(stored: Mapping[str, Any], single: str) -> Spread:
    if stored.get("low") is None:
        return Spread.sure(Decimal(stored[single]))
    return Spread(Decimal(stored["low"]), Decimal(stored["likely"]), Decimal(stored["high"]))


NOT_RATINGS = frozenset(
    {"supplier", "price", "pays", RUNNING, "life", "must_haves", "quantity", "includes", "spoken",
     "file"}
)  # fmt: skip
"""Every box of an option that is not named after a criterion."""


def _ratings(value: Mapping[str, Any]) -> Mapping[str, Decimal]:
    return {
        k: Decimal(v)
        for k, v in value.items()
        if k not in NOT_RATINGS and not k.startswith(PART) and v is not None
    }


def _names(suppliers: Sequence[str]) -> list[str]:
    # Two prices from one supplier must be told apart in tables and sums.
    names: list[str] = []
    for supplier in suppliers:
        numbered = (f"{supplier} ({n})" for n in range(2, len(suppliers) + 2))
        taken = {*names, *suppliers} if supplier in names else set()
        names.append(next(name for name in (supplier, *numbered) if name not in taken))
    return names
