"""The chat in the terminal: numbers pick answers, cards arrive, and scripts can use it."""

from __future__ import annotations

import io
import threading
from typing import Any

import httpx
import pytest

from bot import picking, terminal, words
from bot.examples import EXAMPLES
from bot.picking import NoSuchNumber
from buying.cards import Action, Card, Choice, Field, Question
from buying.service import messages, people, turns
from buying.store.database import transaction
from tests.channels.double import Double

COLOURS = (Choice(value="r", label="Red"), Choice(value="g", label="Green"))
BACK = (Action(id="back", label="Go back"),)


def ask(kind: Any, **more: Any) -> Question:
    return Question(id="q", kind=kind, choices=COLOURS, **more)


def answered(value: Any) -> dict[str, Any]:
    return {"answer": {"question": "q", "value": value}}


@pytest.mark.parametrize(
    ("typed", "question", "body"),
    [
        ("2", ask("choice"), answered("g")),
        ("green", ask("choice"), {"text": "green"}),
        ("1, 2", ask("choices"), answered(["r", "g"])),
        ("2 and 1", ask("choices"), answered(["g", "r"])),
        ("2 2", ask("choices"), answered(["g"])),
        ("2", ask("number"), {"text": "2"}),
        ("yes", ask("yes_no"), {"text": "yes"}),
        ("go BACK", ask("choice"), {"action": "back"}),
        ("12 chairs", None, {"text": "12 chairs"}),
    ],
)
def test_what_is_typed_means_what_a_person_would_mean(
    typed: str, question: Question | None, body: dict[str, Any]
) -> None:
    assert picking.turn(typed, question, BACK) == body


def test_a_number_picks_within_the_box_of_a_form_that_is_asked_for() -> None:
    fields = (Field(id="c", label="Colour", kind="choice", choices=COLOURS),)
    assert picking.turn("2", Question(id="f", kind="form", fields=fields), ()) == {"text": "Green"}
    done = Question(id="f", kind="form", fields=fields, value={"c": "g"})
    assert picking.turn("2", done, ()) == {"text": "2"}


@pytest.mark.parametrize(("typed", "kind"), [("3", "choice"), ("0", "choices"), ("1 2", "choice")])
def test_a_number_that_is_no_answer_says_which_there_are(typed: str, kind: str) -> None:
    with pytest.raises(NoSuchNumber, match="1 to 2"):
        picking.turn(typed, ask(kind), ())


class Script:
    """A chat whose lines are given beforehand, as from a file."""

    def __init__(self, address: str, *lines: str, person: str = "priya") -> None:
        token = people.issue(person, "api")
        out, problems = io.StringIO(), io.StringIO()
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        self.code = terminal.talk(address, token, typed, out, problems)
        self.said, self.problems = out.getvalue(), problems.getvalue()


def put(card: Card) -> Card:
    with transaction() as session:
        where = people.conversation_in(session, "priya", "web")
        return messages.say(session, where, [card])[0]


def test_a_purchase_can_be_made_from_a_script(address: str) -> None:
    script = Script(
        address, "12 shower chairs", "1", "£60", "", "people who live here", "exit", "never"
    )
    assert script.code == 0
    assert "Hello Priya" in script.said
    assert "> 12 shower chairs" in script.said
    assert "1. Care and mobility equipment" in script.said
    assert "2. What will it change for them? <- now" in script.said
    assert "never" not in script.said


def test_a_piped_chat_has_no_colours(address: str) -> None:
    assert "\x1b" not in Script(address, "hello").said


def test_the_chat_goes_on_where_it_stopped(address: str) -> None:
    Script(address, "12 shower chairs")
    again = Script(address, "1")
    assert "What kind of thing is that?" in again.said.partition("> 1")[0]
    assert "What is the most that you can spend?" in again.said.partition("> 1")[2]


def test_a_button_is_pressed_by_its_words(address: str) -> None:
    script = Script(address, "12 shower chairs", "1", "back")
    assert "What kind of thing is that?" in script.said.rpartition("> back")[2]


def test_a_number_that_is_no_answer_is_not_sent(address: str, engine: Double) -> None:
    script = Script(address, "12 shower chairs", "99")
    assert "Type one of these numbers" in script.said
    assert len(engine.heard) == 1


def test_a_text_that_is_refused_says_why_and_the_chat_goes_on(address: str) -> None:
    script = Script(address, "x" * 10_001, "12 shower chairs")
    assert "10,001 characters" in script.said
    assert "What kind of thing is that?" in script.said


def test_words_of_others_cannot_steer_the_terminal(address: str) -> None:
    put(Card(id="advice", text="Fine\x1b[2J\x07 by me"))
    assert "Fine[2J by me" in Script(address).said


def test_a_service_that_is_not_running_says_what_to_do(address: str, engine: Double) -> None:
    del engine
    script = Script("http://127.0.0.1:9")
    assert script.code == 2
    assert "does not answer at http://127.0.0.1:9" in script.problems
    assert "buywell up" in script.problems


def test_a_token_that_has_ended_says_what_to_do(address: str) -> None:
    out, problems = io.StringIO(), io.StringIO()
    assert terminal.talk(address, "ended", io.StringIO("hi\n"), out, problems) == 2
    assert "buywell talk" in problems.getvalue()


def test_a_script_waits_for_an_answer_that_was_put_off(address: str, engine: Double) -> None:
    engine.mood = "away"

    def answer_later() -> None:
        told = _first_card(turns.WAITING_CARD)
        put(Card(id="late", text="Here is your answer."))
        assert told

    helper = threading.Thread(target=answer_later)
    helper.start()
    script = Script(address, "12 shower chairs")
    helper.join()
    assert script.code == 0
    assert script.said.index("I have kept your message") < script.said.index("Here is your answer")


def _first_card(card: str) -> bool:
    where = people.conversation("priya", "web")
    while not any(said.id == card for said in messages.after(where, 0)):
        threading.Event().wait(0.01)
    return True


class Screen(io.StringIO):
    """A screen and keyboard: a line is typed once something can be read on the screen."""

    def __init__(self, *steps: tuple[str, str]) -> None:
        super().__init__()
        self.steps = list(steps)
        self.shown = io.StringIO()
        self.changed = threading.Condition()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        with self.changed:
            self.changed.notify_all()
            return self.shown.write(text)

    def readline(self, *_: Any) -> str:
        if not self.steps:
            return ""
        wanted, typed = self.steps.pop(0)
        with self.changed:
            assert self.changed.wait_for(lambda: wanted in self.shown.getvalue(), timeout=20)
        return f"{typed}\n"


def test_a_card_that_arrives_meanwhile_is_shown_to_a_person_at_a_screen(address: str) -> None:
    class Interrupted(Screen):
        def readline(self, *_: Any) -> str:
            if len(self.steps) == 1:
                put(Card(id="advice", title="Alex has answered", text="Go ahead."))
            return super().readline()

    screen = Interrupted(("Type your answer", "12 shower chairs"), ("Alex has answered", "exit"))
    code = terminal.talk(address, people.issue("priya", "api"), screen, screen, io.StringIO())
    assert code == 0
    assert "Go ahead." in screen.shown.getvalue()


def test_the_terminal_of_a_person_ends_the_token_when_it_is_left(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BUYWELL_PORT", str(httpx.URL(address).port))
    from buying.settings import settings

    settings.cache_clear()
    issued: list[str] = []
    issue = people.issue
    monkeypatch.setattr(people, "issue", lambda *a: issued.append(issue(*a)) or issued[-1])
    monkeypatch.setattr("sys.stdin", io.StringIO("hello\n"))
    terminal.main(people.find("priya"))
    assert "Hello Priya" in capsys.readouterr().out
    assert people.who(issued[0], "api") is None


def test_every_example_can_be_shown_in_the_terminal(address: str) -> None:
    for card in EXAMPLES.values():
        put(card)
    assert Script(address).code == 0


def test_a_line_of_a_summary_is_picked_by_its_name() -> None:
    actions = words.actions_of(EXAMPLES["summary"])
    assert picking.turn("change budget", None, actions) == {"action": "change:budget"}
    assert picking.turn("Change what you need", None, actions) == {"action": "change:need"}
