"""What is known of a purchase: its current answers, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from buying.domain.choosing import Choosing, Offer, offers, weigh
from buying.domain.money import Money
from buying.domain.policy import Check, Policy, Route, route_for


@dataclass(frozen=True)
class World:
    """What lies outside the purchase. The functions look in the supplier list.

    ``preferred(category, words)`` names the preferred suppliers for a category,
    best match first; ``familiar(name, category)`` says whether a supplier is a
    preferred one for it today.
    """

    today: date
    preferred: Callable[[str, str], tuple[str, ...]]
    familiar: Callable[[str, str], bool]


@dataclass(frozen=True)
class Known:
    """Everything that conditions and words may rest on.

    ``answers``: question to current value, None where it was skipped. ``value``:
    what the purchase may come to, pounds with VAT. ``triggered``: policy checks
    whose answer is a worry. ``recommended``: keys of the options with the most
    points (two or more where they tie); empty with nothing to compare.
    """

    answers: Mapping[str, Any]
    value: Decimal | None = None
    route: Route | None = None
    preferred: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    choosing: Choosing | None = None
    chosen: Offer | None = None
    unfamiliar: bool = False
    triggered: tuple[Check, ...] = field(default=())

    @property
    def recommended(self) -> frozenset[str]:
        """Keys of the options that the sum puts first."""
        return self.choosing.recommended if self.choosing else frozenset()

    def answer(self, key: str) -> Any:
        """The answer to ``question`` or to ``question.field``; None where there is none."""
        question, _, part = key.partition(".")
        value = self.answers.get(question)
        if not part:
            return value
        return value.get(part) if isinstance(value, Mapping) else None


def derive(policy: Policy, world: World, answers: Mapping[str, Any]) -> Known:
    """Work out what follows from ``answers`` under ``policy``. Pure but for ``world``."""
    category = answers.get("category")
    found = offers(answers)
    planned = _value(policy, answers, None)
    one_is_enough = planned is not None and route_for(policy.routes, planned).quotes <= 1
    chosen = _chosen(answers, found, one_is_enough)
    value = _value(policy, answers, chosen)
    known = Known(
        answers=answers,
        value=value,
        route=None if value is None else route_for(policy.routes, value),
        preferred=world.preferred(category, _words(answers)) if category else (),
        offers=found,
        choosing=weigh(policy, answers, found),
        chosen=chosen,
        unfamiliar=chosen is not None and not world.familiar(chosen.supplier, category or ""),
    )
    return _with_checks(policy, known)


def _chosen(
    answers: Mapping[str, Any], found: tuple[Offer, ...], one_is_enough: bool
) -> Offer | None:
    if len(found) == 1 and one_is_enough:
        return found[0]
    return next((offer for offer in found if offer.key == answers.get("choose")), None)


def _value(policy: Policy, answers: Mapping[str, Any], chosen: Offer | None) -> Decimal | None:
    amounts = [Money.of(answers["budget"])] if answers.get("budget") else []
    if chosen:
        amounts.append(chosen.price)
    # The larger of plan and price, so that a price over the budget cannot slip under a limit.
    return max((money.gross(policy.vat_rate) for money in amounts), default=None)


def _words(answers: Mapping[str, Any]) -> str:
    need = answers.get("need") or {}
    return str(need.get("item") or "")


def _with_checks(policy: Policy, known: Known) -> Known:
    given = known.answers.get("checks") or {}
    worries = tuple(
        check
        for check in policy.checks
        if given.get(check.id) is check.bad_answer and check.applies(known)
    )
    return Known(**{**known.__dict__, "triggered": worries})


def likely_category(policy: Policy, words: str) -> str | None:
    """The category whose words occur most in ``words``; None where none does."""
    said = words.lower()
    hits = {c.id: sum(_says(said, word) for word in c.words) for c in policy.categories}
    best = max(hits, key=lambda id: hits[id], default=None)
    return best if best and hits[best] else None


def _says(said: str, word: str) -> bool:
    """Whether the whole word, or its plural, is in a text."""
    return re.search(rf"\b{re.escape(word)}(?:e?s)?\b", said) is not None
