"""What is usual where nobody knows: figures in a range, lines of cost, and tariffs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.costs import CostError
from buying.domain.costs.usual import CostRules, Spread, Tariff, UsualCosts, UsualLine, When

MONEY = st.decimals(0, 10**6, places=2)


def spread(low: str, likely: str, high: str) -> Spread:
    return Spread(Decimal(low), Decimal(likely), Decimal(high))


def line(
    kind: str, share: Spread, *, when: When | None = None, asked: bool = False, label: str = ""
) -> UsualLine:
    each = "year" if when is None else "once"
    return UsualLine(kind, each, when, share, "the clerk", asked, label)


SERVICING = line("servicing", spread("0.03", "0.05", "0.08"), asked=True)
ENERGY = line("energy", spread("0", "0.01", "0.02"))
DISPOSAL = line("disposal", spread("0", "0.02", "0.05"), when="end", asked=True)
HOISTS = UsualCosts("equipment", spread("5", "7", "10"), (SERVICING, ENERGY, DISPOSAL))


@pytest.mark.parametrize("figures", [("2", "1", "3"), ("1", "3", "2"), ("3", "2", "1")])
def test_figures_come_from_the_lowest_to_the_highest(figures):
    with pytest.raises(CostError, match="Give the lowest figure first"):
        spread(*figures)


@pytest.mark.parametrize("odd", ["NaN", "Infinity"])
def test_a_figure_is_a_plain_number(odd):
    with pytest.raises(CostError, match="as a plain number"):
        Spread(Decimal(0), Decimal(0), Decimal(odd))


@given(st.lists(MONEY, min_size=3, max_size=3), MONEY)
def test_a_range_grows_with_what_it_is_a_share_of(figures, price):
    low, likely, high = sorted(figures)

    found = Spread(low, likely, high).times(price)

    assert (found.low, found.likely, found.high) == (low * price, likely * price, high * price)


def test_a_share_of_the_price_is_pounds_on_its_vat_basis():
    assert SERVICING.usual(Decimal("1999.99")) == spread("59.9997", "99.9995", "159.9992")


def test_what_comes_every_year_adds_up_and_what_comes_once_does_not():
    assert HOISTS.yearly_share == spread("0.03", "0.06", "0.10")
    assert HOISTS.running_share == Decimal("0.06")
    assert HOISTS.running(Decimal(1000)) == spread("30", "60", "100")


def test_only_the_lines_that_are_asked_are_asked():
    assert [each.kind for each in HOISTS.asked] == ["servicing", "disposal"]


@pytest.mark.parametrize(
    ("when", "year"), [(None, None), ("start", 0), ("end", 7), (5, 5), (20, 7)]
)
def test_a_cost_falls_in_its_year_or_in_every_year(when, year):
    assert line("repairs", spread("0", "0", "0"), when=when).year(7) == year


def test_a_line_has_the_words_of_its_box_or_of_its_kind():
    assert line("repairs", spread("0", "0", "0"), label="Mending").words == "Mending"
    assert line("repairs", spread("0", "0", "0")).words == "Repairs"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: line("sweets", spread("0", "0", "0")), "I do not know a cost called 'sweets'"),
        (lambda: line("energy", spread("-1", "0", "0")), "The share of the price for Energy"),
        (
            lambda: UsualLine("energy", "once", None, spread("0", "0", "0"), "X"),
            "Say a time for Energy",
        ),
        (
            lambda: Tariff("water", "Water", "cubic metre", spread("-1", "0", "0"), "net",
                           date(2026, 1, 1), "X"),
            "The price for Water is below £0",
        ),
    ],
    ids=["unknown", "below nothing", "once, and when?", "a tariff below nothing"],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(made, said):
    with pytest.raises(CostError, match=said):
        made()


def test_what_is_used_costs_its_tariff():
    power = Tariff(
        "electricity", "Electricity", "kWh", spread("0.20", "0.25", "0.30"), "net",
        date(2026, 1, 1), "the bill",
    )  # fmt: skip

    assert power.cost(Decimal(400)) == spread("80", "100", "120")


def test_a_category_without_figures_lasts_five_years_and_costs_nothing_to_keep():
    nothing_known = CostRules()

    usual = nothing_known.of("boats")

    assert (usual.life_years, usual.running_share, usual.lines) == (5, 0, ())
    assert nothing_known.of(None).life_years == 5
    assert nothing_known.asked_lines("boats") == ()


def test_a_category_with_figures_gives_its_own():
    rules = CostRules({"equipment": HOISTS})

    assert rules.of("equipment") is HOISTS
    assert rules.of("equipment").line("energy") is ENERGY
    assert rules.of("equipment").line("water") is None
