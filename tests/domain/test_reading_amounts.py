"""Amounts of money and plain numbers, as British people type them."""

from __future__ import annotations

import statistics
import time
from datetime import date
from decimal import Decimal

import pytest

from buying.domain.reading import Limits, Read, Unreadable, check, read, show

TODAY = date(2026, 11, 21)
ASK = "ask"

MONEY = [
    # what was typed, the pounds and basis that are stored, whether it must be confirmed
    ("£1,200", "1200.00 gross", ""),
    ("1200", "1200.00 gross", ""),
    ("£1,200.50", "1200.50 gross", ""),
    ("£ 1200", "1200.00 gross", ""),
    ("1200£", "1200.00 gross", ""),
    ("GBP 1200", "1200.00 gross", ""),
    ("£0.99", "0.99 gross", ""),
    (".99", "0.99 gross", ""),
    ("50p", "0.50 gross", ""),
    ("£1,200/-", "1200.00 gross", ""),
    ("£1.2k", "1200.00 gross", ""),
    ("2k", "2000.00 gross", ""),
    ("a grand", "1000.00 gross", ""),
    ("five grand", "5000.00 gross", ""),
    ("two and a half grand", "2500.00 gross", ""),
    ("half a million", "500000.00 gross", ""),
    ("one point five million", "1500000.00 gross", ""),
    ("a tenner", "10.00 gross", ""),
    ("fiver", "5.00 gross", ""),
    ("twelve hundred", "1200.00 gross", ""),
    ("nine hundred and fifty pounds", "950.00 gross", ""),
    ("a hundred quid", "100.00 gross", ""),
    ("5 thousand two hundred", "5200.00 gross", ""),
    ("sixty quid please", "60.00 gross", ""),
    ("£900 (nine hundred pounds)", "900.00 gross", ""),
    ("budget is £900", "900.00 gross", ""),
    ("£1200 for the chairs", "1200.00 gross", ""),
    ("up to £1,200", "1200.00 gross", ""),
    ("no more than 1200", "1200.00 gross", ""),
    ("max 1200", "1200.00 gross", ""),
    ("0", "0.00 gross", ""),
    ("free", "0.00 gross", ""),
    ("１２００", "1200.00 gross", ""),
    ("٩٠٠", "900.00 gross", ""),
    ("1200 quid ex VAT", "1200.00 net", ""),
    ("900 plus VAT", "900.00 net", ""),
    ("900+VAT", "900.00 net", ""),
    ("900ex vat", "900.00 net", ""),
    ("£900 (exc. V.A.T.)", "900.00 net", ""),
    ("900 + 20% VAT", "900.00 net", ""),
    ("900 not including vat", "900.00 net", ""),
    ("900, VAT not included", "900.00 net", ""),
    ("£900 net", "900.00 net", ""),
    ("900 inc vat", "900.00 gross", ""),
    ("900 with VAT at 20%", "900.00 gross", ""),
    ("£900 in total including delivery and VAT", "900.00 gross", ""),
    ("£1,080 gross", "1080.00 gross", ""),
    ("900 vat exempt", "900.00 exempt", ""),
    ("£900 zero-rated", "900.00 exempt", ""),
    ("£1,2oo", "1200.00 gross", ASK),
    ("1oo", "100.00 gross", ASK),
    ("£l20", "120.00 gross", ASK),
    ("£1.200", "1200.00 gross", ASK),
    ("1,20", "1.20 gross", ASK),
    ("1.200,50", "1200.50 gross", ASK),
    ("1 200", "1200.00 gross", ASK),
    ("£1k5", "1500.00 gross", ASK),
    ("5 pounds 50", "5.50 gross", ASK),
    ("0500", "500.00 gross", ASK),
    ("£12.3456", "12.35 gross", ASK),
    ("(50)", "50.00 gross", ASK),
    ("about £500", "500.00 gross", ASK),
    ("£500ish", "500.00 gross", ASK),
    ("~500", "500.00 gross", ASK),
    ("£500?", "500.00 gross", ASK),
    ("under 1000", "1000.00 gross", ASK),
    ("£10-ish", "10.00 gross", ASK),
    ("c. £100", "100.00 gross", ASK),
    ("£100 and postage", "100.00 gross", ASK),
    ("£40 each", "40.00 gross", ASK),
    ("£40 per month", "40.00 gross", ASK),
    ("£40/month", "40.00 gross", ASK),
    ("x6", "6.00 gross", ASK),
    ("1200 chairs", "1200.00 gross", ASK),
    ("12 chairs at £40 each", "480.00 gross", ASK),
    ("12 x £40", "480.00 gross", ASK),
    ("£500 plus £50 delivery", "550.00 gross", ASK),
    ("£2m", "2000000.00 gross", ASK),
    ("no", "0.00 gross", ASK),
    ("900 VAT", "900.00 gross", ASK),
    ("900 no vat", "900.00 exempt", ASK),
    ("900 without VAT", "900.00 net", ASK),
]


@pytest.mark.parametrize(("typed", "stored", "confirm"), MONEY)
def test_an_amount_is_read_with_its_vat(typed: str, stored: str, confirm: str) -> None:
    found = read("money", typed, today=TODAY)

    assert isinstance(found, Read), found
    assert f"{found.value['amount']} {found.value['vat']}" == stored
    assert found.value["currency"] == "GBP"
    assert found.sure is (confirm == "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        (" \u200b ", "empty"),
        ("dunno", "dont_know"),
        ("TBC", "dont_know"),
        ("??", "dont_know"),
        ("loads", "vague"),
        ("a few hundred", "vague"),
        ("cheap", "vague"),
        ("🙂", "no_figure"),
        ("mille deux cents", "no_figure"),
        ("£", "no_figure"),
        ("nineteen ninety nine", "words"),
        ("-50", "negative"),
        ("-£50", "negative"),
        ("£-50", "negative"),
        ("minus fifty", "negative"),
        ("between 800 and 1000", "range"),
        ("between eight hundred and one thousand", "range"),
        ("800-1000", "range"),
        ("£800 – £1,000", "range"),
        ("800 to 1000", "range"),
        ("800 or 900", "range"),
        ("12,15,18", "several"),
        ("£33 then 4, 5", "several"),
        ("07700 900123", "telephone"),
        ("+44 7700 900123", "telephone"),
        ("call me on 07700-900-123", "telephone"),
        ("31/3/27", "looks_like_date"),
        ("31 March", "looks_like_date"),
        ("20%", "percent"),
        ("$500", "currency"),
        ("500 euros", "currency"),
        ("99999999999999", "too_much"),
        ("9" * 9_000, "too_long"),
    ],
)
def test_what_is_no_amount_gets_a_sentence_that_says_what_to_do(typed: str, code: str) -> None:
    found = read("money", typed, today=TODAY)

    assert isinstance(found, Unreadable), found
    assert found.code == code
    assert "Please" in found.sentence
    assert found.sentence.endswith(".")


NUMBERS = [
    ("12", "12", ""),
    ("12.", "12", ""),
    ("twelve", "12", ""),
    ("twenty-five", "25", ""),
    ("a dozen", "12", ""),
    ("half a dozen", "6", ""),
    ("2 dozen", "24", ""),
    ("two and a half", "2.5", ""),
    ("1½", "1.5", ""),
    ("1,200", "1200", ""),
    ("x6", "6", ""),
    ("6x", "6", ""),
    ("12 shower chairs", "12", ""),
    ("we need 12 of them please", "12", ""),
    ("just the one", "1", ""),
    ("six (6)", "6", ""),
    ("none", "0", ""),
    ("25%", "25", ""),
    ("12 or so", "12", ASK),
    ("about 12", "12", ASK),
    ("12ish", "12", ASK),
    ("12+", "12", ASK),
    ("at least 12", "12", ASK),
    ("a couple", "2", ASK),
    ("2 pairs", "2", ASK),
    ("12 a week", "12", ASK),
    ("room 12", "12", ASK),
    ("l2", "12", ASK),
    ("10 boxes of 25", "250", ASK),
    ("3 x 4", "12", ASK),
    ("12 plus 2", "14", ASK),
]


@pytest.mark.parametrize(("typed", "stored", "confirm"), NUMBERS)
def test_a_number_is_read(typed: str, stored: str, confirm: str) -> None:
    found = read("number", typed, today=TODAY)

    assert isinstance(found, Read), found
    assert found.value == stored
    assert found.sure is (confirm == "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12-15", "range"),
        ("12 or 15", "range"),
        ("a few", "vague"),
        ("not many", "vague"),
        ("-3", "negative"),
        ("07700 900123", "telephone"),
        ("31 march", "looks_like_date"),
        ("banana", "no_figure"),
        ("five six", "words"),
        ("12 people and 2 staff", "several"),
    ],
)
def test_what_is_no_number_is_told_apart(typed: str, code: str) -> None:
    found = read("number", typed, today=TODAY)

    assert isinstance(found, Unreadable), found
    assert found.code == code


def test_a_doubtful_amount_is_asked_about_in_full() -> None:
    found = read("money", "£1,2oo", today=TODAY)

    assert isinstance(found, Read)
    assert found.ask == "I read that as £1,200 with VAT. Is that right?"


def test_a_sum_is_asked_about_with_its_working() -> None:
    boxes = read("number", "10 boxes of 25", today=TODAY)
    chairs = read("money", "12 chairs at £40.50 each", today=TODAY, vat="net")

    assert isinstance(boxes, Read)
    assert isinstance(chairs, Read)
    assert boxes.ask == "I read that as 250, which is 10 times 25. Is that right?"
    assert chairs.ask == "I read that as £486 plus VAT, which is 12 times 40.5. Is that right?"


def test_a_range_is_told_that_one_figure_is_needed() -> None:
    found = read("money", "between 800 and 1000", today=TODAY)

    assert isinstance(found, Unreadable)
    assert found.sentence == (
        "I need one figure, and you gave £800 and £1,000."
        " Please give one of them, for example the larger: £1,000."
    )


def test_the_basis_of_the_question_counts_where_none_was_said() -> None:
    plain = read("money", "900", today=TODAY, vat="net")
    named = read("money", "900 inc VAT", today=TODAY, vat="net")

    assert isinstance(plain, Read)
    assert isinstance(named, Read)
    assert plain.shown == "£900 plus VAT"
    assert named.shown == "£900 with VAT"


@pytest.mark.parametrize(
    ("typed", "code"), [("0", "too_little"), ("none", "too_little"), ("61", "too_much")]
)
def test_limits_are_kept_and_named(typed: str, code: str) -> None:
    limits = Limits(least=Decimal(1), most=Decimal(60))

    found = read("number", typed, today=TODAY, limits=limits)

    assert isinstance(found, Unreadable)
    assert found.code == code
    assert ("1 or more" in found.sentence) or ("60 or less" in found.sentence)


def test_a_number_below_zero_is_read_where_the_question_allows_it() -> None:
    found = read("number", "minus 3", today=TODAY, limits=Limits(least=Decimal(-10)))

    assert isinstance(found, Read)
    assert found.value == "-3"


def test_money_from_a_form_keeps_the_basis_that_was_ticked() -> None:
    found = check("money", {"amount": "1,200", "vat": "net"}, today=TODAY)

    assert found == Read({"amount": "1200.00", "vat": "net", "currency": "GBP"}, "£1,200 plus VAT")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"amount": "900 plus VAT", "vat": "gross"}, "vat"),
        ({"amount": "900", "vat": "maybe"}, "vat"),
        ({"amount": "900", "vat": ["net"]}, "vat"),
        ({"amount": "900", "currency": "USD"}, "currency"),
        ({"vat": "net"}, "wrong_shape"),
        ({"amount": True}, "wrong_shape"),
        ({"amount": float("nan")}, "too_much"),
        ({"amount": 10**400}, "too_much"),
        ([], "wrong_shape"),
        (None, "wrong_shape"),
    ],
)
def test_money_of_another_shape_is_refused(value: object, code: str) -> None:
    found = check("money", value, today=TODAY)

    assert isinstance(found, Unreadable), found
    assert found.code == code


@pytest.mark.parametrize(("value", "stored"), [(12, "12"), (2.5, "2.5"), ("twelve", "12")])
def test_a_number_from_a_form_may_be_a_number_or_words(value: object, stored: str) -> None:
    found = check("number", value, today=TODAY)

    assert isinstance(found, Read)
    assert found.value == stored


def test_stored_amounts_are_shown_as_people_read_them() -> None:
    assert show("money", {"amount": "89.50", "vat": "exempt"}) == "£89.50 no VAT"
    assert show("money", {"amount": "0.00", "vat": "gross"}) == "£0"
    assert show("number", "1200") == "1,200"
    assert show("number", "100") == "100"
    assert show("money", None) == "Not given"
    assert show("money", {"amount": "of old"}) == "{'amount': 'of old'}"


def test_an_amount_takes_less_than_a_millisecond_at_the_median() -> None:
    times = []
    for typed, _, _ in MONEY * 2:
        start = time.perf_counter()
        read("money", typed, today=TODAY)
        times.append(time.perf_counter() - start)

    assert statistics.median(times) < 0.001
