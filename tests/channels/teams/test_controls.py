"""What the buttons of a card say, as the Teams app sends it, and what nobody believes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.standing import NEW
from bot.examples import EXAMPLES
from bot.teams.cards import adaptive, controls
from bot.teams.cards.again import Again
from bot.teams.cards.controls import Find, Wrong
from buying.cards import Action, Card, Choice, Fact, Field, Question
from buying.service.said import Given, Said
from tests.channels.teams.app import Stopped, boxes, links, press
from tests.channels.teams.proof import buttons, faults, words

MONEY = {"value__price_amount": "840", "value__price_vat": "net"}


def card_of(card: Card | str, again: Again | None = None) -> dict[str, Any]:
    card = EXAMPLES[card] if isinstance(card, str) else card
    return adaptive.message(
        card.model_copy(update={"message": 7}), NEW, again=again or Again()
    ).card


def says(
    card: Card | str, button: str, again: Again | None = None, **typed: str
) -> Said | Find | Wrong | None:
    """What comes of filling in a card and pressing a button."""
    card = EXAMPLES[card] if isinstance(card, str) else card
    return controls.decode(press(card_of(card, again), button, **typed), card.question)


def answer(question: str, value: Any) -> Said:
    return Said(answer=Given(question=question, value=value))


def form(*fields: Field, value: Any = None) -> Card:
    return Card(id="ask.f", title="F", question=Question(id="f", kind="form", fields=fields,
                                                         value=value))  # fmt: skip


@pytest.mark.parametrize(
    ("name", "button", "typed", "said"),
    [
        ("choice", "Somebody else", {}, answer("preferred", "none")),
        ("choice", "Go back", {}, Said(action="back")),
        ("choice with hints", "Send", {"value": "furniture"}, answer("category", "furniture")),
        ("choices", "Send", {"value": "data,food"}, answer("checks", ["data", "food"])),
        ("choices", "Send", {"value": ""}, answer("checks", [])),
        ("yes_no", "No", {}, answer("together", False)),
        ("rating", "4", {}, answer("rating", 4)),
        ("money", "Send", {}, answer("budget", {"amount": "900.00", "vat": "net"})),
        ("money", "Send", {"value_amount": "1,200 plus VAT"}, answer("budget", "1,200 plus VAT")),
        ("number", "Send", {"value": "7"}, answer("life", "7")),
        ("date", "Send", {"value": "2027-04-09"}, answer("needed_by", "2027-04-09")),
        ("decided", "Stop this purchase", {}, Said(action="cancel")),
    ],
)
def test_a_button_says_what_stands_on_it(
    name: str, button: str, typed: dict[str, str], said: Said
) -> None:
    assert says(name, button, **typed) == said


def test_a_form_is_sent_whole() -> None:
    said = says(
        "form", "Send", value__running_unknown="yes", value__life="5 to 8",
        value__delivered="2027-03-31", value__listed="yes", value__how="phone",
        value__checks="fitting", value__liking="4",
    )  # fmt: skip
    assert said == answer("option#1", {
        "supplier": "Harbour Mobility Ltd", "price": {"amount": "840.00", "vat": "net"},
        "pays": "once", "running": {"unknown": True}, "life": "5 to 8", "delivered": "2027-03-31",
        "listed": True, "how": "phone", "checks": ["fitting"], "liking": 4, "quote": None,
    })  # fmt: skip


def test_the_app_stops_what_is_empty_and_must_not_be() -> None:
    with pytest.raises(Stopped, match="Have you bought from them before"):
        says("form", "Send")


def test_an_estimate_is_any_of_what_the_guide_takes() -> None:
    said = says("estimates", "Send", value__life="9", value__energy_amount="don't know")
    assert said == answer(
        "running", {"servicing": {"unknown": True}, "energy": {"unknown": True}, "life": "9"}
    )


def test_a_tick_that_was_left_out_is_no_tick() -> None:
    said = says("estimates", "Send", value__servicing_unknown="no", value__servicing_amount="40",
                value__life="9")  # fmt: skip
    assert isinstance(said, Said) and said.answer is not None
    assert said.answer.value["servicing"] == {"amount": "40.00", "vat": "gross"}


def test_what_needs_another_look_comes_back_with_a_sentence_and_all_that_was_typed() -> None:
    found = says("estimates", "Send", value__servicing_unknown="yes",
                 value__servicing_amount="40", value__life="ten")  # fmt: skip
    assert isinstance(found, Wrong)
    assert found.sentences == {
        "servicing": "Servicing a year: give a figure or tick “I don’t know”, not both."
    }
    shown = card_of("estimates", controls.again(found))
    assert faults(shown) == []
    assert found.sentences["servicing"] in words(shown)
    assert boxes(shown)["value.servicing-amount"]["value"] == "40"
    assert boxes(shown)["value.life"]["value"] == "ten"
    # Put right on the card that came back, it is an answer.
    again = controls.again(found)
    mended = says("estimates", "Send", again, value__servicing_unknown="no")
    assert isinstance(mended, Said)


def test_a_lone_box_that_needs_another_look_says_so_too() -> None:
    found = says("money", "Send", value_amount=" ")
    assert isinstance(found, Wrong)
    shown = words(card_of("money", controls.again(found)))
    assert "Type an amount in pounds, like 900 or 1,250.50." in shown


def test_an_optional_box_that_is_emptied_is_empty() -> None:
    card = form(Field(id="a", label="A", kind="text", optional=True, value="before"))
    assert says(card, "Send", value__a="") == answer("f", {"a": None})


def test_values_with_commas_and_nothing_at_all_can_be_picked() -> None:
    picked = ("a,b", "50%", "", "a")
    choices = tuple(Choice(value=value, label=f"«{value}»") for value in picked)
    card = Card(id="x", title="X", question=Question(id="q", kind="choices", choices=choices))
    sent = [one["value"] for one in boxes(card_of(card))["value"]["choices"]]
    assert says(card, "Send", value=",".join(sent)) == answer("q", list(picked))


MANY = Question(
    id="q", kind="choice",
    choices=tuple(Choice(value=f"v{n}", label=f"Supplier number {n}") for n in range(900)),
)  # fmt: skip


def test_an_answer_among_very_many_is_found_and_sent() -> None:
    card = Card(id="x", title="X", question=MANY)
    found = says(card, "Find", find="number 321")
    assert found == Find("number 321", {"value": []})
    assert says(card, "Send", controls.again(found), value="v321") == answer("q", "v321")


def test_each_of_very_many_answers_can_be_reached() -> None:
    for choice in MANY.choices[::89]:
        shown = card_of(Card(id="x", question=MANY), Again(find=choice.label))
        assert choice.value in [one["value"] for one in boxes(shown)["value"]["choices"]]


def test_a_list_too_long_for_a_form_is_a_box_for_a_name() -> None:
    box = Field(id="who", label="Who", kind="choice", choices=MANY.choices)
    assert says(form(box), "Send", value__who="supplier NUMBER 77") == answer("f", {"who": "v77"})
    unsure = says(form(box), "Send", value__who="number 89")
    assert isinstance(unsure, Wrong)
    assert unsure.sentences["who"].startswith("I am not sure about “number 89”. Did you mean “")
    assert "number 89" in boxes(card_of(form(box), controls.again(unsure)))["value.who"]["value"]


def test_the_number_of_the_message_goes_with_every_button() -> None:
    for name in EXAMPLES:
        card = card_of(name)
        acts = [one for one in buttons(card).values() if one["type"] == "Action.Submit"]
        for data in [*(one["data"] for one in acts), *links(card).values()]:
            assert controls.card_number(data) == 7


def test_a_line_of_a_summary_is_changed_by_its_link_or_from_a_list() -> None:
    assert controls.decode(links(card_of("summary"))["Change budget"], None) == Said(
        action="change:budget"
    )
    facts = tuple(
        Fact(label=f"Line {n}", value="so " * 300, action=Action(id=f"change:{n}", label="Change"))
        for n in range(60)
    )
    card = Card(id="x", facts=facts)
    assert faults(card_of(card)) == []
    assert says(card, "Go on", pick="change:59") == Said(action="change:59")


def long_form(value: Any = None) -> Card:
    hint = "Say it in a few words that anybody understands. " * 6
    return form(
        *(
            Field(id=f"b{n}", label=f"Box {n}", kind="text", hint=hint, group=f"Group {n // 5}")
            for n in range(60)
        ),
        value=value,
    )


def test_a_form_too_long_for_a_card_comes_in_parts_that_lose_nothing() -> None:
    card, again, typed = long_form(), Again(), dict[str, str]()
    for _ in range(10):
        shown = card_of(card, again)
        assert faults(shown) == []
        here = {id: f"answer to {id}" for id in boxes(shown)}
        typed |= here
        last = "Send" in buttons(shown)
        value = press(shown, "Send" if last else "Next",
                      **{id.replace(".", "__"): text for id, text in here.items()})  # fmt: skip
        found = controls.decode(value, card.question)
        if last:
            break
        assert isinstance(found, Wrong) and found.sentences == {}
        again = controls.again(found)
    assert again.start > 0
    assert found == answer("f", {f"b{n}": f"answer to value.b{n}" for n in range(60)})
    assert len(typed) == 60


def test_what_the_guide_has_already_need_not_be_carried_from_part_to_part() -> None:
    held = {f"b{n}": "as before " * 20 for n in range(60)}
    card, again = long_form(held), Again()
    while "Send" not in buttons(shown := card_of(card, again)):
        assert faults(shown) == []
        found = controls.decode(press(shown, "Next"), card.question)
        assert isinstance(found, Wrong)
        again = controls.again(found)
    assert controls.decode(press(shown, "Send"), card.question) == answer(
        "f", {box: text.strip() for box, text in held.items()}
    )


def test_more_than_a_card_can_carry_is_handed_to_the_guide_at_once() -> None:
    shown = card_of(long_form())
    typed = {id.replace(".", "__"): "a long story " * 100 for id in boxes(shown)}
    found = controls.decode(press(shown, "Next", **typed), long_form().question)
    assert isinstance(found, Said) and found.answer is not None
    assert found.answer.value == {
        id.removeprefix("value."): ("a long story " * 100).strip() for id in boxes(shown)
    }


def test_a_text_too_long_for_a_box_is_kept_unless_another_is_typed() -> None:
    story = "a long story " * 400
    card = form(Field(id="why", label="Why", kind="text", value=story))
    shown = card_of(card)
    assert faults(shown) == []
    assert "Leave this empty to keep all of it." in words(shown)
    assert says(card, "Send") == answer("f", {"why": story.strip()})
    assert says(card, "Send", value__why="short") == answer("f", {"why": "short"})


@pytest.mark.parametrize(
    "value",
    [
        None, "", 7, [], {}, {"buywell": None}, {"buywell": "answer"}, {"buywell": []},
        {"buywell": {"answer": 7, "value": 1}}, {"buywell": {"answer": "", "value": 1}},
        {"buywell": {"answer": "q" * 201, "value": 1}}, {"buywell": {"action": ["back"]}},
        {"buywell": {"send": "another"}}, {"buywell": {"next": {"a": 1}}},
        {"buywell": {"pick": "pick"}}, {"buywell": {"pick": "pick"}, "pick": 7},
        {"buywell": {"shout": "budget"}}, {"value": "budget"},
        {"buywell": {"answer": "budget", "value": {"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}}},
        {"buywell": {"answer": "budget", "value": ["x"] * 500}},
    ],
)  # fmt: skip
def test_what_no_card_of_ours_sends_means_nothing(value: Any) -> None:
    assert controls.decode(value, EXAMPLES["money"].question) is None
    assert controls.card_number(value) is None


def test_made_up_dates_are_looked_at_again() -> None:
    part = {"from": 0, "to": 1, "kept": {"value.delivered-day": ["1"],
            "value.delivered-month": ["1"], "value.delivered-year": ["9" * 40]}}  # fmt: skip
    found = controls.decode(
        {"buywell": {"send": "option#1", "part": part}}, EXAMPLES["form"].question
    )
    assert isinstance(found, Wrong)
    assert faults(card_of("form", controls.again(found))) == []
    found = controls.decode(
        {"buywell": {"send": "needed_by"}, "value": "99999999-99-99"}, EXAMPLES["date"].question
    )
    assert isinstance(found, Wrong)


def test_boxes_of_a_card_whose_question_is_not_known_are_not_read() -> None:
    value = press(card_of("money"), "Send")
    assert controls.decode(value, None) is None
    assert controls.decode(value, EXAMPLES["number"].question) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["answer", "value", "action", "send", "next", "find", "part", "from", "to", "kept",
             "card", "option#1", "value.price-amount", "value.life", "value.checks", "pick"]
        ) | st.text(max_size=8),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(JSON, JSON, st.sampled_from(sorted(EXAMPLES)))
def test_nothing_that_may_be_sent_breaks_it(said: Any, sent: Any, name: str) -> None:
    value = {**(sent if isinstance(sent, dict) else {}), "buywell": said}
    controls.card_number(value)
    found = controls.decode(value, EXAMPLES[name].question)
    if isinstance(found, Find | Wrong):
        assert faults(card_of(name, controls.again(found))) == []


@settings(deadline=None, max_examples=25)
@given(
    st.sampled_from(["send", "next"]),
    st.dictionaries(st.sampled_from(sorted(boxes(card_of("form")))), JSON, max_size=6),
    st.fixed_dictionaries({}, optional={"from": JSON, "to": JSON, "kept": JSON}),
)
def test_made_up_boxes_give_an_answer_or_another_look(
    does: str, sent: dict[str, Any], part: dict[str, Any]
) -> None:
    card = EXAMPLES["form"]
    value = {**sent, "buywell": {does: "option#1", "part": part}}
    found = controls.decode(value, card.question)
    assert isinstance(found, Said | Wrong)
    if isinstance(found, Wrong):
        assert faults(card_of(card, controls.again(found))) == []
        json.dumps(found.entered)
