"""Whole-life cost, sum by sum: our own numbers, and the reference cases by their id."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.costs import (
    GREEN_BOOK,
    KINDS,
    Comparison,
    CostError,
    CostLine,
    Option,
    Schedule,
    annuity_factor,
    compare,
    own_cost,
    present_value,
    schedule_on,
    whole_life_cost,
)
from buying.domain.money import Money, to_penny

LEVEL = Schedule.level(Decimal("0.035"))
FREE = Schedule.level(Decimal(0))


def option(name: str, life: int, price: str, each_year: str | None = None) -> Option:
    lines = [CostLine("price", Decimal(price))]
    if each_year is not None:
        lines.append(CostLine.yearly("servicing", Decimal(each_year)))
    return Option(name, life, tuple(lines))


def hoists() -> list[Option]:
    return [option("Cheap", 5, "690", "120"), option("Sturdy", 10, "1150", "95")]


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
    "more than -1": lambda: Schedule.level(Decimal(-1)),
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
}


@pytest.mark.parametrize("words", BAD)
def test_a_figure_that_cannot_be_used_is_explained(words: str) -> None:
    with pytest.raises(CostError) as caught:
        BAD[words]()
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


# What always holds

pence = st.integers(0, 2_000_000).map(lambda n: Decimal(n) / 100)
rates = st.integers(0, 150).map(lambda n: Decimal(n) / 1000)
added = st.sampled_from(sorted(KINDS.keys() - {"residual"}))


@st.composite
def options(draw: st.DrawFn, name: str = "A") -> Option:
    life = draw(st.integers(1, 12))
    lines = [CostLine("price", draw(pence)), CostLine.yearly("energy", draw(pence))]
    lines += [CostLine(draw(added), draw(pence), year=draw(st.integers(0, life)))]
    lines += [CostLine("residual", lines[0].amount / 4, year=life)]
    return Option(name, life, tuple(lines))


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


# The reference cases


@pytest.fixture
def case(shared: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    text = (shared / "reference" / "cases.yaml").read_text(encoding="utf-8")
    found = [c for c in yaml.load(text, yaml.CSafeLoader)["cases"] if c["id"] == request.param]
    assert found, f"{request.param} is not among the reference cases"
    return {**found[0]["inputs"], **found[0]["expected"], "tolerance": found[0]["tolerance"]}


def by_id(*ids: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", ids, indirect=True)


def dec(value: Any) -> Decimal:
    return Decimal(str(value))


def close(a: Decimal, b: Decimal, tolerance: Decimal = Decimal("1e-12")) -> bool:
    return abs(a - b) <= tolerance


def agree(case: dict[str, Any], got: Decimal, expected: str | Any) -> None:
    wanted = dec(case[expected] if isinstance(expected, str) else expected)
    assert close(got, wanted, dec(case["tolerance"])), f"{got} is not {wanted}"


def level(case: dict[str, Any]) -> Schedule:
    return Schedule.level(dec(case["rate"]))


@by_id("DF-01")
def test_factor_table(case: dict[str, Any]) -> None:
    for year, factor in enumerate(case["factors"]):
        agree(case, level(case).factor(year), factor)
        agree(case, GREEN_BOOK.factor(year), factor)


@by_id("DF-03")
def test_declining_schedule(case: dict[str, Any]) -> None:
    stepped = Schedule(tuple((last, dec(rate)) for _, last, rate in case["schedule"]))
    for year, factor in case["factors"].items():
        agree(case, stepped.factor(year), factor)
        agree(case, GREEN_BOOK.factor(year), factor)


@by_id("PVF-01", "PVF-03")
def test_a_pound_a_year(case: dict[str, Any]) -> None:
    years = range(case["first_year"], case["last_year"] + 1)
    agree(case, present_value(dict.fromkeys(years, dec(case["amount"])), level(case)), "pv")


@by_id("NPV-01")
def test_net_present_value(case: dict[str, Any]) -> None:
    flows = {year: dec(flow) for year, flow in enumerate(case["cashflows"])}
    agree(case, present_value(flows, level(case)), "npv")


@by_id("PV-01")
def test_present_value_of_level_payments(case: dict[str, Any]) -> None:
    pv = dec(case["payment"]) * annuity_factor(dec(case["rate"]), case["years"])
    agree(case, pv, "pv")
    assert close(pv, Decimal(case["pv_full"]), Decimal("1e-15"))


@by_id("PV-11", "PV-13", "PV-15")
def test_present_value_of_one_payment(case: dict[str, Any]) -> None:
    agree(case, present_value({case["year"]: dec(case["amount"])}, level(case)), "pv")


@by_id("PMT-01", "PMT-02")
def test_level_payment_of_a_loan(case: dict[str, Any]) -> None:
    above, _, below = str(case["rate_per_period"]).partition("/")
    rate = Decimal(above) / Decimal(below or 1)
    agree(case, dec(case["principal"]) / annuity_factor(rate, case["periods"]), "payment")


@by_id("EAC-01")
def test_equivalent_annual_cost(case: dict[str, Any]) -> None:
    def eac(each_year: str | None) -> Decimal:
        one = option("Machine", case["years"], str(case["capital"]), each_year)
        return whole_life_cost(one, level(case)).equivalent_annual_cost

    agree(case, eac(None), "eac_capital")
    agree(case, eac(str(case["annual_cost"])), "eac_total")


@by_id("EAC-03")
def test_two_machines_with_different_lives(case: dict[str, Any]) -> None:
    m1, m2 = case["m1"], case["m2"]
    capital = option("m1", m1["life"], str(m1["capital"]))
    first = option("m1", m1["life"], str(m1["capital"]), str(m1["annual"]))
    second = option("m2", m2["life"], str(m2["capital"]), str(m2["annual"]))
    sale = CostLine("residual", dec(m2["salvage"]), year=m2["life"])
    both = compare([first, Option("m2", m2["life"], (*second.lines, sale))], level(case))
    again = whole_life_cost(capital, level(case), m1["study_period"])
    agree(case, again.total, "m1_pv_capital_6y")
    agree(case, both.figure("m1"), "m1_eac")
    agree(case, both.figure("m2"), "m2_eac")
    assert both.cheapest == (case["preferred"],)


@by_id("EAC-05")
def test_the_published_wrong_answer_is_not_ours(case: dict[str, Any]) -> None:
    one = option("Trap", case["years"], str(case["capital"]), str(case["annual_cost"]))
    eac = whole_life_cost(one, level(case)).equivalent_annual_cost
    agree(case, eac, "eac")
    assert not close(eac, dec(case["published_wrong_value"]), Decimal(1))


@by_id("LCC-10")
def test_nist_heat_pump(case: dict[str, Any]) -> None:
    life = case["years"]
    lines = (
        CostLine("price", dec(case["initial"])),
        # The energy in the case is a present value already, so it goes in at year 0.
        CostLine("energy", dec(case["energy_pv_given"])),
        CostLine.yearly("servicing", dec(case["annual_om"])),
        *(CostLine("repairs", dec(o["amount"]), o["year"]) for o in case["one_off"]),
        *(CostLine("replacement", dec(o["amount"]), o["year"]) for o in case["replacements"]),
        *(CostLine("residual", dec(back), life) for back in case["residuals_at_end"]),
    )
    cost = whole_life_cost(Option("Existing System", life, lines), level(case))
    parts = {
        "initial": "price",
        "energy": "energy",
        "recurring_om": "servicing",
        "non_recurring_om": "repairs",
        "replacement": "replacement",
        "residual": "residual",
    }
    for theirs, ours in parts.items():
        agree(case, cost.by_part[ours], case["pv"][theirs])
        each_year = cost.by_part[ours] / level(case).annuity(life)
        agree(case, each_year, case["annual_value"][theirs])
    agree(case, cost.total, case["pv"]["total"])
    agree(case, cost.equivalent_annual_cost, case["annual_value"]["total"])


@by_id("LCC-15")
def test_nist_e3(case: dict[str, Any]) -> None:
    delayed = case["delayed_om"]
    lines = (
        CostLine.yearly("servicing", dec(case["annual_om"])),
        CostLine.yearly(
            "repairs", dec(delayed["amount"]), delayed["first_year"], delayed["last_year"]
        ),
        CostLine.yearly("energy", dec(case["annual_energy"])),
    )
    cost = whole_life_cost(Option("Base", case["years"], lines), level(case))
    parts = cost.by_part
    agree(case, parts["servicing"], "om_pv")
    agree(case, parts["repairs"], "delayed_om_pv")
    agree(case, parts["energy"], "energy_pv")
    agree(case, dec(case["annual_energy"]) * level(case).factor(15), "energy_year15_pv")
    # The delayed maintenance belongs to their alternative, not to the base.
    agree(case, cost.total - parts["repairs"], "base_total")


def washer(name: str, given: dict[str, Any], years: int, price: Decimal) -> Option:
    lines = (
        CostLine("price", price),
        CostLine.yearly("energy", dec(given["energy_water"])),
        CostLine.yearly("servicing", dec(given["service"])),
        CostLine("disposal", dec(given["disposal_year7"]), year=7),
    )
    return Option(name, years, lines)


@by_id("UKC-01")
def test_washing_machines(case: dict[str, Any]) -> None:
    both = compare(
        [washer(n, case[n], case["years"], dec(case[n]["price"])) for n in ("a", "b")], level(case)
    )
    assert both.basis == "whole_life_cost"
    assert both.cheapest == (case["cheapest_whole_life"],)
    agree(case, both.figure("b") - both.figure("a"), "difference")
    for cost in both.costs:
        agree(case, cost.total, f"{cost.name}_lcc")
        agree(case, cost.equivalent_annual_cost, f"{cost.name}_eac")
        agree(case, cost.cash, f"undiscounted_{cost.name}")


@by_id("UKC-03")
def test_hoists_with_different_lives(case: dict[str, Any]) -> None:
    both = compare(
        [
            option(n, case[n]["life"], str(case[n]["price"]), str(case[n]["annual"]))
            for n in ("a", "b")
        ],
        level(case),
    )
    assert both.basis == "equivalent_annual_cost"
    assert both.cheapest == (case["correct_winner"],)
    for cost in both.costs:
        agree(case, cost.equivalent_annual_cost, f"{cost.name}_eac")
        agree(case, cost.total, f"{cost.name}_lcc_own_life")
    twice = option("b", case["b"]["life"], str(case["b"]["price"]), str(case["b"]["annual"]))
    agree(case, whole_life_cost(twice, level(case), 10).total, "b_two_cycles_pv")


@by_id("UKC-06")
def test_bath_lift(case: dict[str, Any]) -> None:
    back = case["residual"]
    lines = (
        CostLine("price", dec(case["price"])),
        *(CostLine("servicing", dec(o["amount"]), o["year"]) for o in case["one_off"]),
        CostLine("residual", dec(back["amount"]), back["year"]),
    )
    cost = whole_life_cost(Option("Bath lift", case["years"], lines), level(case))
    agree(case, cost.total, "lcc")
    agree(case, cost.equivalent_annual_cost, "eac")


@by_id("VAT-02")
def test_vat_that_cannot_be_recovered_is_a_cost(case: dict[str, Any]) -> None:
    # The case gives its machines as those of UKC-01; they are repeated here.
    machines = {
        "a": {"price": 4800, "energy_water": 620, "service": 150, "disposal_year7": 100},
        "b": {"price": 3200, "energy_water": 910, "service": 260, "disposal_year7": 100},
    }
    rate = dec(case["vat_rate"])
    both = compare(
        [
            washer(
                name,
                given,
                7,
                own_cost(Money(dec(given["price"]), "net"), vat_rate=rate, recoverable=False),
            )
            for name, given in machines.items()
        ],
        LEVEL,
    )
    assert both.cheapest == (case["cheapest_whole_life"],)
    for name in machines:
        agree(case, both.figure(name), f"{name}_lcc")
