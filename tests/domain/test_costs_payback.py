"""Paying more to begin with, hiring in place of buying, and prices that rise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.costs import (
    GREEN_BOOK,
    CostError,
    CostLine,
    Option,
    Schedule,
    break_even,
    deflated,
    nominal_rate,
    payback,
    paybacks,
    present_value,
    real_rate,
    rising,
    whole_life_cost,
)
from tests.domain.costing import FREE, LEVEL, close, hoists, option, options, rates

TENTH = Schedule.level(Decimal("0.1"))


# Payback


def test_savings_that_are_worth_less_later_take_longer_to_pay_back() -> None:
    found = payback(option("Dear", 5, "130", "0"), option("Cheap", 5, "100", "10"), TENTH)

    assert found.extra == 30
    # 30 / 10 = 3 years; at 10 % a year 9.09 + 8.26 + 7.51 + 6.83 = 31.70 in the fourth.
    assert (found.simple, found.discounted) == (3, 4)
    assert found.years == 5


def test_what_is_paid_back_on_the_last_day_is_paid_back() -> None:
    dear, cheap = option("Dear", 1, "110", "0"), option("Cheap", 1, "10", "110")

    assert payback(dear, cheap, TENTH).discounted == 1
    assert payback(dear, cheap, TENTH).savings_to_investment == Decimal(1)


def test_what_does_not_pay_back_says_none() -> None:
    found = payback(option("Dear", 3, "130", "0"), option("Cheap", 3, "100", "5"), FREE)

    assert (found.simple, found.discounted) == (None, None)
    assert found.net_savings == -15
    assert found.savings_to_investment == Decimal("0.5")
    assert found.adjusted_rate is not None and found.adjusted_rate < 0


def test_a_late_overhaul_undoes_an_early_payback() -> None:
    cheap, dear = option("Cheap", 6, "100", "30"), option("Dear", 6, "150", "0")
    overhaul = CostLine("repairs", Decimal(80), year=4)

    found = payback(Option("Dear", 6, (*dear.lines, overhaul)), cheap, FREE)

    # Two years bring back 60 of the 50; the overhaul of year 4 leaves it 10 short until year 5.
    assert found.simple == 5


def test_dearer_to_run_has_no_rate_of_return() -> None:
    found = payback(option("Dear", 3, "130", "9"), option("Cheap", 3, "100", "5"), FREE)

    assert found.savings_to_investment == Decimal(-12) / 30
    assert found.adjusted_rate is None


def test_no_more_investment_over_the_time_has_no_ratio() -> None:
    resale = CostLine("residual", Decimal(50), year=3)
    dear = Option("Dear", 3, (CostLine("price", Decimal(130)), resale))

    found = payback(dear, option("Cheap", 3, "100", "5"), FREE)

    assert found.savings_to_investment is None
    assert found.net_savings == 35


def test_what_wears_out_sooner_is_bought_again() -> None:
    cheap, sturdy = hoists()

    found = payback(sturdy, cheap, LEVEL)

    # It costs 460 more to begin with. Year 5 saves 25 for the fifth time, and another 690.
    assert found.years == 10
    assert (found.simple, found.discounted) == (5, 5)
    twice, once = whole_life_cost(cheap, LEVEL, 10).total, whole_life_cost(sturdy, LEVEL).total
    assert close(found.net_savings, twice - once)


def test_lives_that_share_no_time_up_to_125_years_are_seen_over_the_longer() -> None:
    assert payback(option("A", 61, "2"), option("B", 60, "1"), LEVEL).years == 61


def test_each_dearer_option_is_set_against_the_cheapest_to_begin_with() -> None:
    three = [
        option("Mid", 5, "120", "8"),
        option("Low", 5, "100", "10"),
        option("Top", 5, "130", "0"),
    ]

    found = paybacks(three, FREE)

    assert [(one.option, one.against, one.simple) for one in found] == [
        ("Top", "Low", 3),
        ("Mid", "Low", None),
    ]
    assert paybacks(list(reversed(three)), FREE) == found


def test_of_two_that_begin_alike_the_one_that_costs_less_is_the_yardstick() -> None:
    three = [option("A", 5, "100", "10"), option("B", 5, "100", "5"), option("C", 5, "130", "0")]

    assert [one.against for one in paybacks(three, FREE)] == ["B"]


def test_the_same_price_needs_no_payback() -> None:
    assert paybacks([option("A", 5, "100", "10"), option("B", 5, "100", "5")], FREE) == ()


def test_a_time_of_no_years_is_refused() -> None:
    with pytest.raises(CostError, match="the time to look at in whole years"):
        payback(*hoists(), LEVEL, 0)


@given(options("A"), options("B"), rates, st.sampled_from([None, 1, 7, 40]))
def test_net_savings_are_the_difference_of_the_totals(
    a: Option, b: Option, rate: Decimal, years: int | None
) -> None:
    schedule = Schedule.level(rate)
    found = payback(a, b, schedule, years)
    ours, theirs = (whole_life_cost(one, schedule, found.years).total for one in (a, b))
    assert close(found.net_savings, theirs - ours)


@given(options("A"), st.integers(1, 5_000), st.integers(0, 100), rates)
def test_what_saves_more_than_it_takes_earns_more_than_the_discount_rate(
    cheap: Option, extra: int, percent: int, rate: Decimal
) -> None:
    price, energy, *others = cheap.lines
    lines = (
        replace(price, amount=price.amount + extra),
        replace(energy, amount=energy.amount * percent / 100),
        *others,
    )
    found = payback(Option("Dear", cheap.life_years, lines), cheap, Schedule.level(rate))

    assert found.savings_to_investment is not None and found.adjusted_rate is not None
    gains = found.savings_to_investment - 1
    assert gains * (found.adjusted_rate - rate) >= -Decimal("1e-15")


@given(options("A"), options("B"))
def test_what_is_paid_back_in_todays_money_has_saved(a: Option, b: Option) -> None:
    found = payback(a, b, GREEN_BOOK)
    assert (found.discounted is not None) == (found.net_savings >= Decimal("-0.005"))


# Hire


def hired(each_year: str) -> Option:
    return Option("Hired", 1, (CostLine.yearly("hire", Decimal(each_year)),))


def test_hire_is_cheaper_for_a_short_while() -> None:
    bed = option("Bed", 10, "300")

    assert break_even(bed, hired("100"), FREE) == 3
    assert break_even(bed, hired("100"), FREE, furthest=2) is None
    assert break_even(bed, hired("29"), FREE) is None


def test_a_bed_that_can_be_sold_again_is_sooner_worth_buying() -> None:
    price, resale = CostLine("price", Decimal(300)), CostLine("residual", Decimal(100), year=10)

    assert break_even(Option("Bed", 10, (price, resale)), hired("100"), FREE) == 2


def test_what_the_hirer_also_pays_counts() -> None:
    bringing = CostLine("delivery", Decimal(150))
    hire = Option("Hired", 1, (*hired("100").lines, bringing))

    assert break_even(option("Bed", 10, "300"), hire, FREE) == 2


# Prices that rise


def test_a_price_that_rises_faster_than_prices_costs_more_in_todays_money() -> None:
    paid = rising(Decimal(90), Decimal("0.03"), 1, 3)
    lines = deflated("servicing", paid, Decimal("0.02"), "Service plan")

    assert [paid[year] for year in (1, 2, 3)] == [90, Decimal("92.70"), Decimal("95.4810")]
    assert [(line.year, line.words) for line in lines] == [
        (1, "Service plan"),
        (2, "Service plan"),
        (3, "Service plan"),
    ]
    assert [round(line.amount, 2) for line in lines] == [
        Decimal("88.24"),
        Decimal("89.10"),
        Decimal("89.97"),
    ]


def test_a_fixed_price_shrinks_in_todays_money() -> None:
    first, second = deflated("licence", rising(Decimal(102), Decimal(0), 1, 2), Decimal("0.02"))

    assert first.amount == 100
    assert second.amount < 100


def test_a_real_rate_may_be_below_nothing() -> None:
    assert real_rate(Decimal("0.02"), Decimal("0.0302")) < 0


@given(rates, rates, rates, st.integers(1, 30))
def test_real_at_a_real_rate_is_nominal_at_a_nominal_rate(
    real: Decimal, inflation: Decimal, rise: Decimal, years: int
) -> None:
    paid = rising(Decimal(100), rise, 1, years)
    lines = deflated("servicing", paid, inflation)
    today = whole_life_cost(Option("A", years, lines), Schedule.level(real)).total
    nominal = nominal_rate(real, inflation)
    assert close(today, present_value(paid, Schedule.level(nominal)))
    assert close(real_rate(nominal, inflation), real)
