"""What a purchase comes to over all its time: payments, extensions and options."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.lifetime import lifetime
from buying.domain.value import Value

RATE = Decimal("0.20")


def money(amount: str, vat: str = "exempt") -> dict[str, str]:
    return {"amount": amount, "vat": vat}


def each(period: str) -> dict[str, str]:
    return {"goes_on": period}


def test_without_a_budget_nothing_is_known() -> None:
    assert lifetime({"purpose": each("year")}, RATE) is None


def test_what_is_paid_once_comes_to_its_budget_with_and_without_vat() -> None:
    found = lifetime({"budget": money("210", "net")}, RATE)
    assert found is not None and found.each is None
    assert found.value == Value(Decimal(210), Decimal(252))


def test_a_contract_counts_every_year_its_extension_and_its_options() -> None:
    answers = {
        "budget": money("12000"),
        "purpose": each("year"),
        "term": {"length": "2", "extension": "1", "extras": money("1500")},
    }
    found = lifetime(answers, RATE)
    assert found is not None
    assert found.value.gross == 37_500
    assert [label for label, _ in found.parts] == [
        "2 years", "Extension of 1 year", "Extras that may be taken up",
    ]  # fmt: skip


def test_before_the_term_is_given_the_first_payment_counts() -> None:
    found = lifetime({"budget": money("300"), "purpose": each("month")}, RATE)
    assert found is not None and (found.each, found.value.gross) == ("month", 300)


@pytest.mark.parametrize("once", [None, {}, {"goes_on": "once"}, {"goes_on": None}])
def test_a_term_left_from_before_does_not_count_where_it_is_paid_once(once: Any) -> None:
    answers = {"budget": money("300"), "purpose": once, "term": {"length": "12"}}
    found = lifetime(answers, RATE)
    assert found is not None and found.value.gross == 300


@given(st.integers(1, 10**6), st.integers(1, 60), st.integers(0, 60))
def test_a_longer_term_never_comes_to_less(pence: int, length: int, extension: int) -> None:
    def total(length: int, extension: int) -> Decimal:
        term = {"length": str(length), "extension": str(extension), "extras": None}
        budget = money(str(Decimal(pence) / 100), "net")
        found = lifetime({"budget": budget, "purpose": each("week"), "term": term}, RATE)
        assert found is not None
        return found.value.gross

    assert total(length, extension) < total(length + 1, extension)
    assert total(length, extension) < total(length, extension + 1)
