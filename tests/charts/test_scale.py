"""Places for pounds, and round amounts along an axis."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.charts.fewer import REST, drawable
from buying.charts.scale import Scale, short
from tests.charts.charts import TWO, big

money = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(st.lists(money, min_size=1, max_size=9), st.integers(1, 6))
def test_nothing_and_a_few_round_amounts_are_marked_inside_the_scale(
    amounts: list[Decimal], most: int
) -> None:
    scale = Scale.over(amounts, 0, 100)
    marks = scale.marks(most)
    assert 0 in marks
    assert len(marks) <= most + 2
    assert all(-0.01 <= scale.at(mark) <= 100.01 for mark in marks)


@given(st.lists(money, min_size=1, max_size=9))
def test_every_amount_has_its_place_on_the_scale(amounts: list[Decimal]) -> None:
    scale = Scale.over(amounts, 20, 80)
    assert all(19.99 <= scale.at(amount) <= 80.01 for amount in amounts)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "£0"),
        (500, "£500"),
        (2_500, "£2.5k"),
        (-1_000_000, "-£1m"),
        (2e9, "£2bn"),
        (0.5, "£0.5"),
    ],
)
def test_amounts_on_an_axis_are_short(amount: float, words: str) -> None:
    assert short(amount) == words


def test_the_smallest_parts_are_put_together_and_nothing_is_lost() -> None:
    whole = big(options=2)
    fewer = drawable(whole)
    assert len(whole.parts) == 10
    assert len(fewer.parts) == 8
    assert fewer.parts[-1] == REST
    assert "What it can be sold for" in fewer.parts
    for before, after in zip(whole.options, fewer.options, strict=True):
        assert after.total == before.total
        assert after.by_year != before.by_year


def test_few_parts_stay_as_they_are() -> None:
    assert drawable(TWO) is TWO
