"""The figures as tables: whole pounds that add up, and agree with the picture."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.cards import Table, plain
from buying.charts import CostChart, as_tables
from buying.charts.whole_pounds import rounded, shared_out
from tests.charts.charts import EXTREMES, TWO, chart, option, part

amounts = st.lists(
    st.decimals(min_value=-10_000, max_value=10_000, places=4), min_size=1, max_size=40
)


def pounds(words: str) -> int:
    return int(plain(words).replace("£", "").replace(",", ""))


def figures(table: Table) -> dict[str, list[int]]:
    return {plain(row[0]): [pounds(cell) for cell in row[1:]] for row in table.rows}


def test_a_table_has_a_row_for_each_year_and_a_column_for_each_part() -> None:
    first, second = as_tables(TWO)
    assert first.columns == ("Year", "Price", "Servicing", "What it can be sold for", "In all")
    assert figures(first) == {
        "0": [840, 0, 0, 840],
        "1": [0, 100, 0, 100],
        "2": [0, 100, -40, 60],
        "In all": [840, 200, -40, 1000],
    }
    assert second.caption.startswith("Northside Care Supplies: cost by year and by part.")


@pytest.mark.parametrize("drawn", EXTREMES.values(), ids=EXTREMES.keys())
def test_every_row_and_every_column_adds_up(drawn: CostChart) -> None:
    for table, shown in zip(as_tables(drawn), drawn.options, strict=True):
        rows = figures(table)
        rows.pop("For a year of use", None)
        total = rows.pop("In all")
        assert all(sum(row[:-1]) == row[-1] for row in [*rows.values(), total])
        assert [sum(column) for column in zip(*rows.values(), strict=True)] == total or not rows
        assert total[-1] == rounded(shown.total)


def test_where_a_year_of_use_is_compared_its_parts_add_up_too() -> None:
    a_year = chart(
        option("A", part("Price", 100, 0), part("Servicing", 0, 33), years_of_use="1.9"),
        a_year=True,
    )
    year = figures(as_tables(a_year)[0])["For a year of use"]
    assert year == [53, 17, 70]


def test_years_that_cost_nothing_are_left_out() -> None:
    table = as_tables(chart(option("A", part("Price", 10, 0, 0, 5))))[0]
    assert list(figures(table)) == ["0", "3", "In all"]


@given(amounts)
def test_shares_add_up_and_none_is_a_pound_off(given: list[Decimal]) -> None:
    whole = int(sum(given).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    shares = shared_out(given, whole)
    assert sum(shares) == whole
    assert all(abs(share - amount) < 1 for share, amount in zip(shares, given, strict=True))


@given(st.lists(st.integers(-500, 500), max_size=20))
def test_whole_pounds_stay_as_they_are(given: list[int]) -> None:
    assert shared_out([Decimal(amount) for amount in given], sum(given)) == given


@pytest.mark.parametrize(
    ("amount", "whole"), [("0.49", 0), ("0.5", 1), ("1.5", 2), ("-0.5", -1), ("-0.49", 0)]
)
def test_half_a_pound_is_rounded_away_from_nothing(amount: str, whole: int) -> None:
    assert rounded(Decimal(amount)) == whole
