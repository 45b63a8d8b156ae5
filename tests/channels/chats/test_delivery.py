"""Messages arrive in a chat in order and once, whatever happens on the way."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.chats.delivery import LINES, MOST_FAULTS, SENDS_WITHIN, Delivery
from bot.chats.platform import Gone, Later, Unsure
from buying.cards import Action, Card, Question
from buying.service import accounts, deliveries, messages, people
from buying.service.accounts import Identity
from tests.channels.chats.conftest import Chat, Passed
from tests.conftest import forget

CARDS = [Card(id=f"news.{n}", text=f"News {n}") for n in range(3)]
EVERY_CARD = [card.id for card in CARDS]


@pytest.fixture
def linked(chat: Chat) -> str:
    """Priya's conversation in a chat that knows her."""
    identity = Identity(email="priya@demo.example", verified=True)
    accounts.recognise("slack", "T1", "U-priya", identity)
    return people.conversation("priya", "slack")


def say(conversation: str, cards: list[Card] = CARDS) -> None:
    # In answer to a turn, so that quiet hours do not hold it back.
    messages.say_now(conversation, cards, "a turn")


def test_messages_arrive_in_order(chat: Chat, linked: str) -> None:
    say(linked)
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD


def test_delivering_again_sends_nothing(chat: Chat, linked: str) -> None:
    say(linked)
    chat.delivers()
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD


def test_one_that_the_platform_cannot_take_now_comes_later_and_first(
    chat: Chat, linked: str, clock: Passed
) -> None:
    say(linked)
    chat.platform.troubles = [None, None, Later("slow down", 30)]
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD[:1]
    clock(29)
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD[:1]
    clock(2)
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD


def test_one_that_arrived_although_its_answer_was_lost_is_not_sent_twice(
    chat: Chat, linked: str, clock: Passed
) -> None:
    say(linked)
    chat.platform.troubles = [None, (Unsure("timed out"),)]
    chat.delivers()
    clock(60)
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD


def test_one_that_did_not_arrive_is_sent_again(chat: Chat, linked: str, clock: Passed) -> None:
    say(linked)
    chat.platform.troubles = [None, Unsure("timed out")]
    chat.delivers()
    clock(60)
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD


def test_a_platform_that_is_busy_when_it_is_looked_up_does_not_make_it_twice(
    chat: Chat, linked: str, clock: Passed
) -> None:
    say(linked, CARDS[:1])
    chat.platform.troubles = [None, (Unsure("timed out"),), Later("slow down", 1), Later("again")]
    for _ in range(4):
        chat.delivers()
        clock(60)
    assert chat.platform.ids() == EVERY_CARD[:1]


def test_a_process_that_died_while_sending_does_not_make_it_twice(
    chat: Chat, linked: str, clock: Passed
) -> None:
    say(linked, CARDS[:1])
    job = deliveries.claim(linked)
    assert job is not None
    chat.delivers()
    chat.platform.posted["m1"] = _there(job.message)
    clock(61)
    assert deliveries.due("slack") == [linked]
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD[:1]


def _there(message: int):  # type: ignore[no-untyped-def]
    from bot.chats.standing import NEW
    from tests.channels.chats.scripted import Posted

    return Posted({"channel": "D-U-priya"}, CARDS[0], NEW, f"buywell-{message}")


def test_where_nobody_can_look_an_unsure_message_is_sent_again_rather_than_lost(
    chat: Chat, linked: str, clock: Passed
) -> None:
    chat.platform.can_look = False
    say(linked, CARDS[:1])
    chat.platform.troubles = [None, Unsure("timed out")]
    chat.delivers()
    clock(60)
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD[:1]


def test_a_new_address_is_asked_for_once_when_the_old_one_is_gone(chat: Chat, linked: str) -> None:
    say(linked, CARDS[:1])
    chat.delivers()
    say(linked, CARDS[1:2])
    chat.platform.troubles = [Gone("no such channel")]
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD[:2]


def test_one_that_can_never_arrive_does_not_hold_up_others(chat: Chat, linked: str) -> None:
    say(linked)
    chat.platform.troubles = [None, Gone("blocked"), None, Gone("blocked")]
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD[1:]
    on_the_page = messages.after(people.conversation("priya", "web"), 0)
    assert [card.id for card in on_the_page] == EVERY_CARD[:1]


def test_an_open_question_is_closed_when_it_is_answered_elsewhere(
    chat: Chat, linked: str, clock: Passed
) -> None:
    asked = Card(id="q", question=Question(id="budget", kind="money"))
    say(linked, [asked])
    chat.delivers()
    assert chat.platform.posted["m1"].standing.open
    say(linked, [Card(id="q2", question=Question(id="needed_by", kind="date"))])
    chat.delivers()
    assert not chat.platform.posted["m1"].standing.open
    assert chat.platform.posted["m2"].standing.open


def test_an_update_that_fails_is_made_later(chat: Chat, linked: str, clock: Passed) -> None:
    say(linked, [Card(id="q", actions=(Action(id="start", label="Start"),))])
    chat.delivers()
    chat.says("hello", event="slack:1")
    stands = chat.platform.posted["m1"]
    assert not stands.standing.pressable


def test_an_update_is_repeated_until_it_is_made(chat: Chat, linked: str, clock: Passed) -> None:
    say(linked, [Card(id="q", question=Question(id="budget", kind="money"))])
    chat.delivers()
    say(linked, [Card(id="q2", question=Question(id="needed_by", kind="date"))])
    chat.platform.troubles = [None, Later("slow down", 20)]
    chat.delivers()
    assert chat.platform.posted["m1"].standing.open
    clock(25)
    chat.delivers()
    assert not chat.platform.posted["m1"].standing.open


def test_nothing_is_queued_for_our_own_pages(chat: Chat) -> None:
    say(people.conversation("priya", "web"))
    assert deliveries.due("slack") == []


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quiet hours, which began an hour ago and end in two."""
    start = datetime.now(UTC)
    begin, end = start - timedelta(hours=1), start + timedelta(hours=2)
    monkeypatch.setenv("BUYWELL_TIME_ZONE", "UTC")
    monkeypatch.setenv("BUYWELL_QUIET_HOURS", f"{begin:%H:%M}-{end:%H:%M}")
    forget()


@pytest.mark.usefixtures("night")
def test_what_nobody_asked_for_waits_for_the_morning(
    chat: Chat, linked: str, clock: Passed
) -> None:
    messages.say_now(linked, [CARDS[0]], None)
    chat.delivers()
    assert chat.platform.ids() == []
    clock(2 * 3600 + 60)
    assert deliveries.due("slack") == [linked]
    chat.delivers()
    assert chat.platform.ids() == ["news.0"]


@pytest.mark.usefixtures("night")
def test_who_writes_in_the_night_gets_what_waited_and_then_the_answer(
    chat: Chat, linked: str
) -> None:
    messages.say_now(linked, [Card(id="q", question=Question(id="budget", kind="money"))], None)
    chat.delivers()
    chat.says("summary", event="slack:1")
    assert chat.platform.ids()[0] == "q"
    assert len(chat.platform.posted) > 1


def test_a_message_that_no_attempt_brought_there_for_a_day_takes_another_way(
    chat: Chat, linked: str, clock: Passed
) -> None:
    say(linked, CARDS[:1])
    chat.platform.troubles = [None, *(Later("away") for _ in range(200))]
    for _ in range(120):
        chat.delivers()
        clock(15 * 60)
    assert chat.platform.ids() == []
    on_the_page = messages.after(people.conversation("priya", "web"), 0)
    assert [card.id for card in on_the_page] == EVERY_CARD[:1]


def test_one_of_which_nobody_can_make_a_message_does_not_stop_those_after_it(
    chat: Chat, linked: str, clock: Passed
) -> None:
    say(linked)
    chat.platform.troubles = [None, *(ValueError("no such box") for _ in range(MOST_FAULTS))]
    for _ in range(2 * MOST_FAULTS):
        chat.delivers()
        clock(61)
        # The rest after a fault is over; what can be found was not there.
        chat.platform.troubles[:0] = [None] if chat.platform.troubles else []
    assert chat.platform.ids() == EVERY_CARD[1:]
    on_the_page = messages.after(people.conversation("priya", "web"), 0)
    assert [card.id for card in on_the_page] == EVERY_CARD[:1]


def test_one_that_cannot_be_changed_for_a_fault_does_not_keep_others_as_they_are(
    chat: Chat, linked: str
) -> None:
    pressable = [
        Card(id=f"news.{n}", actions=(Action(id="start", label="Start"),)) for n in range(2)
    ]
    say(linked, pressable)
    chat.delivers()
    chat.platform.troubles = [ValueError("no such box")]
    chat.says("hello", event="slack:1")
    assert not chat.platform.posted["m2"].standing.pressable


def test_one_about_which_more_is_said_while_it_is_changed_is_changed_once_more(
    chat: Chat, linked: str
) -> None:
    say(linked, [Card(id="q", question=Question(id="budget", kind="money"))])
    chat.delivers()
    update = chat.platform.update

    async def while_more_is_said(*given: Any) -> None:
        chat.platform.update = update  # type: ignore[method-assign]
        say(linked, [Card(id="q3", question=Question(id="budget", kind="money"))])
        await update(*given)

    chat.platform.update = while_more_is_said  # type: ignore[method-assign]
    say(linked, [Card(id="q2", question=Question(id="needed_by", kind="date"))])
    chat.delivers()
    before = chat.platform.updates
    chat.delivers()
    assert chat.platform.updates == before + 2
    assert deliveries.claim_stale(linked) == []


def test_those_who_have_to_rest_do_not_keep_others_from_their_turn(
    chat: Chat, linked: str, clock: Passed
) -> None:
    say(linked)
    chat.platform.troubles = [None, Later("not now", 600)]
    chat.delivers()
    clock(60)
    assert deliveries.due("slack") == []
    clock(600)
    assert deliveries.due("slack") == [linked]


def test_an_attempt_ends_before_somebody_else_may_begin_it(
    chat: Chat, linked: str, clock: Passed, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = asyncio.Event

    async def hang(*_: object) -> str:
        await never().wait()
        return ""

    monkeypatch.setattr("bot.chats.delivery.SENDS_WITHIN", 0.05)
    say(linked, CARDS[:1])
    with monkeypatch.context() as patch:
        patch.setattr(chat.platform, "send", hang)
        chat.delivers()
    clock(60)
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD[:1]
    assert deliveries.LEASE.total_seconds() > SENDS_WITHIN


def test_what_was_asked_long_ago_can_still_be_answered(
    chat: Chat, linked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("buying.service.thread.asked_of", lambda _: frozenset({"approval@BW-1"}))
    say(linked, [Card(id="task", question=Question(id="approval@BW-1", kind="yes_no"))])
    chat.delivers()
    for n in range(LINES):
        say(linked, [Card(id=f"more.{n}", text="More")])
    chat.delivers()
    assert chat.platform.posted["m1"].standing.open


def test_somebody_who_was_closed_is_sent_nothing_more(chat: Chat, linked: str) -> None:
    say(linked, CARDS[:1])
    people.close("priya", by="robin")
    chat.delivers_in(linked)
    assert chat.platform.ids() == []


@pytest.mark.parametrize("how", ["unlinked", "somebody else's", "closed"])
def test_an_answer_does_not_appear_in_an_account_that_is_not_its_person_s_any_more(
    chat: Chat, linked: str, how: str
) -> None:
    say(linked, [Card(id="q", question=Question(id="budget", kind="money"))])
    chat.delivers()
    say(linked, [Card(id="q2", question=Question(id="needed_by", kind="date"))])
    if how == "closed":
        people.close("priya", by="robin")
    elif how == "unlinked":
        accounts.unlink("slack", "T1", "U-priya", by="robin")
    else:
        accounts.link("slack", "T1", "U-priya", "sam", by="robin")
    chat.delivers_in(linked)
    assert chat.platform.updates == 0
    assert deliveries.due("slack") == []


def test_a_process_that_stops_brings_to_an_end_what_is_on_its_way_and_begins_no_more(
    chat: Chat, linked: str
) -> None:
    chat.platform.can_look = False
    send, begun, go = chat.platform.send, asyncio.Event(), asyncio.Event()

    async def slow(*given: Any) -> str:
        begun.set()
        await go.wait()
        return await send(*given)

    async def stop() -> None:
        delivery = Delivery({"slack": chat.platform})
        draining = asyncio.create_task(delivery.drain(linked))
        await begun.wait()
        closing = asyncio.create_task(delivery.close())
        await asyncio.sleep(0)
        go.set()
        await closing
        draining.cancel()
        await asyncio.gather(draining, return_exceptions=True)

    say(linked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chat.platform, "send", slow)
        asyncio.run(stop())
    assert chat.platform.ids() == EVERY_CARD[:1]
    chat.delivers()
    assert chat.platform.ids() == EVERY_CARD
