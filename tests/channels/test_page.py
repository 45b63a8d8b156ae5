"""The chat page as a browser without scripts sees it: plain forms, nothing lost on an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest

from bot.examples import EXAMPLES
from bot.page import SCRIPT_HEADER, SHOWN
from buying.cards import Card, Choice, Question
from buying.service import messages, people, turns
from buying.store.database import transaction
from buying.store.tables import Message
from tests.channels.conftest import Reach
from tests.channels.double import Double


class Page(HTMLParser):
    """The forms and ids of a page. A form is its fields; buttons are under ``buttons``."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.status = answer.status_code
        self.text = answer.text
        self.forms: list[dict[str, Any]] = []
        self.ids: set[str] = set()
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if tag == "form":
            self.forms.append({"to": given["action"], "buttons": [], "fields": {}})
        elif tag == "button" and self.forms:
            self.forms[-1]["buttons"].append((given.get("name"), given.get("value")))
        elif tag in ("input", "textarea") and given.get("name") and self.forms:
            ticked = given.get("type") not in ("radio", "checkbox") or "checked" in given
            fields = self.forms[-1]["fields"]
            if ticked:
                fields[given["name"]] = given.get("value") or ""
            else:
                fields.setdefault(given["name"], "")

    def form(self, name: str) -> dict[str, Any]:
        """The last form that has a field or a button called ``name``."""
        return next(
            form
            for form in reversed(self.forms)
            if any(
                key == name or key.startswith((f"{name}-", f"{name}."))
                for key in [*form["fields"], *(b for b, _ in form["buttons"] if b)]
            )
        )


class Person:
    """Somebody at a browser without scripts."""

    def __init__(self, client: httpx.Client) -> None:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        self.client = client
        self.page = Page(client.get("/chat"))

    def open(self, path: str = "/chat") -> Page:
        self.page = Page(self.client.get(path))
        return self.page

    def submit(self, name: str, filled: Mapping[str, Any]) -> Page:
        """Fill in the form with the field ``name`` and send it, as a browser does."""
        form = self.page.form(name)
        answer = self.client.post(
            form["to"], data=form["fields"] | dict(filled), follow_redirects=True
        )
        self.page = Page(answer)
        return self.page

    def type(self, text: str) -> Page:
        return self.submit("text", {"text": text})


@pytest.fixture
def someone(reach: Reach) -> Person:
    return Person(reach("priya", browser=True))


def put(card: Card, person: str = "priya") -> Card:
    with transaction() as session:
        where = people.conversation_in(session, person, "web")
        return messages.say(session, where, [card])[0]


def asks(page: Page) -> list[str]:
    """The questions whose controls are shown."""
    return [form["fields"]["question"] for form in page.forms if "question" in form["fields"]]


def test_a_first_visit_is_greeted_once(someone: Person) -> None:
    assert someone.page.text.count("Hello Priya") == 1
    assert someone.open().text.count("Hello Priya") == 1


def test_a_purchase_can_be_begun_and_gone_on_with_by_plain_forms(someone: Person) -> None:
    page = someone.type("12 shower chairs")
    assert page.status == 200
    assert asks(page) == ["category"]
    page = someone.submit("value", {"value": "equipment"})
    assert "Care and mobility equipment</p>" in page.text
    assert asks(page) == ["budget"]


def test_only_the_newest_question_shows_its_controls(someone: Person) -> None:
    someone.type("12 shower chairs")
    page = someone.submit("value", {"value": "equipment"})
    assert asks(page) == ["budget"]
    assert "What kind of thing is that?" in page.text


def test_after_sending_the_browser_is_sent_back_to_the_page(someone: Person) -> None:
    form = someone.page.form("text")["fields"] | {"text": "12 shower chairs"}
    answer = someone.client.post("/chat/say", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/chat#latest"
    assert "latest" in someone.open().ids


def test_a_form_sent_twice_by_an_impatient_finger_is_one_turn(
    someone: Person, engine: Double
) -> None:
    form = someone.page.form("text")["fields"] | {"text": "12 shower chairs"}
    for _ in range(2):
        assert someone.client.post("/chat/say", data=form).status_code == 303
    assert len(engine.heard) == 1


def test_a_button_pressed_in_two_tabs_is_one_answer(someone: Person, engine: Double) -> None:
    someone.type("12 shower chairs")
    form = someone.page.form("value")["fields"] | {"value": "equipment"}
    for _ in range(2):
        someone.client.post("/chat/say", data=form)
    assert len(engine.heard) == 2
    assert someone.open().text.count("Care and mobility equipment</p>") == 1


def test_another_answer_in_the_second_tab_is_told_that_it_came_too_late(someone: Person) -> None:
    someone.type("12 shower chairs")
    form = someone.page.form("value")["fields"]
    someone.client.post("/chat/say", data=form | {"value": "equipment"})
    someone.client.post("/chat/say", data=form | {"value": "furniture"})
    page = someone.open()
    assert "You have answered that already" in page.text
    assert asks(page) == ["budget"]


def test_an_empty_message_keeps_the_page_and_says_what_to_do(someone: Person) -> None:
    page = someone.type("   ")
    assert page.status == 422
    assert "There is a problem" in page.text
    assert 'href="#say"' in page.text
    assert "Type something and send it again." in page.text
    assert "<title>Error: Chat" in page.text


def test_a_text_that_is_too_long_stays_in_the_box(someone: Person) -> None:
    page = someone.type("long " * 2_001)
    assert page.status == 422
    assert "10,005 characters" in page.text
    assert ("long " * 2_001).strip() in page.text


def test_a_date_that_does_not_exist_stays_in_its_boxes_with_a_sentence(someone: Person) -> None:
    card = put(EXAMPLES["date"])
    someone.open()
    page = someone.submit("value", {"value-day": "31", "value-month": "February"})
    assert page.status == 422
    assert "There is no date “31 February 2027”" in page.text
    assert f'href="#card-{card.message}-value"' in page.text
    assert f"card-{card.message}-value" in page.ids
    assert page.form("value")["fields"]["value-month"] == "February"


def test_an_amount_typed_in_words_is_read_by_the_service(someone: Person) -> None:
    someone.type("12 shower chairs")
    someone.submit("value", {"value": "equipment"})
    page = someone.submit("value", {"value-amount": "1,200 plus VAT"})
    assert asks(page) == ["purpose"]
    assert "1,200 plus VAT</p>" in page.text


def test_a_form_with_two_mistakes_names_both_and_keeps_the_rest(someone: Person) -> None:
    card = put(EXAMPLES["form"])
    someone.open()
    filled = {"value.running-amount": "", "value.life": "8", "value.supplier": "Ann & Co"}
    page = someone.submit("value", filled | {"value.delivered-day": "31"})
    assert "Running costs a year: type an amount" in page.text
    assert "Delivered by: fill in the day, the month and the year" in page.text
    assert page.form("value")["fields"]["value.life"] == "8"
    assert "Ann &amp; Co</textarea>" in page.text
    for box in ("running", "delivered"):
        assert f"card-{card.message}-{box}" in page.ids


def test_a_tick_that_contradicts_a_figure_is_shown_again_with_what_was_typed(
    someone: Person,
) -> None:
    card = put(EXAMPLES["estimates"])
    someone.open()
    both = {"value.energy-amount": "80 to 120", "value.energy-unknown": "yes", "value.life": "5-8"}
    page = someone.submit("value", both)
    assert page.status == 422
    assert "Energy a year: give a figure or tick “I don’t know”, not both." in page.text
    assert f"card-{card.message}-energy" in page.ids
    fields = page.form("value")["fields"]
    assert fields["value.energy-amount"] == "80 to 120"
    assert fields["value.energy-unknown"] == "yes"
    assert fields["value.servicing-unknown"] == "yes"
    assert fields["value.life"] == "5-8"


def test_what_was_sent_of_an_estimate_stands_in_words_in_the_chat(someone: Person) -> None:
    put(EXAMPLES["estimates"])
    someone.open()
    page = someone.submit("value", {"value.energy-amount": "80 to 120", "value.life": "dunno"})
    said = " ".join(re.sub("<[^>]+>", " ", page.text).split())
    assert (
        "Servicing a year : not known Energy a year : £80 to 120 plus VAT"
        " How many years will it last? : not known"
    ) in said


def test_a_question_that_is_not_in_this_conversation_is_refused(someone: Person) -> None:
    card = put(EXAMPLES["yes_no"], person="sam")
    form = {"question": "together", "card": card.message, "value": "yes", "event": "x"}
    answer = someone.client.post("/chat/say", data=form)
    assert answer.status_code == 422
    assert "That question is not here any more" in answer.text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"question": "together", "value": "yes"},
        {"question": "together", "card": "x", "value": "yes"},
        {"card": "9" * 30, "question": "q"},
        {"text": "\x00"},
    ],
)
def test_a_form_that_nobody_made_gets_a_sentence(someone: Person, form: Any) -> None:
    answer = someone.client.post("/chat/say", data=form)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_while_the_engine_is_away_the_page_says_that_the_words_are_kept(
    someone: Person, engine: Double
) -> None:
    engine.mood = "away"
    page = someone.type("12 shower chairs")
    assert "I have kept your message" in page.text
    assert "Kept. I will answer as soon as I can." in page.text


def test_a_long_conversation_shows_its_end_and_a_way_to_the_beginning(someone: Person) -> None:
    for number in range(SHOWN + 5):
        put(Card(id="note", text=f"Note {number}."))
    page = someone.open()
    assert f"Note {SHOWN + 4}." in page.text
    assert "Note 0." not in page.text
    assert "Show earlier messages" in page.text
    assert "Note 0." in someone.open("/chat?show=all").text


def test_a_card_without_known_controls_is_never_shown_in_part(someone: Person) -> None:
    choices = tuple(Choice(value=str(n), label=f"Answer {n}") for n in range(30))
    put(Card(id="many", title="Which?", question=Question(id="m", kind="choice", choices=choices)))
    page = someone.open()
    assert all(f"Answer {number}" in page.text for number in range(30))


def test_an_approval_from_another_purchase_stays_open_beside_ones_own_question(
    someone: Person,
) -> None:
    someone.type("12 shower chairs")
    put(Card(id="ask.approval", question=Question(id="approval@BW-0042", kind="yes_no")))
    assert asks(someone.open()) == ["category"]


class TestScript:
    """What the page's own script asks for."""

    def test_it_gets_the_lines_that_it_has_not_seen(self, someone: Person) -> None:
        form = someone.page.form("text")["fields"] | {"text": "12 shower chairs"}
        answer = someone.client.post(
            "/chat/say",
            data=form | {"seen_turn": "0", "seen_message": "1"},
            headers={SCRIPT_HEADER: "1"},
        )
        assert answer.status_code == 200
        page = Page(answer)
        assert {"line-turn-1", "line-card-2", "line-card-3"} <= page.ids
        assert "line-card-1" not in page.ids
        assert 'data-open="3"' in page.text
        assert "<html" not in page.text

    def test_a_mistake_comes_back_as_the_card_with_its_sentence(self, someone: Person) -> None:
        card = put(EXAMPLES["date"])
        someone.open()
        form = someone.page.form("value")["fields"] | {"value-day": "99"}
        answer = someone.client.post("/chat/say", data=form, headers={SCRIPT_HEADER: "1"})
        assert answer.status_code == 422
        assert f'data-target="card-{card.message}-value"' in answer.text
        assert Page(answer).form("value")["fields"]["value-day"] == "99"

    def test_it_can_ask_for_what_arrived(self, someone: Person) -> None:
        card = put(Card(id="advice", text="Alex says go ahead."))
        answer = someone.client.get("/chat/lines?turn=0&message=1")
        assert "Alex says go ahead." in answer.text
        assert f'data-message="{card.message}"' in answer.text
        assert "Hello Priya" in someone.client.get("/chat/lines?turn=x&message=y").text


def test_everything_on_the_page_obeys_the_policy(someone: Person) -> None:
    text = someone.page.text
    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text


def test_who_is_not_signed_in_is_shown_how(address: str) -> None:
    answer = httpx.get(f"{address}/chat", headers={"Accept": "text/html"})
    assert answer.status_code == 401
    assert "sign" in answer.text.lower()


def test_the_waiting_card_is_the_one_of_the_service(someone: Person, engine: Double) -> None:
    engine.mood = "away"
    someone.type("12 shower chairs")
    said = messages.after(people.conversation("priya", "web"), 0)
    assert said[-1].id == turns.WAITING_CARD


def test_what_was_read_on_the_page_counts_as_delivered(someone: Person) -> None:
    card = put(Card(id="advice", text="Alex says go ahead."))
    with transaction() as session:
        assert session.get_one(Message, card.message).delivered_at is None
    someone.open()
    with transaction() as session:
        assert session.get_one(Message, card.message).delivered_at is not None
