"""Conditions, limits and days of the rulebook in words that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from buying.domain.money import VAT_WORDS, pounds
from buying.english import day_in_words, listed, sentence
from buying.rulebook.book import Rulebook
from buying.rulebook.conditions import Condition
from buying.rulebook.models import Threshold

AUTHORITIES: Mapping[str, str] = {
    "central": "a central government authority",
    "sub_central": "an authority below central government",
    "school": "a school",
    "none": "not an authority under the Procurement Act",
}
ROLES: Mapping[str, str] = {
    "requester": "the person who buys",
    "specialist": "a commissioning specialist",
    "budget_holder": "the budget holder",
}
"""Who answers a question."""
APPROVERS: Mapping[str, str] = {
    "none": "Nobody else",
    "budget_holder": sentence(ROLES["budget_holder"]),
    "specialist": sentence(ROLES["specialist"]),
}
"""Who must say yes to a purchase."""
FOLLOWS: Mapping[str, str] = {
    "stop": "the purchase stops",
    "warn": "a warning",
    "note": "a note on the record",
}
"""What follows where a check finds a worry."""
ANY_OTHER = "Every purchase that no line above is for"
"""What a line of the table without a condition is for."""
PREDICATES: Mapping[str, str] = {
    "preferred_supplier_found": "a preferred supplier sells it",
    "contract_in_place": "there is a contract that the order can be made under",
    "colleagues_buying": "colleagues buy the same kind of thing",
    "buys_from_preferred": "it is bought from a preferred supplier",
    "needs_specialist": "the way of buying has a specialist look first",
    "way_changed_by_price": "the price asks for another way than the one that a specialist saw",
    "specialist_first": "a specialist looks first, by the rules or because they were asked",
    "stopped": "a check stops the purchase",
    "above_act_threshold": "the value has reached the limit of the Procurement Act",
    "may_go_on": "the category is one that is often paid for again and again",
    "goes_on": "it is paid for again and again",
    "likely_split": "it looks like part of a larger purchase",
    "options_compared": "more than one price is needed",
    "several_options": "there is more than one option",
    "chose_against_recommendation": "the choice is not the option with the most points",
    "supplier_unfamiliar": "the chosen supplier is not a familiar one",
    "proposal_shared": "a proposal is shared with the specialists",
    "approval_needed": "somebody must approve it",
}
"""What each named predicate of the domain says; a test holds the two to each other."""


_EITHER, _NOT_SO = "either ", "it is not so that "


def in_words(condition: Condition, book: Rulebook) -> str:
    """``condition`` as words that may follow "when", with the names that ``book`` uses.

    A threshold with several dated values is told with each of them.
    """
    return _all(_said(key, value, book) for key, value in _parts(condition))


def amount_in_words(threshold: Threshold, value: Decimal) -> str:
    """A value of ``threshold`` with its unit and VAT basis: ``£300 with VAT``, ``5 days``."""
    if threshold.unit == "GBP":
        basis = VAT_WORDS.get(threshold.vat or "")
        return f"{pounds(value)} {basis}" if basis else pounds(value)
    number = number_in_words(value)
    if threshold.unit == "percent":
        return f"{number} %"
    return f"{number} {'day' if value == 1 else 'days'}" if threshold.unit == "days" else number


def limit_in_words(name: str, book: Rulebook) -> str:
    """The threshold ``name`` as its amount, or amounts with their days."""
    threshold = book.thresholds[name]
    values = threshold.values
    if len(values) == 1:
        return amount_in_words(threshold, values[0].value)
    told = [
        f"{amount_in_words(threshold, each.value)} from {day_in_words(each.from_)}"
        for each in values
    ]
    return f"the {name_in_words(name)} ({', '.join(told)})"


def name_in_words(id: str) -> str:
    """A name of the rulebook for readers: ``petty_limit`` is ``petty limit``."""
    return id.replace("_", " ")


def number_in_words(number: Decimal | int) -> str:
    """A number without noughts at its end, and with commas: ``1,250`` or ``0.5``."""
    return f"{Decimal(number).normalize():,f}"


def _parts(condition: Condition) -> list[tuple[str, Any]]:
    """The keys of a condition that say something, in the order of the model."""
    found = [(key, getattr(condition, key)) for key in Condition.model_fields]
    return [(key, value) for key, value in found if value is not None]


def _said(key: str, value: Any, book: Rulebook) -> str:
    return SAYS[key](value, book)


def _all(parts: Iterable[str]) -> str:
    found = list(parts)
    if len(found) > 1:
        # Else nobody could tell what the "or" or the "not" reaches to.
        found = [f"({part})" if part.startswith((_EITHER, _NOT_SO)) else part for part in found]
    return " and ".join(found)


def _route(ids: tuple[str, ...], book: Rulebook) -> str:
    titles = {route.id: route.title for route in book.routes}
    return f"the way of buying is {_one_of(titles.get(id, id) for id in ids)}"


def _category(ids: tuple[str, ...], book: Rulebook) -> str:
    labels = [book.categories[id].label if id in book.categories else id for id in ids]
    return f"the category is {_one_of(labels)}"


def _at_least(name: str, book: Rulebook) -> str:
    return f"the value is {limit_in_words(name, book)} or more"


def _over(name: str, book: Rulebook) -> str:
    return f"the value is over {limit_in_words(name, book)}"


def _risk(levels: tuple[str, ...], _: Rulebook) -> str:
    return f"the risk is {listed(levels, 'or')}"


def _regime(ids: tuple[str, ...], book: Rulebook) -> str:
    labels = {regime.id: regime.label for regime in book.law.regimes}
    return f"the law sees it as {_one_of(labels.get(id, id) for id in ids)}"


def _organisation(kinds: tuple[str, ...], _: Rulebook) -> str:
    return f"the organisation is of the kind {_one_of(name_in_words(kind) for kind in kinds)}"


def _authority(kinds: tuple[str, ...], _: Rulebook) -> str:
    return f"the organisation is {listed((AUTHORITIES[kind] for kind in kinds), 'or')}"


def _country(names: tuple[str, ...], _: Rulebook) -> str:
    return f"the organisation is in {listed(names, 'or')}"


def _answer(wanted: Mapping[str, tuple[Any, ...]], book: Rulebook) -> str:
    return _all(_one_answer(key, values, book) for key, values in wanted.items())


def _one_answer(key: str, values: tuple[Any, ...], book: Rulebook) -> str:
    id, _, box = key.partition(".")
    question = book.questions.get(id.partition("#")[0])
    if question is None:
        return f"the answer to {key} is {_one_of(map(_plain, values))}"
    inside = question.field(box) if box else None
    asked = f"“{question.label}”" + (f" under “{inside.label if inside else box}”" if box else "")
    labels = {choice.value: choice.label for choice in (inside or question).choices}
    return f"the answer to {asked} is {_one_of(labels.get(each, _plain(each)) for each in values)}"


def _answered(id: str, book: Rulebook) -> str:
    question = book.questions.get(id)
    return f"there is an answer to “{question.label if question else id}”"


def _predicate(name: str, _: Rulebook) -> str:
    return PREDICATES.get(name, name_in_words(name))


def _all_of(parts: tuple[Condition, ...], book: Rulebook) -> str:
    return _all(in_words(part, book) for part in parts)


def _any_of(parts: tuple[Condition, ...], book: Rulebook) -> str:
    return f"{_EITHER}{', or '.join(in_words(part, book) for part in parts)}"


def _not(part: Condition, book: Rulebook) -> str:
    return f"{_NOT_SO}{in_words(part, book)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number_in_words(value) if isinstance(value, int | Decimal) else str(value)


def _one_of(words: Iterable[str]) -> str:
    return listed((f"“{word}”" for word in words), "or")


SAYS: Mapping[str, Callable[[Any, Rulebook], str]] = {
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
    "is_": _predicate,
    "all_of": _all_of,
    "any_of": _any_of,
    "not_": _not,
}
"""How each key of a condition is said; a key without words is an error."""
