"""Who may open what on the desk."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from buying.service import desk, desk_evaluations, desk_suppliers
from buying.service.people import Who
from tests.desk.conftest import ADVICE, SignIn
from tests.desk.page import Page
from web.auth import DESK_ROLES

LISTS = ["/desk", "/desk/advice", "/desk/evaluations", "/desk/suppliers"]


def roles_of(dependant: Any) -> set[str]:
    """The roles that a route names, through all that it depends on."""
    found = {role for sub in dependant.dependencies for role in roles_of(sub)}
    return found | set(getattr(dependant.call, "roles", ()))


def test_every_route_of_the_desk_names_its_roles() -> None:
    from desk.pages import router

    routes = [
        route
        for route in iter_route_contexts(router.routes)
        if isinstance(route.original_route, APIRoute)
    ]
    assert len(routes) >= 8
    for route in routes:
        wanted = {"specialist"} if "POST" in (route.methods or ()) else set(DESK_ROLES)
        assert roles_of(route.dependant) == wanted, route.path


@pytest.mark.parametrize("person", ["priya", "morgan"])
@pytest.mark.parametrize("path", [*LISTS, "/desk/advice/1", "/desk/suppliers/1"])
def test_staff_and_budget_holders_cannot_open_the_desk(
    signed_in: SignIn, person: str, path: str
) -> None:
    page = signed_in(person).get(path)
    assert page.status_code == 403
    assert "You cannot open this page" in page.text


@pytest.mark.parametrize("person", ["alex", "robin", "ash"])
@pytest.mark.parametrize("path", LISTS)
def test_specialists_administrators_and_auditors_read_the_desk(
    signed_in: SignIn, auditor: Who, person: str, path: str
) -> None:
    assert signed_in(person).get(path).status_code == 200


@pytest.mark.parametrize("person", ["priya", "sam", "morgan", "alex", "robin", "ash"])
def test_every_page_in_the_menu_opens(signed_in: SignIn, auditor: Who, person: str) -> None:
    browser = signed_in(person)
    first = browser.get(browser.get("/").headers["location"])
    links = [
        link["href"]
        for link in Page(first.text).all("a")
        if "service-navigation" in link.get("class", "")
    ]
    assert links
    for link in links:
        assert browser.get(link).status_code == 200, link


@pytest.mark.parametrize("person", ["robin", "ash", "priya"])
def test_only_a_specialist_replies(
    signed_in: SignIn, auditor: Who, waiting: desk.Waiting, person: str
) -> None:
    answer = signed_in(person).post(f"/desk/advice/{waiting.task}", ADVICE)
    assert answer.status_code == 403


def test_an_auditor_reads_the_request_without_a_form(
    signed_in: SignIn, auditor: Who, waiting: desk.Waiting
) -> None:
    page = signed_in("ash").get(f"/desk/advice/{waiting.task}")
    assert "Are they a safe choice?" in page.text
    assert "Send reply" not in page.text
    assert "You can read this" in page.text


@pytest.mark.parametrize("person", ["priya", "morgan"])
def test_the_service_itself_checks_the_role(people: dict[str, Who], person: str) -> None:
    who = people[person]
    for call in (
        lambda: desk.advice_queue(who),
        lambda: desk.answered(who),
        lambda: desk.advice(who, 1),
        lambda: desk.reply(who, 1, ADVICE),
        lambda: desk_evaluations.evaluations(who),
        lambda: desk_evaluations.evaluation(who, "BW-0001"),
        lambda: desk_evaluations.teams(who),
        lambda: desk_suppliers.suppliers(who),
        lambda: desk_suppliers.supplier(who, 1),
    ):
        with pytest.raises(desk.NotAllowed):
            call()
