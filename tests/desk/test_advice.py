"""The advice queue: reading what waits, and replying."""

from __future__ import annotations

import pytest

from buying.cards import Card
from buying.service import desk, messages
from buying.service import people as people_service
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import Person
from tests.desk.buyer import Buyer
from tests.desk.conftest import ADVICE, Finish, SignIn
from tests.desk.page import Page


def newest(person: str) -> list[Card]:
    """What the chat has said to a person."""
    return messages.after(people_service.conversation(person, "web"), 0, limit=1000)


def test_the_queue_shows_what_waits_and_for_whom(signed_in: SignIn, waiting: desk.Waiting) -> None:
    page = signed_in("alex").get("/desk/advice").text
    for words in (waiting.reference, "garden benches", "£900", "Priya Sample", "Willow House"):
        assert words in page
    assert "Are they a safe choice?" in page
    assert "Waiting: 1" in page


def test_an_empty_queue_says_so(signed_in: SignIn) -> None:
    assert "Nothing waits." in signed_in("alex").get("/desk/advice").text
    assert "Nothing waits." in signed_in("alex").get("/desk").text


def test_a_request_shows_the_whole_purchase(signed_in: SignIn, waiting: desk.Waiting) -> None:
    page = signed_in("alex").get(f"/desk/advice/{waiting.task}").text
    for words in ("Fernhill Benches Ltd", "Garden &amp; Gate", "Oak Lodge", "Points of 100"):
        assert words in page


def test_the_comparison_stands_in_parts_with_its_picture(
    signed_in: SignIn, waiting: desk.Waiting
) -> None:
    text = signed_in("alex").get(f"/desk/advice/{waiting.task}").text
    page = Page(text)
    headings = page.words("h3")
    assert any(words.startswith("What would change it") for words in headings)
    assert "How I compared them" in headings
    picture = page.all("img")[-1]
    assert picture["src"].startswith(f"/purchases/{waiting.reference}/whole-life-cost.svg")
    assert "costs the least" in picture["alt"]


def test_a_reply_reaches_the_chat_and_the_purchase_goes_on(
    signed_in: SignIn, waiting: desk.Waiting
) -> None:
    browser = signed_in("alex")
    reply = {"verdict": "go_ahead_if", "reply": "If they give a guarantee.\r\nAsk in writing."}
    answer = browser.post(f"/desk/advice/{waiting.task}", reply)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert f"Your reply about {waiting.reference} has reached the person who asked" in page
    assert "Nothing waits." in page

    told = next(card for card in newest("priya") if card.id == "answered.advice")
    said = {fact.value for fact in told.facts}
    assert {"Go ahead on a condition", "If they give a guarantee.\nAsk in writing."} <= said
    assert newest("priya")[-1].id == "waiting"
    assert "budget holder" in (newest("priya")[-1].title or "")


@pytest.mark.parametrize(
    ("given", "sentence", "box"),
    [
        ({"reply": "Fine."}, "Choose an answer to “Your advice”.", "verdict"),
        ({"verdict": "go_ahead", "reply": "  "}, "Write something in", "reply"),
        ({"verdict": "perhaps", "reply": "Fine."}, "Choose one of the answers", "verdict"),
        ({"verdict": "go_ahead", "reply": "x" * 4001}, "has 4,001 characters", "reply"),
    ],
)
def test_a_mistake_is_named_beside_its_box_and_nothing_is_lost(
    signed_in: SignIn, waiting: desk.Waiting, given: dict[str, str], sentence: str, box: str
) -> None:
    answer = signed_in("alex").post(f"/desk/advice/{waiting.task}", given)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.words("title")[0].startswith("Error: ")
    assert answer.text.count(sentence) == 2
    assert {"href": f"#{box}"} in page.all("a")
    assert box in page.ids
    kept = page.words("textarea")[0] + str(page.all("input", checked=""))
    assert all(
        text.strip()[:50] in kept for name, text in given.items() if (name, text) != bad(given)
    )


def bad(given: dict[str, str]) -> tuple[str, str]:
    """The choice that nobody offers; a radio cannot show it again."""
    return ("verdict", "perhaps") if given.get("verdict") == "perhaps" else ("", "")


def test_a_second_press_of_the_button_is_told_kindly_and_keeps_the_words(
    signed_in: SignIn, waiting: desk.Waiting
) -> None:
    browser = signed_in("alex")
    browser.post(f"/desk/advice/{waiting.task}", ADVICE)
    again = browser.post(
        f"/desk/advice/{waiting.task}", {"verdict": "do_not_buy", "reply": "On second thoughts."}
    )
    assert again.status_code == 409
    assert "somebody has answered it" in again.text
    assert "On second thoughts." in again.text
    assert len([card for card in newest("priya") if card.id == "answered.advice"]) == 1


def test_a_closed_request_can_still_be_read(signed_in: SignIn, waiting: desk.Waiting) -> None:
    browser = signed_in("alex")
    browser.post(f"/desk/advice/{waiting.task}", ADVICE)
    page = browser.get(f"/desk/advice/{waiting.task}")
    assert page.status_code == 200
    assert "You need not do anything" in page.text
    assert "They are sound." in page.text
    assert "Closed lately" in browser.get("/desk/advice").text


def test_nobody_advises_on_their_own_purchase(signed_in: SignIn, people: dict[str, Who]) -> None:
    with transaction() as session:
        session.get_one(Person, "alex").roles = ["staff", "specialist"]
    Buyer("alex").start().go_on()
    task = desk.advice_queue(people["alex"])[0].task
    browser = signed_in("alex")
    assert "Send reply" not in browser.get(f"/desk/advice/{task}").text
    answer = browser.post(f"/desk/advice/{task}", ADVICE)
    assert answer.status_code == 403
    assert "own purchase" in answer.text


def test_a_proposal_is_answered_on_the_desk_too(
    signed_in: SignIn, people: dict[str, Who], finish: Finish
) -> None:
    from tests.desk.conftest import PROPOSAL

    buyer = Buyer("priya")
    browser = signed_in("alex")
    finish(buyer.start().go_on(until="share"))
    closed = desk.answered(people["alex"])
    assert closed[0].about == "Answer to the proposal"
    page = browser.get(f"/desk/advice/{closed[0].task}").text
    assert "Let us ask for two prices by e-mail" in page
    assert PROPOSAL["reply"] in page


def test_words_from_the_chat_cannot_become_page_code(
    signed_in: SignIn, people: dict[str, Who]
) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>"
    Buyer(
        "priya",
        need={"item": nasty, "quantity": "2"},
        advice_ask=f"**{nasty}**",
        purpose={"for_whom": nasty, "reason": nasty},
    ).start().go_on()
    browser = signed_in("alex")
    task = desk.advice_queue(people["alex"])[0].task
    for path in ("/desk", "/desk/advice", f"/desk/advice/{task}"):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page
    typed = browser.post(f"/desk/advice/{task}", {"reply": f"</textarea>{nasty}"}).text
    assert "<script>alert" not in typed


@pytest.mark.parametrize(
    "path",
    [
        "/desk/advice/999",
        "/desk/advice/x",
        f"/desk/advice/{2**63}",
        "/desk/suppliers/999",
        f"/desk/suppliers/{2**63}",
    ],
)
def test_what_is_not_there_is_not_found(signed_in: SignIn, path: str) -> None:
    page = signed_in("alex").get(path)
    assert page.status_code == 404
    assert "There is nothing at this address" in page.text


def test_an_address_that_cannot_be_read_is_told_without_the_words_of_a_program(
    signed_in: SignIn,
) -> None:
    page = signed_in("alex").get("/desk/suppliers?page=abc")
    assert page.status_code == 422
    assert "“page”" in page.text
    assert "integer" not in page.text


def test_the_banner_says_nothing_that_a_link_puts_into_it(signed_in: SignIn) -> None:
    page = signed_in("alex").get("/desk/advice?sent=Call 0900 1234 now").text
    assert "0900" not in page
