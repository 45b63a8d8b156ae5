"""`when:` in the rulebook, read as data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from buying.domain import conditions
from buying.domain.known import Known
from buying.domain.law import Regime
from buying.domain.money import Money
from buying.domain.offers import Offer
from buying.domain.others import Contract, OtherPurchase
from buying.domain.policy import Band, Buyer, Check, Decision, Line, Route
from buying.domain.value import Limit, Value

LIMITS = {
    "petty_limit": Limit("petty_limit", Decimal(250), "gross"),
    "net_limit": Limit("net_limit", Decimal(250), "net"),
}
COUNCIL = Buyer("council", "sub_central", "England")


def worth(gross: str, net: str | None = None) -> Value:
    return Value(Decimal(net or gross), Decimal(gross))


def holds(when: dict[str, Any] | None, **known: Any) -> bool:
    known = {"answers": {}, "buyer": COUNCIL, **known}
    return conditions.build(when, LIMITS.__getitem__)(Known(**known))


def decided(**changes: Any) -> Decision:
    """A decision for a route of two prices, or one that differs as ``changes`` say."""
    plain: dict[str, Any] = {
        "id": "two_prices", "title": "", "quotes": 2, "form_of_quotes": "",
        "approver": "none", "specialist_first": False, "says": "", "clause": "",
    }  # fmt: skip
    band = Band(Route(**{**plain, **changes}), None)
    return Decision(band.route, Line("usual", "The usual way", lambda known: True, (band,)), band)


def offer(key: str) -> Offer:
    money = Money(Decimal(1), "gross")
    return Offer(key, key, "Somebody", money, {})


def test_no_condition_always_holds() -> None:
    assert holds(None)
    assert holds({})


def test_a_value_at_the_edge_is_at_least_it_and_not_over_it() -> None:
    assert holds({"value_at_least": "petty_limit"}, value=worth("250"))
    assert not holds({"value_over": "petty_limit"}, value=worth("250"))
    assert holds({"value_over": "petty_limit"}, value=worth("250.01"))


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
    assert holds(both, answers={"category": "it"}, value=worth("300"))
    assert not holds(both, answers={"category": "it"}, value=worth("200"))


def test_all_any_and_not() -> None:
    it, office = {"category": "it"}, {"category": "office"}
    known = {"answers": {"category": "it"}}
    assert holds({"any_of": [it, office]}, **known)
    assert not holds({"all_of": [it, office]}, **known)
    assert holds({"not": office}, **known)


def test_the_route_is_compared_by_its_id() -> None:
    assert holds({"route": ["two_prices", "three_quotes"]}, decision=decided())
    assert not holds({"route": "three_quotes"}, decision=decided())
    assert not holds({"route": "two_prices"})


@pytest.mark.parametrize("name", sorted(conditions.PREDICATES))
def test_no_named_predicate_holds_of_a_purchase_of_which_nothing_is_known(name: str) -> None:
    assert not holds({"is": name})


def test_preferred_supplier_found() -> None:
    assert holds({"is": "preferred_supplier_found"}, preferred=("Ridgeway",))


def test_options_compared_where_more_than_one_price_is_needed() -> None:
    assert holds({"is": "options_compared"}, decision=decided(quotes=2))
    assert not holds({"is": "options_compared"}, decision=decided(quotes=1))


def test_several_options() -> None:
    assert holds({"is": "several_options"}, offers=(offer("option#1"), offer("option#2")))
    assert not holds({"is": "several_options"}, offers=(offer("option#1"),))


def test_a_specialist_comes_first_by_rule_or_by_wish() -> None:
    assert holds({"is": "specialist_first"}, decision=decided(specialist_first=True))
    assert holds({"is": "specialist_first"}, answers={"route": "ask"})
    assert not holds({"is": "specialist_first"}, decision=decided(), answers={"route": "go_on"})


def test_a_specialist_asked_for_is_not_one_whom_the_way_of_buying_needs() -> None:
    assert holds({"is": "needs_specialist"}, decision=decided(specialist_first=True))
    assert not holds({"is": "needs_specialist"}, decision=decided(), answers={"route": "ask"})


@pytest.mark.parametrize(
    ("share", "proposal", "answered"),
    [(True, "buy together", True), (True, None, False), (True, "", False), (False, "buy", False)],
)
def test_a_proposal_is_answered_where_it_is_shared(
    share: bool, proposal: str | None, answered: bool
) -> None:
    given = {"share": {"share": share, "proposal": proposal}}
    assert holds({"is": "proposal_shared"}, answers=given) is answered


@pytest.mark.parametrize(
    ("answers", "shared"),
    [
        ({}, False),
        ({"delivery": {"share": True}}, True),
        ({"delivery": {"share": True}, "share": {"share": False}}, False),
        ({"delivery": {"paid": "1"}, "share": {"share": True}}, True),
    ],
)
def test_a_look_back_is_shared_by_the_last_that_was_asked_of_it(
    answers: dict[str, Any], shared: bool
) -> None:
    assert Known(answers=answers, buyer=COUNCIL).shared is shared


def test_a_check_stops_only_where_its_rule_says_stop() -> None:
    stop = Check("x", "", "", True, "stop", "", "", "", lambda known: True)
    warn = Check("x", "", "", True, "warn", "", "", "", lambda known: True)
    assert holds({"is": "stopped"}, triggered=(warn, stop))
    assert not holds({"is": "stopped"}, triggered=(warn,))


def test_a_preferred_supplier_counts_until_somebody_else_is_picked() -> None:
    listed: dict[str, Any] = {"preferred": ("Ridgeway",)}
    assert holds({"is": "buys_from_preferred"}, **listed)
    assert holds({"is": "buys_from_preferred"}, **listed, chosen=offer("option#1"))
    stranger = {"chosen": offer("option#1"), "unfamiliar": True}
    assert not holds({"is": "buys_from_preferred"}, **listed, **stranger)


def contract(up_to: Value | None) -> Contract:
    return Contract(1, "Gloves", "Ridgeway", "cleaning", date(2027, 3, 31), "Order online", up_to)


def test_a_contract_is_in_place_for_orders_that_it_allows() -> None:
    place = {"is": "contract_in_place"}
    assert holds(place, value=worth("900"), contracts=(contract(None),))
    assert holds(place, value=worth("900"), contracts=(contract(worth("900")),))
    assert not holds(place, value=worth("900.01"), contracts=(contract(worth("900")),))
    assert not holds(place, value=worth("900"))


def test_colleagues_are_buying_while_theirs_is_not_done() -> None:
    def other(stage: Any) -> OtherPurchase:
        began = date(2026, 11, 1)
        return OtherPurchase("BW-1", "gloves", "Sam", "Elm", "x", worth("9"), began, stage)

    assert holds({"is": "colleagues_buying"}, colleagues=(other("done"), other("planned")))
    assert not holds({"is": "colleagues_buying"}, colleagues=(other("done"),))


def test_the_full_rules_of_the_law_hold_from_its_threshold_on() -> None:
    over = {"is": "above_act_threshold"}
    regime = Regime("goods", "Goods", Limit("act", Decimal(207_720), "gross"), "", "")
    assert holds(over, regime=regime, value=worth("207720"))
    assert not holds(over, regime=regime, value=worth("207719.99"))
    assert not holds(over, regime=Regime("goods", "Goods", None, "", ""), value=worth("9000000"))


def test_what_a_net_limit_measures_is_the_value_without_vat() -> None:
    assert not holds({"value_over": "net_limit"}, value=worth("300", net="250"))
    assert holds({"value_over": "net_limit"}, value=worth("300.02", net="250.01"))


def test_risk_law_and_buyer_are_compared_by_name() -> None:
    regime = Regime("works", "Works", None, "", "")
    assert holds({"risk": ["medium", "high"]}, risk="high")
    assert not holds({"risk": "high"}, risk="medium")
    assert holds({"regime": "works"}, regime=regime)
    assert not holds({"regime": "goods"}, regime=regime)
    assert holds({"organisation": "council", "authority": "sub_central", "country": "England"})
    assert not holds({"organisation": "charity"})
    assert not holds({"authority": ["central", "none"]})
    assert not holds({"country": "Wales"})


def test_an_unfamiliar_supplier_counts_once_chosen() -> None:
    assert holds({"is": "supplier_unfamiliar"}, chosen=offer("option#1"), unfamiliar=True)
    assert not holds({"is": "supplier_unfamiliar"}, unfamiliar=True)


def test_approval_is_needed_where_the_route_names_an_approver() -> None:
    assert holds({"is": "approval_needed"}, decision=decided(approver="budget_holder"))
    assert not holds({"is": "approval_needed"}, decision=decided())


def test_a_condition_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        holds({"moon": "full"})
    with pytest.raises(KeyError):
        holds({"is": "full_moon"})
