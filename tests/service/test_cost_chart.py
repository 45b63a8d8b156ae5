"""The comparison of a purchase as a picture: the same figures as in the sum, nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from buying.cards import plain
from buying.charts import CostChart, alt_text, as_tables
from buying.domain.costs import GREEN_BOOK, CostLine, Option, compare
from buying.service import picture
from buying.service.people import Who
from buying.voice import cost_chart
from tests.service.buying import buy
from tests.service.conftest import Talk, money
from tests.service.purchase import CHAIR, CHEAP

BASIS = "Without VAT, in today's money."


def drawn(*options: Option) -> CostChart:
    return cost_chart.of(compare(options, GREEN_BOOK), GREEN_BOOK, BASIS)


def hoist(name: str, price: int, life: int, *more: CostLine) -> Option:
    return Option(name, life, (CostLine("price", Decimal(price)), *more))


def test_options_that_last_alike_are_drawn_over_their_whole_life() -> None:
    servicing = CostLine.yearly("servicing", Decimal(90))
    residual = CostLine("residual", Decimal(100), year=8)
    options = (hoist("A", 1200, 8, servicing, residual), hoist("B", 900, 8, servicing))
    chart = drawn(*options)
    assert chart.title == "What each option costs over its whole life"
    assert [option.name for option in chart.options] == ["B", "A"]
    for option, cost in zip(chart.options, compare(options, GREEN_BOOK).costs, strict=True):
        assert option.total == pytest.approx(cost.total)
        assert option.compared == option.total
        assert [sum(year) for year in option.by_year] == pytest.approx(list(cost.by_year))
        assert [amount for _, amount in option.by_part] == pytest.approx(
            list(cost.by_part.values())
        )
    assert chart.parts == ("Price", "Servicing", "What it can be sold for")


def test_parts_have_one_order_whichever_option_comes_first() -> None:
    """Colours that follow one another are the ones that differ most."""
    servicing = CostLine.yearly("servicing", Decimal(90))
    energy = CostLine.yearly("energy", Decimal(200))
    chart = drawn(hoist("Dear", 1200, 8, servicing, energy), hoist("Cheap", 900, 8, servicing))
    assert chart.options[0].name == "Cheap"
    assert chart.parts == ("Price", "Energy", "Servicing")
    assert [label for label, _ in chart.options[1].by_part] == list(chart.parts)


def test_options_of_unequal_lives_are_drawn_by_what_a_year_of_use_costs() -> None:
    options = (hoist("Lasting", 1000, 10), hoist("Cheap", 600, 3))
    chart = drawn(*options)
    assert chart.a_year
    assert chart.title == "What each option costs for a year of use"
    assert [option.name for option in chart.options] == ["Lasting", "Cheap"]
    costs = {cost.name: cost for cost in compare(options, GREEN_BOOK).costs}
    for option in chart.options:
        assert option.compared == pytest.approx(costs[option.name].equivalent_annual_cost)
        assert sum(option.compared_by_part.values()) == pytest.approx(option.compared)
        assert option.total == pytest.approx(costs[option.name].total)


def test_a_life_that_does_not_go_into_the_time_is_drawn_by_itself() -> None:
    """Eight years of use bought twice for ten would show too much of the price."""
    late = CostLine("repairs", Decimal(500), year=7)
    options = (hoist("A", 800, 8, CostLine.yearly("energy", Decimal(50))), Option("B", 8, (late,)))
    for years in (5, 10):
        found = compare(options, GREEN_BOOK, years)
        chart = cost_chart.of(found, GREEN_BOOK, BASIS)
        parts = next(option for option in chart.options if option.name == "A").compared_by_part
        assert parts["Energy"] == pytest.approx(Decimal(50))
        assert parts["Price"] == pytest.approx(Decimal(800) / GREEN_BOOK.annuity(8))
        for option in chart.options:
            assert option.compared == pytest.approx(found.figure(option.name))
        assert chart.basis == f"{BASIS} Each is shown over its own life."


def test_a_total_of_nothing_can_be_drawn_by_the_year() -> None:
    nothing = Option("Gift", 2, (CostLine("price", Decimal(0)),))
    assert drawn(nothing, hoist("Paid", 10, 3)).options[0].compared == 0


def test_a_range_is_shown_on_the_basis_by_which_options_are_compared() -> None:
    unsure = CostLine("price", Decimal(100), low=Decimal(80), high=Decimal(150))
    alone = drawn(Option("A", 4, (unsure,)))
    assert (alone.options[0].low, alone.options[0].high) == (80, 150)
    first, second = drawn(Option("A", 4, (unsure,)), hoist("B", 100, 3)).options
    assert first.low is not None and first.high is not None
    assert 20 < first.low < first.compared < first.high < 45
    assert second.low is None


def test_a_line_with_words_of_its_own_carries_them() -> None:
    running = CostLine.yearly("other", Decimal(10), label="Running costs")
    assert drawn(hoist("A", 5, 2, running)).parts == ("Price", "Running costs")


def test_words_that_differ_or_belong_to_another_kind_give_way_to_those_of_the_kind() -> None:
    one = CostLine.yearly("other", Decimal(10), label="Running costs")
    other = CostLine.yearly("other", Decimal(10), label="Batteries")
    assert drawn(hoist("A", 5, 2, one, other)).parts == ("Price", "Other costs")
    taken = CostLine.yearly("other", Decimal(10), label="Price")
    assert drawn(hoist("A", 5, 2, taken)).parts == ("Price", "Other costs")
    both = (CostLine.yearly(kind, Decimal(10), label="Plan") for kind in ("servicing", "repairs"))
    assert drawn(hoist("A", 5, 2, *both)).parts == ("Price", "Servicing", "Repairs")


def test_the_picture_of_a_purchase_says_what_its_card_says(
    talk: Talk, people: dict[str, Who]
) -> None:
    cards = buy(
        talk, "priya", "choose", need={"item": "shower chairs", "quantity": "12"},
        category="equipment", budget=money("2000"),
        option_1={"supplier": "Harbour", **CHAIR}, option_2={"supplier": "Quality", **CHEAP},
    )  # fmt: skip
    chart = picture.chart(people["priya"], "BW-0001")
    assert chart is not None
    table = cards[-1].table
    assert table is not None
    row = next(row for row in table.rows if row[0] == "Whole-life cost")
    shown = dict(zip(table.columns[1:], row[1:], strict=True))
    for option, figures in zip(chart.options, as_tables(chart), strict=True):
        total = next(plain(each[-1]) for each in figures.rows if "In all" in each[0])
        exact = Decimal(shown[option.name].split()[0].replace("£", "").replace(",", ""))
        assert abs(exact - Decimal(total.replace("£", "").replace(",", ""))) <= Decimal("0.5")
    assert "for a year of use" in alt_text(chart)


def test_there_is_no_picture_without_prices_or_for_people_who_may_not_read_the_purchase(
    talk: Talk, people: dict[str, Who]
) -> None:
    talk("priya", "12 shower chairs")
    assert picture.chart(people["priya"], "BW-0001") is None
    assert picture.chart(people["priya"], "BW-9999") is None
    assert picture.chart(people["sam"], "BW-0001") is None
