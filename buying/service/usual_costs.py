"""From ``costs.yml`` to what the sums need on one day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from buying.domain.costs import Schedule
from buying.domain.costs.usual import CostRules, Spread, Tariff, UsualCosts, UsualLine
from buying.rulebook import Rulebook
from buying.rulebook.costs import CategoryCosts, CostKind
from buying.rulebook.costs import Tariff as TariffRule


def cost_rules(book: Rulebook, on: date) -> CostRules:
    """What ``book`` says about costs ``on`` a day, without tariffs and rates that begin later."""
    costs = book.costs
    return CostRules(
        categories=MappingProxyType(
            {id: _usual(id, each, costs.lines) for id, each in costs.categories.items()}
        ),
        tariffs=MappingProxyType(
            {id: _tariff(id, each) for id, each in costs.tariffs.items() if each.from_ <= on}
        ),
        schedules=MappingProxyType(_schedules(book, on)),
        vat_rates=MappingProxyType({kind: each.rate for kind, each in costs.vat_rates.items()}),
    )


def _schedules(book: Rulebook, on: date) -> dict[str, Schedule]:
    found = {}
    for name, rates in book.costs.discount_rates.items():
        version = rates.on(on)
        if version is not None:
            steps = tuple((step.through_year, step.rate) for step in version.steps)
            found[name] = Schedule(steps, name, version.from_, version.source)
    return found


def _usual(id: str, usual: CategoryCosts, kinds: Mapping[str, CostKind]) -> UsualCosts:
    life = usual.life
    lines = tuple(
        UsualLine(
            kind=kind,
            each=kinds[kind].each,
            when=kinds[kind].when,
            share=Spread(**line.share_of_price.model_dump()),
            source=line.source,
            asked=line.asked,
            label=kinds[kind].label,
            hint=kinds[kind].hint or "",
        )
        for kind, line in usual.lines.items()
    )
    years = Spread(Decimal(life.low), Decimal(life.likely), Decimal(life.high))
    return UsualCosts(id, years, lines, life.source)


def _tariff(id: str, rule: TariffRule) -> Tariff:
    price = Spread(rule.low, rule.likely, rule.high)
    return Tariff(id, rule.label, rule.unit, price, rule.vat, rule.from_, rule.source)
