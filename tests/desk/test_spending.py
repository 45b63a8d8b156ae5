"""What purchases cost, at the desk: figures, recording, taking back, and files of costs."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from buying.clock import today
from buying.domain.spending import WORDS
from buying.service.people import Who
from buying.store.database import reading, transaction
from buying.store.tables import Purchase, SpendingMark, SpendingRow
from tests.desk.buyer import Buyer
from tests.desk.conftest import Finish, SignIn
from tests.desk.page import Page

COST = {"kind": "repairs", "amount": "85", "vat": "net", "day": "3/3/2026", "invoice": "R-9",
        "note": "<b>new</b> motor"}  # fmt: skip


@pytest.fixture
def bought(finish: Finish) -> str:
    """The reference of a purchase of priya's that was seen through and shared."""
    finish(Buyer("priya").start())
    with reading() as session:
        return session.scalars(select(Purchase.reference)).one()


@pytest.fixture
def address(bought: str) -> str:
    """The page of what it cost."""
    return f"/desk/spending/{bought}"


def rows() -> list[SpendingRow]:
    with reading() as session:
        return list(session.scalars(select(SpendingRow).order_by(SpendingRow.id)))


def test_a_cost_is_recorded_and_shown(signed_in: SignIn, address: str) -> None:
    browser = signed_in("alex")
    answer = browser.post(address, COST)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "The cost is recorded." in page
    assert "£85 plus VAT" in page
    assert "&lt;b&gt;new&lt;/b&gt; motor" in page
    (row,) = rows()
    assert (row.kind, row.amount, row.vat, row.by_id) == (
        "repairs",
        Decimal("85.00"),
        "net",
        "alex",
    )


def test_what_is_missing_is_said_beside_its_box_and_nothing_is_lost(
    signed_in: SignIn, address: str
) -> None:
    answer = signed_in("alex").post(address, {"note": "a new motor", "amount": "85"})
    assert answer.status_code == 422
    page = Page(answer.text)
    assert "Choose what the cost was for." in page.text
    assert "say if VAT is in it" in page.text
    assert "a new motor" in page.text
    assert rows() == []


def test_the_same_invoice_is_not_counted_twice(signed_in: SignIn, address: str) -> None:
    browser = signed_in("alex")
    browser.post(address, COST)
    answer = browser.post(address, COST)
    assert (answer.status_code, "is not counted again" in answer.text) == (422, True)
    assert len(rows()) == 1


def test_a_cost_just_like_another_needs_a_tick(signed_in: SignIn, address: str) -> None:
    browser = signed_in("alex")
    alike = {**COST, "invoice": ""}
    browser.post(address, alike)
    assert browser.post(address, alike).status_code == 422
    assert browser.post(address, {**alike, "another": "1"}).status_code == 303
    assert len(rows()) == 2


def test_far_more_than_was_agreed_needs_a_tick(signed_in: SignIn, address: str) -> None:
    browser = signed_in("alex")
    far = {**COST, "kind": "invoice", "amount": "90,000", "invoice": ""}
    answer = browser.post(address, far)
    assert answer.status_code == 422
    assert "That would be £90,000 in all" in Page(answer.text).text
    assert rows() == []
    assert browser.post(address, {**far, "far": "1"}).status_code == 303
    again = browser.post(address, {**far, "another": "1"})
    assert again.status_code == 422
    assert re.search(r'name="another"[^>]*\bchecked\b', again.text)
    assert browser.post(address, {**far, "another": "1", "far": "1"}).status_code == 303
    assert len(rows()) == 2


def test_the_likely_kinds_come_first_and_the_price_is_an_invoice(
    signed_in: SignIn, address: str
) -> None:
    page = signed_in("alex").get(address).text
    select = page[page.index('<select class="govuk-select" id="kind"') :]
    kinds = re.findall(r'<option value="(\w*)"', select[: select.index("</select>")])
    assert kinds[:2] == ["", "invoice"]
    assert "price" not in kinds
    assert kinds.index("repairs") < kinds.index("carbon") < kinds.index("other")
    assert sorted(kinds[1:]) == sorted(set(WORDS) - {"price"})


def test_a_file_that_is_too_large_is_told_of_on_the_page(
    signed_in: SignIn, people: dict[str, Who]
) -> None:
    browser = signed_in("alex")
    assert "1 MB at most" in browser.get("/desk/spending").text
    file = {"file": ("p.csv", b"Ref,Date,Net\n" + b"x" * 1_100_000, "text/csv")}
    answer = browser.post("/desk/spending/import", {"vat": ""}, files=file)
    assert answer.status_code == 422
    assert "“p.csv” is larger than 1 MB" in Page(answer.text).text


def test_a_cost_is_taken_back_with_a_reason(signed_in: SignIn, address: str) -> None:
    browser = signed_in("alex")
    browser.post(address, COST)
    back = f"{address}/{rows()[0].id}/back"
    refused = browser.post(back, {"reason": " "})
    assert (refused.status_code, "why it is taken back" in refused.text) == (422, True)
    assert browser.post(back, {"reason": "typed twice"}).status_code == 303
    assert "typed twice" in browser.get(address).text
    assert rows()[1].takes_back_id == rows()[0].id


def test_a_note_about_a_person_is_no_longer_shown_once_it_is_taken_back(
    signed_in: SignIn, bought: str, address: str
) -> None:
    browser = signed_in("alex")
    browser.post(address, {**COST, "note": "ring Mrs Brown"})
    assert "Mrs Brown" in browser.get(address).text
    back = f"{address}/{rows()[0].id}/back"
    assert browser.post(back, {"reason": "it named Mrs Brown"}).status_code == 422
    assert browser.post(back, {"reason": "it named somebody"}).status_code == 303
    for page in (address, f"/purchases/{bought}"):
        text = browser.get(page).text
        assert "Mrs Brown" not in text
        assert "it named somebody" in text


def test_somebody_explains_the_difference(signed_in: SignIn, address: str) -> None:
    browser = signed_in("alex")
    assert browser.post(f"{address}/why", {"why": "NHS 943 476 5919 broke it"}).status_code == 422
    assert browser.post(f"{address}/why", {"why": "a wheel <broke>"}).status_code == 303
    assert "a wheel &lt;broke&gt;" in browser.get(address).text


def test_the_evaluation_sets_it_against_the_forecast(
    signed_in: SignIn, bought: str, address: str
) -> None:
    browser = signed_in("alex")
    browser.post(address, {**COST, "kind": "training"})
    page = browser.get(f"/desk/evaluations/{bought}").text
    assert "What it cost, against what was expected" in page
    assert "raining was £85 more than expected" in page or "training was £85 more" in page
    record = browser.get(f"/purchases/{bought}").text
    assert "Costs that were recorded" in record
    assert browser.get(f"/purchases/{bought}.pdf").content.startswith(b"%PDF")


def test_a_purchase_that_has_spent_all_waits_on_the_desk(
    signed_in: SignIn, bought: str, address: str
) -> None:
    browser = signed_in("alex")
    browser.post(address, {**COST, "kind": "invoice", "amount": "90,000", "far": "1"})
    assert f"/desk/spending/{bought}" in browser.get("/desk").text
    listed = browser.get("/desk/spending").text
    assert "more than agreed" in listed
    with transaction() as session:
        mark = session.scalars(select(SpendingMark.id).where(SpendingMark.percent == 100)).one()
    assert browser.post(f"/desk/spending/seen/{mark}").status_code == 303
    assert f"/desk/spending/{bought}" not in browser.get("/desk/spending").text


def test_a_file_is_tried_and_taken(signed_in: SignIn, bought: str) -> None:
    browser = signed_in("alex")
    text = f"Ref,Date,Net\n{bought},3/3/2026,40\nBW-9999,3/3/2026,1\n"
    file = {"file": ("p.csv", text.encode(), "text/csv")}
    tried = browser.post("/desk/spending/import", {"vat": "", "try": "1"}, files=file).text
    assert "nothing was stored" in tried
    assert rows() == []
    page = browser.post("/desk/spending/import", {"vat": ""}, files=file).text
    assert "recorded: 1; there already: 0; not understood: 1." in page
    assert "Row 3, BW-9999: There is no purchase BW-9999." in page
    assert rows()[0].by_id == "alex"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"colour\nred\n"])
def test_a_file_that_is_no_use_is_one_sentence(
    signed_in: SignIn, people: dict[str, Who], content: bytes
) -> None:
    file = {"file": ("p.csv", content, "text/csv")}
    answer = signed_in("alex").post("/desk/spending/import", {"vat": ""}, files=file)
    assert answer.status_code == 422
    assert "There is a problem" not in answer.text
    assert "Please look at this again" in answer.text


def test_a_reference_that_is_not_there_is_not_found(signed_in: SignIn, address: str) -> None:
    browser = signed_in("alex")
    assert browser.get("/desk/spending/BW-0099").status_code == 404
    assert browser.get("/desk/spending/nonsense").status_code == 404
    assert browser.post("/desk/spending/BW-0099", COST).status_code == 404
    assert browser.post("/desk/spending/seen/99").status_code == 404


def test_those_who_only_read_have_no_forms(signed_in: SignIn, auditor: Who, address: str) -> None:
    browser = signed_in("ash")
    page = browser.get(address)
    assert page.status_code == 200
    assert "Record a cost" not in page.text
    assert "Take in a file" not in browser.get("/desk/spending").text
    assert browser.post(address, COST).status_code == 403


@pytest.mark.parametrize("person", ["priya", "morgan"])
def test_staff_and_budget_holders_stay_outside(
    signed_in: SignIn, address: str, person: str
) -> None:
    browser = signed_in(person)
    assert browser.get("/desk/spending").status_code == 403
    assert browser.post(address, COST).status_code == 403


def test_today_is_no_day_to_come(signed_in: SignIn, address: str) -> None:
    browser = signed_in("alex")
    assert browser.post(address, {**COST, "day": today().isoformat()}).status_code == 303
