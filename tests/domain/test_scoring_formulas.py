"""Formulas that are no method: their edges, and why they are none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from buying.domain.scoring import ScoreError, lowest_price, standard_differential
from buying.domain.scoring.formulas import (
    award_on_value,
    log_points,
    relative_value_cost,
    willingness_to_pay,
    worth_of_a_point,
)


def dec(*values: Any) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def test_points_by_logarithm_fall_below_0_beyond_the_base() -> None:
    assert log_points(*dec(1000, 1000, 2)) == 100
    assert log_points(*dec(4000, 1000, 2)) == -100


def test_quality_can_be_worth_more_than_the_price() -> None:
    value, share = dec(900, "0.5")
    assert award_on_value(Decimal(400), [(value, share), (value, Decimal(0))]) == -50
    assert willingness_to_pay(*dec(10, 80, "0.25")) == -10


def test_the_option_of_least_quality_costs_what_it_costs_by_relative_value() -> None:
    assert relative_value_cost(*dec(500, 70, 70)) == 500


def test_the_order_by_relative_value_does_not_hang_on_the_least_quality() -> None:
    def ratio(lowest: int) -> Decimal:
        return relative_value_cost(*dec(500, 90, lowest)) / relative_value_cost(
            *dec(450, 75, lowest)
        )

    assert abs(ratio(20) - ratio(70)) < Decimal("1e-20")


BAD: dict[str, Any] = {
    "Give the cost above 0": lambda: log_points(*dec(0, 1, 2)),
    "Give the lowest cost above 0": lambda: log_points(*dec(1, 0, 2)),
    "Give a base above 1 for the logarithm, not 1": lambda: log_points(*dec(1, 1, 1)),
    "the share that is reached from 0 to 1, not 60": lambda: award_on_value(
        Decimal(9), [(Decimal(5), Decimal(60))]
    ),
    "the lower one first": lambda: worth_of_a_point(
        (Decimal(60), Decimal(1)), (Decimal(60), Decimal(2))
    ),
    "Give the most points above 0": lambda: relative_value_cost(*dec(1, 0, 0, 0)),
    "from 0 to 100 points, not 101": lambda: relative_value_cost(*dec(1, 101, 0)),
    "each must be above £0": lambda: lowest_price(*dec(0, 5)),
    "so each must be above £0": lambda: standard_differential(*dec(5, 0)),
    "Give the cost as a plain number": lambda: willingness_to_pay(*dec("NaN", 1, 1)),
}


@pytest.mark.parametrize("words", BAD)
def test_what_cannot_be_used_is_explained(words: str) -> None:
    with pytest.raises(ScoreError) as caught:
        BAD[words]()
    assert words in str(caught.value)
