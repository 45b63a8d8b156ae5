"""Costs through the doors: the chat page without scripts, and the turns API."""

from __future__ import annotations

import pytest

from buying.clock import today
from tests.channels.conftest import Reach
from tests.channels.test_page import Page, Person, asks
from tests.service.bought import bought as bought
from tests.service.bought import finished_database as finished_database


@pytest.fixture
def someone(bought: None, reach: Reach) -> Person:
    return Person(reach("priya", browser=True))


def test_the_boxes_of_a_cost_can_be_filled_in_on_the_page(someone: Person) -> None:
    page = someone.type("add a cost")
    assert asks(page) == ["cost:BW-0001"]
    day = today()
    page = someone.submit("value.kind", {
        "value.kind": "repairs", "value.amount-amount": "85", "value.amount-vat": "net",
        "value.day-day": str(day.day), "value.day-month": str(day.month),
        "value.day-year": str(day.year), "value.note": "a <new> wheel",
    })  # fmt: skip
    assert page.status == 200
    assert "I have recorded:" in page.text
    assert "£85 plus VAT" in page.text
    assert "a &lt;new&gt; wheel" in page.text


def test_a_cost_can_be_taken_back_on_the_page(someone: Person) -> None:
    page = someone.type("repair of BW-0001 cost £84 yesterday")
    assert ("action", "uncost:1") in _buttons(page)
    page = someone.submit("action", {"action": "uncost:1"})
    assert "Why do you take it back?" in page.text
    page = someone.type("typed twice")
    assert "I have taken it back." in page.text


def test_the_turns_api_takes_a_line_and_a_form(bought: None, reach: Reach) -> None:
    client = reach("priya")
    line = {"text": "invoice £450 plus VAT for BW-0001 on 3/3/2026"}
    (card,) = client.post("/chat/turns", json=line).json()["cards"]
    assert card["id"] == "cost.noted"
    value = {"kind": "energy", "amount": {"amount": "30", "vat": "exempt"}, "day": "2026-03-04"}
    form = {"answer": {"question": "cost:BW-0001", "value": value}}
    (card,) = client.post("/chat/turns", json=form).json()["cards"]
    assert card["id"] == "cost.noted"


@pytest.mark.parametrize("value", [None, "x", 7, [], {"amount": {"amount": {}}}, {"day": 31}])
def test_a_form_that_nobody_made_records_nothing(bought: None, reach: Reach, value: object) -> None:
    form = {"answer": {"question": "cost:BW-0001", "value": value}}
    cards = reach("priya").post("/chat/turns", json=form).json()["cards"]
    assert "cost.noted" not in [card["id"] for card in cards]


def _buttons(page: Page) -> list[tuple[str, str]]:
    return [button for form in page.forms for button in form["buttons"]]
