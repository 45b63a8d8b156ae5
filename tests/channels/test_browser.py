"""The chat page in a real Chromium, with its script: keys, focus, two tabs, lost connections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bot.examples import EXAMPLES
from buying.cards import Card, Question, Table
from buying.service import messages, people
from buying.store.database import transaction
from tests.channels.double import Double

pytestmark = pytest.mark.browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 320, "height": 640}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_chat(chrome: Browser, address: str) -> Iterator[Open]:
    """Opens the chat for a person: in a window of its own, or in another tab of ``beside``."""
    windows: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(person: str = "priya", beside: Page | None = None, **how: object) -> Page:
        if beside is None:
            window = chrome.new_context(**how)  # type: ignore[arg-type]
            session = people.issue(person, "session")
            window.add_cookies([{"name": "buywell", "value": session, "url": address}])
            windows.append(window)
        page = (beside.context if beside else windows[-1]).new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{address}/chat")
        return page

    yield open_one
    for window in windows:
        window.close()
    assert faults == []


def put(card: Card) -> None:
    with transaction() as session:
        where = people.conversation_in(session, "priya", "web")
        messages.say(session, where, [card])


def say(page: Page, text: str) -> None:
    page.locator("#say").fill(text)
    page.get_by_role("button", name="Send").click()


def asked(page: Page, words: str) -> None:
    expect(page.locator(".chat-card--open").get_by_role("heading", name=words)).to_be_visible()


def begin(page: Page) -> None:
    say(page, "12 shower chairs")
    asked(page, "What kind of thing is that?")


def log(page: Page) -> str:
    return page.get_by_role("log").inner_text()


def test_what_is_typed_stands_at_the_right_and_the_answer_follows(open_chat: Open) -> None:
    page = open_chat()
    expect(page.get_by_role("log")).to_contain_text("Hello Priya")
    begin(page)
    assert log(page).index("12 shower chairs") < log(page).index("What kind of thing is that?")
    expect(page.locator("#say")).to_have_value("")
    mine = page.locator(".chat-sent").bounding_box()
    theirs = page.locator(".chat-card").last.bounding_box()
    assert mine and theirs
    assert mine["x"] > theirs["x"]


def test_the_whole_chat_can_be_used_by_keyboard(open_chat: Open) -> None:
    page = open_chat()
    page.locator("#say").focus()
    page.keyboard.type("12 shower")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("chairs")
    page.keyboard.press("Enter")
    asked(page, "What kind of thing is that?")
    expect(page.get_by_role("heading", name="What kind of thing is that?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".chat-card--open summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Furniture and furnishings")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    asked(page, "What is the most")
    expect(page.get_by_role("heading", name="What is the most")).to_be_focused()


def test_an_answered_question_loses_its_controls_and_shows_the_answer(open_chat: Open) -> None:
    page = open_chat()
    begin(page)
    first = page.locator(".chat-card", has_text="What kind of thing is that?")
    page.get_by_role("button", name="Continue").click()
    asked(page, "What is the most")
    expect(first.locator("button, input, progress")).to_have_count(0)
    expect(page.locator(".chat-sent").last).to_have_text(re.compile("Care and mobility equipment"))


def test_a_pressed_button_cannot_be_pressed_again_while_it_is_sent(
    open_chat: Open, engine: Double
) -> None:
    page = open_chat()
    begin(page)
    engine.may_answer.clear()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Continue")).to_be_disabled()
    expect(page.get_by_role("status")).to_contain_text("One moment")
    engine.may_answer.set()
    asked(page, "What is the most")
    expect(page.get_by_role("status")).to_be_empty()
    assert len(engine.heard) == 2


@pytest.mark.parametrize("button", ["Start a purchase", "My purchases"])
def test_the_first_buttons_that_anybody_sees_are_sent(open_chat: Open, button: str) -> None:
    page = open_chat()
    with page.expect_request("**/chat/say") as sent:
        page.get_by_role("button", name=button).click()
    answer = sent.value.response()
    assert answer
    assert answer.status == 200
    expect(page.locator(".chat-sent").last).to_contain_text(button)
    expect(page.locator(".chat-card")).to_have_count(2)
    expect(page.get_by_role("status")).to_be_empty()


def test_what_is_typed_while_an_answer_is_awaited_is_sent_after_it(
    open_chat: Open, engine: Double
) -> None:
    page = open_chat()
    engine.may_answer.clear()
    say(page, "12 shower chairs")
    say(page, "equipment")
    expect(page.locator("#say")).to_have_value("")
    engine.may_answer.set()
    asked(page, "What is the most")
    assert log(page).index("12 shower chairs") < log(page).index("equipment")


def test_a_card_that_arrives_is_shown_and_takes_no_focus_away(open_chat: Open) -> None:
    page = open_chat()
    begin(page)
    page.locator("#say").focus()
    page.keyboard.type("half a thought")
    put(Card(id="advice", title="Alex has answered", text="Go ahead."))
    expect(page.get_by_role("heading", name="Alex has answered")).to_be_visible()
    expect(page.locator("#say")).to_be_focused()
    expect(page.locator("#say")).to_have_value("half a thought")
    asked(page, "What kind of thing is that?")


def test_an_answer_in_one_tab_closes_the_question_in_the_other(open_chat: Open) -> None:
    page = open_chat()
    begin(page)
    other = open_chat(beside=page)
    asked(other, "What kind of thing is that?")
    page.get_by_role("button", name="Continue").click()
    asked(other, "What is the most")
    expect(other.locator(".chat-card--open")).to_have_count(1)
    expect(other.locator(".chat-sent").last).to_contain_text("Care and mobility equipment")


def test_one_button_pressed_in_two_tabs_at_once_is_one_answer(
    open_chat: Open, engine: Double
) -> None:
    page = open_chat()
    begin(page)
    other = open_chat(beside=page)
    engine.may_answer.clear()
    page.get_by_role("button", name="Continue").click()
    other.get_by_role("button", name="Continue").click()
    engine.may_answer.set()
    for tab in (page, other):
        asked(tab, "What is the most")
    assert log(page).count("You have answered that already") == 0
    assert len(engine.heard) == 2


def test_a_form_that_needs_another_look_keeps_everything_and_goes_to_the_box(
    open_chat: Open,
) -> None:
    page = open_chat()
    put(EXAMPLES["form"])
    asked(page, "Tell me about one price")
    years = page.get_by_role("textbox", name="How many years")
    years.fill("8")
    page.get_by_role("button", name="Continue").click()
    box = page.get_by_role("group", name="Running costs a year").get_by_label("Amount in pounds")
    expect(box).to_be_focused()
    expect(page.get_by_text("type an amount in pounds").first).to_be_visible()
    expect(years).to_have_value("8")
    expect(page.locator(".chat-line--pending")).to_have_count(0)


def test_an_empty_message_is_not_sent_and_says_what_to_do(open_chat: Open, engine: Double) -> None:
    page = open_chat()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Type something")
    expect(page.locator("#say")).to_be_focused()
    say(page, "12 shower chairs")
    asked(page, "What kind of thing is that?")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert len(engine.heard) == 1


def test_a_text_that_is_too_long_comes_back_into_the_box(open_chat: Open) -> None:
    page = open_chat()
    say(page, "x" * 10_001)
    expect(page.get_by_role("alert")).to_contain_text("10,001 characters")
    expect(page.locator("#say")).to_have_value("x" * 10_001)


def test_a_lost_connection_is_told_in_words_and_what_was_said_is_sent_once_it_is_back(
    open_chat: Open, engine: Double
) -> None:
    page = open_chat()
    page.context.set_offline(True)
    say(page, "12 shower chairs")
    expect(page.get_by_role("status")).to_contain_text("The connection is lost")
    page.context.set_offline(False)
    asked(page, "What kind of thing is that?")
    expect(page.get_by_role("status")).not_to_contain_text("lost")
    assert len(engine.heard) == 1


def test_who_is_signed_out_meanwhile_keeps_the_words_and_is_shown_the_way(open_chat: Open) -> None:
    page = open_chat()
    people.end(page.context.cookies()[0]["value"])
    say(page, "12 shower chairs")
    expect(page.get_by_role("status")).to_contain_text("You have been signed out")
    expect(page.get_by_role("link", name="Sign in again")).to_be_visible()
    expect(page.locator("#say")).to_have_value("12 shower chairs")


def test_a_message_kept_while_the_engine_was_away_is_answered_when_it_is_back(
    open_chat: Open, engine: Double, worker: None
) -> None:
    page = open_chat()
    engine.mood = "away"
    say(page, "12 shower chairs")
    expect(page.get_by_role("log")).to_contain_text("Kept. I will answer as soon as I can.")
    expect(page.get_by_role("heading", name="I have kept your message")).to_be_visible()
    engine.mood = "well"
    asked(page, "What kind of thing is that?")
    expect(page.get_by_role("log")).not_to_contain_text("Kept. I will answer")


@pytest.mark.parametrize("name", EXAMPLES)
def test_on_a_narrow_screen_nothing_is_wider_and_nothing_too_small_to_press(
    open_chat: Open, name: str
) -> None:
    put(EXAMPLES[name])
    page = open_chat(viewport=PHONE, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    pressed = "#chat :is(button:not([aria-hidden=true]), summary, textarea, input[type=text])"
    for control in page.locator(pressed).all():
        box = control.bounding_box()
        assert box is None or (box["height"] >= 24 and box["width"] >= 24)


def test_on_a_narrow_screen_three_large_amounts_stand_side_by_side(open_chat: Open) -> None:
    amounts = ("£11,695.58", "£12,289.62", "£19,790.27")
    sums = Table(
        caption="The sum", columns=("", "Harbour", "Lowland", "Pebble"), numeric=(1, 2, 3),
        rows=(("Whole-life cost", *amounts), ("Repairs a year", "not known: £118.80", "£5", "£0")),
    )  # fmt: skip
    put(Card(id="sum", text="Compared.", table=sums))
    box = open_chat(viewport=PHONE).get_by_role("group", name="The sum")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_box_for_typing_never_hides_what_has_the_focus(open_chat: Open) -> None:
    put(EXAMPLES["form"])
    page = open_chat(viewport=PHONE)
    foot = page.locator(".chat-foot")
    for control in page.locator(".chat-card--open :is(textarea, input[type=text])").all():
        control.focus()
        box, edge = control.bounding_box(), foot.bounding_box()
        assert box and edge
        assert box["y"] + box["height"] <= edge["y"] + 1


def test_nothing_moves_for_those_who_asked_for_calm(open_chat: Open) -> None:
    page = open_chat(reduced_motion="reduce")
    moving = page.evaluate(
        """() => {
          const status = document.getElementById("status");
          status.className = "chat-status chat-status--waiting";
          return getComputedStyle(status, "::after").animationName;
        }"""
    )
    assert moving == "none"


def test_an_answer_that_did_not_get_through_opens_its_question_again(open_chat: Open) -> None:
    page = open_chat()
    put(Card(id="ask.q", title="Is that so?", question=Question(id="q", kind="yes_no")))
    asked(page, "Is that so?")
    page.evaluate("document.querySelector('.chat-card--open .chat-form').remove()")
    page.evaluate("document.querySelector('.chat-card--open').classList.remove('chat-card--open')")
    put(Card(id="note", text="By the way."))
    expect(page.get_by_role("log")).to_contain_text("By the way.")
    asked(page, "Is that so?")
    expect(page.get_by_role("button", name="Yes")).to_be_enabled()


def test_a_line_of_the_summary_is_changed_by_the_button_at_its_end(open_chat: Open) -> None:
    page = open_chat()
    begin(page)
    say(page, "summary")
    page.get_by_role("button", name="Change what you need").click()
    asked(page, "What do you need")
    expect(page.locator(".chat-sent").last).to_contain_text("Change what you need")
    expect(page.get_by_role("button", name="Change what you need")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_purchase_file_can_be_read_on_every_screen(open_chat: Open, width: int) -> None:
    page = open_chat(viewport={"width": width, "height": 640})
    begin(page)
    say(page, "file")
    page.get_by_role("link", name="File BW-0001", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("12 × shower chairs")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("table", name="Plan")).to_contain_text("What you need")


def test_the_purchase_file_is_printed_without_what_is_only_for_screens(open_chat: Open) -> None:
    page = open_chat()
    begin(page)
    page.goto(page.url.replace("/chat", "/purchases/BW-0001"))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()
    for hidden in ("Save this file as a PDF", "Back", "Sign out"):
        expect(page.get_by_text(hidden, exact=True)).to_be_hidden()
