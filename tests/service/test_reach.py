"""Where somebody is told what they did not ask for, and whether they can answer it there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from buying.cards import Card
from buying.service import accounts, messages, reach
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import Person, Purchase
from tests.service.buying import buy
from tests.service.conftest import Talk, money
from tests.service.reaching import (
    Clock,
    account,
    at_hand,
    chat,
    ids,
    inbox,
    letters,
    lost,
    unasked,
)

CARRY_ON = {"decision": "carry_on", "reply": "that is fine"}
ANSWERED = ["answered.handover", "ask.weights"]


@pytest.fixture
def asked(clock: Clock, talk: Talk) -> None:
    """Priya has asked a specialist on the web to look first, at BW-0001, and has gone since."""
    buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
    clock.on(minutes=30)


def carry_on(talk: Talk) -> None:
    """The specialist answers."""
    assert ids(talk("alex", handover_at_1=CARRY_ON)) == ["passed_on"]


def buttons(card: Card) -> list[str]:
    return [action.id for action in card.actions]


class TestWhere:
    def test_somebody_without_a_chat_is_told_on_the_web(self, talk: Talk, asked: None) -> None:
        carry_on(talk)
        assert ids(inbox("priya")[-2:]) == ANSWERED

    def test_somebody_with_a_chat_is_told_there_and_nowhere_else(
        self, talk: Talk, asked: None
    ) -> None:
        account("priya")
        carry_on(talk)
        assert unasked("priya") == [("slack", card) for card in ANSWERED]

    def test_of_two_chats_the_last_used_one_counts(
        self, talk: Talk, asked: None, clock: Clock
    ) -> None:
        slack = account("priya", "slack")
        account("priya", "teams")
        clock.on(minutes=5)
        accounts.used(slack.id)
        carry_on(talk)
        assert {channel for channel, _ in unasked("priya")} == {"slack"}

    def test_an_account_that_was_unlinked_is_not_used(self, talk: Talk, asked: None) -> None:
        account("priya")
        accounts.unlink("slack", "T1", "slack-priya", by="test")
        carry_on(talk)
        assert {channel for channel, _ in unasked("priya")} == {"web"}

    def test_who_must_answer_is_asked_in_their_chat(self, talk: Talk, clock: Clock) -> None:
        account("alex", "teams")
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        assert unasked("alex") == [("teams", "ask.handover")]
        assert ids(chat("alex", on="teams", handover_at_1=CARRY_ON)) == ["passed_on"]

    def test_who_talks_about_it_on_the_web_just_now_is_told_there(
        self, talk: Talk, clock: Clock
    ) -> None:
        account("priya")
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        clock.on(minutes=9)
        carry_on(talk)
        assert {channel for channel, _ in unasked("priya")} == {"web"}

    def test_what_nobody_reads_on_the_web_comes_into_their_chat_once(
        self, talk: Talk, clock: Clock
    ) -> None:
        account("priya")
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        carry_on(talk)
        assert reach.unread() == 0
        clock.on(minutes=6)
        assert [reach.unread(), reach.unread()] == [2, 0]
        assert unasked("priya") == [
            (where, card) for where in ("web", "slack") for card in ANSWERED
        ]
        assert at_hand("priya", "slack") == "BW-0001"

    def test_what_was_read_on_the_web_does_not(self, talk: Talk, clock: Clock) -> None:
        account("priya")
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        carry_on(talk)
        messages.mark_delivered([card.message or 0 for card in inbox("priya")])
        clock.on(minutes=6)
        assert reach.unread() == 0
        assert {channel for channel, _ in unasked("priya")} == {"web"}

    @pytest.mark.usefixtures("mail_server")
    def test_whose_chat_is_gone_when_it_was_not_read_gets_a_letter(
        self, talk: Talk, clock: Clock
    ) -> None:
        account("priya")
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        carry_on(talk)
        accounts.unlink("slack", "T1", "slack-priya", by="test")
        clock.on(minutes=6)
        assert reach.unread() == 0
        assert [each for each in letters() if each[0] == "priya"] == [("priya", "waiting")] * 2
        assert {channel for channel, _ in unasked("priya")} == {"web"}

    def test_who_talks_about_something_else_on_the_web_is_told_in_their_chat(
        self, talk: Talk, asked: None
    ) -> None:
        account("priya")
        talk("priya", "new purchase")
        carry_on(talk)
        assert {channel for channel, _ in unasked("priya")} == {"slack"}

    def test_the_web_counts_for_ten_minutes(self, talk: Talk, clock: Clock) -> None:
        account("priya")
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        clock.on(minutes=11)
        carry_on(talk)
        assert {channel for channel, _ in unasked("priya")} == {"slack"}

    def test_somebody_who_has_left_stops_nobody(self, talk: Talk, asked: None) -> None:
        with transaction() as session:
            session.get_one(Person, "priya").active = False
        carry_on(talk)
        assert unasked("priya") == []


class TestAnswering:
    """Whatever is at hand where somebody is told, they can answer or go there."""

    def test_where_nothing_is_at_hand_the_purchase_is_taken_up(
        self, talk: Talk, asked: None
    ) -> None:
        account("priya")
        carry_on(talk)
        assert at_hand("priya", "slack") == "BW-0001"
        question = inbox("priya", "slack")[-1].question
        assert question
        assert question.id == "weights"
        assert ids(chat("priya", "ok"))[-1] == "ask.option"

    def test_where_it_is_at_hand_it_goes_on(self, talk: Talk, asked: None) -> None:
        account("priya")
        chat("priya", do="open:BW-0001")
        carry_on(talk)
        assert ids(inbox("priya", "slack")[-2:]) == ANSWERED
        assert ids(chat("priya", "ok"))[-1] == "ask.option"

    def test_where_another_is_at_hand_it_can_be_opened(self, talk: Talk, asked: None) -> None:
        account("priya")
        chat("priya", "4 shower stools")
        carry_on(talk)
        told = inbox("priya", "slack")[-2:]
        assert ids(told) == ["answered.handover", "go_back_to"]
        assert buttons(told[-1]) == ["open:BW-0001"]
        assert at_hand("priya", "slack") == "BW-0002"
        assert ids(chat("priya", category="equipment")) == ["ask.budget"]
        assert ids(chat("priya", do="open:BW-0001")) == ["resumed", "ask.weights"]

    def test_where_something_is_to_be_confirmed_it_is_not_taken_up(
        self, talk: Talk, asked: None
    ) -> None:
        account("priya")
        chat("priya", do="cost:BW-0001")
        carry_on(talk)
        assert at_hand("priya", "slack") is None
        assert buttons(inbox("priya", "slack")[-1]) == ["open:BW-0001"]

    def test_where_they_are_asked_for_a_colleague_it_is_not_taken_up(
        self, talk: Talk, asked: None, people: dict[str, Who]
    ) -> None:
        with transaction() as session:
            session.get_one(Person, "priya").roles = ["staff", "specialist"]
        account("priya")
        buy(talk, "sam", "waiting", budget=money("1200"), route="ask")
        assert inbox("priya", "slack")[-1].id == "ask.handover"
        carry_on(talk)
        assert at_hand("priya", "slack") is None
        assert ids(inbox("priya", "slack")[-2:]) == ["answered.handover", "go_back_to"]
        asked_of_her = {"handover@BW-0002": CARRY_ON}
        assert ids(chat("priya", **asked_of_her)) == ["passed_on"]

    def test_a_button_for_another_purchase_than_the_one_at_hand_is_left_out(
        self, talk: Talk, asked: None, people: dict[str, Who]
    ) -> None:
        account("priya")
        chat("priya", "4 shower stools")
        with transaction() as session:
            card = next(card for card in inbox("priya") if card.id == "waiting")
            assert "take_back" in buttons(card)
            reach.tell(session, "priya", [card], about=1)
        assert buttons(inbox("priya", "slack")[-1]) == ["open:BW-0001", "start", "list"]

    def test_the_end_of_a_purchase_is_told_whatever_is_at_hand(
        self, talk: Talk, asked: None
    ) -> None:
        account("priya")
        chat("priya", "4 shower stools")
        talk("alex", handover_at_1={"decision": "take_over", "reply": "I do that"})
        assert ids(inbox("priya", "slack")[-2:]) == ["answered.handover", "ended.handed_over"]
        assert ids(chat("priya", category="equipment")) == ["ask.budget"]

    def test_the_budget_holder_answers_in_their_own_conversation_beside_a_purchase_of_their_own(
        self, talk: Talk, clock: Clock
    ) -> None:
        account("alex")
        chat("alex", "4 shower stools")
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        with transaction() as session:
            reference = session.scalars(select(Purchase.reference)).all()[-1]
        answer = {f"handover@{reference}": CARRY_ON}
        assert ids(chat("alex", **answer)) == ["passed_on"]
        assert ids(chat("alex", category="equipment")) == ["ask.budget"]


class TestAnotherWay:
    """A message that can never arrive goes another way, and nothing goes twice."""

    def test_the_other_chat_comes_next(self, talk: Talk, asked: None) -> None:
        account("priya", "teams")
        account("priya", "slack")
        carry_on(talk)
        assert moved(lost("priya", "slack"))
        assert ids(inbox("priya", "teams")) == ["ask.weights"]
        assert at_hand("priya", "teams") == "BW-0001"

    def test_where_both_chats_fail_there_is_a_letter_and_the_page(
        self, mail_server: None, talk: Talk, asked: None
    ) -> None:
        account("priya", "teams")
        account("priya", "slack")
        carry_on(talk)
        moved(lost("priya", "slack"))
        assert moved(lost("priya", "teams"))
        assert ids(inbox("priya")[-1:]) == ["ask.weights"]
        assert letters()[-1] == ("priya", "waiting")
        assert ids(inbox("priya", "slack")) == ANSWERED

    def test_another_question_is_tried_on_the_first_chat_again(
        self, talk: Talk, asked: None, clock: Clock
    ) -> None:
        account("priya", "teams")
        account("priya", "slack")
        carry_on(talk)
        moved(lost("priya", "slack"))
        clock.on(days=1)
        with transaction() as session:
            reach.tell(session, "priya", [Card(id="news", title="News")], about=None)
        assert moved(lost("priya", "slack"))
        assert ids(inbox("priya", "teams"))[-1] == "news"

    def test_without_a_mail_server_it_waits_on_the_page(self, talk: Talk, asked: None) -> None:
        account("priya")
        carry_on(talk)
        assert not moved(lost("priya", "slack"))
        assert inbox("priya")[-1].id == "ask.weights"
        assert letters() == []

    def test_nothing_is_sent_to_somebody_who_has_left(self, talk: Talk, asked: None) -> None:
        account("priya")
        carry_on(talk)
        number = lost("priya", "slack")
        with transaction() as session:
            session.get_one(Person, "priya").active = False
        before = unasked("priya")
        assert not moved(number)
        assert unasked("priya") == before

    def test_what_is_moved_can_be_answered_where_another_purchase_is_at_hand(
        self, talk: Talk, asked: None
    ) -> None:
        account("priya", "teams")
        account("priya", "slack")
        chat("priya", "4 shower stools", on="teams")
        carry_on(talk)
        moved(lost("priya", "slack"))
        assert buttons(inbox("priya", "teams")[-1]) == ["open:BW-0001"]


def moved(message: int) -> bool:
    with transaction() as session:
        return reach.elsewhere(session, message)


class TestQuietHours:
    def test_nobody_is_disturbed_at_night(self, people: dict[str, Who], clock: Clock) -> None:
        night = clock.at(clock.moment.date(), "23:10")
        morning = clock.at(clock.moment.date() + timedelta(days=1), "07:30")
        assert not_before("priya", night) == morning

    def test_by_day_nothing_waits(self, people: dict[str, Who], clock: Clock) -> None:
        assert not_before("priya", clock.moment) == clock.moment

    def test_the_clock_of_the_person_counts(self, people: dict[str, Who], clock: Clock) -> None:
        account("priya", zone="America/New_York")
        # Ten in the morning here is five there.
        assert not_before("priya", clock.moment) == clock.moment + timedelta(hours=2, minutes=30)

    def test_a_chat_that_knows_no_zone_leaves_it_to_the_other(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        account("priya", "slack", zone="America/New_York")
        clock.on(minutes=5)
        account("priya", "teams")
        assert not_before("priya", clock.moment) > clock.moment

    def test_a_zone_that_nobody_knows_is_passed_over(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        account("priya", zone="Middle/Earth")
        assert not_before("priya", clock.moment) == clock.moment


def not_before(person: str, moment: datetime) -> datetime:
    with transaction() as session:
        return reach.not_before(session, person, moment)
