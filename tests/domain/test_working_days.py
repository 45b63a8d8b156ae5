"""Working days and the regular bank holidays of each country."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.easter import easter as known_easter

from buying.domain.working_days import Calendar, bank_holidays, easter

ENGLAND = Calendar("England")


def test_easter_is_the_one_that_others_reckon() -> None:
    years = range(1700, 2300)
    assert [easter(year) for year in years] == [known_easter(year) for year in years]


def test_the_bank_holidays_of_an_ordinary_year() -> None:
    assert sorted(bank_holidays("England", 2025)) == [
        date(2025, 1, 1), date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 5),
        date(2025, 5, 26), date(2025, 8, 25), date(2025, 12, 25), date(2025, 12, 26),
    ]  # fmt: skip


def test_a_holiday_on_a_weekend_is_taken_after_it() -> None:
    assert {date(2027, 12, 27), date(2027, 12, 28)} <= bank_holidays("England", 2027)
    assert date(2028, 1, 3) in bank_holidays("England", 2028)


@pytest.mark.parametrize(
    ("country", "has", "has_not"),
    [
        ("Scotland", [date(2025, 1, 2), date(2025, 8, 4), date(2025, 12, 1)], date(2025, 4, 21)),
        ("Northern Ireland", [date(2025, 3, 17), date(2025, 7, 14)], date(2025, 1, 2)),
        ("Wales", [date(2025, 8, 25)], date(2025, 3, 17)),
    ],
)
def test_each_country_has_its_own(country: str, has: list[date], has_not: date) -> None:
    assert set(has) <= bank_holidays(country, 2025)
    assert has_not not in bank_holidays(country, 2025)


def test_weekends_holidays_and_days_off_do_not_count() -> None:
    maundy_thursday, wednesday_after = date(2027, 3, 25), date(2027, 3, 31)
    assert ENGLAND.since(maundy_thursday, wednesday_after) == 2
    closed = Calendar("England", frozenset({date(2027, 3, 30)}))
    assert closed.since(maundy_thursday, wednesday_after) == 1


def test_no_day_has_come_on_the_day_itself() -> None:
    assert ENGLAND.since(date(2027, 3, 1), date(2027, 3, 1)) == 0
    assert ENGLAND.since(date(2027, 3, 1), date(2027, 3, 2)) == 1
