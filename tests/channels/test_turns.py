"""Turns go to the engine in order, conversations side by side, and nothing is lost on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.engine import EngineAway, TurnFailed
from bot.turns import Turns
from bot.worker import Worker
from buying.cards import Card
from buying.clock import now
from buying.service import accounts, letters, messages, people, thread, turns
from buying.service.turns import Said
from buying.store.database import transaction
from buying.store.tables import Turn

pytestmark = pytest.mark.usefixtures("people")


class Hands:
    """Stands at the engine's place in this process, to say exactly when it answers.

    That turns travel over HTTP to an engine is tested in test_api.py.
    """

    def __init__(self) -> None:
        self.there = True
        self.fault: Exception | None = None
        self.order: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}

    async def send(self, turn_id: str, conversation: str, text: str) -> list[Card]:
        self.order.append(turn_id)
        if not self.there:
            raise EngineAway("nobody there")
        if turn_id in self.gates:
            await self.gates[turn_id].wait()
        if self.fault is not None:
            raise self.fault
        with transaction() as session:
            session.get_one(Turn, turn_id).heard_at = now()
            card = Card(id="answer", text=f"You said {text}")
            return messages.say(session, conversation, [card], turn_id=turn_id)

    async def ready(self) -> bool:
        return self.there

    async def close(self) -> None:
        self.there = False


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(work(), 20))


def here(person: str = "priya") -> str:
    return people.conversation(person, "web")


async def say(door: Turns, event: str, text: str = "chairs", person: str = "priya") -> list[str]:
    cards = await door.handle(event, here(person), person, "web", Said(text=text))
    return [card.id if card.id != "answer" else card.text for card in cards]


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=seconds)
    monkeypatch.setattr("buying.service.turns.now", lambda: moment)


def test_what_is_said_is_answered() -> None:
    async def work() -> None:
        assert await say(Turns(Hands()), "e1", "12 chairs") == ["You said 12 chairs"]
        assert turns.outcome("e1").state == "done"

    run(work)


def test_the_same_event_again_gets_the_same_answer_and_is_heard_once() -> None:
    async def work() -> None:
        hands = Hands()
        door = Turns(hands)
        first = await say(door, "e1")
        assert await say(door, "e1") == first
        assert hands.order == ["e1"]

    run(work)


def test_a_button_pressed_twice_at_once_is_heard_once_and_both_get_the_answer() -> None:
    async def work() -> None:
        hands = Hands()
        door = Turns(hands)
        assert (
            await asyncio.gather(*(say(door, "e1") for _ in range(4))) == [["You said chairs"]] * 4
        )
        assert hands.order == ["e1"]

    run(work)


def test_turns_of_one_conversation_are_heard_one_after_the_other() -> None:
    async def work() -> None:
        hands = Hands()
        hands.gates["e1"] = asyncio.Event()
        door = Turns(hands)
        first = asyncio.create_task(say(door, "e1", "one"))
        while hands.order != ["e1"]:
            await asyncio.sleep(0)
        second = asyncio.create_task(say(door, "e2", "two"))
        while not await asyncio.to_thread(_kept, "e2"):
            await asyncio.sleep(0)
        assert hands.order == ["e1"]
        hands.gates["e1"].set()
        assert await asyncio.gather(first, second) == [["You said one"], ["You said two"]]
        assert hands.order == ["e1", "e2"]

    run(work)


def _kept(turn_id: str) -> bool:
    with transaction() as session:
        return session.get(Turn, turn_id) is not None


def test_one_conversation_does_not_wait_for_another() -> None:
    async def work() -> None:
        hands = Hands()
        hands.gates["e1"] = asyncio.Event()
        door = Turns(hands)
        slow = asyncio.create_task(say(door, "e1"))
        assert await say(door, "e2", "gloves", person="sam") == ["You said gloves"]
        hands.gates["e1"].set()
        assert await slow == ["You said chairs"]

    run(work)


def test_two_processes_never_work_on_one_conversation_at_once() -> None:
    async def work() -> None:
        one, other = Hands(), Hands()
        one.gates["e1"] = asyncio.Event()
        first = asyncio.create_task(say(Turns(one), "e1", "one"))
        while one.order != ["e1"]:
            await asyncio.sleep(0)
        second = asyncio.create_task(say(Turns(other), "e2", "two"))
        while not await asyncio.to_thread(_kept, "e2"):
            await asyncio.sleep(0)
        one.gates["e1"].set()
        assert await asyncio.gather(first, second) == [["You said one"], ["You said two"]]
        assert one.order + other.order == ["e1", "e2"]

    run(work)


def test_when_the_engine_is_away_the_person_is_told_once_and_nothing_is_lost() -> None:
    async def work() -> None:
        hands = Hands()
        hands.there = False
        door = Turns(hands)
        assert await say(door, "e1", "one") == [turns.WAITING_CARD]
        assert await say(door, "e2", "two") == []
        assert await say(door, "e1", "one") == [turns.WAITING_CARD]
        assert [line.state for line in thread.lines(here()) if line.said] == ["waiting"] * 2

    run(work)


def test_the_worker_hands_over_what_waited_in_order_when_the_engine_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work() -> None:
        away = Hands()
        away.there = False
        door = Turns(away)
        for event in ("e1", "e2", "e3"):
            await say(door, event, event)
        await door.close()
        back = Hands()
        worker = Worker(back)
        back.there = False
        later(monkeypatch, 3)
        assert await worker.look() == 0
        back.there = True
        assert await worker.look() == 1
        await worker.settled()
        assert back.order == ["e1", "e2", "e3"]
        said = [line.card.id for line in thread.lines(here()) if line.card]
        assert said == [turns.WAITING_CARD, "answer", "answer", "answer"]
        assert await worker.look() == 0

    run(work)


def test_the_worker_takes_over_from_a_process_that_died(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        turns.receive("e1", here(), "priya", "web", Said(text="chairs"))
        assert turns.claim(here()) is not None
        worker = Worker(Hands())
        assert await worker.look() == 0
        later(monkeypatch, 61)
        assert await worker.look() == 1
        await worker.settled()
        assert turns.outcome("e1").state == "done"

    run(work)


def test_an_answer_that_takes_long_comes_later_and_the_request_says_so() -> None:
    async def work() -> None:
        hands = Hands()
        hands.gates["e1"] = asyncio.Event()
        door = Turns(hands, patience=0.05)
        assert await say(door, "e1") == [turns.WAITING_CARD]
        hands.gates["e1"].set()
        while turns.outcome("e1").state != "done":
            await asyncio.sleep(0)
        said = [card.id for card in messages.of_turn("e1")]
        assert said == [turns.WAITING_CARD, "answer"]

    run(work)


def test_a_turn_that_always_goes_wrong_is_given_up_and_the_next_one_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work() -> None:
        hands = Hands()
        hands.fault = TurnFailed("not heard")
        door = Turns(hands)
        for attempt in range(turns.MOST_ATTEMPTS):
            later(monkeypatch, 100 * attempt)
            await say(door, "e1")
        assert turns.outcome("e1").state == "waiting"
        hands.fault = None
        later(monkeypatch, 1000)
        assert await say(door, "e2", "two") == ["You said two"]
        assert [card.id for card in messages.of_turn("e1")] == [
            turns.WAITING_CARD,
            turns.FAILED_CARD,
        ]

    run(work)


def test_an_engine_that_says_it_is_away_though_it_answers_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work() -> None:
        hands = Hands()
        hands.fault = EngineAway("an answer in 45 seconds was not to be had")
        await say(Turns(hands), "e1")
        later(monkeypatch, 10)
        taken = turns.claim(here())
        assert taken is not None and taken.attempts == 2

    run(work)


def test_a_turn_heard_whose_answer_was_lost_on_the_way_is_done() -> None:
    class Forgetful(Hands):
        async def send(self, turn_id: str, conversation: str, text: str) -> list[Card]:
            await super().send(turn_id, conversation, text)
            raise EngineAway("the line broke")

    async def work() -> None:
        assert await say(Turns(Forgetful()), "e1") == ["You said chairs"]
        assert turns.outcome("e1").state == "done"

    run(work)


def test_a_fault_of_ours_puts_the_turn_back_and_logs_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def work() -> None:
        hands = Hands()
        hands.fault = RuntimeError("about secret chairs")
        door = Turns(hands)
        assert await say(door, "e1", "secret chairs") == [turns.WAITING_CARD]
        assert turns.outcome("e1").state == "waiting"
        await asyncio.sleep(0)

    run(work)
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_what_is_under_way_when_the_service_stops_is_put_back_at_once() -> None:
    async def work() -> None:
        hands = Hands()
        hands.gates["e1"] = asyncio.Event()
        door = Turns(hands)
        asking = asyncio.create_task(say(door, "e1"))
        while hands.order != ["e1"]:
            await asyncio.sleep(0)
        await door.close()
        assert turns.outcome("e1").state == "waiting"
        assert await asking == [turns.WAITING_CARD]

    run(work)


def test_the_worker_says_in_a_chat_what_was_not_read_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    accounts.link("slack", "T1", "U1", "priya", by="test")
    with transaction() as session:
        page = people.conversation_in(session, "priya", "web")
        said = messages.say(session, page, [Card(id="news", text="Alex says go ahead.")])
        letters.watch(session, "priya", said)
    worker = Worker(Hands())
    tomorrow = now() + timedelta(days=1)
    monkeypatch.setattr("buying.service.letters.now", lambda: tomorrow)
    run(worker.reach_out)
    chat = people.conversation("priya", "slack")
    assert [card.id for card in messages.after(chat, 0)] == ["news"]


def test_the_worker_stops_when_it_is_told_to() -> None:
    async def work() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(Worker(Hands()).run(stop))
        stop.set()
        await running

    run(work)


def test_a_fault_in_one_look_of_the_worker_does_not_end_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()
    worker = Worker(Hands())
    looks = iter([ValueError("about secret chairs"), None])

    async def look() -> int:
        fault = next(looks)
        if fault is not None:
            raise fault
        stop.set()
        return 0

    monkeypatch.setattr("bot.worker.EVERY", 0.001)
    monkeypatch.setattr(worker, "look", look)
    run(lambda: worker.run(stop))
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
