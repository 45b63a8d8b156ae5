"""Trying and drawing the rules on the desk: those in force, and a draft beside them."""

from __future__ import annotations

import html
import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from buying.clock import now
from buying.service import people as people_service
from buying.service import rulebooks
from buying.service.people import Who
from tests.desk.browser import Browser
from tests.desk.conftest import SignIn
from tests.desk.page import Page
from tests.desk.rules import DRAFT, RAISED, edit, errors, said

TRY = "/desk/rulebook/try"
FLOW = "/desk/rulebook/flow"
GLOVES = "£280 of gloves"
NO_DAY = {"on-day": "31", "on-month": "2", "on-year": "2027"}
TOO_LATE = {"on-day": "31", "on-month": "12", "on-year": "9999"}
LONG_AGO = {"on-day": "1", "on-month": "1", "on-year": "1999"}


def tried(browser: Browser, text: str, **more: str) -> str:
    """What the page says to a question."""
    answer = browser.get(TRY, params={"text": text, **more})
    assert answer.status_code == 200
    return said(answer.text)


def rows(text: str) -> dict[str, list[str]]:
    """Rows of the tables that set two sets of rules side by side: label to the other cells."""
    found = {}
    for row in re.findall(r'<tr role="row"[^>]*>(.*?)</tr>', text, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        plain = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", c)).split()) for c in cells]
        found[plain[0]] = plain[1:]
    return found


@pytest.fixture
def raised(signed_in: SignIn, people: dict[str, Who]) -> Browser:
    """A specialist's browser, after an administrator raised the petty limit in a draft."""
    robin = signed_in("robin")
    assert robin.post(DRAFT).status_code == 303
    assert robin.post(f"{DRAFT}/limits/petty_limit", RAISED).status_code == 303
    return signed_in("alex")


def test_a_question_is_answered_with_every_rule_and_where_it_is_written(
    signed_in: SignIn,
) -> None:
    page = tried(
        signed_in("alex"), "what would happen with £18,000 of agency nursing for six months?"
    )
    for expected in (
        "Amount £18,000 with VAT",
        "6 months; the amount is for all of it",
        "because of “agency”",
        "£15,000 without",
        "A risk to people It is for: the risk is high. Does not hold. Here: the risk is medium.",
        "Three written quotes (this band decides)",
        "Contract procedure rules, rule 5 (routes.yml, line",
        "If yes: the purchase stops.",
        "Asked of the budget holder.",
    ):
        assert expected in page


def test_the_draft_stands_beside_the_rules_in_force_and_what_differs_is_said_in_words(
    raised: Browser,
) -> None:
    answer = raised.get(TRY, params={"text": GLOVES})
    way = rows(answer.text)["Way to buy"]
    assert way[0].startswith("Order from the catalogue")
    assert way[1].startswith("Buy it on the purchase card")
    assert way[2] == "Different"
    assert rows(answer.text)["What"] != rows(answer.text)["Amount"]
    assert rows(answer.text)["Amount"][1:] == ["As in force", "The same"]
    assert rows(answer.text)["Approval"][2] == "Not in the draft"
    assert re.search(r"The draft would change \d+ things", said(answer.text))


def test_a_purchase_that_the_draft_leaves_alone_is_said_to_be_the_same(raised: Browser) -> None:
    page = tried(
        raised, "£200 of office paper", **{"on-day": "1", "on-month": "3", "on-year": "2026"}
    )
    assert "The draft would change nothing for this purchase." in page


def test_a_draft_with_mistakes_is_named_and_the_rules_in_force_still_answer(
    signed_in: SignIn,
) -> None:
    robin = signed_in("robin")
    robin.post(DRAFT)
    edit(robin, "routes.yml", "route: purchase_card", "route: purchase_cart")
    page = tried(robin, GLOVES)
    assert re.search(r"The draft could not be tried. It has \d+ mistakes? in its files.", page)
    assert "Order from the catalogue" in page


def test_a_kind_and_a_day_can_be_chosen(signed_in: SignIn) -> None:
    day = {"on-day": "1", "on-month": "december", "on-year": "2026"}
    page = tried(signed_in("alex"), "£900 of odd things", category="training", **day)
    assert "One written quote" in page
    assert (
        "Courses and events It is for: the category is “Training and events”. This line decides."
        in page
    )


@pytest.mark.parametrize(
    ("given", "box", "sentence"),
    [
        ({"text": " "}, "text", "Say what is bought and for how much."),
        ({"text": "chairs"}, "text", "Say an amount"),
        ({"text": "£4 or £5 of soap"}, "text", "more than one amount: £4 and £5"),
        ({"text": "£5 of soap" * 60}, "text", "500 characters or fewer"),
        ({"text": GLOVES, **NO_DAY}, "on-day", "no such date"),
        ({"text": GLOVES, **TOO_LATE}, "on-day", "before the year 3000"),
        ({"text": GLOVES, **LONG_AGO}, "on-day", "1999-01-01"),
        ({"text": GLOVES, "category": "<b>"}, "text", "There is no category “<b>”"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_box_and_nothing_typed_is_lost(
    signed_in: SignIn, given: dict[str, str], box: str, sentence: str
) -> None:
    answer = signed_in("alex").get(TRY, params=given)
    assert answer.status_code == 422
    assert sentence in errors(answer.text)[box]
    assert Page(answer.text).all("input", id="text")[0].get("value", "") == given["text"]


def test_hostile_words_come_back_as_words(signed_in: SignIn) -> None:
    answer = signed_in("alex").get(TRY, params={"text": "£90 of <script>alert(1)</script> chairs"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


def test_the_flow_is_a_picture_and_the_same_as_lists(signed_in: SignIn) -> None:
    browser = signed_in("alex")
    page = browser.get(FLOW)
    headings = Page(page.text).words("h2")
    assert "Up to £250 with VAT: Buy it on the purchase card" in headings
    assert "From £207,720 with VAT: A formal tender, run by specialists" in headings
    source = Page(page.text).all("img")[0]
    picture = browser.get(source["src"])
    assert picture.headers["content-type"].startswith("image/svg+xml")
    drawn = ET.fromstring(picture.text)
    assert {"title", "desc"} <= {each.tag.rpartition("}")[2] for each in drawn}
    assert "Specialist's advice: a commissioning specialist" in said(page.text)


def test_the_flow_of_a_kind_and_of_the_draft_can_be_chosen(raised: Browser) -> None:
    assert "Up to £250 with VAT" in said(raised.get(FLOW, params={"category": "care"}).text)
    drafted = said(raised.get(FLOW, params={"category": "care", "rules": "draft"}).text)
    assert "Up to £300 with VAT" in drafted
    assert "Care and support services" in drafted


def test_a_flow_that_cannot_be_drawn_is_said_at_its_box(signed_in: SignIn) -> None:
    robin = signed_in("robin")
    unknown = robin.get(FLOW, params={"category": "cheese"})
    assert unknown.status_code == 422
    assert "There is no category “cheese”" in errors(unknown.text)["category"]
    gone = robin.get(FLOW, params={"rules": "draft"})
    assert errors(gone.text)["rules"] == "There is no draft any more. Draw the rules in force."
    robin.post(DRAFT)
    edit(robin, "routes.yml", "route: purchase_card", "route: purchase_cart")
    broken = robin.get(FLOW, params={"rules": "draft"})
    assert "mistakes in its files" in errors(broken.text)["rules"]
    assert robin.get(f"{FLOW}.svg", params={"rules": "draft"}).status_code == 422


@pytest.mark.parametrize("path", [f"{TRY}?text=£9+of+soap", FLOW, f"{FLOW}.svg"])
def test_specialists_administrators_and_auditors_may_look_and_nobody_else(
    browser: Browser, auditor: Who, path: str
) -> None:
    statuses = {}
    for person in ("priya", "morgan", "alex", "robin", auditor.id):
        browser.client.cookies.clear()
        statuses[person] = browser.sign_in(person).get(path).status_code
    expected = {"priya": 403, "morgan": 403, "alex": 200, "robin": 200, auditor.id: 200}
    assert statuses == expected


def test_the_rules_lead_to_both_pages(signed_in: SignIn) -> None:
    links = {link["href"] for link in Page(signed_in("alex").get("/desk/rulebook").text).all("a")}
    assert {TRY, FLOW} <= links


@pytest.fixture
def tab(people: dict[str, Who], chromium: str) -> Iterator[Tab]:
    """A narrow tab of an administrator who has raised a limit in a draft."""
    from web.app import app

    rulebooks.begin(people["robin"])
    rulebooks.add_threshold_value(
        people["robin"], "petty_limit", Decimal(300), now().date(), "Cabinet"
    )
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = opened.new_page(
            base_url=f"http://127.0.0.1:{port}", viewport={"width": 320, "height": 640}
        )
        page.goto(f"/sign-in?token={people_service.issue('robin', 'link')}")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk")
        yield page
        opened.close()
    server.should_exit = True
    thread.join(10)


@pytest.mark.browser
def test_both_pages_fit_a_narrow_screen_and_the_picture_is_seen(tab: Tab) -> None:
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    for path in (TRY, f"{TRY}?text=£280+of+gloves", FLOW):
        tab.goto(path)
        tab.wait_for_load_state("networkidle")
        width: Any = tab.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, path
    assert tab.evaluate("document.querySelector('main img').naturalWidth") > 1000
    assert not complaints
