"""One whole purchase by people in browsers: in the chat, and for the specialist at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conversations.chatter import Chatter
from tests.conversations.house import House

pytestmark = pytest.mark.browser
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PHONE = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


def signed_in(browser: Browser, house: House, person: str, **context: object) -> Page:
    page = browser.new_context(**context).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    page.goto(house.command("link", person).split()[-1])
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{house.url}/chat")
    return page


WORRIES = (
    "family or close friends", "offered you a gift", "that we already have", "mend, hire",
    "facts about people", "sharp, hot", "leave anybody out",
)  # fmt: skip


def buys_alone(sam: Chatter) -> None:
    """Go on to who will use it, past colleagues of other tests who buy the same kind of thing."""
    together, alone = "Would you like to buy together", "Who will use it"
    sam.sees(re.compile(f"{together}|{alone}"))
    if sam.card.get_by_role("heading", name=together).count():
        sam.types("nobody, I buy this alone")
        sam.sees(alone)


def test_a_purchase_from_need_to_lessons_learnt(browser: Browser, house: House) -> None:
    page = signed_in(browser, house, "sam")
    sam = Chatter(page)
    sam.told("Hello Sam")
    sam.types("3 standing frames")
    sam.sees("What kind of thing is that?")
    sam.fills({"What kind": "pick Care and mobility equipment"})
    sam.sees("What is the most that you can spend")
    sam.types("£3,000")
    sam.told("£3,000 with VAT")
    sam.sees("Who is it for")
    sam.fills(
        {
            "Who is it for?": "people who cannot stand",
            "What will it change": "They can bathe safely and in private.",
            "if nothing is bought": "They wash in bed.",
            "Which budget code": "C3",
        }
    )
    sam.sees("When do you need it by?")
    sam.types("31 march")
    buys_alone(sam)
    sam.fills(
        {
            "Who will use it?": ["People we support", "Staff"],
            "have a say": "Three residents tried two kinds.",
        }
    )
    sam.sees("A few quick checks")
    yes = {"lift, hold": True, "money for it": True, "answers true": True}
    sam.fills({**dict.fromkeys(WORRIES, False), **yes})
    sam.told("thoroughly examined every six months")
    sam.sees("Shall we go on this way?")
    sam.presses("Yes, go on")
    sam.sees("What matters to you in this purchase?")
    sam.types("ok")
    for number, name, price in ((1, "Harbour Hoists", "£2,400"), (2, "Lowland Lifts", "£2,100")):
        sam.sees(f"Option {number}")
        sam.fills(
            {
                "Supplier": name,
                "Price, with delivery": price,
                "Running costs": "£120" if number == 1 else "£300",
                "How many years": "9",
                "all that you need": True,
                "Quality": 4,
                "Outcomes": 4,
                "Sustainability": 3,
            }
        )
    sam.sees("Which one do you choose?")
    expect(sam.card.get_by_role("table")).to_contain_text("Whole-life cost")
    sam.fills({"Which one do you choose?": "pick Harbour Hoists"})
    sam.sees("What would you like the specialist to look at?")
    sam.types("Are they known to us?")
    sam.newest("waits for a commissioning specialist")

    alex = signed_in(browser, house, "alex")
    alex.goto(f"{house.url}/desk")
    alex.get_by_role("link", name="standing frames").click()
    expect(alex.locator("main")).to_contain_text("Are they known to us?")
    alex.get_by_label("Go ahead", exact=True).check()
    alex.get_by_role("textbox", name="Your reply").fill("Yes. They serve two of our homes.")
    alex.get_by_role("button", name="Send").click()

    sam.told("They serve two of our homes.")
    morgan = Chatter(signed_in(browser, house, "morgan"))
    morgan.sees("Do you approve this purchase?")
    morgan.fills({"Your decision": "pick Yes, approve it"})
    morgan.told("Thank you")

    sam.sees("Please place the order now")
    today = f"{date.today():%-d %-m %Y}"
    sam.fills({"Order, requisition": "REQ-2026-31", "When did you order?": today})
    sam.sees("Has it come?")
    sam.fills({"When did it arrive": today, "cost in the end": "£2,400", "Was it as agreed?": True})
    sam.sees("How well did the buying go?")
    sam.fills({"time from needing": 4, "to your budget": 5, "easy was it": 4, "service": 5})
    sam.sees("Was it good value, and what did you learn?")
    sam.fills(
        {
            "Value for money": 5,
            "Why do you say so?": "They are cheap to run.",
            "What went well": "The advice came the same day.",
        }
    )
    sam.sees("What good has it done")
    sam.fills({"Where has it": ["Dignity and respect", "Being safe"], "Who is better off": "All."})
    sam.sees("Shall I share")
    sam.fills({"Share it with them?": True, "do differently": "Put them on the list."})
    sam.newest("waits for a commissioning specialist")

    alex.goto(f"{house.url}/desk")
    alex.get_by_role("link", name="standing frames").first.click()
    expect(alex.locator("main")).to_contain_text("Put them on the list.")
    alex.get_by_label("Agreed", exact=True).check()
    alex.get_by_role("textbox", name="What will change").fill("They are on it from January.")
    alex.get_by_role("button", name="Send").click()
    sam.sees("Is that settled for you?")
    sam.presses("Yes, settled")
    sam.told("That is all. Thank you.")

    alex.goto(f"{house.url}/desk/evaluations")
    alex.get_by_role("link", name="standing frames").first.click()
    for words in ("The advice came the same day.", "Dignity and respect", "cheap to run"):
        expect(alex.locator("main")).to_contain_text(words)


def test_on_a_small_phone_nothing_is_wider_than_the_screen(browser: Browser, house: House) -> None:
    page = signed_in(browser, house, "priya", viewport=PHONE)
    priya = Chatter(page)
    priya.types("new purchase")
    priya.sees("What do you need to buy?")
    priya.types("2 laptops")
    priya.sees("What kind of thing is that?")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    priya.fills({"What kind": "pick Computers, phones and software"})
    priya.sees("What is the most that you can spend")


def test_without_javascript_the_chat_works_too(browser: Browser, house: House) -> None:
    page = signed_in(browser, house, "priya", java_script_enabled=False)
    priya = Chatter(page)
    priya.types("new purchase")
    priya.sees("What do you need to buy?")
    priya.types("4 lamps")
    priya.sees("What kind of thing is that?")
    priya.types("/cancel")
    priya.types("cancel")
    page.get_by_role("button", name="Yes, cancel it").click()
    priya.told("It is cancelled.")
