"""The words that say the same as the picture."""

from __future__ import annotations

import pytest

from buying.charts import CostChart, alt_text
from tests.charts.charts import EXTREMES, HARBOUR, NORTHSIDE, TWO, big, chart, option, part


def test_it_says_who_is_cheapest_by_how_much_what_is_largest_and_what_is_not_sure() -> None:
    assert alt_text(TWO) == (
        "Harbour Mobility Ltd costs the least over its whole life: £1,000, £580 less than "
        "Northside Care Supplies. The largest part is “Price” for Harbour Mobility Ltd (£840) "
        "and Northside Care Supplies (£790). Not every figure is sure: Harbour Mobility Ltd may "
        "cost £900 to £1,200."
    )


def test_one_option_is_not_called_the_cheapest() -> None:
    assert alt_text(chart(NORTHSIDE)).startswith(
        "Northside Care Supplies costs £1,580 over its whole life."
    )


@pytest.mark.parametrize(("number", "both"), [(2, "Both options"), (3, "All 3 options")])
def test_options_that_cost_the_same_are_said_to(number: int, both: str) -> None:
    same = chart(*(option(f"Supplier {n}", part("Price", 10)) for n in range(number)))
    assert f"{both} cost £10 over their whole life." in alt_text(same)


def test_two_that_share_the_first_place_are_both_named() -> None:
    tied = chart(*(option(n, part("Price", p)) for n, p in (("A", 5), ("B", 9), ("C", 5))))
    assert alt_text(tied).startswith(
        "A and C each cost the least over their whole life: £5, £4 less than B."
    )


def test_the_dearest_of_several_is_named() -> None:
    prices = (("A", 5), ("B", 9), ("C", 20))
    text = alt_text(chart(*(option(name, part("Price", price)) for name, price in prices)))
    assert "£4 less than B (C is the dearest at £20)" in text


def test_where_options_are_compared_by_a_year_it_says_so() -> None:
    a_year = chart(
        option("A", part("Price", 100), years_of_use="4"),
        option("B", part("Price", 60), years_of_use="2"),
        a_year=True,
    )
    assert alt_text(a_year).startswith("A costs the least for a year of use: £25, £5 less than B.")


@pytest.mark.parametrize("drawn", EXTREMES.values(), ids=EXTREMES.keys())
def test_it_is_one_to_three_sentences_and_never_long(drawn: CostChart) -> None:
    text = alt_text(drawn)
    assert 1 <= text.count(". ") + 1 <= 3
    assert text.endswith(".")
    assert len(text) <= 1_300


def test_many_options_are_told_in_short() -> None:
    text = alt_text(big())
    assert "and 7 others are not sure either." in text


def test_half_a_pound_is_rounded_up() -> None:
    assert "£3 over" in alt_text(chart(option("A", part("Price", "2.50"))))
    assert "£2 over" in alt_text(chart(option("A", part("Price", "2.49"))))


def test_a_sum_of_money_that_comes_back_is_no_largest_part() -> None:
    back = chart(HARBOUR, option("B", part("Sold for", -40)))
    assert "Sold for" not in alt_text(back)
