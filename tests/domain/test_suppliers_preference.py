"""For what, and until when, a supplier is preferred; and what a CPV code is for."""

from __future__ import annotations

from datetime import date

import pytest

from buying.domain.suppliers import (
    categories_after,
    category_named,
    category_of_cpv,
    expiry,
    standing,
)
from buying.rulebook import Category

LAST = date(2027, 3, 31)
EQUIPMENT = Category(
    id="equipment", label="Care and mobility equipment", words=("hoist",), cpv=("33", "391")
)
OFFICE = Category(id="office", label="Office supplies", words=("paper",), cpv=("30", "3319"))
OTHER = Category(id="other", label="Something else")
ALL = (EQUIPMENT, OFFICE, OTHER)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 3, 30), "valid"),
        (date(2027, 3, 31), "valid"),
        (date(2027, 4, 1), "expired"),
    ],
)
def test_the_last_day_still_counts(today: date, said: str) -> None:
    assert expiry(LAST, today) == said


def test_without_a_date_nobody_knows() -> None:
    assert expiry(None, LAST) == "unknown"


@pytest.mark.parametrize(
    ("preferred", "categories", "until", "said"),
    [
        (True, ["care"], LAST, "preferred"),
        (True, ["care"], None, "preferred"),
        (True, ["it"], LAST, "preferred_elsewhere"),
        (True, [], LAST, "preferred_elsewhere"),
        (True, ["care"], date(2027, 1, 1), "expired"),
        (False, ["care"], LAST, "known"),
    ],
)
def test_being_on_the_list_is_not_enough(
    preferred: bool, categories: list[str], until: date | None, said: str
) -> None:
    assert standing(preferred, categories, until, "care", date(2027, 3, 1)) == said


def test_only_a_preferred_list_widens_what_a_supplier_is_preferred_for() -> None:
    assert categories_after(True, None, ["care"], ["it"]) == ("care",)
    assert categories_after(True, True, ["care"], ["it"]) == ("care", "it")
    assert categories_after(False, True, ["care"], ["it"]) == ("it",)
    assert categories_after(False, True, ["care"], []) == ("care",)
    assert categories_after(False, None, ["care"], ["it"]) == ("care", "it")
    assert categories_after(True, False, ["care"], ["it"]) == ("care", "it")


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("33196200-2", "office"),
        ("33196200", "office"),
        ("33600000-6", "equipment"),
        ("39100000-3", "equipment"),
        ("30192000-1", "office"),
        ("85311100-3", None),
        ("3319620", None),
        ("hoists", None),
    ],
)
def test_the_longest_prefix_of_a_cpv_code_decides(code: str, category: str | None) -> None:
    assert category_of_cpv(code, ALL) == category


def test_a_zero_that_a_spreadsheet_dropped_from_a_cpv_code_is_put_back() -> None:
    fuel = Category(id="transport", label="Transport", cpv=("091",))
    assert category_of_cpv("9100000", (fuel,)) == "transport"


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("Equipment", "equipment"),
        ("care & mobility EQUIPMENT", None),
        ("Care and mobility equipment", "equipment"),
        ("hoists", "equipment"),
        ("rockets", None),
    ],
)
def test_a_category_goes_by_its_id_its_label_or_one_of_its_words(
    said: str, category: str | None
) -> None:
    assert category_named(said, ALL) == category
