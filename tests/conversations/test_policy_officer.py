"""A policy officer changes a limit at the desk: the next purchase follows it, a running one not.

In a house of its own: what is published here would hold for the purchases of other tests too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from buying.clock import now
from tests.conversations.chatter import Chatter
from tests.conversations.house import House, opened

pytestmark = pytest.mark.browser
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
TODAY = now().astimezone(ZoneInfo("Europe/London")).date()
WHY_WE_BUY = {
    "Who is it for?": "people who live at Oak Lodge",
    "What will it change": "They are washed safely.",
}
SignedIn = Callable[[str], Page]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """All four processes, on data and rules that only this module changes."""
    with opened(tmp_path_factory.mktemp("policy")) as house:
        yield house


@pytest.fixture
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium, in which each person gets a window of their own."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def signed_in(browser: Browser, house: House) -> SignedIn:
    """A window in which a person has signed in, by their id."""

    def window(person: str) -> Page:
        page = browser.new_context(base_url=house.url).new_page()
        page.set_default_timeout(20_000)
        page.goto(house.command("link", person).split()[-1])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_load_state()
        return page

    return window


def test_the_next_purchase_follows_a_published_limit_and_a_running_one_does_not(
    signed_in: SignedIn,
) -> None:
    priya = begins_to_buy_gloves_for_280(signed_in("priya"))
    expect(priya.card.get_by_label("What happens if nothing is bought?")).to_be_visible()

    robin = signed_in("robin")
    puts_300_into_the_draft(robin)
    checks_it(robin)
    tries_280(robin)
    publishes_it(robin)

    sam = begins_to_buy_gloves_for_280(signed_in("sam"))
    expect(sam.card.get_by_label("What will it change")).to_be_visible()
    expect(sam.card.get_by_label("What happens if nothing is bought?")).to_have_count(0)
    sam.fills(WHY_WE_BUY)
    sam.sees("A few quick checks")
    sam.types("no to all")
    sam.sees("Option 1")
    sam.told("on the service's purchase card")

    priya.fills(
        {
            **WHY_WE_BUY,
            "What happens if nothing is bought?": "Nobody can be washed.",
            "Which budget code": "AC-100",
        }
    )
    priya.sees("When do you need it by?")
    expect(priya.page.get_by_role("log")).not_to_contain_text("purchase card")


def test_an_auditor_reads_what_was_published(signed_in: SignedIn, house: House) -> None:
    house.command(
        "people", "add", "Ash Auditor", "ash@demo.example", "--team", "Audit", "--role", "auditor",
    )  # fmt: skip
    page = signed_in("ash@demo.example")
    page.get_by_role("link", name="Rules", exact=True).click()
    expect(page.get_by_role("button", name="Change the rules")).to_have_count(0)
    page.get_by_role("link", name="Read all of these rules").click()
    limits = page.get_by_role("table", name="Our own limits")
    expect(limits.get_by_role("row", name="Petty limit")).to_contain_text("£300 with VAT")
    expect(page.locator("main")).to_contain_text("The cabinet raised the petty limit.")


def begins_to_buy_gloves_for_280(page: Page) -> Chatter:
    """Somebody who says what they need and for how much, and is asked what for."""
    page.goto("/chat")
    chatter = Chatter(page)
    chatter.types("20 packs of gloves")
    chatter.sees("What kind of thing is that?")
    chatter.fills({"What kind": "pick Cleaning, laundry and hygiene"})
    chatter.sees("What is the most that you can spend")
    chatter.types("£280 with VAT")
    chatter.sees("Who is it for")
    return chatter


def puts_300_into_the_draft(page: Page) -> None:
    """Raise the petty limit from today in the form for limits."""
    page.get_by_role("link", name="Rules", exact=True).click()
    page.get_by_role("button", name="Change the rules").click()
    page.get_by_role("button", name="Change a limit").click()
    page.get_by_role("link", name="Petty limit").click()
    expect(page.locator("main")).to_contain_text("£250 with VAT from")
    page.get_by_label("New amount").fill("300")
    picks_today(page)
    page.get_by_label("Where does it come from?").fill("Cabinet, 4 November 2026")
    page.get_by_role("button", name="Put it into the draft").click()
    expect(page.get_by_role("alert")).to_contain_text("The new amount is in the draft.")


def checks_it(page: Page) -> None:
    """The check finds nothing to mend, and says what changes."""
    page.get_by_role("button", name="Check the draft").click()
    expect(page.get_by_role("alert")).to_contain_text("All is well.")
    expect(page.locator("main")).to_contain_text("£300 with VAT from")


def tries_280(page: Page) -> None:
    """What would happen with £280 of gloves, by the rules in force and by the draft."""
    page.get_by_role("link", name="Try the draft").click()
    page.get_by_label("What would happen with").fill("£280 of gloves")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("main")).to_contain_text("The draft would change")
    way = page.get_by_role("row", name="purchase card").first
    expect(way).to_be_visible()


def publishes_it(page: Page) -> None:
    """Publish the draft from today, with a name and a reason."""
    page.goto("/desk/rulebook")
    page.get_by_role("button", name="Go on with the draft").click()
    page.get_by_role("button", name="Publish the draft").click()
    page.get_by_label("Name of this version").fill("Petty limit of £300")
    picks_today(page)
    page.get_by_label("Why do the rules change?").fill("The cabinet raised the petty limit.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("“Petty limit of £300” is published.")
    expect(page.get_by_role("heading", name="In force: Petty limit of £300")).to_be_visible()


def picks_today(page: Page) -> None:
    """Write today's date into the three boxes of a date."""
    for name, part in (("Day", TODAY.day), ("Month", TODAY.month), ("Year", TODAY.year)):
        page.get_by_label(name, exact=True).fill(str(part))
