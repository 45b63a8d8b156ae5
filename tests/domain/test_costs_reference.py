"""The reference cases of discounting, cost, payback, real prices and VAT, each by its id.

The cases are kept beside the project, not in it.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from buying.domain.costs import (
    GREEN_BOOK,
    CostLine,
    Option,
    Schedule,
    annuity_factor,
    at_prices_of,
    break_even,
    compare,
    deflated,
    nominal_rate,
    own_cost,
    payback,
    present_value,
    real_rate,
    rising,
    whole_life_cost,
)
from buying.domain.money import Money
from tests.domain.costing import LEVEL, close, option

FAMILIES = ("DF-", "PVF-", "NPV-", "PV-", "PMT-", "EAC-", "LCC-", "REAL-", "UKC-", "VAT-")
TRIED: list[str] = []
"""The ids that a test below takes."""


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, dict[str, Any]]:
    text = (shared / "reference" / "cases.yaml").read_text(encoding="utf-8")
    return {
        case["id"]: {**case["inputs"], **case["expected"], "tolerance": case["tolerance"]}
        for case in yaml.load(text, yaml.CSafeLoader)["cases"]
    }


@pytest.fixture
def case(cases: dict[str, dict[str, Any]], request: pytest.FixtureRequest) -> dict[str, Any]:
    assert request.param in cases, f"{request.param} is not among the reference cases"
    return cases[request.param]


def by_id(*ids: str) -> pytest.MarkDecorator:
    TRIED.extend(ids)
    return pytest.mark.parametrize("case", ids, indirect=True)


def test_no_reference_case_is_left_out(cases: dict[str, dict[str, Any]]) -> None:
    listed = [name for name in cases if name.startswith(FAMILIES)]

    assert sorted(TRIED) == sorted(listed)
    assert {name.partition("-")[0] + "-" for name in TRIED} == set(FAMILIES)


def dec(value: Any) -> Decimal:
    return Decimal(str(value))


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
def test_vat_that_cannot_be_recovered_is_a_cost(
    case: dict[str, Any], cases: dict[str, dict[str, Any]]
) -> None:
    base = cases[case["base"]]
    assert case["vat_on"] == "price"

    def machine(name: str) -> Option:
        price = Money(dec(base[name]["price"]), "net")
        gross = own_cost(price, vat_rate=dec(case["vat_rate"]), recoverable=False)
        return washer(name, base[name], base["years"], gross)

    both = compare([machine("a"), machine("b")], level(base))

    assert both.cheapest == (case["cheapest_whole_life"],)
    for name in ("a", "b"):
        agree(case, both.figure(name), f"{name}_lcc")


# Payback


@by_id("LCC-02")
def test_a_refrigerator_pays_back(case: dict[str, Any]) -> None:
    life = 20  # The case names no life; any that is longer than the payback will do.
    dear = option("high", life, str(case["price_high"]), "0")
    cheap = option("low", life, str(case["price_low"]), str(case["annual_saving"]))

    found = payback(dear, cheap, LEVEL)

    assert found.simple is not None
    agree(case, Decimal(found.simple), "payback_years")


@by_id("LCC-03")
def test_a_published_factor_in_place_of_discounting(case: dict[str, Any]) -> None:
    life, each = case["life_years"], dec(case["price_per_kwh"])
    a, b = (
        option(name, life, str(case[name]["price"]), str(each * case[name]["kwh"]))
        for name in ("a", "b")
    )
    for one in (a, b):
        price, energy = one.lines
        # The worksheet's factor stands for discounting: life x factor takes the annuity's place.
        cost = price.amount + energy.amount * life * dec(case["factor"])
        agree(case, cost, f"{one.name}_lcc")

    found = payback(a, b, Schedule.level(Decimal(0)))

    assert found.simple is not None
    agree(case, Decimal(found.simple), "payback_years_a_over_b")


@by_id("LCC-12")
def test_what_a_dearer_system_brings(case: dict[str, Any]) -> None:
    # The years of its payback need the whole project: see test_costs_nist.py.
    years, saved = case["years"], dec(case["non_investment_savings"])
    old = option("Existing System", years, "1500", str(saved / level(case).annuity(years)))
    new = option("New System", years, str(1500 + case["increased_investment"]), "0")

    found = payback(new, old, level(case))

    assert found.savings_to_investment is not None
    assert found.adjusted_rate is not None
    agree(case, found.net_savings, "net_savings")
    assert case["base_total"] - case["alt_total"] == case["net_savings"]
    agree(case, found.savings_to_investment, "sir")
    agree(case, found.adjusted_rate * 100, "airr_percent")
    assert compare([old, new], level(case)).cheapest == (case["lowest_lcc"],)
    assert found.against == case["lowest_initial_cost"]


# Prices of today and of the day


@by_id("LCC-13")
def test_nominal_payments_at_a_nominal_rate(case: dict[str, Any]) -> None:
    def near(got: Decimal, expected: str) -> None:
        wanted = dec(case[expected])
        assert close(got, wanted, wanted * dec(case["tolerance"]["relative"])), expected

    years, inflation = case["years"], dec(case["inflation"])
    paid = rising(dec(case["annual_om_base"]), dec(case["escalation"]), 1, years, priced_in=0)
    given = [CostLine("energy", dec(case[name])) for name in ("energy_pv_given", "demand_pv_given")]
    servicing = deflated("servicing", paid, inflation)
    rate = nominal_rate(dec(case["real_rate"]), inflation)

    cost = whole_life_cost(
        Option("Existing", years, (*given, *servicing)), Schedule.level(dec(case["real_rate"]))
    )

    near(paid[1], "om_cash_year1")
    near(paid[15], "om_cash_year15")
    near(sum(paid.values(), Decimal(0)), "om_cash_total")
    near(cost.by_part["servicing"], "om_pv")
    near(cost.by_part["energy"], "energy_subtotal")
    near(cost.total, "total")
    # NIST's program counts days. As 15 years with three leap days, of 365.25 days to a year, its
    # annual value comes out to the pound; whole years are 0.012 % below it, beyond the tolerance.
    counted = Decimal(15 * 365 + 3) / Decimal("365.25")
    near(cost.total * rate / (1 - (1 + rate) ** -counted), "annual_value_total")
    whole = cost.total / annuity_factor(rate, years)
    assert close(whole, dec(case["annual_value_total"]), Decimal(10))
    assert round(rate, 3) == dec(case["nominal_rate_displayed"])


@by_id("REAL-01")
def test_an_amount_in_prices_of_another_year(case: dict[str, Any]) -> None:
    indices = dec(case["index_2020"]), dec(case["index_2024"])
    agree(case, at_prices_of(dec(case["amount_2020"]), *indices), "amount_2024")
    assert close(at_prices_of(Decimal(1), *indices), dec(case["factor"]), Decimal("0.000005"))


@by_id("REAL-02")
def test_real_payments_and_nominal_ones_come_to_the_same(case: dict[str, Any]) -> None:
    real, inflation, years = dec(case["real_rate"]), dec(case["inflation"]), case["years"]
    paid = rising(dec(case["real_annual"]), inflation, 1, years, priced_in=0)
    nominal = nominal_rate(real, inflation)

    today = whole_life_cost(
        Option("Servicing", years, deflated("servicing", paid, inflation)), Schedule.level(real)
    )

    agree(case, nominal, "nominal_rate")
    assert close(real_rate(nominal, inflation), real)
    agree(case, today.total, "pv")
    agree(case, present_value(paid, Schedule.level(nominal)), "pv")
    agree(case, present_value(paid, Schedule.level(real)), "wrong_if_nominal_flows_at_real_rate")


# Hire


@by_id("UKC-05")
def test_a_bed_is_bought_or_hired(case: dict[str, Any]) -> None:
    life = 10  # The case looks at up to ten years, and at no resale.
    assert case["buy"]["residual"] == 0
    bed = option("Bed", life, str(case["buy"]["price"]), str(case["buy"]["service"]))
    hired = Option("Hired bed", 1, (CostLine.yearly("hire", dec(case["hire_annual"])),))

    assert break_even(bed, hired, level(case)) == case["break_even_year"]
