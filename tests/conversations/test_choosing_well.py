"""Three quotes compared over the turns API with real Rasa: one typed, one PDF, one spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import typst

from tests.conversations.house import House, Talk

PURPOSE = {
    "for_whom": "people at Oak Lodge", "reason": "they can wash by themselves",
    "if_nothing": "they wash in bed", "budget_code": "C3", "goes_on": "once",
}  # fmt: skip
INVOLVE = {
    "who": ["people"], "said": "we tried two at the house meeting", "way": "one to one",
    "told_by": "2030-02-01",
}  # fmt: skip
UNKNOWN = {"unknown": True}
RATED = {"quality": 4, "outcomes": 4, "sustainability": 3}
PLAIN = {
    "pays": "once", "life": "8", "must_haves": True, "includes": None, "quantity": None,
    "spoken": None, **RATED,
}  # fmt: skip


@pytest.fixture
def priya(house: House) -> Iterator[Talk]:
    with house.talking("priya") as talk:
        yield talk


def money(amount: str, vat: str = "gross") -> dict[str, str]:
    return {"amount": amount, "vat": vat}


def pdf() -> bytes:
    """A quote as a supplier's program prints it."""
    text = """
= Quotation Q-2291
Harbour Bathing Ltd

#table(columns: 4,
  [Description], [Qty], [Unit price], [Amount],
  [Shower chair, padded], [12], [£495.00], [£5,940.00],
)
Delivery: included

Sub-total: £5,940.00

VAT at 20%: £1,188.00

Total including VAT: £7,128.00
"""
    return bytes(typst.compile(text.encode(), format="pdf"))


def xlsx() -> bytes:
    """A quote as a small firm keeps it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Supplier", "Item", "Quantity", "Total price ex VAT"),
        ("Pebble Mobility", "Shower chair", 12, 4300),
    ):
        sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def sent(talk: Talk, name: str, data: bytes) -> list[dict[str, Any]]:
    """The cards that answer a file."""
    answer = talk.client.post("/chat/files", params={"turn": True}, files={"file": (name, data)})
    assert answer.is_success, answer.text
    cards: list[dict[str, Any]] = answer.json()["cards"]
    return cards


def boxes(card: dict[str, Any]) -> dict[str, Any]:
    return {field["id"]: field["value"] for field in card["question"]["fields"]}


def confirmed(card: dict[str, Any], **said: Any) -> dict[str, Any]:
    """What a person sends back: what was read in the file, and the rest from their own hand."""
    read = {name: value for name, value in boxes(card).items() if value is not None}
    parts = {name: UNKNOWN for name in boxes(card) if name.startswith("cost_")}
    return {**PLAIN, **parts, **read, **said}


def planned(talk: Talk) -> dict[str, Any]:
    """Chairs for £9,000, planned: the card that asks for the first price."""
    talk.act("start")
    talk.say("12 shower chairs")
    talk.answer("category", "equipment")
    talk.answer("budget", money("9000"))
    talk.answer("purpose", PURPOSE)
    talk.answer("needed_by", "2030-03-31")
    checks = talk.answer("involve", INVOLVE)[-1]
    good = {field["id"]: field["id"] in ("budget_code", "declaration")
            for field in checks["question"]["fields"]}  # fmt: skip
    talk.answer("checks", good)
    talk.answer("route", "go_on")
    option: dict[str, Any] = talk.say("ok")[-1]
    assert option["id"] == "ask.option"
    return option


def facts(card: dict[str, Any], group: str) -> list[str]:
    return [fact["value"] for fact in card["facts"] if (fact["group"] or "").startswith(group)]


def hint(card: dict[str, Any], name: str) -> str | None:
    """What stands beside the option of this supplier where one chooses."""
    found: str | None = next(
        choice["hint"] for choice in card["question"]["choices"] if choice["label"] == name
    )
    return found


def test_three_quotes_a_dont_know_a_change_of_weights_and_a_choice_of_ones_own(
    house: House, priya: Talk
) -> None:
    option = planned(priya)
    typed = confirmed(option, supplier="Anytown Hoists and Slings", price=money("7900"))
    from_pdf = priya.answer("option#1", {**typed, "cost_servicing": money("480")})[-1]
    assert from_pdf["question"]["id"] == "option#2"

    read = sent(priya, "quote.pdf", pdf())[-1]
    assert boxes(read)["supplier"] == "Harbour Bathing Ltd"
    assert boxes(read)["price"]["amount"] in ("5940.00", "7128.00")
    assert priya.answer("option#2", confirmed(read))[-1]["question"]["id"] == "option#3"

    read = sent(priya, "prices.xlsx", xlsx())[-1]
    assert boxes(read)["supplier"] == "Pebble Mobility"
    assert boxes(read)["price"]["amount"] == "4300.00"
    poor = confirmed(read, life="3", quality=2, outcomes=3)
    choose = priya.answer("option#3", poor)[-1]
    assert choose["id"] == "ask.choose"
    assert any("is usual" in cell for row in choose["table"]["rows"] for cell in row)
    assert facts(choose, "What would change it")
    assert choose["image"]["alt"]
    picture = priya.client.get(choose["image"]["url"])
    assert picture.headers["content-type"].startswith("image/svg")
    assert hint(choose, "Harbour Bathing Ltd") == "most points"

    priya.say("change what matters")
    changed = priya.say("quality 50, price 30, outcomes 20, sustainability 0")
    again = next(card for card in reversed(changed) if card["id"] == "ask.choose")
    assert any("(weight 50)" in row[0] for row in again["table"]["rows"])

    other = next(
        choice["value"] for choice in again["question"]["choices"]
        if choice["label"] == "Anytown Hoists and Slings"
    )  # fmt: skip
    reason = priya.answer("choose", other)[-1]
    assert reason["id"] == "ask.choose_reason"
    answered = priya.say("the occupational therapist knows this make")[-1]
    assert answered["id"] == "ask.involve_answer"

    reference = next(f for f in again["image"]["url"].split("/") if f.startswith("BW-"))
    file = priya.client.get(f"/purchases/{reference}").text
    assert "the occupational therapist knows this make" in file
    assert "quote.pdf" in file
    assert "prices.xlsx" in file
