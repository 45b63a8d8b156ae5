"""What people write in a chat is answered there, in private, once, and in order."""

from __future__ import annotations

import pytest

from bot.chats.arrivals import MOST_FAULTS
from bot.chats.platform import Gone, Later
from buying.service import accounts, arrivals, people
from buying.service.accounts import Identity
from buying.service.arrivals import Place, RemoteFile
from buying.service.said import Given, Said
from buying.store.database import reading
from buying.store.tables import ArrivalRow
from tests.channels.chats.conftest import Chat, Passed

GROUP = Place(channel="C1", private=False, thread="1.0")
NEED = "12 shower chairs"


def test_a_message_is_answered_where_it_was_written(chat: Chat) -> None:
    chat.says(NEED)
    assert chat.platform.ids()[-1] == "ask.category"
    assert {there.address["channel"] for there in chat.platform.posted.values()} == {"D-U-priya"}


def test_a_repeated_event_is_answered_once(chat: Chat) -> None:
    chat.says(NEED, event="slack:1")
    before = len(chat.platform.posted)
    chat.says(NEED, event="slack:1")
    assert len(chat.platform.posted) == before


def test_the_controls_go_once_a_question_is_answered_and_the_answer_stands_there(
    chat: Chat,
) -> None:
    chat.says(NEED)
    asked = next(m for m in chat.platform.posted.values() if m.card.id == "ask.category")
    assert asked.standing.open
    chat.says(said=(Said(answer=Given(question="category", value="equipment")),), event="slack:2")
    assert not asked.standing.open and not asked.standing.pressable
    assert asked.standing.answered == "Care and mobility equipment"


def test_a_question_that_is_asked_again_is_not_said_to_be_answered(chat: Chat) -> None:
    chat.says(NEED)
    chat.says("why do you ask?")
    first, *_, last = [m for m in chat.platform.posted.values() if m.card.id == "ask.category"]
    assert (first.standing.open, first.standing.answered) == (False, None)
    assert last.standing.open


def test_somebody_unknown_is_refused_and_nothing_of_it_is_kept(chat: Chat) -> None:
    chat.platform.people["U-nobody"] = Identity(email="x@else.example", verified=True)
    chat.says("secret", by="U-nobody")
    ((where, text),) = chat.platform.noted
    assert where == "D-U-nobody" and "robin@demo.example" in text
    assert chat.platform.posted == {}


def test_who_it_is_is_asked_again_when_the_platform_is_busy(chat: Chat, clock: Passed) -> None:
    chat.platform.troubles = [Later("busy", 30)]
    chat.says(NEED)
    assert chat.platform.posted == {}
    chat.works()
    assert chat.platform.posted == {}
    clock(31)
    chat.works()
    assert chat.platform.ids()[-1] == "ask.category"


def test_what_is_said_in_a_group_is_answered_in_private(chat: Chat) -> None:
    chat.says(NEED, place=GROUP, event="slack:1")
    assert {there.address["channel"] for there in chat.platform.posted.values()} == {"D-U-priya"}
    ((where, text),) = chat.platform.noted
    assert where == "C1" and "in private" in text and NEED not in text
    assert chat.platform.ids()[-1] == "group.offer"


def test_the_answer_is_shown_in_the_group_when_its_owner_asks(chat: Chat) -> None:
    chat.says(NEED, place=GROUP, event="slack:1")
    chat.says(do="show_in_group:slack:1", event="slack:2")
    ((where, cards, by),) = chat.platform.shown
    assert (where, by) == ("C1", "Priya Sample")
    assert "ask.category" in cards and "group.offer" not in cards
    assert chat.platform.ids()[-1] == "group.shown"


def test_nobody_can_show_what_somebody_else_was_answered(chat: Chat) -> None:
    chat.says(NEED, place=GROUP, event="slack:1")
    chat.says(do="show_in_group:slack:1", event="slack:2", by="U-sam")
    assert chat.platform.shown == []


def test_somebody_whom_the_bot_cannot_write_to_is_told_how(chat: Chat) -> None:
    chat.platform.troubles = [None, Gone("not installed"), Gone("not installed")]
    chat.says(NEED, place=GROUP, event="slack:1")
    assert "Open a chat with me" in chat.platform.noted[-1][1]


def test_two_people_do_not_see_each_other_s_purchases(chat: Chat) -> None:
    chat.says("12 shower chairs", event="slack:1")
    chat.says("3 desks", event="slack:2", by="U-sam")
    by_channel = {there.address["channel"]: there.card for there in chat.platform.posted.values()}
    assert set(by_channel) == {"D-U-priya", "D-U-sam"}
    chat.says("summary", event="slack:3", by="U-sam")
    sams = [m.card for m in chat.platform.posted.values() if m.address["channel"] == "D-U-sam"]
    assert "shower" not in str([card.model_dump() for card in sams])


def test_a_file_is_fetched_and_read_where_one_is_asked_for(chat: Chat) -> None:
    chat.platform.contents["https://files/1"] = b"not a quote"
    file = RemoteFile(name="quote.pdf", url="https://files/1", size=11)
    chat.says(files=(file,), said=(Said(text="from Ridgeway"),), event="slack:1")
    texts = " ".join(there.card.text for there in chat.platform.posted.values())
    assert "quote.pdf" in texts and "from Ridgeway" in texts


def test_a_file_that_is_too_large_is_refused_without_fetching_it(chat: Chat) -> None:
    file = RemoteFile(name="quote.pdf", url="https://nowhere", size=10**9)
    chat.says(files=(file,), event="slack:1")
    assert "quote.pdf" in [there.card.text for there in chat.platform.posted.values()][-1]


def test_opening_the_chat_says_hello_once(chat: Chat) -> None:
    chat.says(event="slack:installed")
    assert chat.platform.ids() == ["greeting"]
    chat.says(event="slack:installed again")
    assert chat.platform.ids() == ["greeting"]


def test_while_the_engine_is_away_the_person_is_told_once(chat: Chat, clock: Passed) -> None:
    chat.engine.mood = "away"
    chat.says(NEED, event="slack:1")
    chat.says("hello?", event="slack:2")
    assert chat.platform.ids() == ["turn.waiting"]
    chat.engine.mood = "well"
    clock(120)
    chat.says("back", event="slack:3")
    assert "ask.category" in chat.platform.ids()


def test_a_link_to_the_pages_signs_its_owner_in_once_and_is_kept_nowhere(chat: Chat) -> None:
    chat.says("Sign me in.", event="slack:1")
    ((_, text),) = chat.platform.noted
    token = text.rpartition("token=")[2]
    assert chat.platform.posted == {}
    with reading() as session:
        assert token not in str([row.place for row in session.query(ArrivalRow)])
    assert people.redeem(token) is not None
    assert people.redeem(token) is None


def test_a_link_to_the_pages_is_not_written_in_a_group(chat: Chat) -> None:
    chat.says("sign me in", event="slack:1", place=GROUP)
    ((_, text),) = chat.platform.noted
    assert "token" not in text and "in private" in text


def test_typed_commands_of_rasa_are_words(chat: Chat) -> None:
    chat.says('/cancel{"x": 1}', event="slack:1")
    chat.says("/restart", event="slack:2")
    assert chat.platform.ids()


def test_arrivals_of_one_account_stay_in_order(chat: Chat) -> None:
    chat.arrives("12 shower chairs", event="slack:1")
    chat.arrives("summary", event="slack:2")
    chat.works()
    assert chat.engine.heard == ["slack:1", "slack:2"]
    assert arrivals.waiting("slack") == []


def test_what_a_fault_keeps_from_being_taken_in_does_not_stop_what_comes_after(
    chat: Chat, clock: Passed
) -> None:
    chat.platform.troubles = [ValueError("no such file") for _ in range(MOST_FAULTS)]
    file = RemoteFile(name="quote.pdf", url="https://files/1", size=11)
    link(chat)
    chat.arrives(files=(file,), event="slack:1")
    chat.arrives(NEED, event="slack:2")
    for _ in range(MOST_FAULTS):
        with pytest.raises(ValueError, match="no such file"):
            chat.works()
        clock(60)
    chat.works()
    assert "The fault is mine" in chat.platform.noted[0][1]
    assert chat.platform.ids()[-1] == "ask.category"


def test_a_group_is_told_although_the_platform_was_busy(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chats.arrivals.SAYS_AGAIN", (0.0, 0.0))
    note, busy = chat.platform.note, [Later("slow down", 1)]

    async def noted(place: Place, account: str, text: str) -> None:
        if busy:
            raise busy.pop()
        await note(place, account, text)

    monkeypatch.setattr(chat.platform, "note", noted)
    chat.says(NEED, place=GROUP, event="slack:1")
    assert [where for where, _ in chat.platform.noted] == ["C1"]


def link(chat: Chat) -> None:
    accounts.recognise("slack", "T1", "U-priya", chat.platform.people["U-priya"])
