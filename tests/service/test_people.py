"""Who is who, and the secrets that let them in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from buying.service import people as service
from buying.service.people import InvalidPerson, UnknownPerson, Who
from buying.settings import settings
from buying.store.database import transaction
from buying.store.tables import Audit, Person, Token

pytestmark = pytest.mark.usefixtures("people")


def audit() -> list[tuple[str, str, str]]:
    with transaction() as session:
        rows = session.scalars(select(Audit).order_by(Audit.id))
        return [(row.actor, row.action, row.subject) for row in rows]


def later(monkeypatch: pytest.MonkeyPatch, wait: timedelta) -> None:
    moment = datetime.now(UTC) + wait
    monkeypatch.setattr("buying.service.people.now", lambda: moment)


def test_a_person_is_found_by_id_by_address_and_by_name_in_any_case() -> None:
    for asked in ("priya", "PRIYA", " priya@demo.example ", "Priya@Demo.Example"):
        assert service.find(asked).id == "priya"
    assert service.find(service.find("priya").name.upper()).id == "priya"


def test_nobody_by_that_name_says_so_and_what_to_do() -> None:
    with pytest.raises(UnknownPerson, match=r"nobody called “jo”.*people list"):
        service.find("jo")


def test_two_people_of_one_name_are_not_guessed_between() -> None:
    for number in (1, 2):
        service.add("Jo Bloggs", f"jo{number}@demo.example", "Day services", ["staff"])
    with pytest.raises(UnknownPerson, match="e-mail address"):
        service.find("jo bloggs")
    assert {service.find(f"jo{n}@demo.example").id for n in (1, 2)} == {"jo-bloggs", "jo-bloggs-2"}


def test_a_bearer_token_says_whose_it_is() -> None:
    token = service.issue("priya", "api")
    assert service.who(token, "api") == service.find("priya")


def test_a_token_is_good_for_one_purpose_only() -> None:
    token = service.issue("priya", "link")
    assert service.who(token, "api") is None
    assert service.who(token, "session") is None


def test_an_unknown_token_is_nobody() -> None:
    assert service.who("", "api") is None
    assert service.who("guess", "session") is None


def test_only_the_hash_of_a_secret_is_in_the_database(database: Path) -> None:
    secret = service.issue("priya", "api")
    with transaction() as session:
        [held] = session.scalars(select(Token))
        assert len(held.hash) == 64
    kept = b"".join(path.read_bytes() for path in database.parent.iterdir())
    assert held.hash.encode() in kept
    assert secret.encode() not in kept


def test_a_link_works_once_and_gives_a_session() -> None:
    link = service.issue("priya", "link")
    session = service.redeem(link)
    assert session is not None
    assert service.who(session, "session") == service.find("priya")
    assert service.redeem(link) is None
    assert service.who(link, "link") is None


def test_a_session_or_a_token_is_no_link() -> None:
    assert service.redeem(service.issue("priya", "api")) is None
    assert service.redeem(service.issue("priya", "session")) is None


def test_looking_at_a_link_does_not_use_it_up() -> None:
    link = service.issue("priya", "link")
    assert service.who(link, "link") == service.who(link, "link") != None  # noqa: E711
    assert service.redeem(link)


def test_a_session_expires_when_the_setting_says(monkeypatch: pytest.MonkeyPatch) -> None:
    session = service.issue("priya", "session")
    hours = timedelta(hours=settings().session_hours)
    later(monkeypatch, hours - timedelta(minutes=1))
    assert service.who(session, "session")
    later(monkeypatch, hours + timedelta(minutes=1))
    assert service.who(session, "session") is None


def test_a_link_expires_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    link = service.issue("priya", "link", timedelta(minutes=5))
    later(monkeypatch, timedelta(minutes=6))
    assert service.redeem(link) is None


def test_an_ended_session_is_over() -> None:
    session = service.issue("priya", "session")
    service.end(session)
    service.end(session)
    service.end("never was one")
    assert service.who(session, "session") is None


def test_somebody_who_left_can_no_longer_come_in() -> None:
    link, token = service.issue("priya", "link"), service.issue("priya", "api")
    with transaction() as session:
        session.get_one(Person, "priya").active = False
    assert service.who(token, "api") is None
    assert service.redeem(link) is None
    with pytest.raises(UnknownPerson):
        service.find("priya")
    with pytest.raises(UnknownPerson):
        service.issue("priya", "link")


def test_the_audit_says_who_did_what_and_never_the_secret() -> None:
    before = len(audit())
    link = service.issue("priya", "link", by="robin")
    session = service.redeem(link)
    assert session is not None
    service.end(session)
    assert audit()[before:] == [
        ("robin", "issued a link", "priya"),
        ("priya", "signed in", "priya"),
        ("priya", "issued a session", "priya"),
        ("priya", "ended a session", "priya"),
    ]


@pytest.mark.parametrize(
    ("name", "email", "roles", "id", "sentence"),
    [
        ("", "new@demo.example", ["staff"], None, "needs a name"),
        ("New", "no address", ["staff"], None, "is not an e-mail address"),
        ("New", "PRIYA@demo.example", ["staff"], None, "already has the e-mail address"),
        ("New", "new@demo.example", ["king"], None, "“king” is not a role. The roles are staff"),
        ("New", "new@demo.example", [], None, "needs a role"),
        ("New", "new@demo.example", ["staff"], "priya", "already has the id"),
    ],
)
def test_a_person_who_cannot_be_added_is_refused_in_one_sentence(
    name: str, email: str, roles: list[str], id: str | None, sentence: str
) -> None:
    with pytest.raises(InvalidPerson, match=sentence):
        service.add(name, email, "Day services", roles, id)


def test_a_person_is_added_with_an_id_made_from_the_name() -> None:
    added = service.add("Zoë O’Neil", "zoe@demo.example", "Day services", ["staff", "auditor"])
    assert added == Who(
        id="zoe-oneil",
        name="Zoë O’Neil",
        email="zoe@demo.example",
        team="Day services",
        roles=("staff", "auditor"),
    )
    assert service.find("zoe-oneil") == added


def test_a_person_has_one_conversation_a_channel() -> None:
    web = service.conversation("priya", "web")
    assert service.conversation("priya", "web") == web
    others = {service.conversation("priya", "terminal"), service.conversation("sam", "web")}
    assert len(others | {web}) == 3
    assert all(len(id) >= 32 for id in others)


def test_nobody_has_no_conversation() -> None:
    with pytest.raises(UnknownPerson):
        service.conversation("nobody", "web")


def test_somebody_who_is_closed_is_let_in_no_more_and_can_be_let_in_again() -> None:
    token, link = service.issue("priya", "api"), service.issue("priya", "link")
    service.close("priya", by="robin")
    assert service.who(token, "api") is None
    assert service.redeem(link) is None
    with pytest.raises(UnknownPerson):
        service.find("priya")
    with pytest.raises(UnknownPerson):
        service.close("priya")
    assert service.reopen("priya").id == "priya"
    assert service.who(token, "api") is None
    with pytest.raises(UnknownPerson):
        service.reopen("priya")
