"""The sheet of costs in a real browser: wide and narrow, with and without its script, axe-core."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from buying.service import people as people_service
from buying.service.people import Who
from web.build import MODULES

pytestmark = pytest.mark.browser
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COSTS = "/desk/costs"


@pytest.fixture
def address(people: dict[str, Who]) -> Iterator[str]:
    """Where the real service listens."""
    from web.app import app

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def chrome(chromium: str) -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def tab(chrome: Browser, address: str, width: int, script: bool = True) -> Iterator[Page]:
    """A tab of ``width`` pixels in which alex has signed in, on the sheet."""
    size: Any = {"width": width, "height": 800}
    page = chrome.new_page(base_url=address, viewport=size, java_script_enabled=script)
    page.set_default_timeout(20_000)
    page.goto(f"/sign-in?token={people_service.issue('alex', 'link')}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk")
    page.goto(COSTS)
    yield page
    page.close()


def fill(page: Page) -> None:
    """Two hoists: one dear and sturdy, one cheap that nobody knows the repairs of."""
    first, second = page.get_by_role("region", name="A"), page.get_by_role("region", name="B")
    for option, name, life, price in (
        (first, "Riverbank Bathing", "10", "1200"),
        (second, "Cheap", "5 to 8", "900"),
    ):
        option.get_by_label("Years that it lasts").fill(life)
        option.get_by_label("Pounds", exact=True).first.fill(price)
        option.get_by_label("VAT", exact=True).first.select_option("Plus VAT")
        option.get_by_label("Name", exact=True).fill(name)
    second.get_by_role("button", name="Add a cost").click()
    page.get_by_role("group", name="Cost 2").get_by_label("Pounds", exact=True).fill(
        "60 to 300, likely 90"
    )


def faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA."""
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    result: Any = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert result["passes"]
    return [
        f"{fault['id']}: {node['html']}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_and_keeps_the_rules_of_accessibility(
    chrome: Browser, address: str, width: int
) -> None:
    complaints: list[str] = []
    with tab(chrome, address, width) as page:
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        complaints += faults(page)
        fill(page)
        page.get_by_role("button", name="Work it out").last.click()
        page.wait_for_selector("#result")
        page.wait_for_load_state("networkidle")
        complaints += faults(page)
        page.get_by_text("The same figures as a table").click()
        page.get_by_text("More about cost 1").first.click()
        complaints += faults(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('.costs-picture').naturalWidth") > 250
    assert not complaints


def test_a_sheet_with_mistakes_does_too_and_leads_to_its_boxes(
    chrome: Browser, address: str
) -> None:
    with tab(chrome, address, 320) as page:
        page.get_by_role("button", name="Work it out").last.click()
        page.wait_for_selector(".govuk-error-summary")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert not faults(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") in ("INPUT", "SELECT")


def test_without_a_script_all_of_it_works(chrome: Browser, address: str) -> None:
    with tab(chrome, address, 1280, script=False) as page:
        fill(page)
        page.get_by_role("button", name="Copy to vary Cheap").click()
        page.get_by_role("button", name="Work it out").last.click()
        page.wait_for_selector("#result")
        assert page.get_by_role("row", name="Cheap (variation)").count() >= 1


def test_with_a_script_a_button_loads_no_page_and_keeps_the_place(
    chrome: Browser, address: str
) -> None:
    with tab(chrome, address, 1280) as page:
        page.evaluate("window.same = true")
        page.get_by_role("region", name="B").get_by_role("button", name="Add a cost").click()
        page.get_by_role("group", name="Cost 2").wait_for()
        assert page.evaluate("window.same") is True
        assert page.evaluate("document.activeElement.name") == "options.1.lines.1.kind"
        page.get_by_role("button", name="Remove cost 2").click()
        page.get_by_role("group", name="Cost 2").wait_for(state="detached")


def test_enter_works_it_out(chrome: Browser, address: str) -> None:
    with tab(chrome, address, 1280) as page:
        fill(page)
        page.get_by_label("Years to look at").press("Enter")
        page.wait_for_selector("#result")
