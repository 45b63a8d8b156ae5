"""A conversation on the page: which question is open, and what was answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import standings, thread_html
from bot.examples import EXAMPLES
from bot.thread_html import Entered, Seen
from buying.cards import Action, Card, Choice, Field, Question
from buying.service.said import Given, Said
from buying.service.thread import Line

START = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


class Conversation:
    """Lines in the order of time, as they would be read from the store."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def card(self, card: Card) -> Conversation:
        number = 1 + sum(line.card is not None for line in self.lines)
        self._add(number=number, card=card.model_copy(update={"message": number}))
        return self

    def ask(self, question: str, *actions: str) -> Conversation:
        asked = Question(id=question, kind="yes_no")
        buttons = tuple(Action(id=action, label=action.title()) for action in actions)
        title = f"About {question}?"
        return self.card(Card(id=f"ask.{question}", title=title, question=asked, actions=buttons))

    def sent(self, state: str = "done", **said: Any) -> Conversation:
        number = 1 + sum(line.said is not None for line in self.lines)
        self._add(number=number, said=Said(**said), state=state)
        return self

    def _add(self, **line: Any) -> None:
        at = START + timedelta(minutes=len(self.lines))
        self.lines.append(Line(at=at, **line))


def open_ids(conversation: Conversation, *tasks: str) -> list[str]:
    cards = standings.open_cards(conversation.lines, tasks)
    return [card.question.id for card in cards if card.question]


def test_the_newest_question_is_open() -> None:
    assert open_ids(Conversation().ask("need")) == ["need"]


def test_an_answered_question_is_not_open() -> None:
    assert open_ids(Conversation().ask("need").sent(text="chairs")) == []


def test_of_two_questions_the_newer_one_is_open() -> None:
    assert open_ids(Conversation().ask("need").ask("budget")) == ["budget"]


def test_a_card_that_arrives_in_between_leaves_the_question_open() -> None:
    conversation = Conversation().ask("need").card(Card(id="advice", text="Alex has answered."))
    assert open_ids(conversation) == ["need"]


def test_a_question_whose_answer_did_not_get_through_is_open_again() -> None:
    conversation = Conversation().ask("need").sent(text="chairs", state="failed")
    assert open_ids(conversation.card(Card(id="turn.failed"))) == ["need"]


def test_what_is_pressed_again_after_a_failure_is_a_new_event() -> None:
    conversation = Conversation().ask("need", "back")
    assert 'value="card-1.0"' in thread_html.render(conversation.lines)
    conversation.sent(text="chairs", state="failed")
    assert 'value="card-1.1"' in thread_html.render(conversation.lines)


def test_requests_from_other_purchases_stay_open_until_they_are_answered() -> None:
    conversation = Conversation().ask("approval@BW-0001").ask("approval@BW-0002").ask("need")
    conversation.sent(text="chairs").ask("budget")
    tasks = ["approval@BW-0001", "approval@BW-0002"]
    assert open_ids(conversation, *tasks) == [*tasks, "budget"]
    assert open_ids(conversation, tasks[1]) == [tasks[1], "budget"]


def test_a_request_that_somebody_else_answered_is_closed() -> None:
    assert open_ids(Conversation().ask("approval@BW-0001")) == []


def test_only_live_cards_have_buttons() -> None:
    conversation = Conversation().ask("need", "back").sent(action="back").ask("budget", "skip")
    html = thread_html.render(conversation.lines)
    assert 'value="skip"' in html
    assert 'value="back"' not in html


@pytest.mark.parametrize(
    ("question", "value", "shown"),
    [
        (Question(id="q", kind="yes_no"), True, "Yes"),
        (Question(id="q", kind="money"), {"amount": "900.00", "vat": "net"}, "£900 plus VAT"),
        (
            Question(id="q", kind="choice", choices=(Choice(value="a", label="Aids"),)),
            "a",
            "Aids",
        ),
    ],
)
def test_an_answer_is_shown_in_the_words_of_its_question(
    question: Question, value: Any, shown: str
) -> None:
    conversation = Conversation().card(Card(id="ask.q", question=question))
    conversation.sent(answer=Given(question="q", value=value))
    assert f"</span>{shown}</p>" in thread_html.render(conversation.lines)


def test_the_answers_of_a_form_are_shown_with_their_labels() -> None:
    fields = (Field(id="life", label="Years", kind="number"), Field(id="n", label="N", kind="text"))
    conversation = Conversation().card(
        Card(id="ask.f", question=Question(id="f", kind="form", fields=fields))
    )
    conversation.sent(answer=Given(question="f", value={"life": "8", "n": None}))
    assert standings.told(conversation.lines[1].said or Said(text="-"), conversation.lines) == [
        ("Years", "8")
    ]


def test_a_pressed_button_is_shown_with_what_it_said() -> None:
    conversation = Conversation().ask("need", "back").sent(action="back")
    assert "</span>Back</p>" in thread_html.render(conversation.lines)


def test_an_answer_to_a_question_that_is_not_here_is_shown_as_it_came() -> None:
    said = Said(answer=Given(question="gone", value="x"))
    assert standings.told(said, []) == [("", "x")]
    assert standings.told(Said(answer=Given(question="gone", value=None)), []) == [
        ("", "No answer")
    ]


def test_what_somebody_typed_is_escaped() -> None:
    html = thread_html.render(Conversation().sent(text="<b>12</b> & more").lines)
    assert "&lt;b&gt;12&lt;/b&gt; &amp; more" in html


@pytest.mark.parametrize(
    ("state", "words"),
    [("waiting", "I will answer as soon as I can"), ("failed", "did not get through")],
)
def test_a_message_without_an_answer_says_how_it_stands(state: str, words: str) -> None:
    assert words in thread_html.render(Conversation().sent(text="hello", state=state).lines)


def test_only_lines_that_came_since_are_drawn() -> None:
    conversation = Conversation().ask("need").sent(text="chairs").ask("budget")
    html = thread_html.render(conversation.lines, since=Seen(turn=1, message=1))
    assert "About budget?" in html
    assert "About need?" not in html
    assert "chairs" not in html
    assert thread_html.newest(conversation.lines) == Seen(turn=1, message=2)


def test_a_form_that_needs_another_look_is_drawn_with_what_was_entered() -> None:
    conversation = Conversation().card(EXAMPLES["money"])
    entered = Entered(1, {"value-amount": ["lots"]}, {"value": "I cannot read “lots”."})
    html = thread_html.render(conversation.lines, entered=entered)
    assert 'value="lots"' in html
    assert "I cannot read “lots”." in html


def test_a_message_of_today_shows_the_time_and_an_older_one_the_day_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.thread_html.now", lambda: START)
    assert thread_html.at(START) == "10:30am"
    assert thread_html.at(START - timedelta(days=1)) == "3 May 2026 at 10:30am"


def test_a_pressed_button_of_a_line_is_told_with_its_line() -> None:
    conversation = Conversation().card(EXAMPLES["summary"]).sent(action="change:budget")
    assert "Change budget</p>" in thread_html.render(conversation.lines)
