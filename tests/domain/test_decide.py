"""The decision table: the first line that applies, and in it the first band that holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from buying.domain.policy import Band, Line, Route, decide
from buying.domain.value import Limit, Value


def route(id: str) -> Route:
    return Route(id, id, 1, "", "none", False, "", "")


CARD, QUOTES, LED = route("card"), route("quotes"), route("led")
LOW, HIGH = Limit("low", Decimal(250), "gross"), Limit("high", Decimal(25_000), "net")
USUAL = Line(
    "usual", "The usual way", lambda known: True,
    (Band(CARD, LOW), Band(QUOTES, HIGH, inclusive=False), Band(LED, None)),
)  # fmt: skip
RISKY = Line("risky", "A risk", lambda known: known == "risky", (Band(LED, None),))


def taken(net: str, gross: str, known: Any = "plain") -> str:
    return decide((RISKY, USUAL), Value(Decimal(net), Decimal(gross)), known).route.id


def test_a_limit_up_to_which_a_band_reaches_belongs_to_it() -> None:
    assert taken("208.33", "250") == "card"
    assert taken("208.34", "250.01") == "quotes"


def test_a_limit_below_which_a_band_ends_belongs_to_the_next() -> None:
    assert taken("24999.99", "29999.99") == "quotes"
    assert taken("25000", "25000") == "led"


def test_each_limit_measures_its_own_side_of_the_value() -> None:
    assert taken("24000", "28800") == "quotes"
    assert taken("200", "250.01") == "quotes"


def test_the_first_line_that_applies_decides() -> None:
    assert taken("10", "10", "risky") == "led"
    decision = decide((RISKY, USUAL), Value(Decimal(10), Decimal(10)), "plain")
    assert (decision.line.id, decision.band.limit) == ("usual", LOW)


def test_a_table_with_a_gap_says_so() -> None:
    with pytest.raises(LookupError):
        decide((RISKY,), Value(Decimal(1), Decimal(1)), "plain")
