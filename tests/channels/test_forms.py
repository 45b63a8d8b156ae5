"""What boxes hold becomes a structured answer, or one sentence that says what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import forms
from bot.forms import NotRight
from buying.cards import Choice, Field, Kind, Question
from buying.domain import reading

COLOURS = (Choice(value="r", label="Red"), Choice(value="g", label="Green"))


def ask(kind: Kind, **more: Any) -> Question:
    return Question(id="q", kind=kind, choices=COLOURS, **more)


def money(amount: str, vat: str = "net") -> dict[str, list[str]]:
    return {"value-amount": [amount], "value-vat": [vat] if vat else []}


def day(*parts: str) -> dict[str, list[str]]:
    names = ("day", "month", "year")
    return {f"value-{name}": [part] for name, part in zip(names, parts, strict=True)}


@pytest.mark.parametrize(
    ("kind", "form", "answer"),
    [
        ("text", {"value": ["  12 chairs "]}, "12 chairs"),
        ("choice", {"value": ["g"]}, "g"),
        ("choices", {"value": ["r", "g"]}, ["r", "g"]),
        ("yes_no", {"value": ["no"]}, False),
        ("yes_no", {"value": ["yes"]}, True),
        ("number", {"value": ["about 12"]}, "about 12"),
        ("rating", {"value": ["4"]}, 4),
        ("file", {"value": ["quote.pdf on the team drive"]}, "quote.pdf on the team drive"),
        ("money", money("£1,250.5"), {"amount": "1250.50", "vat": "net"}),
        ("money", money("900", "gross"), {"amount": "900.00", "vat": "gross"}),
        ("money", money(" £ 0 ", "exempt"), {"amount": "0.00", "vat": "exempt"}),
        ("money", money("12 or so"), {"amount": "12 or so", "vat": "net"}),
        ("money", money("£1,2oo", "gross"), {"amount": "£1,2oo", "vat": "gross"}),
        ("money", money("1,200 plus VAT", "gross"), "1,200 plus VAT"),
        ("date", day("31", "3", "2027"), "2027-03-31"),
        ("date", day("1", "Sept", "27"), "2027-09-01"),
    ],
)
def test_a_box_gives_the_answer_of_its_kind(kind: Kind, form: Any, answer: Any) -> None:
    assert forms.answer(ask(kind), form) == answer


@pytest.mark.parametrize(
    ("kind", "form", "sentence"),
    [
        ("text", {}, "Type your answer."),
        ("text", {"value": ["   "]}, "Type your answer."),
        ("text", {"value": ["x" * 10_001]}, "10,001 characters"),
        ("choice", {}, "Choose one of the answers."),
        ("choice", {"value": ["blue"]}, "Choose one of the answers."),
        ("choices", {}, "Choose at least one."),
        ("choices", {"value": ["r", "blue"]}, "Choose at least one."),
        ("yes_no", {"value": ["maybe"]}, "Choose yes or no."),
        ("rating", {"value": ["6"]}, "Choose a number from 1 to 5."),
        ("number", {}, "Type a number."),
        ("file", {}, "where it is kept"),
        ("money", money(""), "Type an amount in pounds"),
        ("money", money("900", ""), "Say whether VAT is in the amount."),
        ("money", money("900", "some"), "Say whether VAT is in the amount."),
        ("date", day("", "", ""), "Fill in the day, the month and the year"),
        ("date", day("31", "", "2027"), "Fill in the day, the month and the year"),
        ("date", day("31", "2", "2027"), "There is no date “31 2 2027”"),
        ("date", day("x", "2", "2027"), "There is no date “x 2 2027”"),
        ("date", day("1", "13", "2027"), "There is no date “1 13 2027”"),
        ("date", day("1", "1", "9" * 30), "There is no date “1 1 9999999999”"),
    ],
)
def test_what_is_no_answer_gets_a_sentence_that_says_what_to_do(
    kind: Kind, form: Any, sentence: str
) -> None:
    with pytest.raises(NotRight) as error:
        forms.answer(ask(kind), form)
    assert sentence in error.value.sentences["value"]


TICK = {"value-unknown": ["yes"]}


@pytest.mark.parametrize(
    ("kind", "form", "answer"),
    [
        ("money", {**money(""), **TICK}, {"unknown": True}),
        ("money", {**money("", ""), **TICK}, {"unknown": True}),
        ("money", money("don't know", ""), {"unknown": True}),
        ("money", {**money("don't know"), **TICK}, {"unknown": True}),
        ("money", money("80 to 120"), {"amount": "80 to 120", "vat": "net"}),
        ("money", money("80 to 120 plus VAT", ""), "80 to 120 plus VAT"),
        ("money", money("900"), {"amount": "900.00", "vat": "net"}),
        ("money", money("0", ""), "0"),
        ("money", money("£0.00"), {"amount": "0.00", "vat": "net"}),
        ("number", TICK, {"unknown": True}),
        ("number", {"value": ["not sure"]}, {"unknown": True}),
        ("number", {"value": ["5 to 8"]}, "5 to 8"),
    ],
)
def test_a_box_for_an_estimate_may_be_ticked_as_not_known(
    kind: Kind, form: Any, answer: Any
) -> None:
    assert forms.answer(ask(kind, estimate=True), form) == answer


@pytest.mark.parametrize(
    ("kind", "form", "sentence"),
    [
        ("money", {}, "Type an amount in pounds, like 900 or 80 to 120, or tick"),
        ("number", {}, "Type a number, like 7 or 5 to 8, or tick “I don’t know”."),
        ("money", money("80 to 120", ""), "Say whether VAT is in the amount."),
        ("money", {**money("80"), **TICK}, "Give a figure or tick “I don’t know”, not both."),
        ("number", {"value": ["5"], **TICK}, "Give a figure or tick “I don’t know”, not both."),
    ],
)
def test_a_box_for_an_estimate_that_is_not_right_says_what_to_do(
    kind: Kind, form: Any, sentence: str
) -> None:
    with pytest.raises(NotRight) as error:
        forms.answer(ask(kind, estimate=True), form)
    assert sentence in error.value.sentences["value"]


@pytest.mark.parametrize("kind", ["money", "number"])
def test_the_tick_counts_only_where_it_is_offered(kind: Kind) -> None:
    with pytest.raises(NotRight):
        forms.answer(ask(kind), TICK)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("money", {"low": "80.00", "likely": "100.00", "high": "120.00", "vat": "net"},
         "80 to 120"),
        ("money", {"low": "80.00", "likely": "90.50", "high": "120.00", "vat": "net"},
         "80 to 120, likely 90.50"),
        ("money", {"low": "0.00", "likely": "0.01", "high": "0.01", "vat": "net"}, "0 to 0.01"),
        ("number", {"low": "5", "likely": "6.5", "high": "8"}, "5 to 8"),
        ("number", {"low": "5", "likely": "7", "high": "8"}, "5 to 8, likely 7"),
    ],
)  # fmt: skip
def test_a_box_for_an_estimate_holds_it_as_people_would_type_it(
    kind: Kind, value: Any, text: str
) -> None:
    held = forms.typed(ask(kind, estimate=True), value)
    box = "amount" if kind == "money" else ""
    assert held[box] == (text,)
    assert held["unknown"] == ()
    read = reading.read(kind, text, today=date(2026, 11, 22), vat="net", estimate=True)
    assert isinstance(read, reading.Read)
    assert {end: read.value[end] for end in ("low", "likely", "high")} == {
        end: value[end] for end in ("low", "likely", "high")
    }


@pytest.mark.parametrize("kind", ["money", "number"])
def test_a_box_that_was_ticked_stays_ticked(kind: Kind) -> None:
    question = ask(kind, estimate=True)
    held = forms.typed(question, {"unknown": True})
    posted = {f"value-{part}" if part else "value": list(given) for part, given in held.items()}
    assert forms.answer(question, posted) == {"unknown": True}


@pytest.mark.parametrize("kind", ["text", "choice", "money", "date", "number", "rating"])
def test_what_is_optional_may_be_left_out(kind: Kind) -> None:
    assert forms.answer(ask(kind, optional=True), {}) is None
    assert forms.answer(ask("choices", optional=True), {}) == []


def test_a_form_names_each_box_that_needs_another_look() -> None:
    fields = (
        Field(id="supplier", label="Supplier", kind="text"),
        Field(id="price", label="Price in all?", kind="money"),
        Field(id="note", label="Note", kind="text", optional=True),
    )
    question = Question(id="option", kind="form", fields=fields)
    with pytest.raises(NotRight) as error:
        forms.answer(question, {"value.supplier": ["Ann & Co"]})
    assert list(error.value.sentences) == ["price"]
    assert error.value.sentences["price"].startswith("Price in all: type an amount")


def test_a_form_answers_every_box_and_says_which_were_left_out() -> None:
    fields = (
        Field(id="life", label="Years", kind="number"),
        Field(id="note", label="Note", kind="text", optional=True),
    )
    question = Question(id="option", kind="form", fields=fields)
    assert forms.answer(question, {"value.life": ["8"]}) == {"life": "8", "note": None}


VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    "text": st.text(min_size=1, max_size=50).map(str.strip).filter(bool),
    "choice": st.sampled_from(["r", "g"]),
    "choices": st.lists(st.sampled_from(["r", "g"]), min_size=1, unique=True),
    "yes_no": st.booleans(),
    "rating": st.integers(1, 5),
    "money": st.builds(
        lambda pence, vat: {"amount": f"{Decimal(pence) / 100:.2f}", "vat": vat},
        st.integers(0, 10**12),
        st.sampled_from(["net", "gross", "exempt"]),
    ),
    "date": st.dates(min_value=date(1900, 1, 1)).map(lambda d: d.isoformat()),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda k: st.tuples(st.just(k), VALUES[k])))
def test_a_box_that_holds_an_answer_gives_the_same_answer_back(pair: tuple[Kind, Any]) -> None:
    kind, value = pair
    held = forms.typed(ask(kind), value)
    posted = {f"value-{part}" if part else "value": list(given) for part, given in held.items()}
    assert forms.answer(ask(kind), posted) == value


def test_a_usual_answer_that_was_left_as_it_is_counts_as_not_begun() -> None:
    choices = (Choice(value="once", label="Once"), Choice(value="week", label="Each week"))
    pays = Field(id="pays", label="Paid", kind="choice", choices=choices, usual="once")
    question = Question(id="option#1", kind="form", fields=(pays,))
    assert forms.begun(question, {"value.pays": ["once"]}) == {}
    assert forms.begun(question, {"value.pays": ["week"]}) == {"pays": "week"}
    assert forms.answer(question, {"value.pays": ["once"]}) == {"pays": "once"}
