"""One purchase from need to lessons learnt, over the turns API, with real Rasa behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conversations.house import House, Talk

PURPOSE = {
    "for_whom": "carers of our users", "reason": "they can rest", "goes_on": "once",
    "if_nothing": "they wear out", "budget_code": "R7",
}  # fmt: skip
CHECKS = {
    "conflict": False, "gifts": False, "personal_data": True, "at_risk": True, "ir35": False,
    "equality": False, "insurance": False, "budget_code": True, "declaration": True,
}  # fmt: skip
LEARNT = {
    "rating": 4, "because": "they know our users",
    "well": "the list helped", "badly": "six weeks is long",
}  # fmt: skip
FILES = (
    ("trafford_care_homes_cqc.csv", "added: 56;"),
    ("contracts_finder_ocds_2025Q1_extract.json", "added: 185;"),
)


@pytest.fixture
def priya(house: House) -> Iterator[Talk]:
    with house.talking("priya") as talk:
        yield talk


@pytest.fixture
def morgan(house: House) -> Iterator[Talk]:
    with house.talking("morgan") as talk:
        yield talk


@pytest.fixture
def alex(house: House) -> Iterator[Talk]:
    with house.talking("alex") as talk:
        yield talk


def ids(cards: list[dict[str, Any]]) -> list[str]:
    return [card["id"] for card in cards]


def money(amount: str) -> dict[str, str]:
    return {"amount": amount, "vat": "gross"}


def latest_cards(talk: Talk) -> list[dict[str, Any]]:
    cards: list[dict[str, Any]] = []
    while page := talk.cards(after=cards[-1]["message"] if cards else 0):
        cards += page
    return cards


def last(talk: Talk, card_id: str) -> dict[str, Any]:
    return [card for card in latest_cards(talk) if card["id"] == card_id][-1]


def reference_of(card: dict[str, Any]) -> str:
    return str(card["question"]["id"]).partition("@")[2]


def test_with_suppliers_from_two_real_files(
    house: House, priya: Talk, morgan: Talk, alex: Talk, shared: Path
) -> None:
    """Respite for a day centre's users: one preferred care home, one that is new to us."""
    for name, said in FILES:
        preferred = ["--preferred"] if name.endswith(".csv") else []
        report = house.command("suppliers", "import", str(shared / "data" / name), *preferred)
        assert said in report

    priya.act("start")
    priya.say("respite stays")
    assert ids(priya.say("6")) == ["noted", "ask.category"]
    priya.say("care and support services")
    assert ids(priya.say("4,800 quid")) == ["noted", "ask.purpose"]
    priya.answer("purpose", PURPOSE)
    priya.say("31 march")
    priya.answer("involve", {"who": ["carers"], "said": "carers chose the dates"})
    assert ids(priya.answer("checks", CHECKS)) == ["checks.found", "ask.stopped"]

    assert ids(priya.say("ask them now")) == ["waiting"]
    stop = last(alex, "ask.lift")
    alex.answer(stop["question"]["id"], {"decision": "lift", "reply": "I saw the certificates."})
    assert ids(latest_cards(priya)[-2:]) == ["answered.lift", "ask.weights"]

    option = priya.say("judge by time and the supplier's service")[-1]
    assert option["id"] == "ask.option"
    (named,) = (f["value"] for f in option["facts"] if f["label"].startswith("Ask these first"))
    offered = named.splitlines()
    assert len(offered) > 1
    assert all(name in trafford(shared) for name in offered)

    rated = {"quality": 4, "outcomes": 4, "value_for_money": 3, "policy": 4}
    plain = {"running": money("0"), "life": "1", "must_haves": True, **rated}
    priya.answer("option#1", {"supplier": offered[0], "price": money("4700"), **plain})
    stranger = {"supplier": "WSP UK Ltd", "price": money("4200"), **plain}
    priya.answer("option#2", stranger)
    choose = priya.answer("option#3", {"supplier": offered[1], "price": money("4750"), **plain})[-1]
    assert choose["id"] == "ask.choose"
    assert choose["table"]["columns"][1] == "WSP UK Ltd"

    familiar = priya.answer("choose", "option#2")[-1]
    assert ids([familiar]) == ["ask.advice_ask"]
    assert ids(priya.say("are they right for care?")) == ["waiting"]
    advice = last(alex, "ask.advice")
    told = [(fact["label"], fact["value"]) for fact in advice["facts"]]
    assert ("They ask", "are they right for care?") in told
    alex.answer(advice["question"]["id"], {"verdict": "do_not_buy", "reply": "They are engineers."})
    assert ids(latest_cards(priya)[-2:]) == ["answered.advice", "ask.advice_stop"]

    priya.answer("advice_stop", "choose_again")
    priya.answer("choose", "option#1")
    assert ids(priya.say("the specialist advised it")) == ["waiting"]
    approval = last(morgan, "ask.approval")
    morgan.answer(approval["question"]["id"], {"decision": "approve"})
    assert ids(latest_cards(priya)[-2:]) == ["answered.approval", "ask.order"]

    priya.answer("order", {"reference": "REQ-2026-17", "ordered_on": "today"})
    priya.answer("delivery", {"arrived_on": "today", "paid": money("4700"), "as_agreed": True})
    rate = priya.answer("process_ratings", {"time": 3, "supplier": 5})
    assert ids(rate) == ["ask.value"]
    priya.answer("value", LEARNT)
    priya.answer("benefits", {"areas": ["family", "health"], "who": "carers slept"})
    proposal = {"share": True, "proposal": "book respite for the whole year at once"}
    assert ids(priya.answer("share", proposal)) == ["waiting"]

    proposal = last(alex, "ask.proposal_reply")
    alex.answer(proposal["question"]["id"], {"outcome": "agreed", "reply": "From April."})
    assert ids(priya.answer("proposal_agreed", "settled")) == ["ended.finished"]

    page = alex.client.get(f"/desk/evaluations/{reference_of(proposal)}")
    assert page.status_code == 200
    for words in ("respite stays", "six weeks is long", "From April.", "carers slept"):
        assert words in page.text


def trafford(shared: Path) -> str:
    return (shared / "data" / FILES[0][0]).read_text(encoding="utf-8")


def test_bad_messages_are_answered_and_lose_nothing(house: House, priya: Talk) -> None:
    priya.act("start")
    priya.answer("need", {"item": "shower chairs", "quantity": "12"})
    priya.answer("category", "equipment")
    for text in ("😀😀", "x" * 10_000, "Bonjour, je voudrais une chaise", "lots and lots", "0"):
        cards = priya.say(text)
        assert cards[-1]["id"] == "ask.budget"
        assert cards[0]["id"] in ("not_read", "language")
    assert ids(priya.say("£1,2oo")) == ["confirm"]
    assert ids(priya.say("yes")) == ["noted", "ask.purpose"]
    priya.answer("purpose", {**PURPOSE, "goes_on": None})
    assert ids(priya.say("31 February")) == ["not_read", "ask.needed_by"]
    assert ids(priya.say("3 January 2020")) == ["not_read", "ask.needed_by"]
    summary = priya.say("summary")[0]
    told = [(fact["label"], fact["value"]) for fact in summary["facts"]]
    assert ("Budget", "£1,200 with VAT") in told


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": "x" * 10_001}, {"text": "a", "action": "b"}, {"moon": 1}, []],
)
def test_what_is_no_turn_is_refused_in_a_sentence(house: House, priya: Talk, body: Any) -> None:
    refused = priya.client.post("/chat/turns", json=body)
    assert 400 <= refused.status_code < 500
    assert refused.json()["error"]["message"].endswith((".", "?"))


def test_two_tabs_at_once_answer_the_question_once(house: House, priya: Talk) -> None:
    priya.act("start")
    priya.answer("need", {"item": "shower chairs", "quantity": "12"})
    first = priya.answer("category", "equipment")
    second = priya.answer("category", "it")
    assert ids(first) == ["ask.budget"]
    assert ids(second) == ["already_answered", "ask.budget"]
