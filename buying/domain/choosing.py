"""The options of one purchase, costed and scored side by side (P9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from buying.domain.costs import Basis, Comparison, Option, Schedule, compare, own_cost
from buying.domain.money import Money
from buying.domain.offer_costs import costed
from buying.domain.offers import Offer
from buying.domain.policy import Policy
from buying.domain.scoring import (
    Criterion,
    Limits,
    Result,
    ScoringRules,
    limits_from_budget,
    score,
)
from buying.domain.scoring import Offer as Scored

FULL = 100
DOES_NOT_SUIT = "It does not do all that you need."
BASES: tuple[Basis, ...] = ("whole_life_cost", "equivalent_annual_cost")


@dataclass(frozen=True)
class Terms:
    """By what options are compared, all of it settled before any price is known.

    ``limits``: what earns full points for cost and what earns none, by the basis of the costs.
    """

    criteria: tuple[Criterion, ...]
    rules: ScoringRules
    schedule: Schedule
    limits: Mapping[Basis, Limits]


@dataclass(frozen=True)
class Choosing:
    """Options compared. Costs are pounds of today on the buyer's own VAT basis.

    ``options`` are the offers as lines of cost, in the same order. ``costs`` compares those that
    do all that they must; all of them where none does.
    """

    offers: tuple[Offer, ...]
    options: tuple[Option, ...]
    terms: Terms
    costs: Comparison
    result: Result

    @property
    def recommended(self) -> frozenset[str]:
        """Keys of the options in first place; empty where none does all that it must."""
        names = self.result.ties or (self.result.recommended,)
        return frozenset(offer.key for offer in self.offers if offer.name in names)

    @property
    def limits(self) -> Limits:
        """The limits by which cost was scored."""
        return self.terms.limits[self.costs.basis]

    @property
    def passing(self) -> tuple[Option, ...]:
        """The options that are ranked, in the order in which they were given."""
        names = {ranked.name for ranked in self.result.ranking}
        return tuple(option for option in self.options if option.name in names)

    @property
    def figures(self) -> Mapping[str, Decimal]:
        """Option to the amount by which it is compared: pounds in all, or pounds a year."""
        return {cost.name: self.costs.figure(cost.name) for cost in self.costs.costs}

    def result_with(self, figures: Mapping[str, Decimal]) -> Result:
        """The result if these were the amounts compared, on the same basis."""
        return _score(self.offers, self.terms, figures, self.limits)

    def with_option(self, option: Option) -> Choosing:
        """The same comparison with other figures for the option of this name."""
        options = tuple(option if one.name == option.name else one for one in self.options)
        return compared(self.offers, options, self.terms)


def weigh(policy: Policy, answers: Mapping[str, Any], given: Sequence[Offer]) -> Choosing | None:
    """Cost and score the options; None while a figure, a weight or the budget is missing.

    Cost is scored by the method of the rulebook: by default the linear range, with limits that
    the budget fixed before any price was known (``domain.scoring.limits_from_budget``). Raises
    CostError and ScoreError for figures that cannot be compared.
    """
    budget = answers.get("budget")
    criteria = weighted(policy, answers)
    rated = {c.id for c in criteria if c.scale == "rating"}
    if not given or not budget or any(rated - o.ratings.keys() for o in given):
        return None
    if sum(c.weight for c in criteria) != FULL:
        return None
    category = str(answers.get("category") or "")
    terms = _terms(policy, Money.of(budget), category, criteria)
    return compared(tuple(given), tuple(costed(policy, offer) for offer in given), terms)


def compared(offers: tuple[Offer, ...], options: tuple[Option, ...], terms: Terms) -> Choosing:
    """Compare ``options``, one for each of ``offers``. Raises CostError and ScoreError."""
    suits = [option for option, offer in zip(options, offers, strict=True) if offer.suits]
    costs = compare(suits or options, terms.schedule)
    figures = {cost.name: costs.figure(cost.name) for cost in costs.costs}
    result = _score(offers, terms, figures, terms.limits[costs.basis])
    return Choosing(offers, options, terms, costs, result)


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


def _score(
    offers: Sequence[Offer], terms: Terms, figures: Mapping[str, Decimal], limits: Limits
) -> Result:
    scored = [
        Scored(
            offer.name,
            figures.get(offer.name),
            offer.ratings,
            fails=() if offer.suits else (DOES_NOT_SUIT,),
        )
        for offer in offers
    ]
    return score(scored, terms.criteria, limits, terms.rules)


def _terms(policy: Policy, budget: Money, category: str, criteria: Sequence[Criterion]) -> Terms:
    usual = policy.costs.of(category)
    own = own_cost(budget, vat_rate=policy.vat_rate, recoverable=policy.vat_recoverable)
    limits = {
        basis: limits_from_budget(
            own, policy.schedule, usual.life_years, basis=basis, running_share=usual.running_share
        )
        for basis in BASES
    }
    return Terms(tuple(criteria), policy.scoring, policy.schedule, limits)
