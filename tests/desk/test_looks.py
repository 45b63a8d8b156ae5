"""The desk in a real browser: narrow screens, the keyboard, and what the console says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from buying.service import people as people_service
from buying.service.people import Who
from tests.desk.buyer import Buyer
from tests.desk.conftest import Finish

pytestmark = pytest.mark.browser
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATHS = [
    "/desk", "/desk/advice", "/desk/advice/4", "/desk/evaluations", "/desk/evaluations/BW-0001",
    "/desk/suppliers", "/desk/suppliers/1", "/desk/spending", "/desk/spending/BW-0001", "/sign-in",
]  # fmt: skip


@pytest.fixture
def address(people: dict[str, Who], finish: Finish) -> Iterator[str]:
    """The service on a port of its own, with something on every page."""
    from buying.cli.demo import add_suppliers
    from web.app import app

    add_suppliers()
    finish(Buyer("priya").start())
    Buyer("sam").start().go_on()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def tab(address: str, chromium: str) -> Iterator[Page]:
    """A narrow tab in which alex has signed in by pressing the button behind a link."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(base_url=address, viewport={"width": 320, "height": 640})
        page.set_default_timeout(15_000)
        page.goto(f"/sign-in?token={people_service.issue('alex', 'link')}")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk")
        yield page
        browser.close()


def test_every_page_fits_a_narrow_screen_and_breaks_no_rule_of_its_own(tab: Page) -> None:
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(f"{tab.url}: {said.text}"))
    tab.on("pageerror", lambda error: complaints.append(f"{tab.url}: {error}"))
    for path in PATHS:
        tab.goto(path)
        tab.wait_for_load_state("networkidle")
        width: Any = tab.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, path
    assert not complaints


def test_text_twice_as_large_still_fits(tab: Page) -> None:
    tab.set_viewport_size({"width": 640, "height": 640})
    for path in PATHS:
        tab.goto(path)
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        width: Any = tab.evaluate("document.documentElement.scrollWidth")
        assert width <= 640, path


def test_the_reply_can_be_given_by_keyboard_alone(tab: Page) -> None:
    tab.goto("/desk/advice/4")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main-content"

    tab.get_by_role("button", name="Send reply").press("Enter")
    tab.wait_for_selector(".govuk-error-summary")
    assert "govuk-error-summary" in str(tab.evaluate("document.activeElement.className"))
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "verdict"
    tab.keyboard.press("Space")
    tab.keyboard.press("Tab")
    tab.keyboard.type("They are sound.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/desk/advice?sent=BW-0002")
    assert tab.get_by_text("has reached the person who asked").is_visible()


def test_the_menu_opens_on_a_narrow_screen(tab: Page) -> None:
    link = tab.get_by_role("link", name="Evaluations", exact=True)
    assert not link.is_visible()
    tab.get_by_role("button", name="Menu").click()
    assert link.is_visible()


def test_signing_out_from_the_header(tab: Page) -> None:
    tab.get_by_role("button", name="Sign out").click()
    assert tab.get_by_text("You have signed out").is_visible()
    tab.goto("/desk")
    assert tab.get_by_text("Sign in to see this page").is_visible()
