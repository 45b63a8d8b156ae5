"""What people send is kept, taken in order, by one at a time, and never lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from buying.cards import Card
from buying.clock import now
from buying.service import messages, people, thread, turns
from buying.service.turns import Given, Said
from buying.store.database import transaction
from buying.store.tables import Turn

pytestmark = pytest.mark.usefixtures("people")

Clock = Callable[[float], None]


@pytest.fixture
def here() -> str:
    return people.conversation("priya", "web")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Moves the clock of turns forward by so many seconds."""
    passed = timedelta()

    def move(seconds: float) -> None:
        nonlocal passed
        passed += timedelta(seconds=seconds)

    monkeypatch.setattr("buying.service.turns.now", lambda: datetime.now(UTC) + passed)
    return move


def send(event: str, conversation: str, text: str = "12 shower chairs") -> bool:
    return turns.receive(event, conversation, "priya", "web", Said(text=text))


def hear(turn_id: str) -> None:
    """What the guide does to a turn, as far as turns are concerned."""
    with transaction() as session:
        row = session.get_one(Turn, turn_id)
        row.heard_at = now()
        card = Card(id="ask.budget", text="What is your budget?")
        messages.say(session, row.conversation_id, [card], turn_id=turn_id)


def test_a_turn_is_taken_as_it_was_sent(here: str) -> None:
    said = Said(answer=Given(question="budget", value={"amount": "900.00", "vat": "gross"}))
    assert turns.receive("e1", here, "priya", "web", said)
    taken = turns.claim(here)
    assert taken is not None
    assert (taken.id, taken.person, taken.channel, taken.said) == ("e1", "priya", "web", said)


def test_an_event_that_comes_twice_is_kept_once(here: str) -> None:
    assert send("e1", here)
    assert not send("e1", here)
    turns.finish("e1")
    assert turns.claim(here) is None


def test_an_event_id_used_again_for_other_words_is_refused(here: str) -> None:
    send("e1", here, "yes")
    with pytest.raises(turns.EventReused, match="Send it again with a new one"):
        send("e1", here, "no")


def test_turns_of_a_conversation_are_taken_in_order_one_at_a_time(here: str) -> None:
    for number in range(3):
        send(f"e{number}", here)
    first = turns.claim(here)
    assert first is not None and first.id == "e0"
    assert turns.claim(here) is None
    turns.finish("e0")
    second = turns.claim(here)
    assert second is not None and second.id == "e1"


def test_conversations_do_not_wait_for_one_another(here: str) -> None:
    other = people.conversation("sam", "web")
    send("e1", here)
    turns.receive("e2", other, "sam", "web", Said(text="gloves"))
    assert turns.claim(here) and turns.claim(other)


def test_of_many_who_ask_at_once_one_gets_the_turn(here: str) -> None:
    send("e1", here)
    taken: list[object] = []
    askers = [threading.Thread(target=lambda: taken.append(turns.claim(here))) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len([turn for turn in taken if turn]) == 1


def test_of_many_who_send_one_event_at_once_one_is_kept(here: str) -> None:
    kept: list[bool] = []
    senders = [threading.Thread(target=lambda: kept.append(send("e1", here))) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(kept) == [False] * 7 + [True]


def test_a_turn_whose_worker_died_is_taken_again_when_the_lease_has_run_out(
    here: str, later: Clock
) -> None:
    send("e1", here)
    turns.claim(here)
    later(59)
    assert turns.claim(here) is None
    assert turns.conversations_waiting() == []
    later(2)
    assert turns.conversations_waiting() == [here]
    again = turns.claim(here)
    assert again is not None and again.attempts == 2


def test_a_turn_put_back_rests_before_it_is_taken_again(here: str, later: Clock) -> None:
    send("e1", here)
    turns.claim(here)
    turns.put_back("e1")
    assert turns.claim(here) is None
    assert turns.outcome("e1").resting
    later(3)
    assert turns.claim(here) is not None


def test_the_worker_leaves_a_new_turn_to_the_door_that_took_it(here: str, later: Clock) -> None:
    send("e1", here)
    assert turns.conversations_waiting() == []
    later(3)
    assert turns.conversations_waiting() == [here]


def test_a_turn_tried_five_times_fails_and_the_person_is_told_in_plain_words(
    here: str, later: Clock
) -> None:
    send("e1", here, "12 shower chairs")
    send("e2", here, "are you there?")
    for _ in range(turns.MOST_ATTEMPTS):
        taken = turns.claim(here)
        assert taken is not None and taken.id == "e1"
        turns.put_back("e1")
        later(60)
    next_one = turns.claim(here)
    assert next_one is not None and next_one.id == "e2"
    outcome = turns.outcome("e1")
    assert outcome.state == "failed"
    (card,) = outcome.cards
    assert card.facts[0].value == "12 shower chairs"
    assert "Please send it again" in card.text
    assert [line.state for line in thread.lines(here) if line.said] == ["failed", "working"]


def test_an_engine_that_is_not_there_is_not_held_against_a_turn(here: str, later: Clock) -> None:
    send("e1", here)
    for _ in range(3 * turns.MOST_ATTEMPTS):
        taken = turns.claim(here)
        assert taken is not None and taken.attempts == 1
        turns.put_back("e1", counted=False)
        later(2)
    assert turns.outcome("e1").state == "waiting"


def test_a_turn_that_was_heard_never_fails_since_its_answer_is_written(
    here: str, later: Clock
) -> None:
    send("e1", here)
    for _ in range(turns.MOST_ATTEMPTS):
        turns.claim(here)
        turns.put_back("e1")
        later(60)
    hear("e1")
    assert turns.claim(here) is None
    outcome = turns.outcome("e1")
    assert (outcome.state, [card.id for card in outcome.cards]) == ("done", ["ask.budget"])


def test_a_person_is_told_once_that_an_answer_will_come(here: str) -> None:
    send("e1", here)
    send("e2", here)
    told = turns.told_waiting("e1")
    assert told is not None and "kept your message" in (told.title or "")
    assert turns.told_waiting("e1") == told
    assert turns.told_waiting("e2") is None
    assert [line.card.id for line in thread.lines(here) if line.card] == [turns.WAITING_CARD]


def test_after_an_answer_a_person_is_told_again_the_next_time(here: str) -> None:
    send("e1", here)
    turns.told_waiting("e1")
    turns.finish("e1")
    send("e2", here)
    assert turns.told_waiting("e2") is not None
    turns.finish("e2")
    send("e3", here)
    turns.finish("e3")
    assert turns.told_waiting("e3") is None


@pytest.mark.parametrize("text", [" ", "\n\t ", "\x00\x07"])
def test_an_empty_message_is_refused_with_what_to_do(here: str, text: str) -> None:
    with pytest.raises(turns.Empty, match="Type something"):
        send("e1", here, text)


def test_the_longest_message_is_kept_and_one_character_more_is_refused(here: str) -> None:
    assert send("e1", here, "x" * 10_000)
    with pytest.raises(turns.TooLong, match=r"10,001 characters.*10,000"):
        send("e2", here, "x" * 10_001)


def test_a_long_text_inside_an_answer_is_refused_too(here: str) -> None:
    value = {"supplier": "y" * 10_001}
    with pytest.raises(turns.TooLong):
        turns.receive("e1", here, "priya", "web", Said(answer=Given(question="o", value=value)))


@pytest.mark.parametrize(
    "value",
    [list(range(400)), [[[[[[[1]]]]]]], float("inf"), {"a": float("nan")}],
    ids=["many parts", "deep", "infinite", "not a number"],
)
def test_an_answer_of_no_question_s_shape_is_refused(here: str, value: object) -> None:
    with pytest.raises(turns.Unfit):
        turns.receive("e1", here, "priya", "web", Said(answer=Given(question="o", value=value)))


def test_characters_that_no_database_keeps_are_taken_out(here: str) -> None:
    send("e1", here, "caf\u00e9\x00 \ud83d\ude00 \ud800 end")
    taken = turns.claim(here)
    assert taken is not None and taken.said.text == "caf\u00e9 \U0001f600 \ufffd end"


def test_exactly_one_thing_is_said() -> None:
    with pytest.raises(ValueError, match="exactly one"):
        Said(text="yes", action="back")
    with pytest.raises(ValueError, match="exactly one"):
        Said()


def test_turns_are_numbered_in_the_order_they_came(here: str) -> None:
    for number in range(5):
        send(f"e{number}", here)
    with transaction() as session:
        rows = session.execute(select(Turn.id, Turn.seq).order_by(Turn.seq)).all()
    assert [tuple(row) for row in rows] == [(f"e{n}", n + 1) for n in range(5)]


def test_an_unknown_turn_is_said_to_be_unknown() -> None:
    with pytest.raises(turns.UnknownTurn):
        turns.outcome("nobody")
    with transaction() as session:
        assert turns.load(session, "nobody") is None
