"""Choices, yes and no, ratings and free text, as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from buying.domain.reading import Limits, Option, Read, Unreadable, check, read, show

TODAY = date(2026, 11, 21)
ASK = "ask"
ROUTES = [
    Option("three_quotes", "Three quotes"),
    Option("direct", "Buy direct from a preferred supplier"),
    Option("framework", "Use a framework"),
    Option("unsure", "I need help"),
]
CRITERIA = [
    Option("price", "Price"),
    Option("quality", "Quality and safety"),
    Option("delivery", "Delivery time"),
    Option("green", "Kind to the environment"),
]


@pytest.mark.parametrize(
    ("typed", "value", "confirm"),
    [
        ("three_quotes", "three_quotes", ""),
        ("three quotes", "three_quotes", ""),
        ("THREE QUOTES!", "three_quotes", ""),
        ("2", "direct", ""),
        ("#2", "direct", ""),
        ("option 2", "direct", ""),
        ("number two", "direct", ""),
        ("b", "direct", ""),
        ("B)", "direct", ""),
        ("the second one", "direct", ""),
        ("2nd", "direct", ""),
        ("last", "unsure", ""),
        ("the first one please", "three_quotes", ""),
        ("buy direct", "direct", ""),
        ("a framework please", "framework", ""),
        ("I'd like three quotes", "three_quotes", ""),
        ("framwork", "framework", ""),
        ("preferred suplier", "direct", ""),
        ("3 qoutes", "three_quotes", ASK),
        ("three", "three_quotes", ASK),
        ("I think framework", "framework", ASK),
        ("use a frame?", "framework", ASK),
        ("not a framework", "framework", ASK),
        ("framework or direct", "direct", ASK),
    ],
)
def test_a_choice_is_found(typed: str, value: str, confirm: str) -> None:
    found = read("choice", typed, today=TODAY, choices=ROUTES)

    assert isinstance(found, Read), found
    assert found.value == value
    assert found.sure is (confirm == "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("banana", "not_a_choice"),
        ("9", "no_such_choice"),
        ("0", "no_such_choice"),
        ("😀", "not_a_choice"),
        ("long " * 100, "too_long"),
    ],
)
def test_what_is_no_choice_names_the_choices(typed: str, code: str) -> None:
    found = read("choice", typed, today=TODAY, choices=ROUTES)

    assert isinstance(found, Unreadable), found
    assert found.code == code
    assert "Use a framework" in found.sentence


def test_a_spelling_between_two_choices_is_asked_about() -> None:
    homes = [Option("a", "Ashton House"), Option("b", "Ashdon House")]

    found = read("choice", "Ashon House", today=TODAY, choices=homes)

    assert isinstance(found, Read)
    assert not found.sure


def test_a_label_that_is_a_number_goes_before_its_place() -> None:
    counts = [Option("2", "2"), Option("1", "1")]

    found = read("choice", "2", today=TODAY, choices=counts)

    assert found == Read("2", "2")


def test_yep_means_the_choice_that_begins_with_yes() -> None:
    options = [Option("used", "No, it is new to us"), Option("known", "Yes, we know them")]

    found = read("choice", "yep", today=TODAY, choices=options)

    assert found == Read("known", "Yes, we know them")


@pytest.mark.parametrize(
    ("typed", "values", "confirm"),
    [
        ("1, 3", ["price", "delivery"], ""),
        ("1 3", ["price", "delivery"], ""),
        ("3 and 1", ["price", "delivery"], ""),
        ("1,1,1", ["price"], ""),
        ("b, c", ["quality", "delivery"], ""),
        ("first and last", ["price", "green"], ""),
        ("price", ["price"], ""),
        ("price and delivery", ["price", "delivery"], ""),
        ("price, quality and safety", ["price", "quality"], ""),
        ("price and quality and safety", ["price", "quality"], ""),
        ("Price & Delivery time", ["price", "delivery"], ""),
        ("price/delivery", ["price", "delivery"], ""),
        ("Price\nDelivery time", ["price", "delivery"], ""),
        ("qualty, delivry", ["quality", "delivery"], ""),
        ("all", ["price", "quality", "delivery", "green"], ""),
        ("all of them", ["price", "quality", "delivery", "green"], ""),
        ("none", [], ""),
        ("none of them", [], ""),
        ("no", [], ASK),
        ("1-3", ["price", "quality", "delivery"], ASK),
        ("all but 2", ["price", "delivery", "green"], ASK),
        ("all except price", ["quality", "delivery", "green"], ASK),
    ],
)
def test_several_choices_are_found(typed: str, values: list[str], confirm: str) -> None:
    found = read("choices", typed, today=TODAY, choices=CRITERIA)

    assert isinstance(found, Read), found
    assert found.value == values
    assert found.sure is (confirm == "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("price, banana", "not_a_choice"),
        ("1, 9", "no_such_choice"),
        ("none", "too_few"),
        ("all", "too_many"),
    ],
)
def test_several_choices_with_one_that_is_none(typed: str, code: str) -> None:
    limits = Limits(least=Decimal(1), most=Decimal(3))

    found = read("choices", typed, today=TODAY, choices=CRITERIA, limits=limits)

    assert isinstance(found, Unreadable), found
    assert found.code == code


def test_values_from_a_form_are_checked_against_the_choices() -> None:
    good = check("choices", ["green", "price"], today=TODAY, choices=CRITERIA)
    bad = check("choices", ["green", "gold"], today=TODAY, choices=CRITERIA)
    odd = check("choices", [{"value": "green"}], today=TODAY, choices=CRITERIA)

    assert good == Read(["price", "green"], "Price and Kind to the environment")
    assert isinstance(bad, Unreadable)
    assert bad.code == "not_a_choice"
    assert isinstance(odd, Unreadable)
    assert odd.code == "wrong_shape"


@pytest.mark.parametrize(
    ("typed", "value", "confirm"),
    [
        ("yes", True, ""),
        ("y", True, ""),
        ("YES!!", True, ""),
        ("yep", True, ""),
        ("yeah", True, ""),
        ("yeah go on then", True, ""),
        ("aye", True, ""),
        ("of course", True, ""),
        ("yes please", True, ""),
        ("yes, two of them", True, ""),
        ("👍", True, ""),
        ("👍🏽", True, ""),
        ("okay 👍", True, ""),
        ("no", False, ""),
        ("nope", False, ""),
        ("nah mate", False, ""),
        ("not really", False, ""),
        ("not yet", False, ""),
        ("no thanks", False, ""),
        ("of course not", False, ""),
        ("No, because it is too dear", False, ""),
        ("we don't", False, ""),
        ("👎", False, ""),
        ("probably", True, ASK),
        ("I think so", True, ASK),
        ("yes but not all", True, ASK),
        ("no problem", True, ASK),
        ("don't think so", False, ASK),
        ("probably not", False, ASK),
        ("we don't have any", False, ASK),
    ],
)
def test_yes_and_no_are_told_apart(typed: str, value: bool, confirm: str) -> None:
    found = read("yes_no", typed, today=TODAY)

    assert isinstance(found, Read), found
    assert found.value is value
    assert found.sure is (confirm == "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("no idea", "dont_know"),
        ("don't know", "dont_know"),
        ("maybe", "unclear"),
        ("yes and no", "unclear"),
        ("it depends", "unclear"),
        ("purple", "not_yes_no"),
    ],
)
def test_neither_yes_nor_no(typed: str, code: str) -> None:
    found = read("yes_no", typed, today=TODAY)

    assert isinstance(found, Unreadable), found
    assert found.code == code


@pytest.mark.parametrize(
    ("typed", "value", "confirm"),
    [
        ("4", 4, ""),
        ("four", 4, ""),
        ("4/5", 4, ""),
        ("four out of five", 4, ""),
        ("5 stars", 5, ""),
        ("⭐⭐⭐⭐", 4, ""),
        ("★★★☆☆", 3, ""),
        ("8/10", 4, ASK),
        ("excellent", 5, ASK),
        ("poor", 2, ASK),
        ("about 4", 4, ASK),
    ],
)
def test_a_rating_is_read(typed: str, value: int, confirm: str) -> None:
    found = read("rating", typed, today=TODAY)

    assert isinstance(found, Read), found
    assert found.value == value
    assert found.shown == f"{value} out of 5"
    assert found.sure is (confirm == "")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("6", "out_of_range"),
        ("0", "out_of_range"),
        ("-1", "out_of_range"),
        ("4.5", "not_whole"),
        ("3 or 4", "range"),
        ("banana", "no_figure"),
        ("dunno", "dont_know"),
    ],
)
def test_what_is_no_rating(typed: str, code: str) -> None:
    found = read("rating", typed, today=TODAY)

    assert isinstance(found, Unreadable), found
    assert found.code == code


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  back support cushions ", "back support cushions"),
        ("one\r\ntwo", "one\ntwo"),
        ("he\u200bllo\ufeff", "hello"),
        ("a\x00b\x07c", "abc"),
        ("safe \u202etxt.exe", "safe txt.exe"),
        ("half \ud83d pair", "half pair"),
        ("12 m²", "12 m²"),
        ("Cafe\u0301", "Café"),
        ("كراسي الحمام", "كراسي الحمام"),
        ("great 🙂", "great 🙂"),
    ],
)
def test_a_text_is_kept_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert read("text", typed, today=TODAY) == Read(kept, kept)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   \n ", "empty"),
        ("\u200b\u200d", "empty"),
        ("\u3164", "empty"),
        ("🙂🙂", "no_words"),
        ("...", "no_words"),
        ("x" * 10_001, "too_long"),
    ],
)
def test_a_text_without_words_is_refused(typed: str, code: str) -> None:
    found = read("text", typed, today=TODAY)

    assert isinstance(found, Unreadable), found
    assert found.code == code


def test_a_text_that_is_too_long_is_told_both_lengths() -> None:
    found = read("text", "x" * 250, today=TODAY, limits=Limits(longest=200))

    assert isinstance(found, Unreadable)
    assert "250 characters" in found.sentence
    assert "200" in found.sentence
    assert isinstance(read("text", "x" * 10_000, today=TODAY), Read)


@pytest.mark.parametrize("typed", ["", "  ", "skip", "Skip this one.", "n/a", "-"])
def test_an_optional_question_may_be_left_out(typed: str) -> None:
    assert read("text", typed, today=TODAY, optional=True) == Read(None, "Not given")
    assert read("money", typed, today=TODAY, optional=True) == Read(None, "Not given")


def test_stored_values_are_shown_in_words() -> None:
    assert show("choice", "direct", choices=ROUTES) == "Buy direct from a preferred supplier"
    assert show("choice", "gone", choices=ROUTES) == "gone"
    assert show("choices", ["price", "green"], choices=CRITERIA) == (
        "Price and Kind to the environment"
    )
    assert show("choices", [], choices=CRITERIA) == "None of these"
    assert show("yes_no", False) == "No"
    assert show("rating", 4) == "4 out of 5"
    assert show("text", "as it was") == "as it was"


def test_a_form_is_answered_field_by_field() -> None:
    found = read("form", "anything", today=TODAY)

    assert isinstance(found, Unreadable)
    assert found.code == "form"


def test_a_kind_that_does_not_exist_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="not a kind of question"):
        read("colour", "red", today=TODAY)
