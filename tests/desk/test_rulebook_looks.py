"""The pages of the rulebook in a real browser: narrow screens, the keyboard, axe-core's rules."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from buying.service import people as people_service
from buying.service import rulebooks
from buying.service.people import Who
from tests.desk.rules import DRAFT, HOME
from web.build import MODULES

pytestmark = pytest.mark.browser
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATHS = [
    HOME, f"{HOME}/versions/1", f"{HOME}/versions/1/withdraw", f"{HOME}/try", f"{HOME}/flow",
    f"{HOME}/difference?before=1&after=1", DRAFT, f"{DRAFT}/limits", f"{DRAFT}/limits/petty_limit",
    f"{DRAFT}/check", f"{DRAFT}/publish", f"{DRAFT}/discard", f"{DRAFT}/new-file",
    f"{DRAFT}/file?path=thresholds.yml&line=5", f"{DRAFT}/remove-file?path=help/vat.md",
]  # fmt: skip
FORMS = {
    f"{DRAFT}/limits/petty_limit": "Put it into the draft",
    f"{DRAFT}/publish": "Publish",
    f"{DRAFT}/new-file": "Add the file",
}
"""Forms that refuse to be sent empty, and the button that sends them."""


@pytest.fixture
def tab(people: dict[str, Who], chromium: str) -> Iterator[Page]:
    """A narrow tab in which robin has signed in; the draft has a mistake in its limits."""
    from web.app import app

    put_a_mistake_into_the_draft(people["robin"])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(
            base_url=f"http://127.0.0.1:{port}", viewport={"width": 320, "height": 640}
        )
        page.set_default_timeout(20_000)
        page.goto(f"/sign-in?token={people_service.issue('robin', 'link')}")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk")
        yield page
        browser.close()
    server.should_exit = True
    thread.join(10)


def put_a_mistake_into_the_draft(robin: Who) -> None:
    """Line 5 of the limits has a VAT basis that there is not."""
    file = rulebooks.begin(robin).file("thresholds.yml")
    assert file is not None and file.text is not None
    lines = file.text.split("\n")
    lines[4] = lines[4].replace("gross", "grass")
    rulebooks.save(robin, file.path, "\n".join(lines), file.seen)


def faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA."""
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    result: Any = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert result["passes"]
    return [
        f"{page.url}: {fault['id']}: {node['html']}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


def is_narrow(page: Page) -> bool:
    """Whether the page needs no scrolling sideways."""
    width: Any = page.evaluate("document.documentElement.scrollWidth")
    return bool(width <= 320)


def test_every_page_fits_a_narrow_screen_and_keeps_the_rules_of_accessibility(tab: Page) -> None:
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(f"{tab.url}: {said.text}"))
    tab.on("pageerror", lambda error: complaints.append(f"{tab.url}: {error}"))
    for path in PATHS:
        tab.goto(path)
        tab.wait_for_load_state("networkidle")
        assert is_narrow(tab), path
        complaints += faults(tab)
    assert not complaints


def test_a_form_that_is_refused_does_too(tab: Page) -> None:
    for path, button in FORMS.items():
        tab.goto(path)
        tab.get_by_role("button", name=button, exact=True).click()
        tab.wait_for_selector(".govuk-error-summary")
        assert is_narrow(tab), path
        assert not faults(tab)
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.tagName") in ("INPUT", "TEXTAREA"), path


def test_a_finding_leads_to_its_line_and_tab_leaves_the_editor(tab: Page) -> None:
    tab.goto(f"{DRAFT}/check")
    tab.get_by_role("link", name="thresholds.yml, line 5").click()
    tab.wait_for_selector(".buywell-editor__numbers")
    chosen: Any = tab.evaluate(
        "(() => { const box = document.activeElement;"
        " return box.value.slice(box.selectionStart, box.selectionEnd) })()"
    )
    assert chosen.strip() == "vat: grass"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent").strip() == "Save and check"


def test_the_editor_numbers_its_lines_for_eyes_only(tab: Page) -> None:
    tab.goto(f"{DRAFT}/file?path=thresholds.yml")
    numbers = tab.locator(".buywell-editor__numbers")
    lines = tab.get_by_label("Text of the file").input_value().split("\n")
    assert (numbers.text_content() or "").split("\n")[-1] == str(len(lines))
    assert numbers.get_attribute("aria-hidden") == "true"
    tab.get_by_label("Text of the file").press("Enter")
    assert (numbers.text_content() or "").split("\n")[-1] == str(len(lines) + 1)


def test_a_limit_is_changed_by_keyboard_alone(tab: Page) -> None:
    tab.goto(f"{DRAFT}/file?path=thresholds.yml")
    box = tab.get_by_label("Text of the file")
    box.fill(box.input_value().replace("grass", "gross"))
    tab.get_by_role("button", name="Save", exact=True).press("Enter")
    tab.goto(f"{DRAFT}/limits/petty_limit")
    tab.get_by_label("New amount").focus()
    for typed in ("300", "1", "January", "2031", "Cabinet"):
        tab.keyboard.type(typed)
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/draft?done=limit")
    assert tab.get_by_text("The new amount is in the draft.").is_visible()
