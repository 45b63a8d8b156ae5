"""Signing in by link, and out again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from buying.service import people as people_service
from buying.service.people import Who
from tests.desk.browser import Browser, forget_settings
from tests.desk.conftest import SignIn

SPENT = "This link does not work any more"


def test_a_link_signs_in_once(browser: Browser) -> None:
    link = people_service.issue("alex", "link")
    page = browser.get(f"/sign-in?token={link}")
    assert page.status_code == 200
    assert "Press the button to sign in" in page.text

    first = browser.post("/sign-in", {"token": link})
    assert (first.status_code, first.headers["location"]) == (303, "/desk")

    again = browser.post("/sign-in", {"token": link})
    assert again.status_code == 410
    assert SPENT in again.text
    assert SPENT in browser.get(f"/sign-in?token={link}").text


def test_a_link_scanner_that_only_opens_the_page_does_not_use_the_link_up(
    browser: Browser,
) -> None:
    link = people_service.issue("alex", "link")
    for _ in range(3):
        browser.get(f"/sign-in?token={link}")
    assert browser.post("/sign-in", {"token": link}).status_code == 303


def test_an_old_link_says_what_to_do(browser: Browser) -> None:
    link = people_service.issue("alex", "link", timedelta(seconds=-1))
    page = browser.get(f"/sign-in?token={link}")
    assert page.status_code == 410
    assert SPENT in page.text
    assert "Ask for a new one" in page.text
    assert "How to get a link" in page.text


@pytest.mark.parametrize("token", ["", "x", "é" * 5000, "' OR 1=1 --", "<script>alert(1)</script>"])
def test_a_made_up_link_does_not_sign_in(browser: Browser, token: str) -> None:
    page = browser.post("/sign-in", {"token": token})
    assert page.status_code == 410
    assert "set-cookie" not in page.headers
    assert "<script>alert" not in page.text


def test_a_bearer_token_is_not_a_link_and_a_link_is_not_a_bearer_token(browser: Browser) -> None:
    api = people_service.issue("alex", "api")
    link = people_service.issue("alex", "link")
    assert browser.post("/sign-in", {"token": api}).status_code == 410
    assert browser.get("/desk", headers={"Authorization": f"Bearer {link}"}).status_code == 401
    assert browser.get("/desk", headers={"Authorization": f"Bearer {api}"}).status_code == 200


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    cookie = browser.post("/sign-in", {"token": people_service.issue("alex", "link")})
    flags = cookie.headers["set-cookie"]
    assert flags.startswith("buywell=")
    assert "HttpOnly" in flags
    assert "SameSite=lax" in flags
    assert "Path=/" in flags


def test_over_https_the_cookie_is_secure_and_bound_to_the_host(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUYWELL_PUBLIC_URL", "https://buywell.example")
    forget_settings()
    answer = browser.post("/sign-in", {"token": people_service.issue("alex", "link")})
    assert answer.headers["set-cookie"].startswith("__Host-buywell=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


def test_signing_out_ends_the_session_everywhere(signed_in: SignIn) -> None:
    browser = signed_in("alex")
    session = browser.client.cookies["buywell"]
    out = browser.post("/sign-out")
    assert out.headers["location"] == "/sign-in?signed_out=1"
    assert "You have signed out" in browser.get(out.headers["location"]).text
    assert "buywell" not in browser.client.cookies
    assert people_service.who(session, "session") is None


def test_a_session_ends_with_the_person(signed_in: SignIn) -> None:
    browser = signed_in("alex")
    assert browser.get("/desk").status_code == 200
    people_service.end(browser.client.cookies["buywell"])
    assert browser.get("/desk").status_code == 401


@pytest.mark.parametrize(
    ("person", "first_page"),
    [("priya", "/chat"), ("morgan", "/chat"), ("alex", "/desk"), ("robin", "/desk")],
)
def test_everybody_begins_on_their_own_page(
    signed_in: SignIn, person: str, first_page: str
) -> None:
    assert signed_in(person).get("/").headers["location"] == first_page


def test_without_a_session_the_page_tells_how_to_get_a_link(browser: Browser) -> None:
    page = browser.get("/desk/advice")
    assert page.status_code == 401
    assert "Sign in to see this page" in page.text
    assert "Ask the person who looks after Buywell" in page.text
    assert browser.get("/").headers["location"] == "/sign-in"


def test_programs_read_json(browser: Browser, people: dict[str, Who]) -> None:
    answer = browser.get("/desk", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["error"]["code"] == "sign_in"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/desk/suppliers", "/desk/suppliers"),
        ("https://elsewhere.example", "/desk"),
        ("//elsewhere.example", "/desk"),
        ("/\\elsewhere.example", "/desk"),
        ("/a\r\nset-cookie: x=1", "/desk"),
    ],
)
def test_a_link_leads_on_to_pages_of_this_service_only(
    browser: Browser, wanted: str, given: str
) -> None:
    link = people_service.issue("alex", "link")
    answer = browser.post("/sign-in", {"token": link, "next": wanted})
    assert answer.headers["location"] == given
