"""Pictures that Teams fetches from us, at addresses that only their messages know."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from bot.teams import picture
from bot.teams.picture import LASTS, Shown
from bot.teams.settings import TeamsSettings, teams
from buying.service import accounts
from buying.service.accounts import Identity
from buying.service.people import Who
from buying.service.picture import chart
from buying.settings import settings
from tests.channels.teams import signed
from tests.channels.teams.chat import Chat, account
from tests.service.bought import chairs
from tests.service.conftest import Talk, add_ridgeway

NOW = 1_800_000_000.0
SHOWN = Shown(signed.TENANT, account("priya"), "BW-0001-abc123")


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The service has a public address."""
    monkeypatch.setenv("BUYWELL_PUBLIC_URL", "https://buywell.example")
    settings.cache_clear()
    yield
    settings.cache_clear()


def given(secret: str = "a-secret") -> TeamsSettings:
    """Settings with a secret."""
    return TeamsSettings(app_id=signed.APP, app_secret=secret, tenant=signed.TENANT)


def token_of(address: str | None) -> str:
    """The secret part of an address."""
    assert address is not None
    return urlsplit(address).query.removeprefix("t=")


def test_an_address_stands_for_its_picture_for_a_month(public: None) -> None:
    address = picture.address(SHOWN, given(), NOW)
    assert address is not None and address.startswith("https://buywell.example/teams/pictures/")
    assert picture.read(token_of(address), given(), NOW + LASTS - 1) == SHOWN
    assert picture.read(token_of(address), given(), NOW + LASTS + 1) is None


def test_a_service_that_teams_cannot_reach_has_no_address() -> None:
    assert picture.address(SHOWN, given(), NOW) is None


def test_an_address_holds_while_secrets_change(public: None) -> None:
    token = token_of(picture.address(SHOWN, given("old"), NOW))
    assert picture.read(token, given("new,old"), NOW) == SHOWN
    assert picture.read(token, given("new"), NOW) is None


def test_nobody_can_make_an_address(public: None) -> None:
    token = token_of(picture.address(SHOWN, given(), NOW))
    said, _, signature = token.partition(".")
    other = json.dumps([signed.TENANT, account("priya"), "BW-0002-abc123", int(NOW) + 9])
    forged = base64.urlsafe_b64encode(other.encode()).decode().rstrip("=")
    changed = f"{signature[:-2]}{'AA' if signature[-2:] != 'AA' else 'BB'}"
    for bad in ("", ".", said, f"{said}.", f"{forged}.{signature}", f"{said}.{changed}",
                f"{token}x", "é.é", "a" * 5000):  # fmt: skip
        assert picture.read(bad, given(), NOW) is None


@pytest.fixture
def compared(chat: Chat, talk: Talk, people: dict[str, Who]) -> Shown:
    """The picture of a comparison of Priya's, who is known in Teams."""
    who = accounts.recognise(
        "teams", signed.TENANT, account("priya"),
        Identity(email="priya@demo.example", verified=True),
    ).who  # fmt: skip
    add_ridgeway()
    chairs(talk, "Ridgeway")
    drawn = chart(who, "BW-0001")
    assert drawn is not None
    return Shown(signed.TENANT, account("priya"), f"BW-0001-{drawn.mark}")


def path(shown: Shown) -> str:
    """The way to a picture, without the public host."""
    address = picture.address(shown, teams())
    assert address is not None
    return address.removeprefix("https://buywell.example")


def test_teams_gets_the_picture_without_signing_in(
    chat: Chat, compared: Shown, public: None
) -> None:
    answer = chat.http.get(path(compared))
    assert answer.status_code == 200 and answer.content.startswith(b"\x89PNG")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_the_address_of_one_picture_shows_no_other(
    chat: Chat, compared: Shown, public: None
) -> None:
    for name in ("BW-0001-0000000000", "BW-0002-abc", "BW-0001", ""):
        other = Shown(compared.tenant, compared.account, name)
        assert chat.http.get(path(other)).status_code == 404


def test_somebody_elses_purchase_has_no_picture(chat: Chat, compared: Shown, public: None) -> None:
    accounts.recognise(
        "teams", signed.TENANT, account("sam"), Identity(email="sam@demo.example", verified=True)
    )
    other = Shown(compared.tenant, account("sam"), compared.name)
    assert chat.http.get(path(other)).status_code == 404


def test_an_account_that_ended_has_no_pictures(chat: Chat, compared: Shown, public: None) -> None:
    accounts.unlink("teams", signed.TENANT, account("priya"), by="robin")
    assert chat.http.get(path(compared)).status_code == 404
