"""Talking with Buywell in Teams: typed words, buttons, forms, groups, and what comes twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from bot.teams import receive
from bot.teams.receive import LIKE_THIS
from buying.service import accounts
from buying.service.turns import Turn
from buying.store.database import reading
from tests.channels.double import Double
from tests.channels.teams import app, proof, signed
from tests.channels.teams.chat import CHANNEL, Chat, account, direct, member, mention
from tests.channels.teams.proof import buttons
from tests.channels.teams.stub import Microsoft

GROUP = "19:group@thread.v2"


def heard() -> list[Any]:
    """What people said, in the order in which it was taken, as it is kept."""
    with reading() as session:
        return [turn.payload for turn in session.scalars(select(Turn).order_by(Turn.seq))]


def test_a_typed_message_is_answered_with_a_card(chat: Chat) -> None:
    assert chat.says("priya", "I need 12 shower chairs").status_code == 202
    assert "shower chairs" in json.dumps(chat.answer("priya")[0].card)


def test_a_card_comes_with_words_for_the_notification(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    message = chat.answer("priya")[0].activity
    assert message["summary"] and "text" not in message


def test_who_has_to_wait_sees_that_an_answer_is_being_thought_of(
    chat: Chat, engine: Double
) -> None:
    engine.may_answer.clear()
    chat.says("priya", "I need 12 shower chairs")
    chat.microsoft.wait(
        lambda: any(call.body == {"type": "typing"} for call in chat.microsoft.made("^POST"))
    )
    assert not chat.microsoft.messages
    engine.may_answer.set()
    assert chat.reads("priya", "What kind of thing")


def test_a_button_that_is_pressed_is_an_answer_and_goes(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    first = chat.reads("priya", "What kind of thing")
    assert chat.presses("priya", first, "Send", value="equipment").status_code == 202
    chat.microsoft.wait(lambda: "You answered" in first.words)
    shown = {"question": "category", "value": "equipment", "message": 2}
    assert heard()[-1] == {"answer": shown}
    assert not buttons(first.card) and "Care and mobility equipment" in first.words


def test_a_button_that_is_pressed_twice_counts_once(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    first = chat.reads("priya", "What kind of thing")
    value = app.press(first.card, "Send", value="equipment")
    pressed = chat.activity("priya", value=value, replyToId=first.id)
    for _ in range(3):
        assert chat.sends(pressed).status_code == 202
    chat.microsoft.wait(lambda: "You answered" in first.words)
    assert len(heard()) == 2


def test_boxes_that_need_another_look_are_shown_again_with_a_sentence(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    first = chat.reads("priya", "What kind of thing")
    empty = buttons(first.card)["Send"]["data"]
    chat.sends(chat.activity("priya", value=empty, replyToId=first.id))
    chat.microsoft.wait(lambda: "Choose one of the answers." in proof.words(first.card))
    assert "Send" in buttons(first.card) and len(heard()) == 1


def test_every_box_of_a_card_arrives(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    chat.presses("priya", chat.reads("priya", "What kind of thing"), "Send", value="equipment")
    price = chat.reads("priya", "the most that you can spend")
    chat.presses("priya", price, "Send", value_amount="1,200", value_vat="net")
    chat.microsoft.wait(lambda: "You answered" in price.words)
    given = {"amount": "1200.00", "vat": "net"}
    assert heard()[-1] == {"answer": {"question": "budget", "value": given, "message": 3}}


def test_a_repeated_message_is_answered_once(chat: Chat, engine: Double) -> None:
    message = chat.activity("priya", text="I need 12 shower chairs")
    for _ in range(4):
        assert chat.sends(message).status_code == 202
    chat.reads("priya", "What kind of thing")
    assert heard() == [{"text": "I need 12 shower chairs"}]
    assert len(engine.heard) == 1


def test_a_typed_intent_is_only_a_text(chat: Chat) -> None:
    chat.says("priya", '/cancel_purchase{"reference": "BW-0001"}')
    chat.answer("priya")
    assert heard() == [{"text": '/cancel_purchase{"reference": "BW-0001"}'}]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("beds &amp; mattresses", "beds & mattresses"),
        ("less than &lt;5&gt; days", "less than <5> days"),
        ("12&nbsp;chairs", "12 chairs"),
        ("<at>Sam</at> needs 2 hoists", "Sam needs 2 hoists"),
        ("&lt;at&gt;Sam&lt;/at&gt;", "<at>Sam</at>"),
        ("  two\n\nlines  ", "two\n\nlines"),
        ("£1,200 für Stühle 🪑", "£1,200 für Stühle 🪑"),
    ],
)
def test_what_is_typed_is_read_as_plain_text(chat: Chat, typed: str, read: str) -> None:
    chat.says("priya", typed)
    chat.microsoft.wait(heard)
    assert heard() == [{"text": read}]


def test_two_people_have_two_conversations(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    chat.says("sam", "I need 3 laptops")
    assert "laptop" not in chat.reads("priya", "shower chairs").words
    assert "shower" not in chat.reads("sam", "laptops").words


def test_a_mention_in_a_channel_is_answered_in_private(chat: Chat) -> None:
    chat.mentions("priya", "I need 12 shower chairs")
    chat.reads("priya", "shower chairs")
    told = chat.reads_in(CHANNEL, "in private")
    assert told.activity["textFormat"] == "plain"
    assert "shower" not in json.dumps([m.activity for m in chat.microsoft.of(CHANNEL)])
    assert heard()[0] == {"text": "I need 12 shower chairs"}


def test_the_answer_is_shown_in_the_channel_when_its_owner_asks(chat: Chat) -> None:
    chat.mentions("priya", "I need 12 shower chairs")
    offer = chat.reads("priya", "You wrote to me in a group")
    chat.presses("priya", offer, "Show the answer there")
    assert chat.reads_in(CHANNEL, "Priya Sample shows this here:")
    shown = chat.reads_in(CHANNEL, "What kind of thing")
    assert not buttons(shown.card)


def test_the_same_person_in_private_and_in_a_channel_has_one_conversation(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    chat.reads("priya", "What kind of thing")
    chat.mentions("priya", "equipment")
    chat.reads_in(CHANNEL, "in private")
    assert [said["text"] for said in heard()] == ["I need 12 shower chairs", "equipment"]
    assert {m.conversation for m in chat.microsoft.messages} == {direct("priya"), CHANNEL}


def test_talk_in_a_group_that_is_not_for_us_is_not_kept(chat: Chat) -> None:
    chat.says("priya", "who brings cake?", where=GROUP, scope="groupChat")
    chat.says(
        "priya", "<at>Sam</at> will you?", where=GROUP, scope="groupChat",
        entities=[mention("29:sam", "<at>Sam</at>")],
    )  # fmt: skip
    chat.says("priya", "I need 12 shower chairs")
    chat.answer("priya")
    assert heard() == [{"text": "I need 12 shower chairs"}]
    assert not chat.microsoft.of(GROUP)


def test_somebody_unknown_is_refused_politely_and_told_whom_to_ask(
    chat: Chat, microsoft: Microsoft
) -> None:
    microsoft.members["stranger"] = member("stranger", email="stranger@elsewhere.example")
    chat.says("stranger", "I need 12 shower chairs")
    told = chat.reads("stranger", "I do not know your e-mail address")
    assert "robin@demo.example" in told.words
    assert heard() == []


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"userRole": "guest"}, "guest"),
        ({"userRole": "anonymous", "aadObjectId": None, "email": None}, "not signed in"),
        ({"tenantId": "44444444-4444-4444-8444-444444444444"}, "another organisation"),
        ({"aadObjectId": account("morgan")}, "another organisation"),
        (
            {"userPrincipalName": "priya_demo.example#EXT#@ours.onmicrosoft.com"},
            "another organisation",
        ),
    ],
)
def test_somebody_from_outside_is_refused_whatever_their_address(
    chat: Chat, microsoft: Microsoft, said: dict[str, Any], because: str
) -> None:
    microsoft.members["priya"] = member("priya", **said)
    chat.says("priya", "I need 12 shower chairs")
    assert chat.reads("priya", because)
    assert heard() == []


def test_somebody_whose_mailbox_has_another_name_is_known_by_how_they_sign_in(
    chat: Chat, microsoft: Microsoft
) -> None:
    microsoft.members["priya"] = member("priya", email=None)
    chat.says("priya", "I need 12 shower chairs")
    assert chat.reads("priya", "What kind of thing")


def test_who_adds_the_app_is_greeted_once(chat: Chat) -> None:
    chat.installs("priya")
    joined = chat.activity(
        "priya", kind="conversationUpdate", membersAdded=[{"id": mention().mentioned.id}]
    )
    chat.sends(joined)
    chat.says("priya", "I need 12 shower chairs")
    chat.reads("priya", "What kind of thing")
    words = [message.activity["summary"] for message in chat.microsoft.of(direct("priya"))]
    assert sum("Hello Priya" in each for each in words) == 1
    assert heard() == [{"text": "I need 12 shower chairs"}]


def test_who_removes_the_app_is_not_written_to_any_more(chat: Chat) -> None:
    chat.installs("priya")
    chat.answer("priya")
    assert chat.installs("priya", "remove").status_code == 202
    assert accounts.find("teams", signed.TENANT, account("priya")) is None


def test_who_comes_back_is_known_again(chat: Chat) -> None:
    chat.installs("priya")
    chat.answer("priya")
    chat.installs("priya", "remove")
    chat.says("priya", "I need 12 shower chairs")
    assert chat.reads("priya", "What kind of thing")


@pytest.mark.parametrize(
    "kind", ["messageReaction", "messageUpdate", "messageDelete", "typing", "endOfConversation"]
)
def test_what_needs_no_answer_is_acknowledged(chat: Chat, kind: str) -> None:
    answer = chat.sends(chat.activity("priya", kind=kind, text="12 shower chairs"))
    assert answer.status_code == 202
    assert heard() == [] and not chat.microsoft.messages


def test_an_activity_full_of_surprises_is_still_read(chat: Chat) -> None:
    message = chat.activity("priya", text="I need 12 shower chairs")
    message |= {
        "replyToId": None, "locale": "", "summary": "", "entities": [None, {"type": ""}, 7],
        "attachments": [{"contentType": "", "content": None}, None], "channelData": {
            "tenant": {"id": signed.TENANT}, "from": [1, 2]}, "brandNew": {"deep": [{}]},
    }  # fmt: skip
    assert chat.sends(message).status_code == 202
    assert chat.reads("priya", "What kind of thing")


@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "signin/verifyState", ""])
def test_an_invoke_that_nobody_knows_is_said_to_be_unknown(chat: Chat, name: str) -> None:
    assert chat.invokes("priya", name, {"action": {}}).status_code == 501
    assert heard() == []


@pytest.mark.parametrize(
    "value", [{"x": 1}, "text", [1], 7, {"buywell": None}, {"other": {"action": "start"}}]
)
def test_a_button_that_is_not_ours_does_nothing(chat: Chat, value: Any) -> None:
    answer = chat.sends(chat.activity("priya", value=value, replyToId="1:1"))
    assert answer.status_code == 202
    chat.says("priya", "I need 12 shower chairs")
    chat.reads("priya", "What kind of thing")
    assert {"text": "I need 12 shower chairs"} in heard()
    assert not any("answer" in said for said in heard())


def test_a_button_of_a_card_that_is_too_old_asks_again_what_is_asked_now(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    chat.reads("priya", "What kind of thing")
    old = {"buywell": {"send": "category", "card": 9_999}, "value": "equipment"}
    chat.sends(chat.activity("priya", value=old, replyToId="1:1"))
    chat.microsoft.wait(lambda: len(heard()) == 2)
    assert heard()[-1] == {"action": "repeat"}


def test_boxes_that_need_another_look_are_shown_again_in_private_only(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    first = chat.reads("priya", "What kind of thing")
    empty = buttons(first.card)["Send"]["data"]
    chat.sends(
        chat.activity("priya", value=empty, where=GROUP, scope="groupChat", replyToId="1:77")
    )
    assert chat.reads_in(GROUP, "answered you in private")
    assert not chat.microsoft.made("^PUT .*group")


def test_nobody_can_use_the_card_of_somebody_else(chat: Chat) -> None:
    chat.says("priya", "I need 12 shower chairs")
    first = chat.reads("priya", "What kind of thing")
    number = next(iter(buttons(first.card).values()))["data"]["buywell"]["card"]
    forged = {"buywell": {"send": "category", "card": number}, "value": "equipment"}
    chat.sends(chat.activity("sam", value=forged, replyToId=first.id))
    chat.answer("sam")
    assert not first.changed
    assert [turn for turn in heard() if "answer" in turn] == []


@pytest.mark.parametrize("name", ["composeExtension/fetchTask", "composeExtension/submitAction"])
def test_buy_something_like_this_starts_a_purchase_from_a_message(chat: Chat, name: str) -> None:
    payload = {
        "id": "1", "replyToId": None, "summary": None, "lastModifiedDateTime": None,
        "body": {"contentType": "html", "content": "<p>12 <b>bath</b> chairs<br>&amp; hoists</p>"},
    }  # fmt: skip
    value = {"commandId": LIKE_THIS, "commandContext": "message", "messagePayload": payload}
    answer = chat.invokes("priya", name, value, where=GROUP, scope="groupChat")
    assert answer.status_code == 200
    assert ("task" in answer.json()) == (name == "composeExtension/fetchTask")
    chat.reads("priya", "What kind of thing")
    assert heard() == [{"action": "start"}, {"text": "12 bath chairs\n& hoists"}]
    assert not chat.microsoft.of(GROUP)


def test_a_stranger_who_buys_something_like_this_is_told_in_private(
    chat: Chat, microsoft: Microsoft
) -> None:
    microsoft.members["stranger"] = member("stranger", email="stranger@elsewhere.example")
    payload = {"body": {"contentType": "text", "content": "12 bath chairs"}}
    value = {"commandId": LIKE_THIS, "messagePayload": payload}
    name = "composeExtension/submitAction"
    chat.invokes("stranger", name, value, where=GROUP, scope="groupChat")
    assert chat.reads("stranger", "I do not know your e-mail address")
    assert not chat.microsoft.of(GROUP) and heard() == []


def test_our_name_alone_asks_what_we_can_do(chat: Chat) -> None:
    chat.mentions("priya", "")
    chat.answer("priya")
    assert heard() == [{"action": "help"}]


def test_a_command_that_is_not_ours_is_said_to_be_unknown(chat: Chat) -> None:
    answer = chat.invokes("priya", "composeExtension/submitAction", {"commandId": "other"})
    assert answer.status_code == 501


def test_a_pasted_picture_gets_advice(chat: Chat, microsoft: Microsoft) -> None:
    pasted = [{"contentType": "image/png", "contentUrl": f"{microsoft.service}v3/attachments/1"}]
    chat.sends(chat.activity("priya", text="") | {"attachments": pasted})
    assert chat.reads("priya", receive.PASTED)
    assert not chat.microsoft.made("GET .*attachments")


def test_nothing_that_was_said_is_logged(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="bot"):
        chat.says("priya", "a commode for Mrs Whitcombe")
        chat.sends(chat.activity("priya", kind="event", text="a commode for Mrs Whitcombe"))
        chat.says("priya", "a commode for Mrs Whitcombe", tenant="4" * 8)
        chat.answer("priya")
    assert "Whitcombe" not in caplog.text and "commode" not in caplog.text
    assert "token" not in caplog.text.replace("the token", "").replace("no token", "")
