"""Who may open the rulebook on the desk, and what they read there."""

from __future__ import annotations

import re

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from buying.service import policies, rulebooks
from buying.service.people import Who
from tests.desk.browser import Browser
from tests.desk.conftest import SignIn
from tests.desk.page import Page
from tests.desk.rules import (
    DRAFT,
    HOME,
    RAISED,
    published,
    said,
)
from tests.desk.test_roles import roles_of
from web.auth import DESK_ROLES


def test_every_route_names_its_roles() -> None:
    from desk.rulebook import router

    routes = [
        route
        for route in iter_route_contexts(router.routes)
        if isinstance(route.original_route, APIRoute)
    ]
    assert len(routes) >= 18
    for route in routes:
        reads = not any(part in str(route.path) for part in ("/draft", "/withdraw"))
        wanted = set(DESK_ROLES) if reads else {"administrator"}
        assert roles_of(route.dependant) == wanted, route.path
        assert reads is False or route.methods == {"GET"}, route.path


@pytest.mark.parametrize("person", ["priya", "morgan"])
def test_staff_and_budget_holders_do_not_see_the_pages(signed_in: SignIn, person: str) -> None:
    browser = signed_in(person)
    for path in (HOME, f"{HOME}/versions/1", f"{HOME}/difference", DRAFT):
        assert browser.get(path).status_code == 403, path


@pytest.mark.parametrize("person", ["alex", "ash"])
def test_specialists_and_auditors_read_and_are_offered_no_change(
    signed_in: SignIn, auditor: Who, person: str
) -> None:
    browser = signed_in(person)
    page = browser.get(HOME)
    assert page.status_code == 200
    assert "An administrator can begin one" in said(page.text)
    assert not Page(page.text).all("form", action=DRAFT)
    assert browser.get(f"{HOME}/versions/1").status_code == 200


@pytest.mark.parametrize("person", ["alex", "ash", "priya"])
def test_only_administrators_change(
    signed_in: SignIn, auditor: Who, people: dict[str, Who], person: str
) -> None:
    rulebooks.begin(people["robin"])
    browser = signed_in(person)
    sent = {
        DRAFT: None, f"{DRAFT}/discard": None, f"{DRAFT}/publish": published(),
        f"{DRAFT}/limits/petty_limit": RAISED, f"{HOME}/versions/1/withdraw": {"reason": "x"},
        f"{DRAFT}/file": {"path": "thresholds.yml", "text": "x", "seen": ""},
        f"{DRAFT}/new-file": {"path": "help/x.md", "text": "x"},
        f"{DRAFT}/remove-file": {"path": "help/vat.md"},
    }  # fmt: skip
    for path, form in sent.items():
        assert browser.post(path, form).status_code == 403, path
    draft = rulebooks.draft(people["robin"])
    assert draft is not None and not draft.changed


def test_a_form_that_another_site_sends_is_refused(robin: Browser, people: dict[str, Who]) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    answer = robin.post(f"{DRAFT}/discard", headers=elsewhere)
    assert answer.status_code == 403
    assert rulebooks.draft(people["robin"]) is not None


def test_the_rules_in_force_are_told_with_since_when_and_why(signed_in: SignIn) -> None:
    page = said(signed_in("alex").get(HOME).text)
    assert re.search(r"In force: \S+ In force from", page)
    assert "Taken from changed files when Buywell started" in page
    assert "Nothing is planned." in page
    assert "There are no earlier versions." in page


def test_a_version_is_read_whole_in_words(signed_in: SignIn) -> None:
    text = signed_in("alex").get(f"{HOME}/versions/1").text
    page, words = Page(text), said(text)
    for title in ("Limits", "Ways to buy", "Checks", "What decides between suppliers", "The steps"):
        assert title in page.words("h2")
    contents = [link["href"] for link in page.all("a") if link.get("href", "").startswith("#")]
    assert {href.removeprefix("#") for href in contents} <= set(page.ids)
    petty = re.search(r"Petty limit £250 with VAT \d+ \w+ \d{4} (.*?) Quick limit", words)
    assert petty is not None
    assert "The most for: “Buy it on the purchase card”" in petty[1]
    assert "Meadowshire contract procedure rules, rule 3" in petty[1]
    assert "Up to and including £250 with VAT Buy it on the purchase card" in words
    book = policies.current()
    for _, step in book.workflow.steps():
        assert f"{book.questions[step.ask].label} {book.questions[step.ask].asks}" in words
    for check in book.checks:
        assert f"{check.label} {check.asks}" in words
    assert f"How cost counts Linear range Why in this way {book.criteria.scoring.why}" in words
    assert "{" not in words


@pytest.mark.parametrize("number", ["999", "0", "x", "99999999999999999999"])
def test_a_version_that_is_not_there_is_not_found(signed_in: SignIn, number: str) -> None:
    browser = signed_in("robin")
    assert browser.get(f"{HOME}/versions/{number}").status_code == 404
    assert browser.post(f"{HOME}/versions/{number}/withdraw", {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("query", ["", "before=1", "before=1&after=77", "before=x&after=<b>"])
def test_comparing_asks_for_two_versions_that_are_there(signed_in: SignIn, query: str) -> None:
    page = signed_in("alex").get(f"{HOME}/difference?{query}")
    assert page.status_code == 200
    assert "<b>" not in page.text
    assert ("Choose two versions from the lists." in page.text) == bool(query)


def test_a_version_compared_with_itself_says_the_same(signed_in: SignIn) -> None:
    page = signed_in("alex").get(f"{HOME}/difference?before=1&after=1")
    assert "They say the same." in page.text
