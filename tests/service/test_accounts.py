"""Whose an account of a chat is: tied by a verified address, refused politely otherwise."""

from __future__ import annotations

import pytest

from buying.service import accounts, people
from buying.service.accounts import Identity, Stranger
from buying.store.database import reading, transaction
from buying.store.tables import Account, Audit, Person
from tests.conftest import forget

pytestmark = pytest.mark.usefixtures("people")
WHERE = ("slack", "T1", "U1")


def priya(**other: object) -> Identity:
    given = {"email": "Priya@Demo.example", "verified": True, "name": "Priya", **other}
    return Identity.model_validate(given)


def test_a_verified_address_ties_an_account_to_its_person() -> None:
    known = accounts.recognise(*WHERE, priya(zone="Europe/London"))
    assert known.who.id == "priya"
    assert accounts.find(*WHERE) == known
    with reading() as session:
        assert session.query(Audit).filter_by(action="linked slack", subject="priya").count() == 1


def test_nobody_is_found_before_that() -> None:
    assert accounts.find(*WHERE) is None


@pytest.mark.parametrize(
    ("identity", "because"),
    [
        (Identity(email="stranger@demo.example", verified=True), "do not know your e-mail"),
        (Identity(email="priya@demo.example", verified=False), "confirmed e-mail"),
        (Identity(email=None, verified=True), "confirmed e-mail"),
        (priya(outsider="you are a guest there"), "you are a guest there"),
    ],
)
def test_others_are_refused_politely_and_told_whom_to_ask(identity: Identity, because: str) -> None:
    with pytest.raises(Stranger, match=because) as refused:
        accounts.recognise(*WHERE, identity)
    assert "robin@demo.example" in str(refused.value)
    assert accounts.find(*WHERE) is None


def test_the_owner_of_an_address_in_a_listed_domain_joins_as_staff(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BUYWELL_JOIN_DOMAINS", "elsewhere.example, Demo.Example")
    monkeypatch.setenv("BUYWELL_JOIN_TEAM", "New people")
    forget()
    new = Identity(email="jo@demo.example", verified=True, name="Jo Field")
    known = accounts.recognise(*WHERE, new)
    assert (known.who.name, known.who.team, known.who.roles) == (
        "Jo Field",
        "New people",
        ("staff",),
    )
    with pytest.raises(Stranger):
        accounts.recognise("slack", "T1", "U2", Identity(email="x@not.example", verified=True))


@pytest.mark.parametrize(
    "identity",
    [
        Identity(email="@demo.example", verified=True, name="Jo"),
        Identity(email="jo@x@demo.example", verified=True, name="Jo"),
    ],
)
def test_an_address_that_is_none_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, identity: Identity
) -> None:
    monkeypatch.setenv("BUYWELL_JOIN_DOMAINS", "demo.example")
    forget()
    with pytest.raises(Stranger, match="cannot use the e-mail address"):
        accounts.recognise(*WHERE, identity)


def test_somebody_whose_name_is_blank_joins_by_the_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BUYWELL_JOIN_DOMAINS", "demo.example")
    forget()
    new = Identity(email="jo@demo.example", verified=True, name="  ")
    assert accounts.recognise(*WHERE, new).who.name == "jo@demo.example"


def test_a_subdomain_is_another_domain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUYWELL_JOIN_DOMAINS", "demo.example")
    forget()
    with pytest.raises(Stranger):
        accounts.recognise(*WHERE, Identity(email="x@evil.demo.example", verified=True))


def test_somebody_who_left_is_refused_with_an_old_account_and_with_a_new_one() -> None:
    accounts.recognise(*WHERE, priya())
    with transaction() as session:
        session.get_one(Person, "priya").active = False
    with pytest.raises(Stranger):
        accounts.find(*WHERE)
    with pytest.raises(Stranger):
        accounts.recognise("teams", "tenant", "id", priya())


def test_the_same_id_in_another_workspace_is_somebody_else() -> None:
    accounts.recognise(*WHERE, priya())
    assert accounts.find("slack", "T2", "U1") is None
    assert accounts.find("teams", "T1", "U1") is None


def test_an_administrator_ties_an_account_by_its_directory_id() -> None:
    accounts.link("teams", "tenant", "object", "sam", by="robin")
    found = accounts.find("teams", "tenant", "object")
    assert found is not None and found.who.id == "sam"
    with pytest.raises(people.UnknownPerson):
        accounts.link("teams", "tenant", "object", "nobody", by="robin")


def test_an_account_that_was_unlinked_is_unknown_until_it_is_recognised_again() -> None:
    accounts.recognise(*WHERE, priya())
    assert accounts.unlink("slack", "T1", "U1", by="robin") == 1
    assert accounts.find(*WHERE) is None
    accounts.recognise(*WHERE, priya())
    assert accounts.find(*WHERE) is not None


def test_removing_the_app_unlinks_all_accounts_of_a_workspace() -> None:
    accounts.recognise(*WHERE, priya())
    accounts.link("slack", "T1", "U2", "sam", by="robin")
    accounts.link("slack", "T2", "U3", "morgan", by="robin")
    assert accounts.unlink("slack", "T1", by="system") == 2
    assert [known.who.id for known, _ in accounts.listed()] == ["morgan"]


def test_a_person_is_reached_through_the_account_last_used() -> None:
    slack = accounts.recognise(*WHERE, priya())
    teams = accounts.recognise("teams", "tenant", "object", priya())
    with transaction() as session:
        row = session.get_one(Account, teams.id)
        row.used_at = row.used_at.replace(year=2020)
        last = accounts.of_person(session, "priya")
        assert last is not None and last.id == slack.id
    accounts.used(teams.id, {"channel": "19:abc"}, "Europe/Paris")
    with reading() as session:
        last = accounts.of_person(session, "priya")
        assert last is not None and (last.id, last.zone) == (teams.id, "Europe/Paris")
        assert accounts.of_person(session, "sam") is None
