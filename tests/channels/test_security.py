"""What every answer carries, and what is turned away at the door."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from buying.service import people as people_service
from buying.service.people import Who
from tests.desk.browser import ORIGIN, Browser
from web.security import BODY_LIMIT, SecretFreeLog

OPEN_TO_ALL = {"/", "/sign-in", "/sign-out", "/health/live", "/health/ready"}
SIGNED = {"/slack/events", "/teams/messages", "/teams/pictures/cost.png"}
"""Where a platform comes in, which nobody is signed in to: what it sends is signed instead."""


@pytest.fixture
def browser(people: dict[str, Who]) -> Iterator[Browser]:
    """A browser in which nobody is signed in."""
    with Browser() as opened:
        yield opened


@pytest.mark.parametrize(
    "path", ["/sign-in", "/desk", "/nowhere", "/health/live", "/static/icon.svg"]
)
def test_every_answer_carries_the_headers(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_pages_are_not_kept_and_marked_files_are(browser: Browser) -> None:
    assert browser.get("/sign-in").headers["cache-control"] == "no-store"
    assert "immutable" in browser.get("/static/icon.svg?v=abc").headers["cache-control"]
    assert browser.get("/static/icon.svg").headers["cache-control"] == "no-cache"


def test_pages_hold_no_inline_script_or_style(browser: Browser) -> None:
    page = browser.get("/sign-in").text
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick=" not in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
    ],
)
def test_a_change_asked_for_by_another_site_is_refused(
    browser: Browser,
    headers: dict[str, str],
) -> None:
    browser.sign_in("alex")
    del browser.client.headers["Sec-Fetch-Site"]
    answer = browser.post("/sign-out", headers=headers)
    assert answer.status_code == 403
    assert "came from another site" in answer.text
    assert people_service.who(browser.client.cookies["buywell"], "session") is not None


@pytest.mark.parametrize("headers", [{}, {"Origin": ORIGIN}, {"Sec-Fetch-Site": "same-origin"}])
def test_a_change_asked_for_by_our_own_page_or_a_program_goes_through(
    browser: Browser,
    headers: dict[str, str],
) -> None:
    browser.sign_in("alex")
    del browser.client.headers["Sec-Fetch-Site"]
    assert browser.post("/sign-out", headers=headers).status_code == 303


def test_another_site_may_link_to_a_page(browser: Browser) -> None:
    assert browser.get("/sign-in", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_too_much_at_once_is_refused_in_plain_words(browser: Browser) -> None:
    answer = browser.post("/sign-in", {"token": "x" * (BODY_LIMIT + 1)})
    assert answer.status_code == 413
    assert "Send a shorter text" in answer.text


def test_too_much_without_saying_so_is_refused_too(browser: Browser) -> None:
    async def drip() -> Any:
        for _ in range(20):
            yield b"x" * 65_536

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.post("/sign-in", content=drip(), headers=form)
    assert answer.status_code == 413


def test_every_route_asks_who_is_there() -> None:
    from web.app import service

    found = [each for each in iter_route_contexts(service.routes) if each.endpoint]
    routes = [each for each in found if isinstance(each.original_route, APIRoute)]
    assert {"/chat", "/desk"} <= {route.path for route in routes}
    for route in routes:
        guarded = any(hasattr(each.call, "roles") for each in _needs(route.dependant))
        assert guarded != (route.path in OPEN_TO_ALL | SIGNED), route.path
    assert {route.path for route in routes} >= SIGNED


@pytest.mark.parametrize("path", sorted(SIGNED))
def test_where_a_platform_comes_in_is_closed_until_it_is_set_up(
    path: str, browser: Browser
) -> None:
    assert browser.get(path).status_code in (404, 405)
    assert browser.post(path, content=b"{}").status_code in (404, 405)


def _needs(dependant: Any) -> list[Any]:
    return [each for sub in dependant.dependencies for each in (sub, *_needs(sub))]


def test_an_unknown_page_is_a_page_for_people_and_json_for_programs(
    browser: Browser,
) -> None:
    page = browser.get("/nowhere")
    assert page.status_code == 404
    assert "There is nothing at this address" in page.text
    answer = browser.get("/nowhere", headers={"Accept": "*/*"})
    assert answer.json()["error"]["code"] == "not_found"


def test_a_fault_is_a_kind_page_with_the_headers(browser: Browser) -> None:
    from web.app import service

    def broken() -> None:
        raise RuntimeError("a secret that nobody may read")

    service.add_api_route("/broken-for-a-test", broken)
    try:
        page = browser.get("/broken-for-a-test")
    finally:
        service.router.routes.pop()
    assert page.status_code == 500
    assert "Something went wrong" in page.text
    assert "secret" not in page.text
    assert "content-security-policy" in page.headers


def test_the_service_says_when_the_engine_is_not_there(
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert browser.get("/health/live").json() == {"status": "live"}
    answer: httpx.Response = browser.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": True, "engine": False}


def test_secrets_of_links_stay_out_of_the_access_log(caplog: pytest.LogCaptureFixture) -> None:
    line = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 0, '%s - "%s %s"',
        ("127.0.0.1", "GET", "/sign-in?token=very-secret"), None,
    )  # fmt: skip
    assert SecretFreeLog().filter(line)
    assert line.getMessage() == '127.0.0.1 - "GET /sign-in"'
