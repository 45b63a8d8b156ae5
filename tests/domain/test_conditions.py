"""`when:` in the rulebook, read as data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from buying.domain import conditions
from buying.domain.choosing import Offer
from buying.domain.known import Known
from buying.domain.money import Money
from buying.domain.policy import Check, Route

LIMITS = {"petty_limit": Decimal(250)}


def holds(when: dict[str, Any] | None, **known: Any) -> bool:
    known.setdefault("answers", {})
    return conditions.build(when, LIMITS.__getitem__)(Known(**known))


def route(**changes: Any) -> Route:
    plain: dict[str, Any] = {
        "id": "two_prices", "title": "", "up_to": None, "quotes": 2, "form_of_quotes": "",
        "approver": "none", "specialist_first": False, "says": "", "clause": "",
    }  # fmt: skip
    return Route(**{**plain, **changes})


def offer(key: str) -> Offer:
    money = Money(Decimal(1), "gross")
    return Offer(key, key, "Somebody", money, money, 1, {})


def test_no_condition_always_holds() -> None:
    assert holds(None)
    assert holds({})


def test_a_value_at_the_edge_is_at_least_it_and_not_over_it() -> None:
    assert holds({"value_at_least": "petty_limit"}, value=Decimal(250))
    assert not holds({"value_over": "petty_limit"}, value=Decimal(250))
    assert holds({"value_over": "petty_limit"}, value=Decimal("250.01"))


def test_a_value_not_known_yet_is_neither() -> None:
    assert not holds({"value_at_least": "petty_limit"})
    assert not holds({"value_over": "petty_limit"})


def test_an_answer_may_be_one_of_several() -> None:
    assert holds({"answer": {"share": ["team", "partner"]}}, answers={"share": "team"})
    assert not holds({"answer": {"share": "nobody"}}, answers={"share": "team"})


def test_a_box_of_a_form_is_named_with_a_point() -> None:
    declined = {"approval": {"decision": "decline"}}
    assert holds({"answer": {"approval.decision": "decline"}}, answers=declined)
    assert not holds({"answer": {"approval.decision": "decline"}}, answers={"approval": "?"})


def test_a_skipped_question_is_not_answered() -> None:
    assert not holds({"answered": "proposal"}, answers={"proposal": None})
    assert holds({"answered": "proposal"}, answers={"proposal": "buy together"})
    assert holds({"answered": "option"}, answers={"option#2": {}})


def test_several_keys_must_all_hold() -> None:
    both = {"category": "it", "value_over": "petty_limit"}
    assert holds(both, answers={"category": "it"}, value=Decimal(300))
    assert not holds(both, answers={"category": "it"}, value=Decimal(200))


def test_all_any_and_not() -> None:
    it, office = {"category": "it"}, {"category": "office"}
    known = {"answers": {"category": "it"}}
    assert holds({"any_of": [it, office]}, **known)
    assert not holds({"all_of": [it, office]}, **known)
    assert holds({"not": office}, **known)


def test_the_route_is_compared_by_its_id() -> None:
    assert holds({"route": ["two_prices", "three_quotes"]}, route=route())
    assert not holds({"route": "three_quotes"}, route=route())
    assert not holds({"route": "two_prices"})


@pytest.mark.parametrize("name", sorted(conditions.PREDICATES))
def test_no_named_predicate_holds_of_a_purchase_of_which_nothing_is_known(name: str) -> None:
    assert not holds({"is": name})


def test_preferred_supplier_found() -> None:
    assert holds({"is": "preferred_supplier_found"}, preferred=("Ridgeway",))


def test_options_compared_where_more_than_one_price_is_needed() -> None:
    assert holds({"is": "options_compared"}, route=route(quotes=2))
    assert not holds({"is": "options_compared"}, route=route(quotes=1))


def test_several_options() -> None:
    assert holds({"is": "several_options"}, offers=(offer("option#1"), offer("option#2")))
    assert not holds({"is": "several_options"}, offers=(offer("option#1"),))


def test_a_specialist_comes_first_by_rule_by_wish_or_by_a_check_that_stops() -> None:
    stop = Check("x", "", "", True, "stop", "", "", "", lambda known: True)
    warn = Check("x", "", "", True, "warn", "", "", "", lambda known: True)
    assert holds({"is": "specialist_first"}, route=route(specialist_first=True))
    assert holds({"is": "specialist_first"}, answers={"route": "ask"})
    assert holds({"is": "specialist_first"}, triggered=(stop,))
    assert not holds({"is": "specialist_first"}, triggered=(warn,))


def test_an_unfamiliar_supplier_counts_once_chosen() -> None:
    assert holds({"is": "supplier_unfamiliar"}, chosen=offer("option#1"), unfamiliar=True)
    assert not holds({"is": "supplier_unfamiliar"}, unfamiliar=True)


def test_approval_is_needed_where_the_route_names_an_approver() -> None:
    assert holds({"is": "approval_needed"}, route=route(approver="budget_holder"))
    assert not holds({"is": "approval_needed"}, route=route())


def test_a_condition_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        holds({"moon": "full"})
    with pytest.raises(KeyError):
        holds({"is": "full_moon"})
