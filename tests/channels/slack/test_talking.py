"""People who talk with Buywell in Slack: what they write, press and send is answered there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.slack.settings import slack
from buying.cards import Card, Fact, Question
from buying.service import messages, people, thread
from buying.service.said import Said
from tests.channels.slack import controls_used, signed
from tests.channels.slack.member import Member
from tests.channels.slack.stub import BOT, Stub
from tests.channels.slack.workspace import Posted

CATEGORY = "What kind of thing is that?"
CHANNEL = "C0TEAM"
BOX = "Your answer"


def said_by(person: str) -> list[Said]:
    """What somebody sent from Slack so far, in order."""
    lines = thread.lines(people.conversation(person, "slack"))
    return [line.said for line in lines if line.said]


def buttons(message: Posted) -> list[str]:
    """The words on a message's buttons."""
    return controls_used.buttons(message.blocks)


def answered(message: Posted) -> str:
    """What a message says was answered to it."""
    return message.shown.partition("You answered:")[2].strip()


def test_a_message_is_answered_in_the_direct_chat(priya: Member) -> None:
    priya.says("12 shower chairs")
    assert "shower chairs" in priya.hears("I have noted").shown
    assert "Send" in buttons(priya.hears(CATEGORY))


def test_an_answered_message_keeps_its_words_and_loses_its_buttons(priya: Member) -> None:
    priya.says("12 shower chairs")
    asked = priya.hears(CATEGORY)
    priya.says("Care and mobility equipment")
    priya.stub.until(lambda: buttons(asked) == [])
    assert CATEGORY in asked.shown
    assert answered(asked) == "Care and mobility equipment"


def test_what_is_picked_beside_send_is_the_answer(priya: Member) -> None:
    priya.says("12 shower chairs")
    asked = priya.hears(CATEGORY)
    priya.presses("Send", asked, {BOX: ["Furniture and furnishings"]})
    priya.stub.until(lambda: answered(asked) == "Furniture and furnishings")


def test_send_with_nothing_picked_says_what_to_do_to_that_person_alone(priya: Member) -> None:
    priya.says("12 shower chairs")
    asked = priya.hears(CATEGORY)
    before = len(priya.reads())
    priya.presses("Send", asked, {BOX: []})
    (whisper,) = priya.stub.until(lambda: priya.stub.whispers)
    assert (whisper.only_for, whisper.channel) == (priya.user, priya.direct)
    assert "Choose one of the answers." in whisper.shown
    assert len(said_by("priya")) == 1
    assert len(priya.reads()) == before


def test_a_button_whose_answer_is_not_there_any_more_says_so(priya: Member) -> None:
    priya.says("12 shower chairs")
    asked = priya.hears(CATEGORY)
    payload = priya.press("Send", asked)
    (action,) = payload["actions"]
    action |= {"block_id": action["block_id"].replace(":send:", ":answer:"), "value": "#999999"}
    assert signed.post(priya.http, signed.as_payload(payload)).status_code == 200
    (whisper,) = priya.stub.until(lambda: priya.stub.whispers)
    assert "cannot find this question" in whisper.shown
    assert len(said_by("priya")) == 1


def test_a_button_agrees_to_nothing_that_was_changed_since(
    priya: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(chosen: str) -> None:
        facts = (Fact(label="Chosen", value=chosen),)
        question = Question(id="approval@BW-0001", kind="yes_no")
        conversation = people.conversation("priya", "slack")
        messages.say_now(conversation, [Card(id="task", facts=facts, question=question)], None)

    monkeypatch.setattr("buying.service.thread.asked_of", lambda _: {"approval@BW-0001"})
    priya.says("hello")
    asked("Bathwell")
    priya.says("hello")
    payload = priya.press("Yes", priya.hears("Bathwell"))
    asked("Ridgeway")
    assert signed.post(priya.http, signed.as_payload(payload)).status_code == 200
    (whisper,) = priya.stub.until(lambda: priya.stub.whispers)
    assert "has changed since" in whisper.shown
    assert not [each for each in said_by("priya") if each.answer]


def test_a_button_that_is_no_answer_is_obeyed(priya: Member) -> None:
    priya.says("12 shower chairs")
    priya.presses("Change", priya.hears("I have noted"))
    priya.hears("What do you need")
    assert said_by("priya")[-1] == Said(action="change:need")


@pytest.mark.parametrize("silent", [
    {"subtype": "message_changed"},
    {"subtype": "message_deleted"},
    {"subtype": "bot_message", "bot_id": "B1"},
    {"bot_id": "B0BUYWELL"},
    {"subtype": "channel_join"},
    {"channel": "C0TEAM", "channel_type": "channel"},
])  # fmt: skip
def test_what_nobody_wrote_to_us_is_passed_over(priya: Member, silent: dict[str, str]) -> None:
    assert priya.says("not for you", **silent).status_code == 200
    priya.says("12 shower chairs")
    priya.hears(CATEGORY)
    assert said_by("priya") == [Said(text="12 shower chairs")]


def test_slacks_marks_are_read_as_what_was_typed(priya: Member) -> None:
    priya.says("chairs &amp; rails &lt;3 from <http://shop.example|shop.example>, ask <@U0SAM>")
    priya.newest()
    assert said_by("priya") == [Said(text="chairs & rails <3 from shop.example, ask @somebody")]


def test_a_typed_intent_is_only_words(priya: Member) -> None:
    priya.says('/nlu_fallback{"answer": "x"}')
    priya.newest()
    assert said_by("priya") == [Said(text='/nlu_fallback{"answer": "x"}')]


def test_a_repeated_event_is_one_turn_however_it_comes(priya: Member) -> None:
    payload = priya.message("12 shower chairs")
    again = {**payload, "event_id": "EvOther"}
    mention = {**payload, "event": {**payload["event"], "type": "app_mention"}}
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    for each in (payload, again, mention):
        assert priya.sends(each, more=retry).status_code == 200
    priya.hears(CATEGORY)
    assert said_by("priya") == [Said(text="12 shower chairs")]
    assert sum(CATEGORY in each.shown for each in priya.reads()) == 1


def test_a_second_press_of_the_same_button_is_one_turn(priya: Member) -> None:
    priya.says("12 shower chairs")
    payload = priya.press("Back", priya.hears(CATEGORY))
    for _ in range(3):
        assert signed.post(priya.http, signed.as_payload(payload)).status_code == 200
    priya.hears("What do you need")
    assert [each.action for each in said_by("priya")] == [None, "back"]


def test_two_people_do_not_see_each_other(priya: Member, member: Callable[[str], Member]) -> None:
    sam = member("U0SAM")
    priya.says("12 shower chairs")
    sam.says("40 training places")
    priya.hears("shower chairs")
    sam.hears("training places")
    assert not any("training" in each.shown for each in priya.reads())
    assert not any("shower" in each.shown for each in sam.reads())


def test_somebody_elses_press_on_my_message_is_not_mine(
    priya: Member, member: Callable[[str], Member]
) -> None:
    sam = member("U0SAM")
    priya.says("12 shower chairs")
    asked = replace(priya.hears(CATEGORY), channel=sam.direct)
    sam.presses("Send", asked, {BOX: ["Furniture and furnishings"]})
    (whisper,) = sam.stub.until(lambda: sam.stub.whispers)
    assert "cannot find this question" in whisper.shown
    assert said_by("sam") == []


def test_what_is_said_in_a_channel_is_answered_in_private(priya: Member) -> None:
    priya.mentions("12 shower chairs", CHANNEL)
    priya.hears(CATEGORY)
    (note,) = priya.stub.until(lambda: priya.stub.whispers)
    assert (note.channel, note.only_for) == (CHANNEL, priya.user)
    assert "in private" in note.shown
    assert priya.stub.in_channel(CHANNEL) == []
    assert said_by("priya") == [Said(text="12 shower chairs")]


def test_in_private_and_in_a_channel_it_is_one_conversation(priya: Member) -> None:
    priya.says("12 shower chairs")
    priya.hears(CATEGORY)
    priya.mentions("Furniture and furnishings", CHANNEL)
    priya.hears("What is the most that you can spend?")
    assert [each.text for each in said_by("priya")] == [
        "12 shower chairs",
        "Furniture and furnishings",
    ]


def test_who_only_calls_its_name_is_greeted(priya: Member) -> None:
    priya.mentions("", CHANNEL)
    priya.newest()
    assert said_by("priya") == [Said(text="hello")]
    assert priya.stub.until(lambda: priya.stub.whispers)


def test_a_channel_sees_an_answer_when_its_owner_asks_for_that(priya: Member) -> None:
    priya.mentions("12 shower chairs", CHANNEL, thread_ts="1700000000.000100")
    priya.hears("Show the answer there")
    priya.presses("Show the answer there")
    shown = priya.stub.until(
        lambda: priya.stub.in_channel(CHANNEL)[2:] and priya.stub.in_channel(CHANNEL)
    )
    assert "Priya Sample asked me to show this here." in shown[0].shown
    assert any(CATEGORY in each.shown for each in shown)
    assert {each.thread for each in shown} == {"1700000000.000100"}
    assert all(buttons(each) == [] for each in shown)


def test_in_a_channel_shared_with_others_nobody_is_answered(priya: Member) -> None:
    payload = priya.message(f"<@{BOT}> hello", channel=CHANNEL, type="app_mention")
    priya.stub.members[CHANNEL] |= {priya.user, BOT}
    assert priya.sends({**payload, "is_ext_shared_channel": True}).status_code == 200
    (note,) = priya.stub.until(lambda: priya.stub.whispers)
    assert "only work for people of" in note.shown
    assert said_by("priya") == [] and priya.reads() == []


@pytest.mark.parametrize("of", ["user_team", "team"])
def test_people_of_another_workspace_are_not_heard(priya: Member, of: str) -> None:
    assert priya.says("hello", **{of: "T0OTHER"}).status_code == 200
    other = Member(priya.stub, priya.http, priya.user)
    assert (
        other.interacts(
            "block_actions",
            user={"id": priya.user, "team_id": "T0OTHER"},
            actions=[{"action_id": "do.0"}],
        ).status_code
        == 200
    )
    priya.says("12 shower chairs")
    priya.hears(CATEGORY)
    assert said_by("priya") == [Said(text="12 shower chairs")]


def test_only_the_workspace_that_was_set_is_served(
    workspace: Stub, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("BUYWELL_SLACK_TEAM", "T0OTHER")
    slack.cache_clear()
    priya = request.getfixturevalue("priya")
    assert priya.says("hello").status_code == 200
    assert "only work for people of" in priya.commands("hello").text
    assert said_by("priya") == []


@pytest.mark.parametrize(("told", "why"), [
    ({"is_restricted": True}, "you are a guest"),
    ({"is_ultra_restricted": True}, "you are a guest"),
    ({"is_stranger": True}, "another organisation"),
    ({"team_id": "T0OTHER"}, "another organisation"),
    ({"is_email_confirmed": False}, "a confirmed e-mail address"),
    ({"deleted": True}, "was closed"),
    ({"is_bot": True}, "the account of an app"),
    ({"profile": {"email": "nobody@elsewhere.example"}}, "do not know your e-mail address"),
    ({"profile": {}}, "a confirmed e-mail address"),
])  # fmt: skip
def test_a_stranger_is_refused_politely_and_told_whom_to_ask(
    priya: Member, told: dict[str, object], why: str
) -> None:
    priya.stub.users[priya.user] |= told
    priya.says("12 shower chairs")
    refusal = priya.newest()
    assert why in refusal.shown
    assert "Robin" in refusal.shown
    assert said_by("priya") == []


def test_a_stranger_whom_slack_does_not_know_is_refused_in_the_channel(
    workspace: Stub, priya: Member
) -> None:
    workspace.add_user("U0GHOST", "ghost@elsewhere.example", "Ghost")
    ghost = Member(workspace, priya.http, "U0GHOST")
    ghost.mentions("what did Priya buy?", CHANNEL)
    (note,) = workspace.until(lambda: workspace.whispers)
    assert (note.only_for, note.channel) == ("U0GHOST", CHANNEL)
    assert "Robin" in note.shown


def test_the_command_alone_begins_a_purchase(priya: Member) -> None:
    assert priya.commands().status_code == 200
    priya.hears("What do you need")
    assert said_by("priya") == [Said(action="start")]


def test_words_after_the_command_are_said(priya: Member) -> None:
    priya.commands("12 shower chairs")
    priya.hears(CATEGORY)
    assert said_by("priya") == [Said(text="12 shower chairs")]


def test_help_after_the_command_helps(priya: Member) -> None:
    priya.commands("help")
    assert "back" in priya.newest().shown.lower()


@pytest.mark.parametrize("where", [CHANNEL, "D0PRIYASAM"])
def test_the_command_anywhere_says_at_once_where_the_answer_comes(
    priya: Member, where: str
) -> None:
    answer = priya.commands("12 shower chairs", channel=where)
    assert "direct chat" in answer.text
    priya.hears(CATEGORY)
    assert priya.stub.in_channel(where) == []


def test_the_shortcut_in_the_menu_begins_a_purchase(priya: Member) -> None:
    assert priya.interacts("shortcut", callback_id="buywell.start").status_code == 200
    priya.hears("What do you need")


def test_the_shortcut_on_a_message_begins_one_with_its_words(priya: Member) -> None:
    priya.interacts(
        "message_action", callback_id="buywell.like_this", channel={"id": CHANNEL},
        message={"text": "12 shower chairs &amp; rails", "ts": "1700000000.000100"},
    )  # fmt: skip
    priya.hears(CATEGORY)
    assert said_by("priya") == [Said(action="start"), Said(text="12 shower chairs & rails")]


def test_a_shortcut_that_is_not_ours_is_passed_over(priya: Member) -> None:
    assert priya.interacts("shortcut", callback_id="other").status_code == 200
    assert said_by("priya") == []


def test_in_a_thread_the_answer_comes_in_the_thread(priya: Member) -> None:
    priya.says("12 shower chairs", thread_ts="1700000000.000100")
    assert priya.hears(CATEGORY).thread == "1700000000.000100"
    priya.presses("Back", priya.hears(CATEGORY))
    assert priya.hears("What do you need").thread == "1700000000.000100"


def test_a_quote_sent_as_a_file_fills_in_the_form(priced: Member) -> None:
    quote = b"Supplier,Price (inc VAT)\nHarbour Care,820\n"
    file = priced.stub.add_file("quote.csv", quote, "text/csv")
    priced.says("here it is", subtype="file_share", files=[file])
    assert "not the words that came with it" in priced.hears("here it is").shown
    priced.newest(lambda each: "Check the form" in buttons(each))
    view = priced.opens("Check the form")
    assert "Harbour Care" in str(view["blocks"])


def test_a_file_that_slack_does_not_keep_is_told_of(priya: Member) -> None:
    file = priya.stub.add_file("quote.pdf", b"%PDF")
    elsewhere = {**file, "url_private": "https://drive.example/f", "url_private_download": None}
    priya.says("", subtype="file_share", files=[elsewhere])
    assert "could not get the file quote.pdf" in priya.newest().shown
