"""Amounts with and without VAT, held against limits to the penny."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from buying.domain.money import Money
from buying.domain.others import Contract
from buying.domain.value import NOTHING, Limit, Value

RATE = Decimal("0.20")
NET = Limit("quote_limit", Decimal(5000), "net")


def gross(amount: str | Decimal) -> Value:
    return Value.of(Money(Decimal(amount), "gross"), RATE)


def exempt(amount: str) -> Value:
    return Value.of(Money(Decimal(amount), "exempt"), RATE)


@pytest.mark.parametrize(("payment", "times"), [("2000", 3), ("250", 24), ("12.50", 480)])
def test_payments_with_vat_that_come_to_the_limit_without_it_are_just_at_it(
    payment: str, times: int
) -> None:
    paid = gross(payment).times(times)
    added = sum((gross(payment) for _ in range(times)), NOTHING)
    for value in (paid, added):
        assert NET.reached(value)
        assert not NET.passed(value)


@given(st.integers(1, 10**7), st.integers(1, 520))
def test_a_penny_more_or_less_is_never_taken_for_the_limit(pence: int, times: int) -> None:
    payment = Decimal(pence) / 100
    assume(payment * times != 6000)
    value = gross(payment).times(times)
    assert NET.passed(value) is (payment * times > 6000)
    assert NET.reached(value) is (payment * times > 6000)


@pytest.mark.parametrize("vat", ["gross", "exempt"])
def test_other_limits_are_held_against_what_is_paid_with_vat(vat: str) -> None:
    limit = Limit("card_limit", Decimal(250), vat)  # type: ignore[arg-type]
    assert not limit.passed(gross("250"))
    assert limit.passed(gross("250.01"))
    assert limit.passed(Value.of(Money(Decimal(209), "net"), RATE))


def test_of_a_plan_without_vat_and_a_price_with_it_the_larger_of_each_side_counts() -> None:
    most = gross("5500").or_more(exempt("5100"))
    assert most == Value(Decimal(5100), Decimal(5500))
    assert NET.passed(most)
    assert gross("5500").or_more(None) == gross("5500")


def test_a_contract_allows_orders_by_what_is_paid_with_vat() -> None:
    contract = Contract(1, "Linen", "A Ltd", "care", date(2027, 1, 1), "Call", gross("1100"))
    assert contract.allows(exempt("1100"))
    assert not contract.allows(exempt("1100.01"))
    assert replace(contract, up_to=None).allows(exempt("99999"))
