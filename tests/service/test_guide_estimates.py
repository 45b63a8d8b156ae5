"""Boxes where one may say "between 80 and 120" or "don't know", told to the guide."""

from __future__ import annotations

from typing import Any

import pytest

from buying.cards import Card
from tests.service.buying import go_on
from tests.service.conftest import Talk, money

BOXES: dict[str, Any] = {
    "supplier": "Ann & Co", "price": money("820"), "running": money("60"), "life": "8",
    "must_haves": True, "spoken": None, "quality": 4, "outcomes": 4, "sustainability": 4,
}  # fmt: skip


def at_the_options(talk: Talk) -> None:
    begun = talk("priya", "12 shower chairs")
    go_on(talk, "priya", "option#1", begun, category="equipment", budget=money("1200"))


def options_but_for(talk: Talk, box: str) -> list[Card]:
    """All of the first option but ``box``, which is asked next."""
    at_the_options(talk)
    cards = talk("priya", option_1={key: said for key, said in BOXES.items() if key != box})
    assert cards[-1].question
    assert cards[-1].question.next_field == box
    return cards


def noted(cards: list[Card], label: str) -> str:
    """What the guide noted in the box ``label``, of all that it said."""
    facts = {fact.label: fact.value for card in cards if card.id == "noted" for fact in card.facts}
    return facts[label]


def test_a_box_of_the_card_says_that_it_takes_an_estimate(talk: Talk) -> None:
    cards = options_but_for(talk, "running")
    assert cards[-1].question
    taking = [field.id for field in cards[-1].question.fields if field.estimate]
    assert taking == ["running", "life"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("between 80 and 120 plus VAT", "£80 to £120 plus VAT, likely £100"),
        ("100 give or take 20", "£80 to £120 with VAT, likely £100"),
        ("don't know", "not known"),
        ("?", "not known"),
        ("£60", "£60 with VAT"),
    ],
)
def test_what_is_typed_for_a_cost_is_shown_back_in_words(talk: Talk, said: str, words: str) -> None:
    options_but_for(talk, "running")
    assert noted(talk("priya", said), "Running costs a year") == words


@pytest.mark.parametrize(
    ("said", "words"), [("5 to 8 years", "5 to 8, likely 7"), ("no idea", "not known")]
)
def test_so_is_a_life(talk: Talk, said: str, words: str) -> None:
    options_but_for(talk, "life")
    assert noted(talk("priya", said), "How many years will it last?") == words


@pytest.mark.parametrize("intent", ["ask_help", "skip_question", "ask_why", "go_back"])
def test_dont_know_is_an_answer_whatever_else_it_is_taken_for(talk: Talk, intent: str) -> None:
    options_but_for(talk, "running")
    cards = talk("priya", "not sure", intent=intent)
    assert noted(cards, "Running costs a year") == "not known"


def test_in_a_box_that_needs_a_figure_dont_know_is_no_answer(talk: Talk) -> None:
    options_but_for(talk, "price")
    cards = talk("priya", "don't know")
    assert cards[0].id == "not_read"
    assert "Your best guess will do" in cards[0].text


def test_what_can_be_taken_in_two_ways_counts_only_once_confirmed(talk: Talk) -> None:
    options_but_for(talk, "running")
    (asked,) = talk("priya", "1-2k")
    assert asked.title == (
        "I read that as £1,000 to £2,000 with VAT, likely £1,500. Is that right?"
    )
    cards = talk("priya", "yes")
    assert noted(cards, "Running costs a year") == "£1,000 to £2,000 with VAT, likely £1,500"


def test_a_life_must_be_in_whole_years_at_both_ends(talk: Talk) -> None:
    options_but_for(talk, "life")
    cards = talk("priya", "2.5 to 4")
    assert "whole number" in cards[0].text


@pytest.mark.parametrize(
    ("running", "sentence"),
    [
        ({"low": "120", "high": "80", "vat": "net"}, "Please give the smaller one first."),
        ({"low": "80", "vat": "net"}, "Please give both ends"),
        ({"unknown": True, "low": "80"}, "did not reach me whole"),
        ({"low": "80", "high": "120", "x": {"y": []}}, "did not reach me whole"),
        ({"amount": "", "vat": "net"}, "Please fill this in."),
        ({}, "Please fill this in."),
    ],
)
def test_a_form_with_an_estimate_that_is_none_names_the_box(
    talk: Talk, running: Any, sentence: str
) -> None:
    at_the_options(talk)
    cards = talk("priya", option_1={**BOXES, "running": running})
    assert "**Running costs a year**" in cards[0].text
    assert sentence in cards[0].text


def test_a_form_takes_each_shape_and_shows_it_again_when_it_is_changed(talk: Talk) -> None:
    at_the_options(talk)
    spread = {"low": "80", "high": "120", "vat": "net"}
    talk("priya", option_1={**BOXES, "running": spread, "life": {"unknown": True}})
    cards = talk("priya", do="change:option#1")
    assert cards[-1].question
    values = {field.id: field.value for field in cards[-1].question.fields}
    assert values["life"] == {"unknown": True}
    assert values["running"] == {
        "low": "80.00", "likely": "100.00", "high": "120.00", "vat": "net", "currency": "GBP",
    }  # fmt: skip
