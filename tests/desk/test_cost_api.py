"""Whole-life costs for programs: ``POST /api/cost`` and its schema."""

from __future__ import annotations

import json

import httpx
import pytest

from buying.service import people as people_service
from buying.service.costing import LARGEST
from buying.service.people import Who
from tests.desk.browser import ORIGIN, Browser
from tests.desk.conftest import SignIn

API = "/api/cost"
JSON = {"Content-Type": "application/json", "Accept": "*/*"}
ONE = {"name": "A", "life_years": 5, "lines": [{"kind": "price", "amount": "9.99", "vat": "net"}]}
REQUEST = json.dumps({"options": [ONE]})


def send(browser: Browser, content: str | bytes = REQUEST, **headers: str) -> httpx.Response:
    """Send a request for costs as a program does."""
    return browser.post(API, content=content, headers={**JSON, **headers})


@pytest.mark.parametrize("person", ["priya", "morgan", "alex", "robin", "ash"])
def test_anybody_who_is_signed_in_may_ask(signed_in: SignIn, auditor: Who, person: str) -> None:
    answer = send(signed_in(person))
    assert answer.status_code == 200
    assert answer.json()["options"][0]["whole_life_cost"] == "9.99"


def test_a_token_will_do(browser: Browser) -> None:
    token = people_service.issue("priya", "api")
    del browser.client.headers["Sec-Fetch-Site"]
    assert send(browser, Authorization=f"Bearer {token}").status_code == 200
    assert send(browser, Authorization="Bearer nonsense").status_code == 401


def test_nobody_else_may(browser: Browser) -> None:
    assert send(browser).status_code == 401
    assert browser.get(f"{API}/schema", headers={"Accept": "*/*"}).status_code == 401


def test_a_page_of_another_site_may_not_use_somebodys_session(signed_in: SignIn) -> None:
    browser = signed_in("alex")
    answer = send(browser, **{"Sec-Fetch-Site": "cross-site", "Origin": "https://other.example"})
    assert answer.status_code == 403
    assert send(browser, Origin=ORIGIN).status_code == 200


def test_mistakes_are_told_with_their_place(signed_in: SignIn) -> None:
    wrong = {"options": [{**ONE, "life_years": 0, "lines": [{"kind": "price", "amount": "1"}]}]}
    answer = send(signed_in("alex"), json.dumps(wrong))
    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert [each["where"] for each in errors] == ["options[0].life_years", "options[0].lines[0]"]
    assert errors[1]["message"].startswith("The VAT basis is missing.")


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"options": NaN}', "[" * 9999])
def test_what_is_no_request_is_told_too(signed_in: SignIn, content: str) -> None:
    answer = send(signed_in("alex"), content)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]


def test_a_form_is_not_json(signed_in: SignIn) -> None:
    answer = send(signed_in("alex"), **{"Content-Type": "text/plain"})
    assert answer.status_code == 415
    assert "Content-Type: application/json" in answer.json()["error"]["message"]


def test_too_much_is_refused(signed_in: SignIn) -> None:
    answer = send(signed_in("alex"), b" " * (LARGEST + 1))
    assert answer.status_code == 413
    assert answer.json()["error"]["message"] == "Send at most 256 KB at once."


def test_the_schema_is_the_one_in_the_guides(signed_in: SignIn) -> None:
    from buying.settings import ROOT

    answer = signed_in("priya").get(f"{API}/schema")
    assert answer.headers["content-type"] == "application/schema+json"
    kept = (ROOT / "docs" / "cost.schema.json").read_text(encoding="utf-8")
    assert answer.json() == json.loads(kept)


def test_the_schema_gives_the_limits_that_hold() -> None:
    from buying.service.costing.schema import schema

    parts = schema()["$defs"]
    life = parts["OptionAsked"]["properties"]["life_years"]["anyOf"][0]
    assert (life["minimum"], life["maximum"]) == (1, 125)
    assert parts["LineAsked"]["properties"]["amount"]["anyOf"][0]["minimum"] == 0
    assert parts["LineAsked"]["then"]["required"] == ["vat"]
    assert "Spread" not in parts


def test_the_schema_in_the_guides_follows_the_models() -> None:
    from buying.service.costing.schema import as_text
    from buying.settings import ROOT

    kept = (ROOT / "docs" / "cost.schema.json").read_text(encoding="utf-8")
    assert kept == as_text(), "write it again: python -m buying.service.costing.schema"
