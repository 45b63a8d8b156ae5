"""Forms as modals: taken by Slack, filled in as they stand, read as every front door reads them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import forms
from bot.examples import EXAMPLES, OPTION_FIELDS
from bot.forms import NotRight
from bot.slack.cards import controls, modal, searching
from bot.slack.cards.controls import Find
from buying.cards import Card, Choice, Field, Question
from tests.channels.slack import checking, controls_used, hostile
from tests.channels.slack.checking import JSON

FORMS = [name for name, card in EXAMPLES.items() if card.question and card.question.kind == "form"]


def form(*fields: Field, **more: Any) -> Card:
    question = Question(id="option#1", kind="form", fields=fields, **more)
    return Card(id="ask.option", title="Tell me about one price", question=question, message=7)


def sent(card: Card, **used: Any) -> Any:
    """The answer that comes of the modal, with the boxes that are named changed.

    ``price="9"`` is what is typed in that box, ``price__vat`` and ``price__unknown`` what is
    picked beside it.
    """
    assert card.question is not None
    return modal.answer(card.question, state(modal.view(card, 7), used)["values"])


def state(view: JSON, used: JSON) -> JSON:
    changed: dict[tuple[str, str], Any] = {}
    for name, value in used.items():
        box, _, beside = name.partition("__")
        place = f"box:{'beside' if beside else 'all'}:{box}"
        changed[place, beside or "box"] = value
    missing = changed.keys() - {
        (block_id, element["action_id"])
        for block_id, element in controls_used.elements(view["blocks"])
    }
    assert not missing
    return controls_used.state(view["blocks"], changed)


def wrong(card: Card, **used: Any) -> dict[str, str]:
    with pytest.raises(NotRight) as error:
        sent(card, **used)
    return error.value.sentences


def element(view: JSON, block_id: str) -> JSON:
    (found,) = [each for place, each in controls_used.elements(view["blocks"]) if place == block_id]
    return found


@pytest.mark.parametrize("name", FORMS)
def test_slack_takes_the_modal_of_every_form(name: str) -> None:
    checking.view(modal.view(EXAMPLES[name], 7))
    checking.view(modal.view(EXAMPLES[name], 7, wrong={"price": "Price: type an amount."}))


@settings(max_examples=30, deadline=None)
@given(
    fields=st.lists(hostile.fields(), min_size=1, max_size=20, unique_by=lambda each: each.id),
    title=hostile.texts,
)
def test_slack_takes_the_modal_of_any_form_at_all(fields: list[Field], title: str) -> None:
    card = form(*fields).model_copy(update={"title": title, "text": title})
    checking.view(modal.view(card, 7, wrong={fields[0].id: title}))


@pytest.mark.parametrize("value", [
    {"unknown": True}, {"low": "80.00", "high": "120.00", "vat": "net"},
    {"low": "80.00", "likely": "100.00", "high": "120.00", "vat": "gross"}, None, "about 90",
    {"amount": "90.00", "vat": "exempt"},
])  # fmt: skip
def test_every_value_of_an_estimate_is_shown_and_comes_back_the_same(value: Any) -> None:
    field = Field(id="running", label="Running", kind="money", estimate=True, value=value)
    card = form(field)
    checking.view(modal.view(card, 7))
    parts = {f"value.running-{part}": held for part, held in forms.typed(field, value).items()}
    if value is None:
        assert "tick “I don’t know”" in wrong(card)["running"]
        return
    parts["value.running-vat"] = parts["value.running-vat"] or ("gross",)
    assert card.question is not None
    assert sent(card) == forms.answer(card.question, parts)


def test_a_whole_form_gives_the_answers_of_all_its_boxes() -> None:
    assert sent(
        form(*OPTION_FIELDS),
        supplier="Harbour Mobility Ltd", price="840", price__vat=["plus VAT"],
        pays=["Each month, to hire it"], running__unknown=["I don’t know"], life="5 to 8",
        delivered="2027-03-31", listed=["Yes"], how=["By phone"],
        checks=["It keeps data about people", "It is food or drink"], liking=["4 good"],
    ) == {
        "supplier": "Harbour Mobility Ltd", "price": {"amount": "840.00", "vat": "net"},
        "pays": "month", "running": {"unknown": True}, "life": "5 to 8",
        "delivered": "2027-03-31", "listed": True, "how": "phone", "checks": ["data", "food"],
        "liking": 4, "quote": None,
    }  # fmt: skip


def test_what_is_known_already_stands_in_its_box_and_comes_back_untouched() -> None:
    card = form(
        Field(id="supplier", label="Supplier", kind="text", value="Ridgeway"),
        Field(id="price", label="Price", kind="money", value={"amount": "9.00", "vat": "exempt"}),
        Field(id="pays", label="Paid", kind="choice", choices=OPTION_FIELDS[2].choices,
              usual="once"),
        Field(id="day", label="Day", kind="date", value="2027-03-31"),
        value={"supplier": "Harbour"},
    )  # fmt: skip
    assert sent(card) == {
        "supplier": "Harbour", "price": {"amount": "9.00", "vat": "exempt"}, "pays": "once",
        "day": "2027-03-31",
    }  # fmt: skip


def test_every_box_that_needs_another_look_is_told_where_it_stands() -> None:
    card = form(*OPTION_FIELDS)
    assert card.question is not None
    sentences = wrong(card, supplier="Harbour")
    assert sentences["price"] == (
        "Price in all, with delivery: type an amount in pounds, like 900 or 1,250.50."
    )
    places = modal.errors(card.question, sentences)
    assert places["box:all:price"] == sentences["price"]
    blocks = modal.view(card, 7)["blocks"]
    inputs = {block["block_id"] for block in blocks if block["type"] == "input"}
    assert set(places) <= inputs and len(places) == len(sentences)


def test_a_sentence_about_no_box_stands_at_the_first() -> None:
    card = form(*OPTION_FIELDS)
    assert card.question is not None
    assert modal.errors(card.question, {"gone": "A.", "supplier": "B."}) == {
        "box:all:supplier": "A. B."
    }


def test_boxes_stand_under_the_headings_of_their_groups() -> None:
    blocks = modal.view(EXAMPLES["form"], 7)["blocks"]
    headings = [block["text"]["text"] for block in blocks if block["type"] == "header"]
    assert headings == [
        "Tell me about one price that you have", "The price", "What it costs to keep",
    ]  # fmt: skip


def test_headings_go_into_the_labels_where_there_is_no_room_for_them() -> None:
    fields = [
        Field(id=f"f{n}", label=f"Cost {n}", kind="money", group=f"Part {n}") for n in range(45)
    ]
    made = modal.view(form(*fields), 7)
    checking.view(made)
    labels = [block["label"]["text"] for block in made["blocks"] if block["type"] == "input"]
    assert labels[44] == "Part 44: Cost 44 (£)"


def test_a_form_with_too_many_boxes_has_no_modal() -> None:
    fields = [Field(id=f"f{n}", label="Cost", kind="money") for n in range(60)]
    with pytest.raises(modal.TooManyBoxes):
        modal.view(form(*fields), 7)


def test_a_text_too_long_for_its_box_is_kept_unless_another_is_typed() -> None:
    long = "word " * 1000
    card = form(Field(id="why", label="Why", kind="text", value=long))
    assert "Leave it empty to keep" in json.dumps(modal.view(card, 7))
    assert sent(card) == {"why": long.strip()}
    assert sent(card, why="short") == {"why": "short"}


def test_what_may_be_left_out_can_be_cleared() -> None:
    box = Field(id="pays", label="Paid", kind="choice", optional=True,
                choices=OPTION_FIELDS[2].choices, value="once")  # fmt: skip
    assert sent(form(box), pays=[]) == {"pays": None}


def test_the_search_in_a_form_finds_the_box_that_it_is_for() -> None:
    choices = tuple(Choice(value=f"v{n}", label=f"Supplier {n}") for n in range(300))
    card = form(Field(id="supplier", label="Supplier", kind="choice", choices=choices))
    view = modal.view(card, 7)
    assert element(view, "box:all:supplier")["type"] == "external_select"
    typing = {"type": "block_suggestion", "block_id": "box:all:supplier", "value": "299"}
    asked = controls.decode(typing)
    assert asked == Find(0, "", "supplier", "299")
    assert card.question is not None
    field = modal.field(card.question, asked.box)
    assert field is not None
    (offered,) = searching.options(field, asked.typed)
    values = {"box:all:supplier": {"box": {"selected_option": offered}}}
    assert modal.answer(card.question, values) == {"supplier": "v299"}


def test_the_modal_says_which_message_and_question_it_belongs_to() -> None:
    about = modal.about(modal.view(EXAMPLES["form"], 7))
    assert about is not None and (about.message, about.question) == (7, "option#1")


@pytest.mark.parametrize("forged", [
    {}, {"callback_id": modal.CALLBACK}, {"callback_id": "x", "private_metadata": "{}"},
    {"callback_id": modal.CALLBACK, "private_metadata": '{"message": "7", "question": "q"}'},
    {"callback_id": modal.CALLBACK, "private_metadata": "[]"},
    {"callback_id": modal.CALLBACK, "private_metadata": None},
])  # fmt: skip
def test_a_view_that_is_none_of_ours_belongs_to_nothing(forged: JSON) -> None:
    assert modal.about(forged) is None


def test_an_option_that_was_never_offered_is_no_answer() -> None:
    card = form(OPTION_FIELDS[2])
    assert card.question is not None
    for value in ("=forged", "#9", "rubbish", None, 5):
        values = {"box:all:pays": {"box": {"selected_option": {"value": value}}}}
        with pytest.raises(NotRight) as error:
            modal.answer(card.question, values)
        assert error.value.sentences.keys() == {"pays"}
