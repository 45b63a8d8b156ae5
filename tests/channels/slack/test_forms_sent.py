"""Forms in Slack: opened by a button, checked at their boxes, taken once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from buying.service import people, thread
from buying.service.said import Given, Said
from tests.channels.slack import checking, controls_used, faults, signed
from tests.channels.slack.member import JSON, Member
from tests.channels.slack.stub import TEAM
from tests.service import purchase
from tests.service.conftest import Talk, add_ridgeway

BUTTON = "Fill in the form"
GOOD: dict[str, Any] = {
    "Supplier": "Harbour Care",
    "Price, with delivery (£)": "1,100",
    "Does it do all that you need?": ["Yes"],
    "Running costs a year (£)": "10",
    "How many years will it last?": "8",
    "Quality, from 1 (poor) to 5 (very good)": ["5 very good"],
    "Outcomes for people, from 1 (poor) to 5 (very good)": ["4 good"],
    "Sustainability and social value, from 1 (poor) to 5 (very good)": ["4 good"],
}


def answers() -> list[Given]:
    """The structured answers that Priya gave in Slack from forms."""
    lines = thread.lines(people.conversation("priya", "slack"))
    given = [line.said.answer for line in lines if line.said and line.said.answer]
    return [each for each in given if each.question == "option#1"]


def shown(view: JSON) -> str:
    """All that a modal says."""
    return checking.shown(view["blocks"])


def test_a_form_that_is_filled_in_is_the_answer(priced: Member) -> None:
    asked = priced.newest(lambda each: BUTTON in controls_used.buttons(each.blocks))
    answer = priced.fills_in(BUTTON, GOOD)
    assert (answer.status_code, answer.text) == (200, "")
    priced.stub.until(lambda: "You answered:" in asked.shown)
    assert "Harbour Care" in asked.shown
    (given,) = answers()
    assert given.value["price"] == {"amount": "1100.00", "vat": "gross"}
    assert given.value["supplier"] == "Harbour Care"


def test_boxes_that_need_another_look_say_so_and_nothing_is_taken(priced: Member) -> None:
    view = priced.opens(BUTTON)
    wrong = {**GOOD, "Price, with delivery (£)": "", "How many years will it last?": ""}
    answer = priced.submits(view, wrong).json()
    assert answer["response_action"] == "errors"
    blocks = {block.get("block_id") for block in view["blocks"]}
    assert set(answer["errors"]) <= blocks and len(answer["errors"]) == 2
    assert "type an amount in pounds" in str(answer["errors"])
    assert answers() == []
    assert priced.submits(view, GOOD).text == ""
    priced.stub.until(answers)


def test_the_same_form_sent_twice_is_taken_once(priced: Member) -> None:
    payload = signed.as_payload(priced.submission(priced.opens(BUTTON), GOOD))
    first = signed.post(priced.http, payload)
    priced.stub.until(answers)
    again = signed.post(priced.http, payload)
    assert (first.text, again.status_code, again.text) == ("", 200, "")
    assert len(answers()) == 1


def test_a_form_that_was_answered_meanwhile_says_so_in_the_modal(
    priced: Member,
) -> None:
    at_home, on_the_way = priced.opens(BUTTON), priced.opens(BUTTON)
    priced.submits(on_the_way, GOOD)
    priced.stub.until(answers)
    answer = priced.submits(at_home, {**GOOD, "Supplier": "Somebody else"}).json()
    assert answer["response_action"] == "update"
    checking.view(answer["view"])
    assert "answered in the meantime" in shown(answer["view"])
    assert "Harbour Care" in shown(answer["view"])
    assert len(answers()) == 1


def test_the_button_of_an_answered_form_opens_no_boxes(priced: Member) -> None:
    asked = priced.newest(lambda each: BUTTON in controls_used.buttons(each.blocks))
    payload = priced.press(BUTTON, asked)
    priced.fills_in(BUTTON, GOOD)
    priced.stub.until(answers)
    payload["trigger_id"] = priced.stub.trigger()
    signed.post(priced.http, signed.as_payload(payload))
    view = priced.stub.until(lambda: priced.stub.opened[1:])[-1]
    assert "does not wait for an answer any more" in shown(view)
    assert "submit" not in view


def test_an_older_message_opens_the_form_with_what_is_filled_in_by_now(
    priced: Member, talk: Talk
) -> None:
    asked = priced.newest(lambda each: BUTTON in controls_used.buttons(each.blocks))
    payload = priced.press(BUTTON, asked)
    talk("priya", "Harbour Care")
    signed.post(priced.http, signed.as_payload(payload))
    view = priced.stub.until(lambda: priced.stub.opened)[-1]
    assert "Harbour Care" in str(view["blocks"])
    assert priced.submits(view, {**GOOD, "Supplier": "Harbour Care"}).text == ""


def test_a_form_of_somebody_else_is_not_found(priced: Member) -> None:
    asked = priced.newest(lambda each: BUTTON in controls_used.buttons(each.blocks))
    sam = Member(priced.stub, priced.http, "U0SAM")
    sam.says("hello")
    sam.newest()
    signed.post(priced.http, signed.as_payload(sam.press(BUTTON, asked)))
    view = priced.stub.until(lambda: priced.stub.opened)[-1]
    assert "cannot find this form" in shown(view)
    stolen = sam.submits(priced.opens(BUTTON), GOOD).json()
    assert "cannot find this form" in shown(stolen["view"])
    assert answers() == []


def test_nobody_agrees_to_what_was_changed_since_they_opened_the_form(
    member: Callable[[str], Member], talk: Talk
) -> None:
    morgan = member("U0MORGAN")
    morgan.says("hello")
    morgan.newest()
    purchase.plan(talk)
    purchase.choose(talk, add_ridgeway(), "Bathwell")
    morgan.says("hello")
    before = morgan.opens(BUTTON)
    talk("priya", "change the choice")
    talk("priya", choose="option#2")
    talk("priya", "it suits people best")
    talk("priya", "skip")
    talk("alex", advice_at_1={"verdict": "go_ahead", "reply": "fine"})
    approves = {"Your decision": ["Yes, approve it"]}
    answer = morgan.submits(before, approves).json()
    assert answer["response_action"] == "update"
    assert "has changed since" in shown(answer["view"])
    lines = thread.lines(people.conversation("morgan", "slack"))
    assert not [line for line in lines if line.said and line.said.answer]
    morgan.says("hello")
    changed = morgan.newest(
        lambda each: (
            BUTTON in controls_used.buttons(each.blocks) and "Bathwell, £820 with VAT" in each.shown
        )
    )
    assert morgan.presses(BUTTON, changed).status_code == 200
    after = morgan.stub.until(lambda: morgan.stub.opened[1:])[-1]
    assert morgan.submits(after, approves).text == ""


@pytest.mark.parametrize("fault", [
    faults.error("expired_trigger_id"), faults.busy(), faults.status(500), faults.hang_up(),
])  # fmt: skip
def test_a_form_that_cannot_be_opened_is_told_of(priced: Member, fault: faults.Fault) -> None:
    priced.stub.will("views.open", fault)
    priced.presses(BUTTON)
    (whisper,) = priced.stub.until(lambda: priced.stub.whispers)
    assert "could not open the form" in whisper.shown


def test_closing_a_form_changes_nothing(priced: Member) -> None:
    view = priced.opens(BUTTON)
    assert priced.interacts("view_closed", view=view, is_cleared=False).status_code == 200
    assert answers() == []


@pytest.mark.parametrize("metadata", [
    "{", "", "[]", '{"message": "1", "question": 2}',
    '{"message": 1000000000000000000000000000000, "question": "option#1"}',
    '{"message": -1, "question": "option#1"}',
])  # fmt: skip
def test_a_modal_that_is_not_ours_takes_nothing(priced: Member, metadata: str) -> None:
    payload = priced.submission({**priced.opens(BUTTON), "private_metadata": metadata}, GOOD)
    assert signed.post(priced.http, signed.as_payload(payload)).status_code == 200
    assert answers() == []


def test_a_tick_beside_a_box_is_no_answer_yet(priced: Member) -> None:
    view = priced.opens(BUTTON)
    (beside,) = [b for b in view["blocks"] if b.get("block_id") == "box:beside:price"]
    action = {**beside["elements"][0], "block_id": beside["block_id"], "action_ts": "1.1"}
    answer = priced.interacts(
        "block_actions", view=view, container={"type": "view", "view_id": view["id"]},
        actions=[action], team={"id": TEAM},
    )  # fmt: skip
    assert answer.status_code == 200
    assert answers() == []


def test_typed_words_answer_a_form_too(priced: Member) -> None:
    priced.says("Harbour Care")
    priced.newest(lambda each: "Filled in so far" in each.shown)
    lines = thread.lines(people.conversation("priya", "slack"))
    assert [line.said for line in lines if line.said][-1] == Said(text="Harbour Care")
