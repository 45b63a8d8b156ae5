"""The options of one purchase: read from its answers, costed and scored (P9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from buying.domain.costs import (
    Comparison,
    CostLine,
    Option,
    compare,
    own_cost,
    whole_life_cost,
)
from buying.domain.money import Money
from buying.domain.policy import Policy
from buying.domain.scoring import Criterion, Limits, Result, limits_from_budget, score
from buying.domain.scoring import Offer as Scored

USUAL_LIFE = 5
FULL = 100
NO_RUNNING_COST = Decimal(0)
NO_MONEY = Money(Decimal(0), "exempt")


@dataclass(frozen=True)
class Offer:
    """One option as it was given: money with its VAT basis, life in years, ratings of 1 to 5.

    ``key`` is the answer that holds it (``option#1``); ``name`` tells it from the others.
    """

    key: str
    name: str
    supplier: str
    price: Money
    running: Money
    life: int
    ratings: Mapping[str, Decimal]


@dataclass(frozen=True)
class Choosing:
    """Options compared. Costs are pounds of today on the buyer's own VAT basis."""

    offers: tuple[Offer, ...]
    costs: Comparison
    limits: Limits
    result: Result

    @property
    def recommended(self) -> frozenset[str]:
        """Keys of the options in first place."""
        names = self.result.ties or (self.result.recommended,)
        return frozenset(offer.key for offer in self.offers if offer.name in names)


def offers(answers: Mapping[str, Any]) -> tuple[Offer, ...]:
    """Every option among ``answers`` with a supplier and a price, in order.

    Running costs and life are asked for only where options are compared; without them an
    option costs its price, and lasts a year.
    """
    keys = sorted((k for k in answers if k.startswith("option#")), key=lambda k: int(k[7:]))
    given = [(key, answers[key]) for key in keys if _costed(answers[key])]
    names = _names([str(value["supplier"]) for _, value in given])
    return tuple(_offer(key, name, value) for (key, value), name in zip(given, names, strict=True))


def weigh(policy: Policy, answers: Mapping[str, Any], given: Sequence[Offer]) -> Choosing | None:
    """Cost and score the options; None while a figure, a weight or the budget is missing.

    Cost is scored by the linear range, with limits that the budget fixed before
    any price was known (``domain.scoring.limits_from_budget``).
    """
    budget = answers.get("budget")
    criteria = weighted(policy, answers)
    rated = {c.id for c in criteria if c.scale == "rating"}
    if not given or not budget or any(rated - o.ratings.keys() for o in given):
        return None
    if sum(c.weight for c in criteria) != FULL:
        return None
    category = policy.category(str(answers.get("category") or ""))
    costs = compare([costed(policy, offer) for offer in given], policy.schedule)
    own_budget = _own(policy, Money.of(budget))
    limits = limits_from_budget(
        own_budget,
        policy.schedule,
        (category and category.life_years) or USUAL_LIFE,
        basis=costs.basis,
        running_share=category.running_share if category else NO_RUNNING_COST,
    )
    scored = [Scored(o.name, costs.figure(o.name), o.ratings) for o in given]
    return Choosing(tuple(given), costs, limits, score(scored, criteria, limits))


def weighted(policy: Policy, answers: Mapping[str, Any]) -> list[Criterion]:
    """The criteria that count, with the weights chosen or those suggested for the category.

    A criterion of weight 0 is neither rated nor in the sum.
    """
    chosen = answers.get("weights") or {}
    if not any(c.id in chosen for c in policy.selection):
        chosen = policy.suggested_weights(answers.get("category"))
    return [
        Criterion(c.id, c.label, weight, "cost" if c.is_cost else "rating")
        for c in policy.selection
        if (weight := Decimal(chosen.get(c.id) or 0))
    ]


def costed(policy: Policy, offer: Offer) -> Option:
    """An offer as lines of cost: its price now, and its running costs each year."""
    lines = [CostLine("price", _own(policy, offer.price))]
    running = _own(policy, offer.running)
    if running:
        lines.append(CostLine.yearly("other", running, label="Running costs"))
    return Option(offer.name, offer.life, tuple(lines))


def forecast(policy: Policy, offer: Offer) -> Decimal:
    """The whole-life cost of one offer over its own life, unrounded pounds."""
    return whole_life_cost(costed(policy, offer), policy.schedule).total


def _own(policy: Policy, money: Money) -> Decimal:
    return own_cost(money, vat_rate=policy.vat_rate, recoverable=policy.vat_recoverable)


def _costed(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        value.get(part) is not None for part in ("supplier", "price")
    )


def _offer(key: str, name: str, value: Mapping[str, Any]) -> Offer:
    known = {"supplier", "price", "running", "life"}
    return Offer(
        key=key,
        name=name,
        supplier=str(value["supplier"]),
        price=Money.of(value["price"]),
        running=Money.of(value["running"]) if value.get("running") else NO_MONEY,
        life=int(Decimal(value.get("life") or 1)),
        ratings={k: Decimal(v) for k, v in value.items() if k not in known and v is not None},
    )


def _names(suppliers: list[str]) -> list[str]:
    # Two prices from one supplier must be told apart in tables and sums.
    names: list[str] = []
    for supplier in suppliers:
        numbered = (f"{supplier} ({n})" for n in range(2, len(suppliers) + 2))
        taken = {*names, *suppliers} if supplier in names else set()
        names.append(next(name for name in (supplier, *numbered) if name not in taken))
    return names
