"""Figures that are not certain: between two, give or take, or not known."""

from __future__ import annotations

import json
import math
import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buying.domain.reading import Limits, Outcome, Read, Unreadable, check, is_unknown, read, show

TODAY = date(2026, 11, 22)
COSTS = Limits(least=Decimal(0), most=Decimal(10_000_000))
YEARS = Limits(least=Decimal(1), most=Decimal(60), whole=True)
ASK = "ask"


def cost(text: str) -> Outcome:
    return read("money", text, today=TODAY, limits=COSTS, estimate=True)


def life(text: str) -> Outcome:
    return read("number", text, today=TODAY, limits=YEARS, estimate=True)


def told(found: Outcome) -> str:
    """What was read, in words, and whether it must be confirmed."""
    assert isinstance(found, Read), found
    return found.shown if found.sure else f"{found.shown} ({ASK})"


def sent(value: Any, kind: str = "money") -> Outcome:
    limits = COSTS if kind == "money" else YEARS
    return check(kind, value, today=TODAY, limits=limits, estimate=True)


def code(found: Outcome) -> str:
    assert isinstance(found, Unreadable), found
    assert found.sentence.endswith((".", "?"))
    return found.code


COST = [
    # what was typed, what was read
    ("between 80 and 120", "£80 to £120 with VAT, likely £100"),
    ("80 to 120", "£80 to £120 with VAT, likely £100"),
    ("80-120", "£80 to £120 with VAT, likely £100"),
    ("£80–£120", "£80 to £120 with VAT, likely £100"),
    ("£80 – £120 a year", "£80 to £120 with VAT, likely £100"),
    ("£80 -£120", "£80 to £120 with VAT, likely £100"),
    ("80...120", "£80 to £120 with VAT, likely £100"),
    ("from 80 up to 120", "£80 to £120 with VAT, likely £100"),
    ("between £80 & £120", "£80 to £120 with VAT, likely £100"),
    ("somewhere between 80 and 120 quid", "£80 to £120 with VAT, likely £100"),
    ("I think about £80 to about £120 a year", "£80 to £120 with VAT, likely £100"),
    ("80ish to 120ish", "£80 to £120 with VAT, likely £100"),
    ("don't know, maybe between 80 and 120", "£80 to £120 with VAT, likely £100"),
    ("min 80 max 120", "£80 to £120 with VAT, likely £100"),
    ("80 minimum, 120 maximum", "£80 to £120 with VAT, likely £100"),
    ("at least 80 but no more than 120", "£80 to £120 with VAT, likely £100"),
    ("80p to £1.21", "£0.80 to £1.21 with VAT, likely £1.01"),
    ("1k to 2k", "£1,000 to £2,000 with VAT, likely £1,500"),
    ("1,000-2,500", "£1,000 to £2,500 with VAT, likely £1,750"),
    ("500-1k", "£500 to £1,000 with VAT, likely £750"),
    ("ten to twenty", "£10 to £20 with VAT, likely £15"),
    ("between ninety and one hundred", "£90 to £100 with VAT, likely £95"),
    ("between eighty and a hundred and twenty", "£80 to £120 with VAT, likely £100"),
    ("from nothing to 50", "£0 to £50 with VAT, likely £25"),
    ("0-100", "£0 to £100 with VAT, likely £50"),
    # what is likely
    ("100 to 150, probably 120", "£100 to £150 with VAT, likely £120"),
    ("between 100 and 150, most likely £110", "£100 to £150 with VAT, likely £110"),
    ("probably 120, between 100 and 150", "£100 to £150 with VAT, likely £120"),
    ("low 80 high 120 likely 90", "£80 to £120 with VAT, likely £90"),
    ("100 to 150 (nearer 150)", "£100 to £150 with VAT, likely £150"),
    ("120 (100 to 150)", "£100 to £150 with VAT, likely £120 (ask)"),
    # give or take
    ("100 give or take 20", "£80 to £120 with VAT, likely £100"),
    ("100 plus or minus 20", "£80 to £120 with VAT, likely £100"),
    ("100 +/- 20", "£80 to £120 with VAT, likely £100"),
    ("£100 ± £20", "£80 to £120 with VAT, likely £100"),
    ("100 ± 10%", "£90 to £110 with VAT, likely £100"),
    # no more than
    ("max 200", "£0 to £200 with VAT, likely £100"),
    ("up to 200", "£0 to £200 with VAT, likely £100"),
    ("under £200 a year", "£0 to £200 with VAT, likely £100"),
    ("200 at most", "£0 to £200 with VAT, likely £100"),
    ("never more than 200", "£0 to £200 with VAT, likely £100"),
    # VAT, once for all
    ("80 to 120 plus VAT", "£80 to £120 plus VAT, likely £100"),
    ("£80-£120 p.a. + VAT", "£80 to £120 plus VAT, likely £100"),
    ("80 plus VAT to 120 plus VAT", "£80 to £120 plus VAT, likely £100"),
    ("80 to 120 inc VAT, likely £95", "£80 to £120 with VAT, likely £95"),
    ("100 give or take 20 plus VAT", "£80 to £120 plus VAT, likely £100"),
    ("80 plus VAT to 120 with VAT", "£80 to £120 plus VAT, likely £100 (ask)"),
    # one figure, as in every other box
    ("£90", "£90 with VAT"),
    ("£90 a year", "£90 with VAT"),
    ("90 per annum plus VAT", "£90 plus VAT"),
    ("between 80 and 80", "£80 with VAT"),
    ("0", "£0"),
    ("none", "£0"),
    ("about 100", "£100 with VAT (ask)"),
    ("not sure, about 100", "£100 with VAT (ask)"),
    ("just under 200", "£200 with VAT (ask)"),
    ("80 and 120", "£200 with VAT (ask)"),
    # what can be taken in two ways
    ("80 or 120", "£80 to £120 with VAT, likely £100 (ask)"),
    ("80/120", "£80 to £120 with VAT, likely £100 (ask)"),
    ("1-2k", "£1,000 to £2,000 with VAT, likely £1,500 (ask)"),
    ("between one and two hundred", "£100 to £200 with VAT, likely £150 (ask)"),
    ("between a hundred and twenty and two hundred",
     "£120 to £200 with VAT, likely £160 (ask)"),
    ("usually 100, up to 150", "£100 to £150 with VAT, likely £125 (ask)"),
    ("80 to 120 each", "£80 to £120 with VAT, likely £100 (ask)"),
    ("£20-30", "£20 to £30 with VAT, likely £25"),
    ("£12-50", "£12 to £50 with VAT, likely £31 (ask)"),
    ("£1,200-00", "£1,200 with VAT (ask)"),
    ("80.001 to 120", "£80 to £120 with VAT, likely £100 (ask)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), COST)
def test_a_cost_that_is_not_certain_is_read_as_people_say_it(text: str, words: str) -> None:
    assert told(cost(text)) == words


LIFE = [
    ("5 to 8 years", "5 to 8, likely 7"),
    ("5-8", "5 to 8, likely 7"),
    ("10-12", "10 to 12, likely 11"),
    ("5 years to 8 years", "5 to 8, likely 7"),
    ("five to eight years", "5 to 8, likely 7"),
    ("between 5 and 8 years, likely 6", "5 to 8, likely 6"),
    ("7 years give or take 2", "5 to 9, likely 7"),
    ("up to 10 years", "1 to 10, likely 6"),
    ("7", "7"),
    ("7 years", "7"),
    ("about 7", "7 (ask)"),
    ("5 or 6", "5 to 6, likely 6 (ask)"),
    ("3/4 years", "3 to 4, likely 4 (ask)"),
]


@pytest.mark.parametrize(("text", "words"), LIFE)
def test_a_life_that_is_not_certain_is_read_in_whole_years(text: str, words: str) -> None:
    assert told(life(text)) == words


def test_without_a_limit_to_whole_numbers_the_middle_may_be_a_fraction() -> None:
    found = read("number", "5 to 8", today=TODAY, estimate=True)

    assert isinstance(found, Read)
    assert found.value == {"low": "5", "likely": "6.5", "high": "8"}


def test_money_between_two_amounts_is_kept_to_the_penny_with_one_basis() -> None:
    found = cost("80 to 120.55 plus VAT")

    assert isinstance(found, Read)
    assert found.value == {
        "low": "80.00", "likely": "100.28", "high": "120.55", "vat": "net", "currency": "GBP",
    }  # fmt: skip


def test_what_can_be_taken_in_two_ways_is_put_to_the_person() -> None:
    found = cost("1-2k")

    assert isinstance(found, Read)
    assert found.ask == (
        "I read that as £1,000 to £2,000 with VAT, likely £1,500. Is that right?"
    )  # fmt: skip


UNKNOWN = """
don't know|Don’t know.|dont know|I do not know|i don't know yet|not sure|no idea
I'm not sure about that|no idea how long it will last|not a clue|haven't a clue|?|???
unknown|not known|Not known|dunno|idk
can't say|cant say|we couldn't say|cannot tell|n/k|N/K|NK|tbc|TBC|tba|to be confirmed|we'll see
we will see|wait and see|hard to say|too early to say|who knows|nobody knows|sorry, don't know
they didn't say|not been told|don't know the running costs|don't know what it costs to run
I don't have the figures|no information
""".strip().replace("\n", "|").split("|")  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN)
def test_somebody_may_say_that_they_do_not_know(text: str) -> None:
    assert is_unknown(text)
    for found in (cost(text), life(text)):
        assert isinstance(found, Read)
        assert found.value == {"unknown": True}
        assert found.shown == "not known"
        assert found.sure


@pytest.mark.parametrize(
    "text",
    ["no", "none", "nothing", "yes", "maybe", "0", "I know it is 100", "not needed", "see",
     "not sure, 100", "don't know, 80 to 120", "later", "", "a year", "the idea", "given"],
)  # fmt: skip
def test_other_words_do_not_say_that(text: str) -> None:
    assert not is_unknown(text)


@pytest.mark.parametrize("text", ["between 80 and 120", "don't know"])
@pytest.mark.parametrize("kind", ["money", "number"])
def test_a_box_that_is_no_estimate_takes_one_figure_as_before(kind: str, text: str) -> None:
    assert isinstance(read(kind, text, today=TODAY), Unreadable)
    assert isinstance(check(kind, {"unknown": True}, today=TODAY), Unreadable)
    assert isinstance(check(kind, {"low": "1", "high": "2"}, today=TODAY), Unreadable)


REFUSED = [
    (cost, "120 to 80", "order", "The first figure, £120, is more than the second, £80."),
    (life, "8 to 5", "order", "The first figure, 8, is more than the second, 5."),
    (cost, "100 to 150, likely 160", "likely", "£160, does not lie between £100 and £150."),
    (cost, "at least 50", "open_ended", "You gave £50 as the least. What is the most?"),
    (cost, "50+", "open_ended", "You gave £50 as the least. What is the most?"),
    (life, "5 years or more", "open_ended", "You gave 5 as the least. What is the most?"),
    (cost, "20 give or take 50", "negative", "cannot be below £0"),
    (cost, "5 to 20 million", "too_much", "give £10,000,000 or less"),
    (life, "0 to 5", "too_little", "give 1 or more"),
    (life, "50 to 70", "too_much", "give 60 or less"),
    (life, "2.5 to 4", "not_whole", "Please give a whole number"),
    (cost, "£80 to £120 a month", "other_time", "You said “month”"),
    (cost, "£20 a week", "other_time", "You said “week”"),
    (life, "18 months", "other_time", "You said “months”"),
    (life, "eighteen months", "other_time", "You said “months”"),
    (cost, "80, 100, 120", "several", "Please give one, or two like “between £80 and £120”"),
    (cost, "10% to 20%", "percent", "That looks like a percentage."),
    (cost, "between €80 and €120", "currency", "I work in pounds only."),
    (cost, "it depends", "vague", "You can also say “between £80 and £120”, or “don't know”."),
    (life, "ages", "no_figure", "You can also say “between 5 and 8”, or “don't know”."),
    (life, "", "empty", "I did not get an answer."),
    (cost, "1 to 2 " * 100, "too_long", "more than I can find a figure in"),
]


@pytest.mark.parametrize(("ask", "text", "why", "sentence"), REFUSED)
def test_what_cannot_be_taken_gets_a_clear_sentence(
    ask: Any, text: str, why: str, sentence: str
) -> None:
    found = ask(text)

    assert code(found) == why
    assert sentence in found.sentence


SENT = [
    ({"unknown": True}, "not known"),
    ({"low": "80", "high": "120", "vat": "net"}, "£80 to £120 plus VAT, likely £100"),
    ({"low": 80, "likely": 90.5, "high": 120}, "£80 to £120 with VAT, likely £90.50"),
    ({"low": "80", "likely": None, "high": "1k"}, "£80 to £1,000 with VAT, likely £540"),
    ({"low": "80", "high": "80.00", "vat": "exempt"}, "£80 no VAT"),
    ({"low": "about 80", "high": "120"}, "£80 to £120 with VAT, likely £100 (ask)"),
    ({"amount": "80-120", "vat": "net"}, "£80 to £120 plus VAT, likely £100"),
    ({"amount": "80 to 120, likely 90", "vat": "net"}, "£80 to £120 plus VAT, likely £90"),
    ({"amount": "don't know", "vat": "net"}, "not known"),
    ({"amount": "90.00", "vat": "net"}, "£90 plus VAT"),
    ("80 to 120 plus VAT", "£80 to £120 plus VAT, likely £100"),
    ("not sure", "not known"),
    (90, "£90 with VAT"),
]


@pytest.mark.parametrize(("value", "words"), SENT)
def test_a_structured_answer_may_have_each_of_the_three_shapes(value: Any, words: str) -> None:
    assert told(sent(value)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"low": "5", "high": "8"}, "5 to 8, likely 7"),
        ({"low": 5, "likely": 6, "high": 8}, "5 to 8, likely 6"),
        ({"low": 5, "high": 5.0}, "5"),
        ("5-8", "5 to 8, likely 7"),
        ({"unknown": True}, "not known"),
        (8, "8"),
    ],
)
def test_so_may_one_for_a_number(value: Any, words: str) -> None:
    assert told(sent(value, "number")) == words


JUNK: list[tuple[Any, str]] = [
    ({"unknown": False}, "wrong_shape"),
    ({"unknown": 1}, "wrong_shape"),
    ({"unknown": "true"}, "wrong_shape"),
    ({"unknown": [True]}, "wrong_shape"),
    ({"unknown": True, "low": "80", "high": "120"}, "wrong_shape"),
    ({"unknown": True, "amount": "80"}, "wrong_shape"),
    ({"low": "80", "high": "120", "note": "x"}, "wrong_shape"),
    ({"low": "80", "high": "120", "amount": "100"}, "wrong_shape"),
    ({"low": "80"}, "one_end"),
    ({"high": "80"}, "one_end"),
    ({"likely": "80"}, "one_end"),
    ({"low": None, "high": "80"}, "one_end"),
    ({"low": {"amount": "80"}, "high": "120"}, "wrong_shape"),
    ({"low": ["80"], "high": "120"}, "wrong_shape"),
    ({"low": True, "high": 120}, "wrong_shape"),
    ({"low": "80 to 90", "high": "120"}, "range"),
    ({"low": "don't know", "high": "120"}, "dont_know"),
    ({"low": "", "high": "120"}, "empty"),
    ({"low": 50, "high": 40}, "order"),
    ({"low": 20, "likely": 10, "high": 40}, "likely"),
    ({"low": -5, "high": 80}, "negative"),
    ({"low": 5, "high": math.nan}, "too_much"),
    ({"low": 5, "high": math.inf}, "too_much"),
    ({"low": 5, "high": 10**400}, "too_much"),
    ({"low": 5, "high": "1" * 40}, "too_much"),
    ({"low": 5, "high": 10**9}, "too_much"),
    ([80, 120], "wrong_shape"),
    (True, "wrong_shape"),
    (None, "wrong_shape"),
    ({}, "wrong_shape"),
]


@pytest.mark.parametrize(("value", "why"), JUNK)
@pytest.mark.parametrize("kind", ["money", "number"])
def test_junk_from_outside_gets_a_sentence(kind: str, value: Any, why: str) -> None:
    assert code(sent(value, kind)) == why


def test_a_number_so_large_that_json_makes_it_infinite_is_too_large() -> None:
    assert code(sent(json.loads('{"low": 1, "high": 1e400}'))) == "too_much"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"low": "80", "high": "120", "vat": "some"}, "vat"),
        ({"low": "80", "high": "120", "vat": ["net"]}, "vat"),
        ({"low": "80", "high": "120", "currency": "EUR"}, "currency"),
        ({"low": "80 inc VAT", "high": "120", "vat": "net"}, "vat"),
        ({"amount": "80 to 120 inc VAT", "vat": "net"}, "vat"),
        ({"amount": "80 to 120", "vat": "some"}, "vat"),
    ],
)
def test_the_basis_must_be_one_for_all_and_in_pounds(value: Any, why: str) -> None:
    assert code(sent(value)) == why


def test_a_number_has_no_vat() -> None:
    assert code(sent({"low": "5", "high": "8", "vat": "net"}, "number")) == "wrong_shape"


PENNIES = st.integers(0, 10**9).map(lambda pence: Decimal(pence) / 100)


@settings(max_examples=100, deadline=None)
@given(ends=st.lists(PENNIES, min_size=3, max_size=3).map(sorted), vat=st.sampled_from(
    ["net", "gross", "exempt"]
))  # fmt: skip
def test_money_that_was_shown_is_read_back(ends: list[Decimal], vat: str) -> None:
    low, likely, high = ends
    stored = sent({"low": str(low), "likely": str(likely), "high": str(high), "vat": vat})
    assert isinstance(stored, Read)

    again = cost(show("money", stored.value))

    assert isinstance(again, Read)
    # "£0" says nothing of VAT, and need not.
    assert again.value == stored.value or (again.shown, stored.shown) == ("£0", "£0")


@settings(max_examples=100, deadline=None)
@given(ends=st.lists(st.decimals(0, 10**6, places=2), min_size=3, max_size=3).map(sorted))
def test_a_number_that_was_shown_is_read_back(ends: list[Decimal]) -> None:
    low, likely, high = (str(end) for end in ends)
    stored = check("number", {"low": low, "likely": likely, "high": high}, today=TODAY,
                   estimate=True)  # fmt: skip
    assert isinstance(stored, Read)

    again = read("number", show("number", stored.value), today=TODAY, estimate=True)

    assert isinstance(again, Read)
    assert again.value == stored.value
    assert again.sure, again.ask


def test_not_known_that_was_shown_is_read_back() -> None:
    assert cost(show("money", {"unknown": True})) == sent({"unknown": True})


@pytest.mark.parametrize(
    "text",
    ["between " * 40, "between 1 and " * 22, "to " * 100, "1-" * 150, "about " * 50 + "1 to 2",
     "don't know " * 12, "likely about around " * 15, "x" * 10_000, "between 1 and 2 " * 600],
)  # fmt: skip
def test_long_and_odd_texts_are_answered_at_once(text: str) -> None:
    began = time.perf_counter()
    cost(text)
    life(text)
    assert time.perf_counter() - began < 0.5
