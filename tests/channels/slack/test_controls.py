"""What somebody says by using a control, and what forged ones say: nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.standing import NEW
from bot.examples import EXAMPLES
from bot.forms import NotRight
from bot.slack.cards import blocks, controls, searching
from bot.slack.cards.controls import Find, OpenForm
from buying.cards import Action, Card, Choice, Fact, Question
from buying.service.said import Given, Said
from tests.channels.slack import controls_used
from tests.channels.slack.checking import JSON


def example(name: str) -> Card:
    return EXAMPLES[name].model_copy(update={"message": 7})


def asking(kind: str, **more: Any) -> Card:
    question = Question.model_validate({"id": "q", "kind": kind, **more})
    return Card(id="ask.q", title="Which one?", question=question, message=7)


def drawn(card: Card) -> tuple[JSON, ...]:
    return blocks.message(card, NEW).blocks


def pressed(card: Card, words: str) -> Any:
    """What pressing the button says, without the card at hand."""
    return controls.decode(controls_used.press(drawn(card), words))


def sent(card: Card, **used: Any) -> Any:
    """What pressing Send says after the controls that are named were used."""
    made = drawn(card)
    changed = {
        (block_id, element["action_id"]): used[element["action_id"]]
        for block_id, element in controls_used.elements(made)
        if element["action_id"] in used
    }
    return controls.decode(
        controls_used.press(made, "Send"), controls_used.state(made, changed), card.question
    )


def answer(question: str, value: Any) -> Said:
    return Said(answer=Given(question=question, value=value))


def test_a_pressed_answer_names_its_question_and_value() -> None:
    assert pressed(example("choice"), "Northside Care Supplies") == answer("preferred", "31")
    assert pressed(example("choice with hints"), "Furniture") == answer("category", "furniture")
    assert pressed(example("yes_no"), "Yes") == answer("together", True)
    assert pressed(example("yes_no"), "No") == answer("together", False)
    assert pressed(example("rating"), "4 good") == answer("rating", 4)


def test_a_press_on_an_old_card_is_about_the_question_of_that_card() -> None:
    old = controls_used.press(drawn(example("choice")), "Somebody else")
    about = controls.about(old)
    assert about is not None and (about.message, about.question) == (7, "preferred")
    newer = example("yes_no").question
    assert controls.decode(old, question=newer) is None


def test_a_long_answer_is_found_in_the_question_of_its_card() -> None:
    choices = (Choice(value="x" * 500, label="Long"), Choice(value="y", label="Short"))
    card = asking("choice", choices=choices)
    press = controls_used.press(drawn(card), "Long")
    assert controls.decode(press, question=card.question) == answer("q", "x" * 500)
    assert controls.decode(press) is None


def test_a_button_that_is_no_answer_says_its_action() -> None:
    assert pressed(example("choice"), "Go back") == Said(action="back")
    assert pressed(example("decided"), "Stop this purchase") == Said(action="cancel")
    assert pressed(example("summary"), "Change budget") == Said(action="change:budget")


def test_a_line_out_of_many_is_changed_by_picking_it_from_the_menu() -> None:
    facts = tuple(
        Fact(label=f"Line {n}", value="x", action=Action(id=f"change:{n}", label="Change"))
        for n in range(9)
    )
    picked = controls_used.pick(drawn(Card(id="s", facts=facts, message=7)), "Change line 4")
    assert controls.decode(picked) == Said(action="change:4")


def test_a_form_is_opened_for_the_message_and_question_of_its_button() -> None:
    assert pressed(example("form"), "Fill in the form") == OpenForm(7, "option#1")
    assert pressed(example("form read from a file"), "Check the form") == OpenForm(7, "option#1")


def test_what_stands_beside_a_form_says_its_own_action() -> None:
    card = example("form").model_copy(
        update={"actions": (Action(id="short:q", label="No to all", style="primary"),)}
    )
    assert pressed(card, "No to all") == Said(action="short:q")


def test_an_amount_is_sent_with_its_vat() -> None:
    card = asking("money")
    assert sent(card, box="1,250.50") == answer("q", {"amount": "1250.50", "vat": "gross"})
    assert sent(card, box="900", vat=["plus VAT"]) == answer(
        "q", {"amount": "900.00", "vat": "net"}
    )
    kept = asking("money", value={"amount": "900.00", "vat": "exempt"})
    assert sent(kept) == answer("q", {"amount": "900.00", "vat": "exempt"})


def test_an_estimate_may_be_two_figures_or_not_known() -> None:
    card = asking("number", estimate=True)
    assert sent(card, box="5 to 8") == answer("q", "5 to 8")
    assert sent(card, unknown=["I don’t know"]) == answer("q", {"unknown": True})
    with pytest.raises(NotRight, match="not both"):
        sent(card, box="7", unknown=["I don’t know"])


def test_a_day_is_sent_as_the_day_that_was_picked() -> None:
    assert sent(asking("date"), box="2027-03-31") == answer("q", "2027-03-31")
    assert sent(asking("date", value="2027-03-31")) == answer("q", "2027-03-31")
    assert sent(asking("date", value="2027-03-31", optional=True), box=None) == answer("q", None)


def test_ticks_are_sent_and_none_of_them_where_that_is_an_answer() -> None:
    card = example("choices")
    assert sent(card) == answer("checks", ["fitting"])
    both = ["It keeps data about people", "It is food or drink"]
    assert sent(card, box=both) == answer("checks", ["data", "food"])
    assert sent(card, box=[]) == answer("checks", [])


def test_a_cleared_menu_leaves_out_what_may_be_left_out() -> None:
    choices = tuple(Choice(value=f"v{n}", label=f"L{n}") for n in range(20))
    card = asking("choice", choices=choices, value="v3", optional=True)
    assert sent(card) == answer("q", "v3")
    assert sent(card, box=["L19"]) == answer("q", "v19")
    assert sent(card, box=[]) == answer("q", None)


def test_one_that_was_searched_for_is_sent_like_any_other() -> None:
    choices = tuple(Choice(value=f"v{n}", label=f"Supplier {n}") for n in range(300))
    card = asking("choice", choices=choices)
    (block_id,) = [
        block_id
        for block_id, each in controls_used.elements(drawn(card))
        if "min_query_length" in each
    ]
    typing = {
        "type": "block_suggestion",
        "block_id": block_id,
        "action_id": "box",
        "value": "r 299",
    }
    asked = controls.decode(typing)
    assert asked == Find(7, "q", "value", "r 299")
    assert card.question is not None
    (offered,) = searching.options(card.question, "supplier 299")[:1]
    state = {"values": {block_id: {"box": {"type": "external_select", "selected_option": offered}}}}
    press = controls_used.press(drawn(card), "Send")
    assert controls.decode(press, state, card.question) == answer("q", "v299")


def test_an_empty_box_is_asked_for_in_the_words_of_every_front_door() -> None:
    with pytest.raises(NotRight) as error:
        sent(asking("money"))
    assert error.value.sentences == {"value": "Type an amount in pounds, like 900 or 1,250.50."}


def test_what_was_typed_in_boxes_says_nothing_without_its_question() -> None:
    made = drawn(asking("money"))
    assert controls.decode(controls_used.press(made, "Send"), controls_used.state(made)) is None


def test_a_use_of_a_box_before_it_is_sent_says_nothing() -> None:
    for card in EXAMPLES.values():
        for block_id, element in controls_used.elements(drawn(card)):
            if element["type"] not in ("button", "static_select"):
                used = {**element, "block_id": block_id, "value": "x"}
                assert controls.decode(used, question=card.question) is None


FORGED: tuple[JSON, ...] = (
    {},
    {"block_id": "buywell:7:answer:q"},
    {"block_id": "buywell:7:answer:q", "value": None},
    {"block_id": "buywell:7:answer:q", "value": "no code"},
    {"block_id": "buywell:7:answer:q", "value": "#99"},
    {"block_id": "buywell:7:answer:q", "value": "=" + "x" * 5000},
    {"block_id": "buywell:7:answer:", "value": "=x"},
    {"block_id": "buywell:-7:answer:q", "value": "=x"},
    {"block_id": "buywell:7:answer:" + "q" * 300, "value": "=x"},
    {"block_id": "buywell:7:act.a:", "value": ""},
    {"block_id": "buywell:7:act.a:", "value": "x" * 300},
    {"block_id": "buywell:7:other:q", "value": "=x"},
    {"block_id": "buywell:7:send:q", "value": "send"},
    {"block_id": ["buywell:7:answer:q"], "value": "=x"},
    {"type": "block_suggestion", "block_id": "else", "value": "x"},
    {"type": "block_suggestion", "block_id": "buywell:7:box.all:q", "value": None},
)


@pytest.mark.parametrize("forged", FORGED)
def test_what_no_control_of_ours_sends_says_nothing(forged: JSON) -> None:
    assert controls.decode(forged, {"values": []}, Question(id="q", kind="text")) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
KINDS = ("choice", "choices", "money", "number", "date", "rating", "yes_no", "form", "text", "file")


@settings(max_examples=300)
@given(
    kind=st.sampled_from(KINDS),
    what=st.sampled_from(["answer", "send", "form", "act.a", "box.all"]),
    value=json_values,
    held=json_values,
    estimate=st.booleans(),
)
def test_nothing_that_arrives_can_break_it(
    kind: str, what: str, value: Any, held: Any, estimate: bool
) -> None:
    choices = (Choice(value="a", label="A"),)
    question = Question.model_validate(
        {"id": "q", "kind": kind, "choices": choices, "estimate": estimate and kind == "number"}
    )
    action = {"block_id": f"buywell:7:{what}:q", "value": value, "selected_option": held}
    state = {"values": {"buywell:7:box.all:q": {"box": held}, "buywell:7:box.beside:q": held}}
    said = None
    with suppress(NotRight):
        said = controls.decode(action, state, question)
    assert said is None or isinstance(said, Said | OpenForm)
