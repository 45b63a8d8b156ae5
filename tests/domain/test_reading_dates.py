"""Dates, as British people type them on Saturday 21 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from buying.domain.reading import Limits, Read, Unreadable, check, read, show

TODAY = date(2026, 11, 21)
ASK = "ask"

DATES = [
    ("2027-03-31", "2027-03-31", ""),
    ("31/3/27", "2027-03-31", ""),
    ("31/03/2027", "2027-03-31", ""),
    ("31.3.27", "2027-03-31", ""),
    ("31-3-27", "2027-03-31", ""),
    ("٣١/٣/٢٠٢٧", "2027-03-31", ""),
    ("3/4", "2027-04-03", ""),
    ("18/12", "2026-12-18", ""),
    ("31 March", "2027-03-31", ""),
    ("31st of March", "2027-03-31", ""),
    ("March 31st", "2027-03-31", ""),
    ("thirty first of March", "2027-03-31", ""),
    ("by 31 March 2027", "2027-03-31", ""),
    ("31 march at the latest", "2027-03-31", ""),
    ("no later than 5 April 2027", "2027-04-05", ""),
    ("we need them by 18 Dec please", "2026-12-18", ""),
    ("Mon 30th Nov", "2026-11-30", ""),
    ("Febuary 3rd", "2027-02-03", ""),
    ("end of March", "2027-03-31", ""),
    ("end Jan", "2027-01-31", ""),
    ("before the end of March", "2027-03-31", ""),
    ("end of the month", "2026-11-30", ""),
    ("end of next month", "2026-12-31", ""),
    ("end of the financial year", "2027-03-31", ""),
    ("year end", "2027-03-31", ""),
    ("end of the tax year", "2027-04-05", ""),
    ("end of 2027", "2027-12-31", ""),
    ("today", "2026-11-21", ""),
    ("tomorrow", "2026-11-22", ""),
    ("tmrw", "2026-11-22", ""),
    ("the day after tomorrow", "2026-11-23", ""),
    ("yesterday", "2026-11-20", ""),
    ("in two weeks", "2026-12-05", ""),
    ("in a fortnight", "2026-12-05", ""),
    ("three weeks' time", "2026-12-12", ""),
    ("2 months from now", "2027-01-21", ""),
    ("a week tomorrow", "2026-11-29", ""),
    ("Friday", "2026-11-27", ""),
    ("wensday", "2026-11-25", ""),
    ("tuesday at 3pm", "2026-11-24", ""),
    ("before Xmas", "2026-12-24", ""),
    ("by Christmas", "2026-12-24", ""),
    ("Christmas", "2026-12-25", ""),
    ("by new year", "2026-12-31", ""),
    ("good friday", "2027-03-26", ""),
    ("Friday next week", "2026-11-27", ""),
    ("last Friday in March", "2027-03-26", ""),
    ("first thing tomorrow", "2026-11-22", ""),
    ("next Friday", "2026-11-27", ASK),
    ("two weeks on Monday", "2026-12-07", ASK),
    ("next Saturday", "2026-11-28", ASK),
    ("Saturday", "2026-11-28", ASK),
    ("Friday week", "2026-12-04", ASK),
    ("a week on Friday", "2026-12-04", ASK),
    ("next week", "2026-11-27", ASK),
    ("two weeks", "2026-12-05", ASK),
    ("in a couple of weeks", "2026-12-05", ASK),
    ("5 working days", "2026-11-27", ASK),
    ("March", "2027-03-31", ASK),
    ("by March", "2027-03-01", ASK),
    ("before March", "2027-02-28", ASK),
    ("before Friday", "2026-11-26", ASK),
    ("mid March", "2027-03-15", ASK),
    ("end of the year", "2026-12-31", ASK),
    ("end of q4", "2027-03-31", ASK),
    ("by Easter", "2027-03-25", ASK),
    ("the 3rd", "2026-12-03", ASK),
    ("around 31 March", "2027-03-31", ASK),
    ("31 March ish", "2027-03-31", ASK),
    ("Fri 3rd April", "2027-04-03", ASK),
    ("29 Feb", "2028-02-29", ASK),
    ("10/31/2026", "2026-10-31", ASK),
    ("310327", "2027-03-31", ASK),
    ("They must be here by 31 March because of the inspection", "2027-03-31", ASK),
    ("w/c 7 December", "2026-12-07", ASK),
]


@pytest.mark.parametrize(("typed", "stored", "confirm"), DATES)
def test_a_date_is_read_the_british_way(typed: str, stored: str, confirm: str) -> None:
    found = read("date", typed, today=TODAY)

    assert isinstance(found, Read), found
    assert found.value == stored
    assert found.sure is (confirm == "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("?", "dont_know"),
        ("not sure yet", "dont_know"),
        ("asap", "asap"),
        ("ASAP please!", "asap"),
        ("as soon as possible", "asap"),
        ("now", "asap"),
        ("whenever", "no_deadline"),
        ("no rush", "no_deadline"),
        ("soon", "vague"),
        ("in the spring", "vague"),
        ("in a few weeks", "vague"),
        ("2027", "vague"),
        ("31 February", "no_such_date"),
        ("31/2/27", "no_such_date"),
        ("29/2/27", "no_such_date"),
        ("31 June", "no_such_date"),
        ("0/3", "no_such_date"),
        ("13/13", "no_such_date"),
        ("31/3/1827", "year"),
        ("between 3 and 10 April", "range"),
        ("3-10 April", "range"),
        ("3rd or 4th April", "range"),
        ("March or April", "range"),
        ("tomorrow or Friday", "range"),
        ("4-6 weeks", "range"),
        ("order by 3 March and fit by 4 April", "range"),
        ("banana", "not_a_date"),
        ("🙂", "not_a_date"),
        ("12", "not_a_date"),
        ("£500", "not_a_date"),
        ("x" * 10_000, "too_long"),
    ],
)
def test_what_is_no_date_gets_a_sentence_with_what_to_do(typed: str, code: str) -> None:
    found = read("date", typed, today=TODAY)

    assert isinstance(found, Unreadable), found
    assert found.code == code


def test_there_is_no_31_february() -> None:
    found = read("date", "31 February", today=TODAY)

    assert isinstance(found, Unreadable)
    assert found.sentence == (
        "There is no 31 February; February 2027 has 28 days. Please give another date."
    )


def test_next_friday_is_asked_about_with_the_date_spelled_out() -> None:
    found = read("date", "next Friday", today=date(2026, 11, 18))

    assert isinstance(found, Read)
    assert found.ask == "I read that as Friday 27 November 2026. Is that right?"


def test_a_weekday_that_does_not_fit_is_pointed_out() -> None:
    found = read("date", "Fri 3rd April", today=TODAY)

    assert isinstance(found, Read)
    assert found.ask == (
        "3 April 2027 is a Saturday. I read that as Saturday 3 April 2027. Is that right?"
    )


@pytest.mark.parametrize("typed", ["20/11/2026", "yesterday", "20 November 2026", "3 days ago"])
def test_a_day_that_has_passed_is_refused_where_the_future_is_asked_for(typed: str) -> None:
    found = read("date", typed, today=TODAY, limits=Limits(earliest=TODAY))

    assert isinstance(found, Unreadable)
    assert found.code == "too_early"
    assert "has passed. Please give a date from 21 November 2026 on." in found.sentence


def test_a_day_that_is_to_come_is_refused_where_the_past_is_asked_for() -> None:
    found = read("date", "1/12/2026", today=TODAY, limits=Limits(latest=TODAY))

    assert isinstance(found, Unreadable)
    assert found.code == "too_late"
    assert "has not come yet" in found.sentence


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("18/12", "2025-12-18"),
        ("3 November", "2026-11-03"),
        ("Friday", "2026-11-20"),
        ("2 weeks ago", "2026-11-07"),
    ],
)
def test_a_date_without_a_year_lies_behind_where_the_past_is_asked_for(
    typed: str, stored: str
) -> None:
    found = read("date", typed, today=TODAY, limits=Limits(latest=TODAY))

    assert isinstance(found, Read), found
    assert found.value == stored


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("2027-03-31", "2027-03-31"),
        ("31/3/27", "2027-03-31"),
        ({"day": "31", "month": "3", "year": "2027"}, "2027-03-31"),
        ({"day": 31, "month": "March", "year": 27}, "2027-03-31"),
    ],
)
def test_a_date_from_a_form_may_come_whole_or_in_parts(value: object, stored: str) -> None:
    found = check("date", value, today=TODAY)

    assert isinstance(found, Read), found
    assert found.value == stored


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"day": "31", "month": "2", "year": "2027"}, "no_such_date"),
        ({"day": "3", "month": "13", "year": "2027"}, "no_such_date"),
        ({"day": "", "month": "3", "year": "2027"}, "not_a_date"),
        ({"day": "31"}, "wrong_shape"),
        ({"day": 10**40, "month": 1, "year": 2027}, "wrong_shape"),
        (20270331, "wrong_shape"),
    ],
)
def test_a_date_from_a_form_that_is_none_is_refused(value: object, code: str) -> None:
    found = check("date", value, today=TODAY)

    assert isinstance(found, Unreadable), found
    assert found.code == code


def test_a_stored_date_is_spelled_out() -> None:
    assert show("date", "2027-03-31") == "31 March 2027"
