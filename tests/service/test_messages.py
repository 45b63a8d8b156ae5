"""The outbox: what was said stays in order, and each card knows its number."""

from __future__ import annotations

import pytest

from buying.cards import Card, Choice, Progress, Question
from buying.service import messages, people
from buying.service.messages import UnknownConversation
from buying.store.database import transaction
from buying.store.tables import Message

pytestmark = pytest.mark.usefixtures("people")

CARDS = (
    Card(id="hello", text="Hello. I am **Buywell**."),
    Card(
        id="ask.category",
        title="What is it?",
        question=Question(
            id="category", kind="choice", choices=(Choice(value="aids", label="Daily living aids"),)
        ),
        progress=Progress(stage="Plan", done=1, total=12),
    ),
)


@pytest.fixture
def here() -> str:
    return people.conversation("priya", "web")


def say(conversation: str, *cards: Card, turn_id: str | None = None) -> list[Card]:
    with transaction() as session:
        return messages.say(session, conversation, cards, turn_id=turn_id)


def test_cards_come_back_as_they_were_said_with_their_numbers(here: str) -> None:
    said = say(here, *CARDS)
    assert [card.model_copy(update={"message": None}) for card in said] == list(CARDS)
    assert messages.after(here, 0) == said
    assert said[0].message is not None and said[0].message < (said[1].message or 0)


def test_only_what_came_since_is_given(here: str) -> None:
    first, second = say(here, *CARDS)
    assert messages.after(here, first.message or 0) == [second]
    assert messages.after(here, second.message or 0) == []


def test_no_more_than_the_limit_is_given_at_once(here: str) -> None:
    say(here, *(Card(id=f"c{n}") for n in range(5)))
    assert [card.id for card in messages.after(here, 0, limit=2)] == ["c0", "c1"]


def test_nobody_reads_another_s_conversation(here: str) -> None:
    say(people.conversation("sam", "web"), *CARDS)
    assert messages.after(here, 0) == []


def test_the_answers_of_a_turn_are_found_by_the_turn(here: str) -> None:
    say(here, CARDS[0])
    answer = say(here, CARDS[1], turn_id="e1")
    assert messages.of_turn("e1") == answer


def test_what_the_caller_takes_back_was_never_said(here: str) -> None:
    def fail_after_saying() -> None:
        with transaction() as session:
            messages.say(session, here, CARDS)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_saying()
    assert messages.after(here, 0) == []


def test_a_card_for_no_conversation_is_an_error() -> None:
    with pytest.raises(UnknownConversation):
        say("nowhere", CARDS[0])


def test_the_first_delivery_counts(here: str) -> None:
    (card,) = say(here, CARDS[0])
    number = card.message or 0
    messages.mark_delivered([number])
    with transaction() as session:
        first = session.get_one(Message, number).delivered_at
    messages.mark_delivered([number])
    messages.mark_delivered([])
    with transaction() as session:
        assert first is not None and session.get_one(Message, number).delivered_at == first
