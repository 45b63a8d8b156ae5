"""Sending a quote in a real Chromium: picked on the card, checked in the form, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect, sync_playwright

from buying.service import people
from tests.channels.test_browser import ARGUMENTS
from tests.service import purchase
from tests.service.conftest import Talk
from tests.service.quotes_made import page as pdf
from web.build import MODULES

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUOTE: FilePayload = {
    "name": "quote.pdf", "mimeType": "application/pdf",
    "buffer": pdf("Ridgeway Mobility Ltd\nTotal (ex VAT) | £975.00"),
}  # fmt: skip
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chrome(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(chrome: Browser, address: str, talk: Talk) -> Iterator[Open]:
    """Opens the chat for priya, who is asked for a price, with a script or without."""
    purchase.plan(talk)
    opened: list[Any] = []

    def open_one(**how: Any) -> Page:
        window = chrome.new_context(**how)
        session = people.issue("priya", "session")
        window.add_cookies([{"name": "buywell", "value": session, "url": address}])
        opened.append(window)
        page = window.new_page()
        page.goto(f"{address}/chat")
        return page

    yield open_one
    for window in opened:
        window.close()


def violations(page: Page) -> list[Any]:
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    result: Any = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    return [(each["id"], each["nodes"]) for each in result["violations"]]


def send(page: Page) -> None:
    page.get_by_label("Send the quote as a file").set_input_files(QUOTE)
    page.get_by_role("button", name="Send the file").click()


@pytest.mark.parametrize("script", [True, False], ids=["with its script", "without"])
def test_a_file_that_is_picked_fills_in_the_form(visit: Open, script: bool) -> None:
    page = visit(java_script_enabled=script)
    send(page)
    card = page.locator(".chat-card--open")
    expect(card).to_contain_text("I read this in quote.pdf")
    expect(card.get_by_label("Supplier")).to_have_value("Ridgeway Mobility Ltd")
    expect(card.locator('input[value="975.00"]')).to_be_visible()
    expect(page.locator(".chat-sent").last).to_contain_text("quote.pdf")


@pytest.mark.parametrize("script", [True, False], ids=["with its script", "without"])
def test_what_was_typed_in_the_form_stays_when_a_file_is_sent(visit: Open, script: bool) -> None:
    page = visit(java_script_enabled=script)
    page.get_by_label("Supplier").fill("Ridgeway of Leeds")
    send(page)
    card = page.locator(".chat-card--open")
    expect(card).to_contain_text("I read this in quote.pdf")
    expect(card.get_by_label("Supplier")).to_have_value("Ridgeway of Leeds")


@pytest.mark.parametrize("script", [True, False], ids=["with its script", "without"])
def test_enter_in_a_box_sends_the_form_and_not_a_file(visit: Open, script: bool) -> None:
    page = visit(java_script_enabled=script)
    page.locator('input[name="value.price-amount"]').press("Enter")
    expect(page.locator(".govuk-error-message").first).to_be_visible()
    expect(page.get_by_text("Choose a file first")).to_have_count(0)
    expect(page.get_by_label("Supplier")).to_be_visible()


def test_nothing_was_picked_and_the_page_says_so_at_the_place(visit: Open) -> None:
    page = visit()
    page.get_by_role("button", name="Send the file").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Choose a file first")
    summary.get_by_role("link").click()
    expect(page.get_by_label("Send the quote as a file")).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_against_wcag_before_and_after(visit: Open, width: int) -> None:
    page = visit(viewport={"width": width, "height": 800})
    assert violations(page) == []
    send(page)
    expect(page.locator(".chat-card--open")).to_contain_text("I read this in quote.pdf")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
