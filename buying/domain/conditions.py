"""Conditions as data: what `when:` may say in the rulebook, turned into a test of what is known.

Several keys in one mapping must all hold. Anything harder than comparing values
is a named predicate here, with a test; nothing in the rulebook is evaluated as code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from buying.domain.known import Known
from buying.domain.value import Limit
from buying.domain.workflow import base_key

Test = Callable[[Known], bool]
Threshold = Callable[[str], Limit]
"""Gives a named limit as it stands on the day the purchase began."""


def _preferred_supplier_found(known: Known) -> bool:
    return bool(known.preferred)


def _buys_from_preferred(known: Known) -> bool:
    """A preferred supplier is there, and nobody else has been picked."""
    return bool(known.preferred) and not _supplier_unfamiliar(known)


def _contract_in_place(known: Known) -> bool:
    """An agreement in force that an order of this value may be made under."""
    value = known.value
    return value is not None and any(contract.allows(value) for contract in known.contracts)


def _needs_specialist(known: Known) -> bool:
    """The way of buying itself has a specialist look first."""
    return bool(known.route and known.route.specialist_first)


def _specialist_first(known: Known) -> bool:
    """A specialist looks first: by the way of buying, or because they were asked to."""
    return known.answers.get("route") == "ask" or _needs_specialist(known)


def _way_changed_by_price(known: Known) -> bool:
    """A specialist has looked at the plan, and the price now asks for another way than that."""
    if known.planned is None or known.route is None or known.route.id == known.planned.id:
        return False
    return known.planned.specialist_first and known.route.specialist_first


def _stopped(known: Known) -> bool:
    return any(check.then == "stop" for check in known.triggered)


def _above_act_threshold(known: Known) -> bool:
    return known.above


def _may_go_on(known: Known) -> bool:
    return known.category is not None and known.category.may_go_on


def _goes_on(known: Known) -> bool:
    return known.lifetime is not None and known.lifetime.each is not None


def _likely_split(known: Known) -> bool:
    return known.split is not None


def _colleagues_buying(known: Known) -> bool:
    """Somebody else plans or buys this kind of thing, and there is still time to join them.

    Once the way of buying is agreed to, whoever begins later is shown this purchase and asks;
    only what was asked about before stays.
    """
    if known.answers.get("route") is not None:
        return "join" in known.answers
    picked = known.answers.get("join")
    already = {one.reference for one in known.joined}
    return any(
        one.reference == picked or (one.stage != "done" and one.reference not in already)
        for one in known.colleagues
    )


def _options_compared(known: Known) -> bool:
    return bool(known.route and known.route.quotes > 1)


def _several_options(known: Known) -> bool:
    return len(known.offers) > 1


def _chose_against_recommendation(known: Known) -> bool:
    """Something else came first, or nothing does all that it must."""
    if known.choosing is None or known.chosen is None:
        return False
    return known.chosen.key not in known.recommended


def _supplier_unfamiliar(known: Known) -> bool:
    return known.chosen is not None and known.unfamiliar


def _proposal_shared(known: Known) -> bool:
    """A proposal that its author shares with the specialists, who then answer it."""
    return known.answer("share.share") is True and bool(known.answer("share.proposal"))


def _approval_needed(known: Known) -> bool:
    return bool(known.route and known.route.approver != "none")


PREDICATES: dict[str, Test] = {
    "preferred_supplier_found": _preferred_supplier_found,
    "contract_in_place": _contract_in_place,
    "colleagues_buying": _colleagues_buying,
    "buys_from_preferred": _buys_from_preferred,
    "needs_specialist": _needs_specialist,
    "specialist_first": _specialist_first,
    "way_changed_by_price": _way_changed_by_price,
    "stopped": _stopped,
    "above_act_threshold": _above_act_threshold,
    "may_go_on": _may_go_on,
    "goes_on": _goes_on,
    "likely_split": _likely_split,
    "options_compared": _options_compared,
    "several_options": _several_options,
    "chose_against_recommendation": _chose_against_recommendation,
    "supplier_unfamiliar": _supplier_unfamiliar,
    "approval_needed": _approval_needed,
    "proposal_shared": _proposal_shared,
}

REST_ON_ROUTE = frozenset(
    {
        "needs_specialist",
        "specialist_first",
        "way_changed_by_price",
        "options_compared",
        "approval_needed",
        "stopped",
    }
)
"""Predicates that are known only when the route is, so that they cannot decide it."""


def build(when: Mapping[str, Any] | None, threshold: Threshold) -> Test:
    """A test from a `when:` mapping; None always holds.

    ``threshold`` gives a named limit on the day the purchase began. Raises
    KeyError for a condition or predicate that does not exist.
    """
    tests = [_BUILDERS[key](value, threshold) for key, value in (when or {}).items()]
    return lambda known: all(test(known) for test in tests)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _route(value: Any, _: Any) -> Test:
    ids = _listed(value)
    return lambda known: known.route is not None and known.route.id in ids


def _category(value: Any, _: Any) -> Test:
    ids = _listed(value)
    return lambda known: known.answers.get("category") in ids


def _at_least(name: Any, threshold: Threshold) -> Test:
    limit = threshold(name)
    return lambda known: known.value is not None and limit.reached(known.value)


def _over(name: Any, threshold: Threshold) -> Test:
    limit = threshold(name)
    return lambda known: known.value is not None and limit.passed(known.value)


def _risk(value: Any, _: Any) -> Test:
    levels = _listed(value)
    return lambda known: known.risk in levels


def _regime(value: Any, _: Any) -> Test:
    ids = _listed(value)
    return lambda known: known.regime is not None and known.regime.id in ids


def _organisation(value: Any, _: Any) -> Test:
    kinds = _listed(value)
    return lambda known: known.buyer.kind in kinds


def _authority(value: Any, _: Any) -> Test:
    kinds = _listed(value)
    return lambda known: known.buyer.authority in kinds


def _country(value: Any, _: Any) -> Test:
    names = _listed(value)
    return lambda known: known.buyer.country in names


def _answer(wanted: Any, _: Any) -> Test:
    pairs = [(key, _listed(value)) for key, value in wanted.items()]
    return lambda known: all(known.answer(key) in values for key, values in pairs)


def _answered(question: Any, _: Any) -> Test:
    return lambda known: any(
        base_key(key) == question and value is not None for key, value in known.answers.items()
    )


def _named(name: Any, _: Any) -> Test:
    return PREDICATES[name]


def _all_of(parts: Any, threshold: Any) -> Test:
    tests = [build(part, threshold) for part in parts]
    return lambda known: all(test(known) for test in tests)


def _any_of(parts: Any, threshold: Any) -> Test:
    tests = [build(part, threshold) for part in parts]
    return lambda known: any(test(known) for test in tests)


def _not(part: Any, threshold: Any) -> Test:
    test = build(part, threshold)
    return lambda known: not test(known)


_BUILDERS: dict[str, Callable[[Any, Any], Test]] = {
    "route": _route,
    "category": _category,
    "value_at_least": _at_least,
    "value_over": _over,
    "risk": _risk,
    "regime": _regime,
    "organisation": _organisation,
    "authority": _authority,
    "country": _country,
    "answer": _answer,
    "answered": _answered,
    "is": _named,
    "all_of": _all_of,
    "any_of": _any_of,
    "not": _not,
}

# What else the rulebook may name. The code behind these names is in `buying.voice`;
# a test holds the two to each other.
PLACEHOLDERS: frozenset[str] = frozenset()
CHOICE_SOURCES = frozenset({"categories", "process_criteria", "options", "colleagues"})
FIELD_SOURCES = frozenset({"checks", "weights", "costs_and_ratings", "chosen_process_criteria"})
DEFAULT_SOURCES = frozenset({"likely_category", "suggested_criteria"})
SHOWS = frozenset(
    {
        "one_payment",
        "payments",
        "split",
        "colleagues",
        "contracts",
        "stops",
        "stop_request",
        "route",
        "handover_request",
        "prices",
        "comparison",
        "involved",
        "familiarity",
        "advice_request",
        "approval_request",
        "how_to_buy",
        "delivery",
        "cost_against_plan",
        "proposal",
        "proposal_reply",
    }
)
