"""Letters to people whom no chat reaches: when there is one, and what it may tell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from buying.cards import Action, Card, Question
from buying.service import letters, messages, people, reach
from buying.service.letters import Post
from buying.service.people import Who
from buying.settings import settings
from buying.store.database import transaction
from buying.store.tables import Person
from tests.service import reaching
from tests.service.buying import buy
from tests.service.conftest import Talk, money
from tests.service.reaching import Clock, account, chat

CARRY_ON = {"decision": "carry_on", "reply": "that is fine"}

pytestmark = pytest.mark.usefixtures("mail_server")


@pytest.fixture
def asked(people: dict[str, Who], clock: Clock, talk: Talk) -> None:
    """Priya has asked a specialist to look at BW-0001 first."""
    buy(talk, "priya", "waiting", budget=money("1200"), route="ask")


def tell(person: str, title: str, about: int | None = None) -> None:
    with transaction() as session:
        reach.tell(session, person, [Card(id="news", title=title)], about=about)


def take(person: str) -> Post:
    post = letters.claim(person)
    assert post is not None
    return post


def told(post: Post) -> list[tuple[str, str]]:
    return [(line.reference, line.title) for line in post.lines]


class TestWhenThereIsOne:
    def test_who_must_answer_gets_a_letter(self, asked: None, clock: Clock) -> None:
        assert reaching.letters() == [("alex", "waiting")]
        clock.on(minutes=5)
        assert letters.due() == ["alex"]
        title = "Please look at this before it goes on."
        assert told(take("alex")) == [("BW-0001", title)]

    def test_a_letter_waits_some_minutes_for_others(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        tell("sam", "One")
        clock.on(minutes=4)
        assert letters.due() == []
        assert letters.claim("sam") is None
        tell("sam", "Two")
        clock.on(minutes=1)
        assert told(take("sam")) == [("", "One"), ("", "Two")]

    def test_somebody_with_a_chat_gets_none(self, people: dict[str, Who], clock: Clock) -> None:
        account("sam")
        tell("sam", "One")
        assert reaching.letters() == []

    def test_an_answer_to_what_somebody_said_brings_none(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        chat("sam", "4 shower stools", on="web")
        assert reaching.letters() == []

    def test_at_night_it_waits_for_the_morning(self, people: dict[str, Who], clock: Clock) -> None:
        clock.at(clock.moment.date(), "21:00")
        tell("sam", "One")
        clock.on(minutes=60)
        assert letters.due() == []
        clock.at(clock.moment.date() + timedelta(days=1), "07:30")
        assert letters.due() == ["sam"]

    def test_without_a_mail_server_there_is_none(
        self, people: dict[str, Who], clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("BUYWELL_SMTP_URL")
        settings.cache_clear()
        tell("sam", "One")
        assert reaching.letters() == []


class TestWhatIsOfNoUse:
    def test_what_was_fetched_by_the_page_is_not_told(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        tell("sam", "One")
        messages.mark_delivered([card.message or 0 for card in reaching.inbox("sam")])
        clock.on(minutes=5)
        assert letters.claim("sam") is None
        assert reaching.letters() == [("sam", "dropped")]

    def test_what_somebody_has_written_below_is_not_told(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        tell("sam", "One")
        clock.on(minutes=1)
        chat("sam", "hello", on="web")
        clock.on(minutes=5)
        assert letters.claim("sam") is None

    def test_what_a_colleague_has_answered_is_not_told(
        self, people: dict[str, Who], clock: Clock, talk: Talk
    ) -> None:
        with transaction() as session:
            session.get_one(Person, "robin").roles = ["specialist"]
        buy(talk, "priya", "waiting", budget=money("1200"), route="ask")
        assert {person for person, _ in reaching.letters()} == {"alex", "robin"}
        chat("robin", on="web", handover_at_1=CARRY_ON)
        clock.on(minutes=5)
        assert letters.claim("alex") is None

    def test_somebody_who_has_left_gets_none(self, people: dict[str, Who], clock: Clock) -> None:
        tell("sam", "One")
        with transaction() as session:
            session.get_one(Person, "sam").active = False
        clock.on(minutes=5)
        assert letters.claim("sam") is None

    def test_what_is_new_is_told_beside_what_is_of_no_use(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        tell("sam", "One")
        messages.mark_delivered([card.message or 0 for card in reaching.inbox("sam")])
        tell("sam", "Two")
        clock.on(minutes=5)
        assert told(take("sam")) == [("", "Two")]


class TestWhatItTells:
    def test_nothing_of_the_purchase_but_its_number(self, asked: None, clock: Clock) -> None:
        tell("priya", "Cancel BW-0001 (1 × So agreed)?", about=1)
        tell("priya", "BW-0001: Alex Sample has answered", about=1)
        clock.on(minutes=5)
        assert told(take("priya")) == [
            ("BW-0001", "There is a message for you"),
            ("BW-0001", "BW-0001: Alex Sample has answered"),
        ]

    def test_the_words_of_a_question_to_the_buyer_stay_on_the_page(
        self, asked: None, clock: Clock
    ) -> None:
        question = Card(
            id="ask.x", title="How many grab rails?", question=Question(id="x", kind="text"),
            actions=(Action(id="start", label="Start"),),
        )  # fmt: skip
        with transaction() as session:
            reach.tell(session, "priya", [question], about=1)
        clock.on(minutes=5)
        assert told(take("priya")) == [("BW-0001", "It is your turn: there is a question for you")]

    def test_the_link_signs_the_person_in_once(self, people: dict[str, Who], clock: Clock) -> None:
        tell("sam", "One")
        clock.on(minutes=5)
        link = take("sam").link
        assert link.startswith("http://127.0.0.1:8000/sign-in?token=")
        assert link.endswith("&next=/chat")
        token = link.partition("token=")[2].partition("&")[0]
        session = redeem(token)
        assert session
        who = people_who(session)
        assert who
        assert who.id == "sam"
        assert redeem(token) is None


def redeem(token: str) -> str | None:
    return people.redeem(token)


def people_who(session: str) -> Who | None:
    return people.who(session, "session")


class TestOnItsWay:
    def test_nobody_else_takes_a_letter_that_is_on_its_way(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        tell("sam", "One")
        clock.on(minutes=5)
        take("sam")
        assert letters.claim("sam") is None
        clock.on(minutes=4)
        assert told(take("sam")) == [("", "One")]

    def test_a_letter_that_was_sent_is_not_sent_again(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        tell("sam", "One")
        clock.on(minutes=5)
        letters.sent(take("sam"))
        clock.on(days=1)
        assert letters.due() == []
        assert reaching.letters() == [("sam", "sent")]

    def test_what_was_tried_goes_again_as_it_was_and_what_is_new_by_itself(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        tell("sam", "One")
        tell("sam", "Two")
        clock.on(minutes=5)
        first = take("sam")
        letters.put_back(first)
        tell("sam", "Three")
        clock.on(minutes=6)
        again = take("sam")
        assert again.letters == first.letters
        assert told(take("sam")) == [("", "Three")]

    def test_another_try_waits_for_the_morning_too(
        self, people: dict[str, Who], clock: Clock
    ) -> None:
        clock.at(reaching.MONDAY, "19:54")
        tell("sam", "One")
        clock.on(minutes=5)
        letters.put_back(take("sam"))
        clock.at(reaching.MONDAY, "23:00")
        assert letters.due() == []
        clock.at(reaching.MONDAY + timedelta(days=1), "07:31")
        assert letters.due() == ["sam"]

    def test_it_is_given_up_after_a_while(self, people: dict[str, Who], clock: Clock) -> None:
        tell("sam", "One")
        tried = 0
        again = True
        while again:
            clock.on(days=1)
            tried += 1
            again = letters.put_back(take("sam"))
        assert tried == letters.MOST_ATTEMPTS
        assert reaching.letters() == [("sam", "failed")]
