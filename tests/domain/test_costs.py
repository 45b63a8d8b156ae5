"""Whole-life cost, sum by sum. The reference cases are in test_costs_reference.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from buying.domain.costs import (
    GREEN_BOOK,
    Comparison,
    CostError,
    CostLine,
    Option,
    Schedule,
    annuity_factor,
    at_prices_of,
    break_even,
    compare,
    nominal_rate,
    own_cost,
    present_value,
    real_rate,
    rising,
    schedule_on,
    whole_life_cost,
)
from buying.domain.money import Money, to_penny
from tests.domain.costing import (
    FREE,
    LEVEL,
    added,
    close,
    hoists,
    option,
    options,
    pence,
    rates,
    uncertain_options,
)

TINY = Decimal("1e-18")
"""What a sum may lose in its last digits when it is added up in another way."""

# Discounting


def test_the_year_of_buying_is_not_discounted() -> None:
    assert GREEN_BOOK.factor(0) == 1


def test_a_year_at_ten_percent_divides_by_one_and_a_tenth() -> None:
    assert Schedule.level(Decimal("0.1")).factor(2) == 1 / Decimal("1.21")


def test_year_31_goes_on_from_year_30_at_the_new_rate() -> None:
    assert GREEN_BOOK.factor(31) == GREEN_BOOK.factor(30) / Decimal("1.03")
    assert GREEN_BOOK.factor(76) == GREEN_BOOK.factor(75) / Decimal("1.025")


def test_without_a_rate_the_annuity_factor_is_the_number_of_years() -> None:
    assert annuity_factor(Decimal(0), 7) == 7
    assert FREE.annuity(7) == 7


def test_the_annuity_of_a_level_schedule_is_the_closed_formula() -> None:
    assert close(LEVEL.annuity(12), annuity_factor(Decimal("0.035"), 12))


def test_present_value_adds_up_years_and_takes_off_what_comes_in() -> None:
    flows = {0: Decimal(100), 1: Decimal(110), 2: Decimal(-121)}
    assert close(present_value(flows, Schedule.level(Decimal("0.1"))), Decimal(100))


def test_a_schedule_that_ends_says_so() -> None:
    ends = Schedule(((2, Decimal("0.03")),))
    assert ends.factor(2) == 1 / Decimal("1.03") / Decimal("1.03")
    with pytest.raises(CostError, match="stop at year 2"):
        ends.factor(3)


def test_the_rates_in_force_on_the_day_are_used() -> None:
    old = Schedule(LEVEL.steps, "old", date(2026, 1, 1))
    new = Schedule(LEVEL.steps, "new", date(2027, 1, 1))
    assert schedule_on(date(2026, 12, 31), [new, old]).name == "old"
    assert schedule_on(date(2027, 1, 1), [new, old]).name == "new"
    with pytest.raises(CostError, match="no discount rates for 2025-12-31"):
        schedule_on(date(2025, 12, 31), [new, old])


# VAT


@pytest.mark.parametrize(
    ("amount", "basis", "recoverable", "cost"),
    [
        ("100", "net", True, "100"),
        ("100", "net", False, "120"),
        ("120", "gross", True, "100"),
        ("120", "gross", False, "120"),
        ("100", "exempt", True, "100"),
        ("100", "exempt", False, "100"),
    ],
)
def test_the_buyer_bears_vat_only_when_it_cannot_get_it_back(
    amount: str, basis: Any, recoverable: bool, cost: str
) -> None:
    money = Money(Decimal(amount), basis)
    assert own_cost(money, vat_rate=Decimal("0.20"), recoverable=recoverable) == Decimal(cost)


def test_each_line_of_a_quote_bears_its_own_rate_of_vat() -> None:
    quote = [
        ("price", Money(Decimal(1000), "net"), Decimal("0.20")),
        ("energy", Money(Decimal(100), "net"), Decimal("0.05")),
        ("delivery", Money(Decimal(60), "gross"), Decimal("0.20")),
        ("disposal", Money(Decimal(40), "net"), Decimal(0)),
        ("training", Money(Decimal(80), "exempt"), Decimal("0.20")),
    ]

    def total(*, recoverable: bool) -> Decimal:
        lines = [
            CostLine(kind, own_cost(money, vat_rate=rate, recoverable=recoverable))
            for kind, money, rate in quote
        ]
        return whole_life_cost(Option("Bed", 1, tuple(lines)), LEVEL).total

    assert total(recoverable=True) == 1000 + 100 + 50 + 40 + 80
    assert total(recoverable=False) == 1200 + 105 + 60 + 40 + 80


def test_twenty_is_not_taken_for_twenty_percent() -> None:
    with pytest.raises(CostError, match=r"Write 20% as 0\.20"):
        own_cost(Money(Decimal(1), "net"), vat_rate=Decimal(20), recoverable=True)


def test_another_currency_is_not_mixed_in() -> None:
    with pytest.raises(CostError, match="in EUR"):
        own_cost(Money(Decimal(1), "net", "EUR"), vat_rate=Decimal(0), recoverable=True)


# Whole-life cost


def test_costs_add_up_and_what_it_sells_for_comes_off() -> None:
    bed = Option(
        "Bed",
        4,
        (
            CostLine("price", Decimal(900)),
            CostLine.yearly("servicing", Decimal(60)),
            CostLine("repairs", Decimal(45), year=2),
            CostLine("residual", Decimal(150), year=4),
        ),
    )
    cost = whole_life_cost(bed, FREE)
    assert cost.total == cost.cash == 900 + 4 * 60 + 45 - 150
    assert cost.equivalent_annual_cost == cost.total / 4
    assert cost.by_part == {"price": 900, "servicing": 240, "repairs": 45, "residual": -150}
    assert cost.by_year == (900, 60, 105, 60, -90)
    assert [line.cash for line in cost.lines] == [900, 240, 45, -150]


def test_two_years_of_servicing_are_discounted_at_the_end_of_each() -> None:
    cost = whole_life_cost(option("Lift", 2, "1000", "110"), Schedule.level(Decimal("0.1")))
    assert to_penny(cost.total) == Decimal("1190.91")
    assert to_penny(cost.equivalent_annual_cost) == Decimal("686.19")
    assert cost.cash == 1220


def test_what_wears_out_within_the_time_is_bought_again() -> None:
    cost = whole_life_cost(option("Chair", 2, "100", "10"), FREE, years=5)
    assert cost.by_year == (100, 10, 110, 10, 110, 10)
    assert cost.equivalent_annual_cost == 60


def test_years_may_be_named_from_first_to_last() -> None:
    lines = (CostLine("price", Decimal(5)), CostLine.yearly("hire", Decimal(1), 3, 4))
    assert whole_life_cost(Option("Bath", 5, lines), FREE).by_year == (5, 0, 0, 1, 1, 0)


def test_a_life_may_turn_out_shorter_or_longer() -> None:
    lines = (
        CostLine("price", Decimal(100)),
        CostLine.yearly("servicing", Decimal(1)),
        CostLine.yearly("energy", Decimal(2), 1, 3),
        CostLine("repairs", Decimal(30), year=3),
        CostLine("residual", Decimal(40), year=4),
    )
    bed = Option("Bed", 4, lines, life_low=2, life_high=6)

    assert whole_life_cost(bed, FREE).by_year == (100, 3, 3, 33, -39)
    assert whole_life_cost(bed.lasting(2), FREE).by_year == (100, 3, -37)
    assert whole_life_cost(bed.lasting(6), FREE).by_year == (100, 3, 3, 33, 1, 1, -39)


def test_a_range_is_carried_to_the_total() -> None:
    lines = (
        CostLine("price", Decimal(100)),
        CostLine.yearly("servicing", Decimal(10), low=Decimal(5), high=Decimal(30)),
        CostLine("residual", Decimal(20), year=2, low=Decimal(0), high=Decimal(40)),
    )
    cost = whole_life_cost(Option("Bed", 2, lines), FREE)

    assert (cost.low, cost.total, cost.high) == (100 + 10 - 40, 100, 100 + 60 - 0)
    assert (cost.annual_low, cost.annual_high) == (35, 80)
    assert [(line.low, line.high) for line in cost.lines] == [(100, 100), (10, 60), (-40, 0)]


def test_a_life_that_is_a_range_is_carried_to_the_cost_a_year() -> None:
    bed = Option("Bed", 4, (CostLine("price", Decimal(120)),), life_low=3, life_high=6)
    cost = whole_life_cost(bed, FREE)

    assert (cost.annual_low, cost.equivalent_annual_cost, cost.annual_high) == (20, 30, 40)


def test_without_discounting_the_total_is_the_cash() -> None:
    cost = whole_life_cost(option("Chair", 4, "99.99", "12.34"), FREE, 9)

    assert cost.total == cost.cash == 3 * Decimal("99.99") + 9 * Decimal("12.34")


# Comparing


def test_options_that_last_as_long_are_compared_over_their_life() -> None:
    both = compare([option("A", 3, "100", "5"), option("B", 3, "90", "10")], FREE)
    assert both.basis == "whole_life_cost"
    assert both.cheapest == ("A",)
    assert both.reason == "I compared what each costs over 3 years."
    assert both.figure("B") == 120


def test_options_that_last_for_different_times_are_compared_by_the_year() -> None:
    both = compare(hoists(), LEVEL)
    assert both.basis == "equivalent_annual_cost"
    assert both.cheapest == ("Sturdy",)
    assert "different times" in both.reason
    assert [to_penny(both.figure(n)) for n in ("Sturdy", "Cheap")] == [
        Decimal("233.28"),
        Decimal("272.82"),
    ]


def test_a_life_that_does_not_fit_the_time_is_compared_by_the_year() -> None:
    both = compare([option("A", 4, "100"), option("B", 4, "90")], FREE, years=10)
    assert both.basis == "equivalent_annual_cost"
    assert "does not go evenly into 10 years" in both.reason


def test_costs_that_are_equal_to_the_penny_share_the_lead() -> None:
    both = compare([option("B", 2, "100.001"), option("A", 2, "100.002")], FREE)
    assert both.cheapest == ("A", "B")


# What cannot be used gets one clear sentence


BAD: dict[str, Any] = {
    "whole years, from 1 to 125. I got 0": lambda: option("A", 0, "1"),
    "I got -3": lambda: option("A", -3, "1"),
    "I got 200": lambda: option("A", 200, "1"),
    "I got 0.5": lambda: option("A", 0.5, "1"),  # type: ignore[arg-type]
    "Price is below £0": lambda: CostLine("price", Decimal(-1)),
    "I got NaN": lambda: CostLine("price", Decimal("NaN")),
    "I got 1.5": lambda: CostLine("price", 1.5),  # type: ignore[arg-type]
    "too big": lambda: CostLine("price", Decimal("1e30")),
    "do not know a cost called 'petrol'": lambda: CostLine("petrol", Decimal(1)),
    "before year 0": lambda: CostLine("repairs", Decimal(1), year=-1),
    "Say one year": lambda: CostLine("repairs", Decimal(1), year=2, each_year_from=1),
    "ends in year 1 but begins in year 2": lambda: CostLine.yearly("repairs", Decimal(1), 2, 1),
    "at least one cost for A": lambda: Option("A", 1, ()),
    "lasts 1 year, but Repairs falls in year 2": lambda: Option(
        "A", 1, (CostLine("repairs", Decimal(1), year=2),)
    ),
    "lasts 2 years, but Servicing falls in year 9": lambda: Option(
        "A", 2, (CostLine.yearly("servicing", Decimal(1), 1, 9),)
    ),
    "sold for £20, which is more": lambda: Option(
        "A", 1, (CostLine("price", Decimal(10)), CostLine("residual", Decimal(20), year=1))
    ),
    "Write 3.5% as 0.035. I got 3.5": lambda: Schedule.level(Decimal("3.5")),
    "from -0.1 to below 1": lambda: Schedule.level(Decimal(-1)),
    "in order of their last year": lambda: Schedule(
        ((30, Decimal("0.03")), (20, Decimal("0.02")), (None, Decimal("0.01")))
    ),
    "at least one discount rate": lambda: Schedule(()),
    "a year from 0 to 1000": lambda: LEVEL.factor(-1),
    "at least 1 year": lambda: annuity_factor(Decimal("0.1"), 0),
    "Give the time to look at in whole years": lambda: compare([option("A", 1, "1")], FREE, 0),
    "between 1 and 50 options. I got 0": lambda: compare([], FREE),
    "I got 51": lambda: compare([option(str(n), 1, "1") for n in range(51)], FREE),
    "Two options are called A": lambda: compare([option("A", 1, "1")] * 2, FREE),
    "whole years, from 1 to 125. I got True": lambda: option("A", True, "1"),
    "the time to look at in whole years, from 1 to 125. I got 200": lambda: whole_life_cost(
        option("A", 1, "1"), FREE, 200
    ),
    "below £0. Leave out the minus sign": lambda: CostLine(
        "energy", Decimal(1), low=Decimal(-1), high=Decimal(2)
    ),
    "out of order: low £3, likely £2, high £4": lambda: CostLine(
        "energy", Decimal(2), low=Decimal(3), high=Decimal(4)
    ),
    "out of order: low £2, likely £2, high £1": lambda: CostLine(
        "energy", Decimal(2), high=Decimal(1)
    ),
    "lives of A in order": lambda: Option("A", 3, (CostLine("price", Decimal(1)),), life_low=4),
    "from 1 to 125. I got 126": lambda: Option(
        "A", 3, (CostLine("price", Decimal(1)),), life_high=126
    ),
    "from 1 to 125. I got 0.": lambda: option("A", 3, "1").lasting(0),
    "I got -1.": lambda: Schedule.level(Decimal(-1)),
    "Write 3.5% as 0.035. I got -0.11": lambda: Schedule.level(Decimal("-0.11")),
    "Give the discount rate as a plain number. I got NaN": lambda: Schedule.level(Decimal("NaN")),
    "These payments end in year 2 but begin in year 3": lambda: rising(
        Decimal(1), Decimal(0), 3, 2
    ),
    "Write 2% as 0.02. I got 2": lambda: nominal_rate(Decimal("0.03"), Decimal(2)),
    "inflation as a fraction between -1 and 1": lambda: real_rate(Decimal("0.03"), Decimal(-1)),
    "a price index above 0. I got 0": lambda: at_prices_of(Decimal(1), Decimal(0), Decimal(1)),
    "Compare it with hire for no longer": lambda: break_even(
        option("A", 2, "1"), option("B", 1, "1"), FREE, 3
    ),
    "VAT rate from 0 to 1. Write 20% as 0.20. I got -0.2": lambda: own_cost(
        Money(Decimal(1), "net"), vat_rate=Decimal("-0.2"), recoverable=True
    ),
}


@pytest.mark.parametrize("words", BAD)
def test_a_figure_that_cannot_be_used_is_explained(words: str) -> None:
    with pytest.raises(CostError) as caught:
        BAD[words]()
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


# What always holds


@given(options(), st.integers(1, 40))
def test_at_a_rate_of_nothing_the_total_is_the_cash(one: Option, years: int) -> None:
    cost = whole_life_cost(one, FREE, years)
    assert cost.total == cost.cash == sum(cost.by_year, Decimal(0))


@given(uncertain_options(), st.sampled_from([None, 1, 7, 40]))
def test_low_likely_and_high_are_in_order(one: Option, years: int | None) -> None:
    cost = whole_life_cost(one, GREEN_BOOK, years)
    assert cost.low <= cost.total <= cost.high
    assert cost.annual_low <= cost.equivalent_annual_cost <= cost.annual_high


@given(uncertain_options(), st.sampled_from([None, 1, 7, 40]), st.data())
def test_whatever_each_figure_turns_out_to_be_the_cost_is_within_its_range(
    one: Option, years: int | None, data: st.DataObject
) -> None:
    cost = whole_life_cost(one, GREEN_BOOK, years)
    ends = [data.draw(st.sampled_from(line.between)) for line in one.lines]
    lines = tuple(
        replace(o, amount=a, low=None, high=None) for o, a in zip(one.lines, ends, strict=True)
    )
    life = data.draw(st.sampled_from(one.lives))
    try:
        came = replace(one, lines=lines).lasting(life)
    except CostError:
        reject()  # Sold for more than was paid, which nobody may say for certain.
    real = whole_life_cost(came, GREEN_BOOK, years)
    assert cost.low - TINY <= real.total <= cost.high + TINY
    assert cost.annual_low - TINY <= real.equivalent_annual_cost <= cost.annual_high + TINY


@given(uncertain_options(), st.sampled_from([None, 7, 40]), st.integers(0, 3))
def test_the_low_of_anything_never_makes_it_dearer(
    one: Option, years: int | None, place: int
) -> None:
    line = one.lines[place]
    least = line.between[1] if line.kind == "residual" else line.between[0]
    lines = (
        *one.lines[:place],
        replace(line, amount=least, low=None, high=None),
        *one.lines[place + 1 :],
    )
    assume(line.kind != "residual" or least <= one.lines[0].amount)
    before, after = (
        whole_life_cost(o, GREEN_BOOK, years) for o in (one, replace(one, lines=lines))
    )
    assert after.total <= before.total
    assert after.equivalent_annual_cost <= before.equivalent_annual_cost


@given(options(), rates, st.integers(2, 4))
def test_a_chain_of_replacements_costs_the_same_a_year(
    one: Option, rate: Decimal, times: int
) -> None:
    years = one.life_years * times
    chain = whole_life_cost(one, Schedule.level(rate), years)
    assert close(chain.total / annuity_factor(rate, years), chain.equivalent_annual_cost)


@given(options(), added, pence, st.data(), st.integers(1, 40))
def test_adding_a_cost_never_lowers_a_total(
    one: Option, kind: str, amount: Decimal, data: st.DataObject, years: int
) -> None:
    extra = CostLine(kind, amount, year=data.draw(st.integers(0, one.life_years)))
    more = Option(one.name, one.life_years, (*one.lines, extra))
    before, after = (whole_life_cost(o, GREEN_BOOK, years) for o in (one, more))
    assert after.total >= before.total
    assert after.equivalent_annual_cost >= before.equivalent_annual_cost


@given(options(), st.integers(1, 40))
def test_lines_parts_and_years_each_add_up_to_the_total(one: Option, years: int) -> None:
    cost = whole_life_cost(one, GREEN_BOOK, years)
    assert close(sum((line.present_value for line in cost.lines), Decimal(0)), cost.total)
    assert close(sum(cost.by_part.values(), Decimal(0)), cost.total)
    assert close(sum(cost.by_year, Decimal(0)), cost.total)


@given(st.tuples(options("A"), options("B"), options("C")).flatmap(st.permutations), rates)
def test_the_order_in_which_options_are_given_does_not_matter(
    shuffled: list[Option], rate: Decimal
) -> None:
    def of(some: list[Option]) -> Comparison:
        return compare(some, Schedule.level(rate))

    assert of(shuffled) == of(sorted(shuffled, key=lambda o: o.name))
