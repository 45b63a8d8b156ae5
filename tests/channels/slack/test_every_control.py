"""Every kind of control that a message can hold, used as people use it, through the door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.chats.standing import NEW
from bot.examples import EXAMPLES
from bot.slack.cards import blocks
from buying.cards import Action, Card, Choice, Fact, Question
from buying.service import accounts, messages, people, thread
from buying.service.said import Given, Said
from tests.channels.slack import controls_used, signed
from tests.channels.slack.member import JSON, Member, texts
from tests.channels.slack.stub import TEAM
from tests.channels.slack.workspace import Posted


def many(count: int) -> tuple[Choice, ...]:
    """So many answers to choose from."""
    return tuple(Choice(value=f"c{number}", label=f"Answer {number}") for number in range(count))


def choosing(count: int, kind: str = "choice", **more: Any) -> Card:
    """A card that asks for one or some of many answers."""
    question = Question(id="which", kind=kind, choices=many(count), **more)  # type: ignore[arg-type]
    return Card(id="ask.which", title="Which?", question=question)


@pytest.fixture
def linked(priya: Member) -> Member:
    """Priya, whom we know in Slack."""
    accounts.link("slack", TEAM, priya.user, "priya", by="test")
    return priya


def asks(member: Member, card: Card) -> Posted:
    """The message of a card that was said to Priya."""
    conversation = people.conversation("priya", "slack")
    (said,) = messages.say_now(conversation, [card], None)
    made = blocks.message(said, NEW)
    return Posted(member.direct, member.stub.stamp(), made.text, list(made.blocks))


def said(member: Member) -> Said:
    """The last thing that Priya said, once it is there."""
    conversation = people.conversation("priya", "slack")
    found: list[Said] = member.stub.until(
        lambda: [line.said for line in thread.lines(conversation) if line.said]
    )
    return found[-1]


def answered(member: Member, question: str) -> Any:
    """The value that Priya gave to a question."""
    given = said(member).answer
    assert isinstance(given, Given) and given.question == question
    return given.value


@pytest.mark.parametrize(("example", "words", "value"), [
    ("choice", "Northside Care Supplies", "31"),
    ("choice with hints", "Furniture", "furniture"),
    ("yes_no", "Yes", True),
    ("yes_no", "No", False),
    ("rating", "4 good", 4),
])  # fmt: skip
def test_a_pressed_button_is_an_answer(
    linked: Member, example: str, words: str, value: object
) -> None:
    card = EXAMPLES[example]
    assert card.question is not None
    assert linked.presses(words, asks(linked, card)).status_code == 200
    assert answered(linked, card.question.id) == value


@pytest.mark.parametrize(("example", "entered", "value"), [
    ("choices", {"Your answer": ["It is food or drink", "It keeps data about people"]},
     ["data", "food"]),
    ("choices", {"Your answer": []}, []),
    ("money", {"Your answer (£)": "1,250.5"}, {"amount": "1250.50", "vat": "net"}),
    ("number", {"Your answer": "7"}, "7"),
    ("date", {"Your answer": "2027-04-01"}, "2027-04-01"),
])  # fmt: skip
def test_what_stands_in_boxes_is_sent_with_them(
    linked: Member, example: str, entered: Mapping[str, Any], value: object
) -> None:
    card = EXAMPLES[example]
    assert card.question is not None
    on = asks(linked, card)
    linked.presses("Send", on, {_label(on): next(iter(entered.values()))})
    got = answered(linked, card.question.id)
    assert sorted(got) == sorted(value) if isinstance(value, list) else got == value


def _label(on: Posted) -> str:
    return next(each["label"]["text"] for each in on.blocks if each["type"] == "input")


@pytest.mark.parametrize(("example", "entered"), [
    ("money", ""), ("money", None), ("number", ""), ("date", None),
])  # fmt: skip
def test_an_emptied_box_is_told_of_and_not_taken(
    linked: Member, example: str, entered: str | None
) -> None:
    on = asks(linked, EXAMPLES[example])
    assert linked.presses("Send", on, {_label(on): entered}).status_code == 200
    (whisper,) = linked.stub.until(lambda: linked.stub.whispers)
    assert whisper.only_for == linked.user and whisper.shown.strip()


@pytest.mark.parametrize("count", [5, 6, 7, 12])
def test_none_of_several_buttons_is_lost(linked: Member, count: int) -> None:
    on = asks(linked, choosing(count))
    offered = [words for words in controls_used.buttons(on.blocks) if words.startswith("Answer")]
    assert len(offered) == count
    linked.presses(offered[-1], on)
    assert answered(linked, "which") == f"c{count - 1}"


@pytest.mark.parametrize("count", [13, 26, 100])
def test_many_answers_are_a_menu(linked: Member, count: int) -> None:
    on = asks(linked, choosing(count))
    linked.presses("Send", on, {"Your answer": [f"Answer {count - 1}"]})
    assert answered(linked, "which") == f"c{count - 1}"


def test_some_of_many_answers_are_a_menu_too(linked: Member) -> None:
    on = asks(linked, choosing(40, "choices"))
    linked.presses("Send", on, {"Your answer": ["Answer 0", "Answer 39"]})
    assert sorted(answered(linked, "which")) == ["c0", "c39"]


def search(member: Member, on: Posted, typed: str) -> JSON:
    """What Slack is given when somebody types in the search of a message's long list."""
    (block,) = [each for each in on.blocks if each["type"] == "input"]
    answer = member.interacts(
        "block_suggestion", block_id=block["block_id"], value=typed,
        action_id=block["element"]["action_id"],
        container={"type": "message", "message_ts": on.ts, "channel_id": on.channel},
    )  # fmt: skip
    found: JSON = answer.json()
    return found


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_of_more_than_a_hundred_answers_one_is_found_by_searching(
    linked: Member, kind: str
) -> None:
    on = asks(linked, choosing(300, kind))
    found = search(linked, on, "answer 287")["options"]
    assert texts(found)[0] == "Answer 287"
    (block,) = [each for each in on.blocks if each["type"] == "input"]
    picked = found[:1] if kind == "choices" else found[0]
    name = "selected_options" if kind == "choices" else "selected_option"
    payload = linked.press("Send", on)
    control = payload["state"]["values"][block["block_id"]][block["element"]["action_id"]]
    control[name] = picked
    signed.post(linked.http, signed.as_payload(payload))
    assert answered(linked, "which") == (["c287"] if kind == "choices" else "c287")


def test_a_search_shows_a_hundred_at_most_and_all_kinds_of_nothing(linked: Member) -> None:
    on = asks(linked, choosing(300))
    assert len(search(linked, on, "")["options"]) == 100
    assert search(linked, on, "zzzz")["options"] == []


def test_a_search_in_somebody_elses_message_finds_nothing(linked: Member) -> None:
    on = asks(linked, choosing(300))
    sam = Member(linked.stub, linked.http, "U0SAM")
    assert search(sam, on, "Answer")["options"] == []


def test_a_search_of_another_app_finds_nothing(linked: Member) -> None:
    answer = linked.interacts("block_suggestion", block_id="x", action_id="y", value="z")
    assert answer.json() == {"options": []}


def test_an_action_out_of_many_lines_is_picked_from_a_menu(linked: Member) -> None:
    change = Action(id="change:budget", label="Change")
    facts = tuple(
        Fact(label=f"Line {n}", value="x", action=change.model_copy(update={"id": f"change:{n}"}))
        for n in range(30)
    )
    on = asks(linked, Card(id="summary", title="So far", facts=facts))
    words = next(text for text in texts(on.blocks) if text.endswith("line 29"))
    action = {**controls_used.pick(on.blocks, words), "action_ts": linked.stub.stamp()}
    container = {"type": "message", "message_ts": on.ts, "channel_id": on.channel}
    linked.interacts("block_actions", container=container, actions=[action])
    assert said(linked) == Said(action="change:29")


@pytest.mark.parametrize("action", [
    {"type": "button", "block_id": "x", "action_id": "y", "value": "z"},
    {"type": "button", "block_id": "buywell:0:answer:", "action_id": "pick.0", "value": "=x"},
    {"type": "button", "block_id": "buywell:1:act.a:", "action_id": "do.0", "value": None},
    {"type": "button", "block_id": "buywell:1:act.a:", "action_id": "do.0", "value": "x" * 5000},
    {"type": "button", "block_id": "buywell:999999999999999999:send:q", "action_id": "send"},
    {"type": "button", "block_id": None, "action_id": "y"},
    {"type": "workflow_button", "action_id": "y"},
    {"type": "button", "url": "https://example.org", "block_id": "b", "action_id": "link"},
    {"type": "overflow", "block_id": "buywell:1:answer:q", "action_id": "y"},
    {"type": "static_select", "block_id": "buywell:1:act.a:", "action_id": "y",
     "selected_option": None},
    {"type": "users_select", "block_id": "u", "action_id": "y", "selected_user": "U1"},
    {"type": "rich_text_input", "block_id": "r", "action_id": "y", "rich_text_value": {}},
    {"type": "feedback_buttons", "block_id": "f", "action_id": "y", "value": "good"},
])  # fmt: skip
def test_a_control_that_says_nothing_of_ours_is_acknowledged(linked: Member, action: JSON) -> None:
    container = {"type": "message", "message_ts": "1.1", "channel_id": linked.direct}
    answer = linked.interacts(
        "block_actions", container=container, actions=[{**action, "action_ts": "1.2"}]
    )
    assert answer.status_code == 200
    linked.says("hello")
    assert said(linked) == Said(text="hello")
