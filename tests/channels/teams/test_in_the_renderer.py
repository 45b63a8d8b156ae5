"""Cards in Microsoft's own renderer, in a browser: they show, and their buttons send what we read.

The same renderer draws cards in Teams on a desktop; here it stands for the app.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from bot.chats.standing import NEW
from bot.examples import EXAMPLES
from bot.teams import offers
from bot.teams.cards import adaptive, controls
from bot.teams.cards.again import Again
from buying.cards import Action, Card, Link, Question
from buying.service.said import Given, Said
from tests.channels.teams.app import press
from web.pictures_teams import WIDTHS, Shot, draw, drawing

CUT = (
    "[...document.querySelectorAll('button, button *')]"
    ".filter(b => b.scrollWidth > b.clientWidth).map(b => b.textContent)"
)
"""The words of buttons that do not fit into them."""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def page(chromium: str) -> Iterator[Page]:
    """A page that draws cards, in that Chromium."""
    with drawing() as made:
        yield made


def show(page: Page, name: str, width: int = 600, again: Again | None = None) -> dict[str, Any]:
    card = EXAMPLES[name].model_copy(update={"message": 7})
    made = adaptive.message(card, NEW, again=again or Again()).card
    draw(page, Shot(name, made), width)
    return made


def sent(page: Page, button: str) -> Any:
    """What the renderer hands over when a button is pressed; None where it does not."""
    page.get_by_role("button", name=button, exact=True).click()
    return page.evaluate("window.sent")


def question(name: str) -> Question:
    found = EXAMPLES[name].question
    assert found is not None
    return found


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("width", WIDTHS.values())
def test_nothing_of_a_card_is_wider_than_its_place(page: Page, name: str, width: int) -> None:
    show(page, name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize(
    "labels",
    [
        ("Answer", "Stop reminding me of this purchase"),
        ("Start a purchase", "My purchases", "Sign in on the web"),
        ("Open", "Read the file", "Save the file (PDF)", "Carry on", "Go back", "Stop", "More"),
    ],
)
def test_the_words_of_buttons_are_whole_on_a_phone(page: Page, labels: tuple[str, ...]) -> None:
    acts = tuple(Action(id=f"a{n}", label=label) for n, label in enumerate(labels))
    made = adaptive.message(Card(id="x", text="Hello", actions=acts), NEW).card
    draw(page, Shot("x", made), 360)
    assert page.evaluate(CUT) == []
    assert [page.get_by_role("button", name=label).is_visible() for label in labels[:5]]


def test_the_button_that_brings_a_file_is_whole_on_a_phone(page: Page) -> None:
    links = (
        Link(label="Read the file", href="/purchases/BW-0001"),
        Link(label="Save the file (PDF)", href="/purchases/BW-0001.pdf"),
    )
    card = Card(id="x", text="Here it is.", links=links)
    draw(page, Shot("x", offers.beside(card, adaptive.message(card, NEW)).card), 360)
    assert page.get_by_role("button", name=offers.LABEL).is_visible()
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("name", [name for name, card in EXAMPLES.items() if card.title])
def test_a_title_that_is_no_markup_is_a_heading(page: Page, name: str) -> None:
    show(page, name)
    title = EXAMPLES[name].title or ""
    assert page.get_by_text(title, exact=True).first.is_visible()
    headings = page.get_by_role("heading", name=title, exact=True).count()
    assert headings == (0 if "<" in title else 1)


def test_what_people_wrote_is_shown_as_they_wrote_it(page: Page) -> None:
    show(page, "awkward")
    text = page.locator("#place").inner_text()
    assert 'Alex says: <b>"go" & buy</b>' in text
    assert "Costs 2 < 3 & <script>alert(1)</script>" in text
    assert "a * b ** c" in text
    assert page.locator("#place a, #place script, #place b").count() == 0


def test_an_empty_form_is_stopped_and_says_what_is_missing(page: Page) -> None:
    show(page, "form")
    assert sent(page, "Send") is None
    assert page.get_by_text("Choose yes or no.").is_visible()
    assert sent(page, "Go back") == {"buywell": {"action": "back", "card": 7}}


def test_a_form_filled_in_by_hand_is_the_answer_to_it(page: Page) -> None:
    card = show(page, "form")
    page.get_by_label("Running costs a year (£)").fill("80 to 120")
    page.get_by_label("How many years will it last?", exact=True).fill("7")
    page.get_by_label("Delivered by (optional)").fill("2027-03-31")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("By phone").check()
    page.get_by_label("It has to be fitted or installed").check()
    page.get_by_label("It is food or drink").check()
    page.get_by_label("How well does it suit you?").select_option(label="4 good")
    by_hand = sent(page, "Send")
    said = controls.decode(by_hand, question("form"))
    assert said == Said(answer=Given(question="option#1", value={
        "supplier": "Harbour Mobility Ltd", "price": {"amount": "840.00", "vat": "net"},
        "pays": "once", "running": {"amount": "80 to 120", "vat": "gross"}, "life": "7",
        "delivered": "2027-03-31", "listed": True, "how": "phone", "checks": ["fitting", "food"],
        "liking": 4, "quote": None,
    }))  # fmt: skip
    # The double of other tests sends the same.
    double = press(
        card, "Send", value__running_amount="80 to 120", value__life="7",
        value__delivered="2027-03-31", value__listed="yes", value__how="phone",
        value__checks="fitting,food", value__liking="4",
    )  # fmt: skip
    assert controls.decode(double, question("form")) == said


def test_a_tick_for_those_who_do_not_know_is_sent(page: Page) -> None:
    show(page, "estimates")
    page.get_by_label("I don’t know").last.check()
    said = controls.decode(sent(page, "Send"), question("estimates"))
    assert isinstance(said, Said) and said.answer is not None
    assert said.answer.value["life"] == {"unknown": True}
    assert said.answer.value["energy"]["amount"] == "80 to 120, likely 90"


def test_a_line_of_a_summary_is_changed_by_its_link(page: Page) -> None:
    show(page, "summary")
    page.get_by_role("button", name="Change budget").click()
    assert controls.decode(page.evaluate("window.sent"), None) == Said(action="change:budget")


def test_why_is_shown_once_it_is_pressed(page: Page) -> None:
    show(page, "decided")
    why = page.get_by_text("Rule petty_purchase")
    assert not why.is_visible()
    page.get_by_role("button", name="Why").click()
    assert why.is_visible()


def test_a_long_list_of_answers_is_searched_and_sent(page: Page) -> None:
    choices = tuple({"value": f"v{n}", "label": f"Supplier number {n}"} for n in range(900))
    asked = Question.model_validate({"id": "q", "kind": "choice", "choices": choices})
    card = Card(id="x", title="Which?", question=asked)
    draw(page, Shot("x", adaptive.message(card, NEW).card), 360)
    page.get_by_label("Type a part of the name").fill("number 12")
    found = controls.decode(sent(page, "Find"), asked)
    assert isinstance(found, controls.Find)
    shown = adaptive.message(card, NEW, again=controls.again(found)).card
    draw(page, Shot("x", shown), 360)
    page.get_by_role("combobox").fill("Supplier number 123")
    page.keyboard.press("Enter")
    assert controls.decode(sent(page, "Send"), asked) == Said(
        answer=Given(question="q", value="v123")
    )
