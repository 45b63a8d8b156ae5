"""What the desk shows of policy checks that stop, first looks, and likely splits."""

from __future__ import annotations

from buying.service import desk
from buying.service.people import Who
from tests.desk.buyer import Buyer
from tests.desk.conftest import SignIn

NURSE = {
    "need": {"item": "agency nurse", "quantity": "1"},
    "category": "services",
    "checks": {"at_risk": True, "conflict": True, "budget_code": True, "declaration": True},
    "stopped": "ask",
}


def task_of(people: dict[str, Who]) -> desk.Waiting:
    """What waits for alex, of which there is one thing."""
    (waiting,) = desk.advice_queue(people["alex"])
    return waiting


def test_a_stop_is_shown_with_its_policy_and_lifted(
    signed_in: SignIn, people: dict[str, Who]
) -> None:
    buyer = Buyer("priya", **NURSE).start().go_on()
    waiting = task_of(people)
    browser = signed_in("alex")
    page = browser.get(f"/desk/advice/{waiting.task}").text
    for words in (
        "A policy check stops this purchase. May it go on?",
        "the safeguarding lead of your service",
        "Safeguarding policy, section 3",
        "Nobody gains in private",
        "high: Alone with people at risk",
        "Three written quotes, with a specialist from the start",
    ):
        assert words in page
    lifted = {"decision": "lift", "reply": "The lead has seen the certificate."}
    assert browser.post(f"/desk/advice/{waiting.task}", lifted).status_code == 303
    assert desk.advice_queue(people["alex"]) == ()
    assert buyer.resume().last.id == "ask.weights"


def test_a_likely_split_said_to_be_separate_stands_on_the_first_page(
    signed_in: SignIn, people: dict[str, Who]
) -> None:
    chairs = {"need": {"item": "armchairs", "quantity": "8"}, "budget": money("4800")}
    Buyer("priya", **chairs).start().go_on(until="choose")
    browser = signed_in("alex")
    assert "Likely splits" not in browser.get("/desk").text
    Buyer("priya", **chairs).start().go_on(until="choose")
    page = browser.get("/desk").text
    assert "Likely splits said to be separate" in page
    assert "It looks like a part of BW-0001" in page
    assert "It is for another house" in page


def test_splits_are_not_for_staff(signed_in: SignIn) -> None:
    assert signed_in("priya").get("/desk").status_code == 403


def test_a_small_purchase_on_the_card_is_an_evaluation_too(signed_in: SignIn) -> None:
    Buyer(
        "priya",
        budget=money("200"),
        option={"price": money("190")},
        delivery={
            "reference": "T-17", "paid": money("190"), "as_agreed": True, "worth": 5,
            "benefit": "People sit in the sun", "ease": 2, "note": "The card was refused once",
            "share": True,
        },
    ).start().go_on()  # fmt: skip
    page = signed_in("alex").get("/desk/evaluations/BW-0001").text
    for words in ("People sit in the sun", "The card was refused once", "5 out of 5"):
        assert words in page


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "vat": "gross"}
