"""Conditions as data: what `when:` may say in the rulebook, turned into a test of what is known.

Several keys in one mapping must all hold. Anything harder than comparing values
is a named predicate here, with a test; nothing in the rulebook is evaluated as code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from buying.domain.known import Known
from buying.domain.workflow import base_key

Test = Callable[[Known], bool]


def _preferred_supplier_found(known: Known) -> bool:
    return bool(known.preferred)


def _specialist_first(known: Known) -> bool:
    asked_for = known.answers.get("route") == "ask"
    stopped = any(check.then == "stop" for check in known.triggered)
    return asked_for or stopped or bool(known.route and known.route.specialist_first)


def _options_compared(known: Known) -> bool:
    return bool(known.route and known.route.quotes > 1)


def _several_options(known: Known) -> bool:
    return len(known.offers) > 1


def _chose_against_recommendation(known: Known) -> bool:
    best = known.recommended
    return bool(best) and known.chosen is not None and known.chosen.key not in best


def _supplier_unfamiliar(known: Known) -> bool:
    return known.chosen is not None and known.unfamiliar


def _approval_needed(known: Known) -> bool:
    return bool(known.route and known.route.approver != "none")


PREDICATES: dict[str, Test] = {
    "preferred_supplier_found": _preferred_supplier_found,
    "specialist_first": _specialist_first,
    "options_compared": _options_compared,
    "several_options": _several_options,
    "chose_against_recommendation": _chose_against_recommendation,
    "supplier_unfamiliar": _supplier_unfamiliar,
    "approval_needed": _approval_needed,
}


def build(when: Mapping[str, Any] | None, threshold: Callable[[str], Decimal]) -> Test:
    """A test from a `when:` mapping; None always holds.

    ``threshold`` gives a named number on the day the purchase began. Raises
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


def _at_least(name: Any, threshold: Callable[[str], Decimal]) -> Test:
    edge = threshold(name)
    return lambda known: known.value is not None and known.value >= edge


def _over(name: Any, threshold: Callable[[str], Decimal]) -> Test:
    edge = threshold(name)
    return lambda known: known.value is not None and known.value > edge


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
CHOICE_SOURCES = frozenset({"categories", "preferred_suppliers", "process_criteria", "options"})
FIELD_SOURCES = frozenset({"checks", "weights", "ratings", "chosen_process_criteria"})
DEFAULT_SOURCES = frozenset({"likely_category", "suggested_weights", "suggested_process_criteria"})
SHOWS = frozenset(
    {
        "route",
        "comparison",
        "familiarity",
        "advice_request",
        "approval_request",
        "how_to_buy",
        "cost_against_plan",
        "proposal",
        "proposal_reply",
    }
)
