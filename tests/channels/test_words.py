"""The words that all front doors share, and the two marks of texts."""

from __future__ import annotations

from typing import Any

import pytest

from bot import marks, words
from bot.marks import Block, Span
from buying.cards import Action, Card, Choice, Fact, Field, Kind, Progress, Question

COLOURS = (Choice(value="r", label="Red"), Choice(value="g", label="Green"))


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("text", "12 chairs", "12 chairs"),
        ("choice", "r", "Red"),
        ("choice", "gone", "gone"),
        ("choices", ["r", "g"], "Red, Green"),
        ("choices", [], "None of these"),
        ("yes_no", True, "Yes"),
        ("yes_no", False, "No"),
        ("yes_no", "perhaps", "perhaps"),
        ("date", 7, "7"),
        ("money", {"amount": "1250.50", "vat": "net"}, "£1,250.50 plus VAT"),
        ("money", {"amount": "900", "vat": "gross"}, "£900 with VAT"),
        ("money", {"amount": "a lot", "vat": "gross"}, "a lot with VAT"),
        ("money", {"amount": "80 to 120", "vat": "gross"}, "£80 to 120 with VAT"),
        ("money", "900", "£900"),
        ("money", "6390 plus VAT", "£6390 plus VAT"),
        ("money", {"unknown": True}, "not known"),
        (
            "money",
            {"low": "80.00", "likely": "95.50", "high": "120.00", "vat": "net"},
            "£80 to £120 plus VAT, likely £95.50",
        ),
        ("money", {"low": "80", "high": "lots", "vat": "net"}, "£80 to lots plus VAT"),
        ("money", {"low": "80", "high": "120", "vat": ["net"]}, "low: 80, high: 120, vat: ['net']"),
        ("number", {"low": "5", "likely": "7", "high": "8"}, "5 to 8, likely 7"),
        ("number", {"unknown": True}, "not known"),
        ("date", "2027-03-31", "31 March 2027"),
        ("date", "soon", "soon"),
        ("rating", 4, "4 out of 5"),
        ("number", 12, "12"),
        ("text", None, ""),
    ],
)
def test_an_answer_is_shown_in_words_whatever_its_shape(kind: Kind, value: Any, shown: str) -> None:
    assert words.shown(Question(id="q", kind=kind, choices=COLOURS), value) == shown


def test_a_form_is_shown_box_by_box_without_what_was_left_out() -> None:
    fields = (Field(id="a", label="Life", kind="number"), Field(id="b", label="Note", kind="text"))
    question = Question(id="f", kind="form", fields=fields)
    assert words.shown(question, {"a": "8", "b": None, "c": "?"}) == "Life: 8\nc: ?"


def test_progress_counts_the_step_that_is_at_hand() -> None:
    assert words.progress(Progress(stage="Plan", done=2, total=12)) == "Plan: step 3 of 12"
    assert words.progress(Progress(stage="Plan", done=12, total=12)) == "Plan: all 12 steps done"


def test_a_button_that_is_gone_still_has_a_readable_name() -> None:
    assert words.action_label([Action(id="back", label="Go back")], "back") == "Go back"
    assert words.action_label([], "show_me.my_list") == "My list"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Budget", "Change budget"),
        ("VAT number", "Change VAT number"),
        ("Option 1", "Change option 1"),
    ],
)
def test_a_button_of_a_line_has_a_name_that_can_stand_alone(label: str, said: str) -> None:
    change = Action(id="change:x", label="Change")
    card = Card(id="c", facts=(Fact(label=label, value="£9", action=change),))
    assert [action.label for action in words.actions_of(card)] == [said]
    assert words.actions_of(card)[0].id == "change:x"


def test_a_question_without_a_heading_goes_by_its_first_line() -> None:
    assert words.name_of(Card(id="c", text="How many?\nRoughly.")) == "How many?"
    assert words.name_of(Card(id="c")) == "Your answer"


def test_a_text_is_cut_into_paragraphs_and_lists() -> None:
    assert marks.blocks("One\ntwo\n\n- a\n- b\nthree") == [
        Block(((Span("One"),), (Span("two"),))),
        Block(((Span("a"),), (Span("b"),)), bullets=True),
        Block(((Span("three"),),)),
    ]
    assert marks.blocks(" \n ") == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("**all**", (Span("all", bold=True),)),
        ("a **b** c", (Span("a "), Span("b", bold=True), Span(" c"))),
        ("2 ** 3 ** 4", (Span("2 ** 3 ** 4"),)),
        ("*one* **open", (Span("*one* **open"),)),
    ],
)
def test_bold_is_what_stands_between_two_pairs_of_stars(text: str, spans: Any) -> None:
    assert marks.spans(text) == spans


def test_plain_text_keeps_everything_but_the_stars_of_bold() -> None:
    assert marks.plain("**£9** - 2 ** 3") == "£9 - 2 ** 3"
