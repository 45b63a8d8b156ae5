"""What is known of a purchase: its current answers, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from buying.domain.choosing import Choosing, weigh
from buying.domain.costs import CostError
from buying.domain.law import Duty, Regime
from buying.domain.lifetime import Lifetime, lifetime
from buying.domain.offers import Offer, offers
from buying.domain.others import Contract, OtherPurchase
from buying.domain.policy import (
    RISKS,
    Buyer,
    Category,
    Check,
    Decision,
    Policy,
    Risk,
    Route,
    decide,
)
from buying.domain.scoring import ScoreError
from buying.domain.splitting import Split, likely_split
from buying.domain.value import Value

TOGETHER = "together"
"""The answer to ``split.decision`` that counts earlier purchases with this one."""


def _none(*_: Any) -> tuple[Any, ...]:
    return ()


@dataclass(frozen=True)
class World:
    """What lies outside the purchase. The functions look in the organisation's own records.

    ``preferred(category, words)`` names the preferred suppliers for a category,
    best match first; ``familiar(name, category)`` says whether a supplier is a
    preferred one for it today. ``earlier(category)``: what the same team began to buy of
    this kind within the ``split_days`` before; ``colleagues(category)``: what others plan or buy;
    ``contracts(category, words)``: agreements in force to buy from; ``joined``: purchases that
    are made together with this one. ``began``: the day this purchase began.
    """

    today: date
    preferred: Callable[[str, str], tuple[str, ...]]
    familiar: Callable[[str, str], bool]
    earlier: Callable[[str], tuple[OtherPurchase, ...]] = _none
    colleagues: Callable[[str], tuple[OtherPurchase, ...]] = _none
    contracts: Callable[[str, str], tuple[Contract, ...]] = _none
    joined: tuple[OtherPurchase, ...] = ()
    began: date | None = None


@dataclass(frozen=True)
class Known:
    """Everything that conditions and words may rest on.

    ``answers``: question to current value, None where it was skipped. ``lifetime``: what
    this purchase comes to by its budget and term. ``own``: the most that it alone may come to,
    by its budget and by its price. ``value``: what the rules go by, ``own`` with the purchases
    that count together with it. ``planned``: the route by the plan alone, once a price is chosen.
    ``triggered``: policy checks whose answer is a worry.
    ``split``: earlier purchases that look like parts of this one. ``recommended``: keys of the
    options with the most points (two or more where they tie); empty with nothing to compare.
    ``not_weighed``: why the options cannot be compared, in a sentence.
    """

    answers: Mapping[str, Any]
    buyer: Buyer
    category: Category | None = None
    lifetime: Lifetime | None = None
    own: Value | None = None
    value: Value | None = None
    risk: Risk = "low"
    regime: Regime | None = None
    decision: Decision | None = None
    planned: Route | None = None
    duties: tuple[Duty, ...] = ()
    preferred: tuple[str, ...] = ()
    contracts: tuple[Contract, ...] = ()
    colleagues: tuple[OtherPurchase, ...] = ()
    joined: tuple[OtherPurchase, ...] = ()
    split: Split | None = None
    offers: tuple[Offer, ...] = ()
    choosing: Choosing | None = None
    not_weighed: str | None = None
    chosen: Offer | None = None
    unfamiliar: bool = False
    triggered: tuple[Check, ...] = ()

    @property
    def route(self) -> Route | None:
        """The way of buying; None while there is no value to decide it by."""
        return self.decision.route if self.decision else None

    @property
    def above(self) -> bool:
        """Whether the full rules of the law hold: the value is at its threshold or over it."""
        return self.regime is not None and self.regime.above(self.value)

    @property
    def recommended(self) -> frozenset[str]:
        """Keys of the options that the sum puts first."""
        return self.choosing.recommended if self.choosing else frozenset()

    @property
    def shared(self) -> bool:
        """Whether the look back is shared with the specialists (P14)."""
        asked = "share" if self.answers.get("share") else "delivery"
        return bool(self.answer(f"{asked}.share"))

    def answer(self, key: str) -> Any:
        """The answer to ``question`` or to ``question.field``; None where there is none."""
        question, _, part = key.partition(".")
        value = self.answers.get(question)
        if not part:
            return value
        return value.get(part) if isinstance(value, Mapping) else None


def derive(policy: Policy, world: World, answers: Mapping[str, Any]) -> Known:
    """Work out what follows from ``answers`` under ``policy``. Pure but for ``world``.

    In two rounds: by the plan alone, which says whether one price is enough and so which
    option is chosen; then by the plan and what was chosen.
    """
    told = _decided(policy, _counted(policy, world, _told(policy, world, answers)))
    planned = _weighed(policy, answers, told)
    chosen = _chosen(answers, planned)
    if chosen is None:
        return planned
    category = planned.category.id if planned.category else ""
    priced = _lifetime(policy, planned, {**answers, "budget": chosen.price.stored()})
    final = replace(
        planned,
        chosen=chosen,
        planned=planned.route,
        unfamiliar=not world.familiar(chosen.supplier, category),
        # The larger, so that a price over the budget cannot slip under a limit.
        own=priced.value.or_more(planned.own) if priced else planned.own,
    )
    return _decided(policy, _counted(policy, world, final))


def _weighed(policy: Policy, answers: Mapping[str, Any], known: Known) -> Known:
    try:
        return replace(known, choosing=weigh(policy, answers, known.offers))
    except (CostError, ScoreError) as error:
        return replace(known, not_weighed=str(error))


def _told(policy: Policy, world: World, answers: Mapping[str, Any]) -> Known:
    """What the answers and the world say, before any rule is applied."""
    category = policy.category(str(answers.get("category") or ""))
    told = Known(
        answers=answers,
        buyer=policy.buyer,
        category=category,
        offers=offers(answers),
        joined=world.joined,
    )
    if category is not None:
        words = _words(answers)
        told = replace(
            told,
            preferred=world.preferred(category.id, words),
            contracts=world.contracts(category.id, words),
            colleagues=world.colleagues(category.id),
            regime=policy.law.regime(category.regime),
        )
    plan = _lifetime(policy, told, answers)
    return replace(told, lifetime=plan, own=plan.value if plan else None)


def _lifetime(policy: Policy, told: Known, answers: Mapping[str, Any]) -> Lifetime | None:
    """What ``answers`` come to; whether it is paid again and again counts where that is asked.

    Where the category has changed since, the answer is still there, and nobody can take it back.
    """
    found = lifetime(answers, policy.vat_rate)
    if found is None or found.each is None:
        return found
    if policy.asks_box("purpose", "goes_on", replace(told, lifetime=found, value=found.value)):
        return found
    return lifetime({**answers, "purpose": None}, policy.vat_rate)


def _counted(policy: Policy, world: World, known: Known) -> Known:
    """``known`` with its likely parts, and with the value of all that counts together."""
    alone = _summed(replace(known, split=None))
    return _summed(replace(alone, split=_split(policy, world, alone)))


def _summed(known: Known) -> Known:
    if known.own is None:
        return known
    counted = known.answer("split.decision") == TOGETHER
    parts = known.split.purchases if known.split and counted else ()
    others = (other.value for other in (*known.joined, *parts))
    return replace(known, value=sum(others, known.own))


def _split(policy: Policy, world: World, known: Known) -> Split | None:
    if known.category is None or known.own is None:
        return None

    risky = replace(known, risk=_risk(policy, known))

    def way(value: Value) -> tuple[int, bool]:
        return decide(policy.table, value, replace(risky, value=value)).route.care

    return likely_split(
        _words(known.answers),
        _only_supplier(known),
        known.own,
        world.began or world.today,
        world.earlier(known.category.id),
        days=policy.split_days,
        way=way,
        individual=known.category.individual,
    )


def _only_supplier(known: Known) -> str | None:
    picked = known.answers.get("choose")
    found = [o.supplier for o in known.offers if o.key == picked or len(known.offers) == 1]
    return found[0] if found else None


def _decided(policy: Policy, known: Known) -> Known:
    """``known`` with its risk, route and duties under ``policy``."""
    risky = replace(known, risk=_risk(policy, known), decision=None)
    if risky.value is not None:
        risky = replace(risky, decision=decide(policy.table, risky.value, risky))
    return replace(
        risky,
        duties=tuple(duty for duty in policy.law.duties if duty.applies(risky)),
        triggered=_triggered(policy, risky),
    )


def _risk(policy: Policy, known: Known) -> Risk:
    found = [check.risk for check in _triggered(policy, known)]
    if known.category is not None:
        found.append(known.category.risk)
    return max(found, key=RISKS.index, default="low")


def _triggered(policy: Policy, known: Known) -> tuple[Check, ...]:
    given = known.answers.get("checks") or {}
    return tuple(
        check
        for check in policy.checks
        if given.get(check.id) is check.bad_answer and check.applies(known)
    )


def _chosen(answers: Mapping[str, Any], known: Known) -> Offer | None:
    one_is_enough = known.route is not None and known.route.quotes <= 1
    if len(known.offers) == 1 and one_is_enough:
        return known.offers[0]
    return next((offer for offer in known.offers if offer.key == answers.get("choose")), None)


def _words(answers: Mapping[str, Any]) -> str:
    need = answers.get("need") or {}
    return str(need.get("item") or "")


def likely_category(policy: Policy, words: str) -> str | None:
    """The category whose words occur most in ``words``; None where none does."""
    said = words.lower()
    hits = {c.id: sum(_says(said, word) for word in c.words) for c in policy.categories}
    best = max(hits, key=lambda id: hits[id], default=None)
    return best if best and hits[best] else None


def _says(said: str, word: str) -> bool:
    """Whether the whole word, or its plural, is in a text."""
    return re.search(rf"\b{re.escape(word)}(?:e?s)?\b", said) is not None
