"""What arrives from a chat is kept first, becomes turns in order, and becomes them once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from buying.service import arrivals, people, turns
from buying.service.arrivals import Arrival, Place, Queue
from buying.service.said import Said
from buying.store.database import reading
from buying.store.tables import ArrivalRow, Message, Turn

pytestmark = pytest.mark.usefixtures("people")
PRIYA = Queue(platform="slack", workspace="T1", account="U1")
DM = Place(channel="D1", private=True)


def arrival(event: str = "slack:Ev1", *texts: str, account: str = "U1") -> Arrival:
    said = tuple(Said(text=text) for text in texts or ("12 shower chairs",))
    return Arrival(
        event=event, platform="slack", workspace="T1", account=account, place=DM, said=said
    )


def taken(queue: Queue = PRIYA) -> arrivals.Taken:
    found = arrivals.claim(queue)
    assert found is not None
    return found


def become(*, conversation: str | None = None) -> list[str]:
    one = taken()
    where = conversation or people.conversation("priya", "slack")
    return arrivals.become_turns(one, where, "priya", one.arrival.said)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> timedelta:
    """The clock of arrivals, an hour on."""
    passed = timedelta(hours=1)
    monkeypatch.setattr("buying.service.arrivals.now", lambda: datetime.now(UTC) + passed)
    return passed


def test_an_event_is_kept_once() -> None:
    assert arrivals.keep(arrival())
    assert not arrivals.keep(arrival())
    assert not arrivals.keep(arrival("slack:Ev1", "other words"))
    assert len(become()) == 1 and arrivals.claim(PRIYA) is None


def test_it_becomes_a_turn_of_the_same_id() -> None:
    arrivals.keep(arrival())
    assert become() == ["slack:Ev1"]
    assert turns.outcome("slack:Ev1").state == "waiting"


def test_several_things_said_at_once_become_turns_in_order() -> None:
    arrivals.keep(arrival("slack:Ev1", "start", "12 shower chairs"))
    conversation = people.conversation("priya", "slack")
    assert become(conversation=conversation) == ["slack:Ev1", "slack:Ev1#1"]
    first = turns.claim(conversation)
    assert first is not None and first.said.text == "start"


def test_arrivals_of_an_account_are_taken_in_order_and_one_at_a_time() -> None:
    arrivals.keep(arrival("slack:Ev1", "first"))
    arrivals.keep(arrival("slack:Ev2", "second"))
    assert taken().arrival.event == "slack:Ev1"
    assert arrivals.claim(PRIYA) is None
    assert taken_by("U2") is None


def taken_by(account: str) -> arrivals.Taken | None:
    return arrivals.claim(Queue(platform="slack", workspace="T1", account=account))


def test_one_that_rests_keeps_the_next_waiting() -> None:
    arrivals.keep(arrival("slack:Ev1"))
    arrivals.keep(arrival("slack:Ev2"))
    arrivals.put_back(taken().arrival.event, 60)
    assert arrivals.claim(PRIYA) is None


@pytest.mark.usefixtures("later")
def test_one_whose_worker_died_is_taken_again() -> None:
    arrivals.keep(arrival())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("buying.service.arrivals.now", lambda: datetime.now(UTC))
        assert taken().attempts == 1
    assert arrivals.waiting("slack") == [PRIYA]
    assert taken().attempts == 2


@pytest.mark.usefixtures("later")
def test_one_that_was_taken_over_does_not_become_turns_twice() -> None:
    arrivals.keep(arrival())
    one = taken()
    where = people.conversation("priya", "slack")
    assert arrivals.become_turns(one, where, "priya", one.arrival.said) == ["slack:Ev1"]
    assert arrivals.become_turns(one, where, "priya", one.arrival.said) == []
    with reading() as session:
        assert session.query(Turn).count() == 1


def test_what_a_stranger_said_is_not_kept() -> None:
    arrivals.keep(arrival("slack:Ev1", "something private"))
    arrivals.refuse(taken().arrival.event)
    with reading() as session:
        row = session.query(ArrivalRow).one()
        assert (row.state, row.content) == ("refused", None)
    assert arrivals.claim(PRIYA) is None


def test_a_text_that_is_too_long_is_told_of_and_the_rest_goes_on() -> None:
    arrivals.keep(arrival("slack:Ev1", "x" * 10_001, "hello"))
    assert become() == ["slack:Ev1#1"]
    with reading() as session:
        assert "10,001 characters" in session.query(Message).one().card["text"]


def test_who_said_it_and_where_is_known_afterwards() -> None:
    arrivals.keep(arrival())
    assert arrivals.said_by("slack:Ev1") is None
    become()
    assert arrivals.said_by("slack:Ev1") == (DM, "priya")
    assert arrivals.place_of("slack:Ev1#1") == DM
    assert arrivals.place_of("slack:Ev9") is None


def test_the_worker_leaves_new_ones_to_whoever_took_them_in() -> None:
    arrivals.keep(arrival())
    assert arrivals.waiting("slack") == []


def test_it_is_given_up_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    arrivals.keep(arrival())
    arrivals.put_back(taken().arrival.event, 0)
    assert arrivals.waiting("slack") == [PRIYA]
    passed = timedelta(hours=25)
    monkeypatch.setattr("buying.service.arrivals.now", lambda: datetime.now(UTC) + passed)
    arrivals.put_back(taken().arrival.event, 0)
    assert arrivals.claim(PRIYA) is None and arrivals.waiting("slack") == []


def test_work_counts_although_somebody_else_has_put_it_back_meanwhile() -> None:
    arrivals.keep(arrival())
    one = taken()
    arrivals.put_back(one.arrival.event, 60)
    where = people.conversation("priya", "slack")
    assert arrivals.become_turns(one, where, "priya", one.arrival.said) == ["slack:Ev1"]
    assert arrivals.claim(PRIYA) is None


def test_a_number_that_another_process_took_first_is_taken_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrivals.keep(arrival())
    one, where = taken(), people.conversation("priya", "slack")
    receive, taken_first = turns.receive_in, [IntegrityError("", {}, Exception())]

    def receive_in(*given: Any) -> bool:
        if taken_first:
            raise taken_first.pop()
        return receive(*given)

    monkeypatch.setattr(turns, "receive_in", receive_in)
    assert arrivals.become_turns(one, where, "priya", one.arrival.said) == ["slack:Ev1"]
