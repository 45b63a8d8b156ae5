"""Who is let in at Teams' door: only the Bot Connector, only for us, only from Microsoft's hosts.

Each test changes one thing about a request that is otherwise right; nothing of it is kept, and
nobody is called because of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.teams.settings import teams
from buying.store.database import reading
from buying.store.tables import ArrivalRow
from tests.channels.teams import signed
from tests.channels.teams.chat import Chat
from tests.channels.teams.stub import Microsoft

Forged = Callable[[str], dict[str, str]]
HOUR = 3600


def kept() -> int:
    """How many arrivals are kept."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(ArrivalRow)) or 0


def turned_away(chat: Chat, answer: httpx.Response, status: int) -> bool:
    """Whether a request was refused without any effect."""
    asked = [call.path for call in chat.microsoft.calls if call.path not in ("/openid", "/keys")]
    assert asked == []
    assert kept() == 0
    return answer.status_code == status and answer.content == b""


def says(**other: Any) -> Forged:
    """A token of which some claims are others."""
    return lambda service: signed.bearer(signed.claims(service, **other))


def made(**how: Any) -> Forged:
    """A token that is signed in another way."""
    return lambda service: signed.bearer(signed.claims(service), **how)


NOT_FROM_TEAMS: dict[str, Forged] = {
    "no token": lambda service: {},
    "another scheme": lambda service: {"Authorization": "Basic cHJpeWE6c2VjcmV0"},
    "no token after the scheme": lambda service: {"Authorization": "Bearer"},
    "not a token": lambda service: {"Authorization": "Bearer not.a.token"},
    "a very long token": lambda service: {"Authorization": f"Bearer {'a' * 60_000}"},
    "another issuer": says(iss="https://sts.windows.net/22222222-2222-4222-8222-222222222222/"),
    "no issuer": says(iss=None),
    "for another app": says(aud="33333333-3333-4333-8333-333333333333"),
    "for several apps": says(aud=[signed.APP, "33333333-3333-4333-8333-333333333333"]),
    "for nobody": says(aud=None),
    "expired": says(exp=int(time.time()) - 301),
    "without an end": says(exp=None),
    "not valid yet": says(nbf=int(time.time()) + HOUR),
    "not signed": made(how="none"),
    "signed with a shared secret": made(how="HS256"),
    "signed with a key of their own": made(signer="mallory", name="connector"),
    "signed with a key that nobody published": made(signer="mallory"),
}


@pytest.mark.parametrize("forged", NOT_FROM_TEAMS.values(), ids=NOT_FROM_TEAMS)
def test_a_token_that_is_not_the_connectors_is_turned_away(chat: Chat, forged: Forged) -> None:
    message = chat.activity("priya", text="12 shower chairs")
    answer = chat.sends(message, headers=forged(chat.microsoft.service))
    assert turned_away(chat, answer, 401)


def test_clocks_may_differ_by_some_minutes(chat: Chat) -> None:
    moment = int(time.time())
    message = chat.activity("priya", text="12 shower chairs")
    answer = chat.sends(message, exp=moment - 200, nbf=moment - HOUR)
    assert answer.status_code == 202


def test_a_token_that_does_not_say_the_service_address_is_turned_away(chat: Chat) -> None:
    message = chat.activity("priya", text="12 shower chairs")
    assert turned_away(chat, chat.sends(message, serviceurl=None), 403)


@pytest.mark.parametrize(
    "service",
    [
        "https://attacker.example/teams/",
        "https://smba.trafficmanager.net.attacker.example/teams/",
        "https://attacker.trafficmanager.net/teams/",
        "https://attacker.smba.trafficmanager.net/teams/",
        "https://smba.trafficmanager.net@attacker.example/teams/",
        "https://user:word@smba.trafficmanager.net/teams/",
        "http://smba.trafficmanager.net/teams/",
        "https://smba.trafficmanager.net:8443/teams/",
        "https://smba.trafficmanager.net\\@attacker.example/",
        "//smba.trafficmanager.net/teams/",
        "https://127.0.0.1/teams/",
        "http://169.254.169.254/",
        "",
    ],
)
def test_a_service_address_elsewhere_is_turned_away_though_the_token_vouches_for_it(
    chat: Chat, service: str
) -> None:
    message = {**chat.activity("priya", text="12 shower chairs"), "serviceUrl": service}
    assert turned_away(chat, chat.sends(message, serviceurl=service), 403)


def test_a_service_address_that_is_not_the_one_of_the_token_is_turned_away(chat: Chat) -> None:
    message = chat.activity("priya", text="12 shower chairs")
    answer = chat.sends(message, serviceurl="https://smba.trafficmanager.net/uk/")
    assert turned_away(chat, answer, 403)


def test_a_key_of_another_channel_is_turned_away(chat: Chat) -> None:
    chat.microsoft.keys = [signed.published("connector", ("webchat", "directline"))]
    assert turned_away(chat, chat.says("priya", "12 shower chairs"), 403)


def test_another_channel_is_turned_away(chat: Chat) -> None:
    message = {**chat.activity("priya", text="12 shower chairs"), "channelId": "webchat"}
    assert turned_away(chat, chat.sends(message), 403)


@pytest.mark.parametrize("tenant", ["44444444-4444-4444-8444-444444444444", ""])
def test_another_organisation_is_turned_away(chat: Chat, tenant: str) -> None:
    message = chat.activity("priya", text="12 shower chairs")
    message["channelData"] = {"tenant": {"id": tenant}}
    message["conversation"]["tenantId"] = tenant
    assert turned_away(chat, chat.sends(message), 403)


def test_two_organisations_in_one_activity_are_turned_away(chat: Chat) -> None:
    message = chat.activity("priya", text="12 shower chairs")
    message["conversation"]["tenantId"] = "44444444-4444-4444-8444-444444444444"
    assert turned_away(chat, chat.sends(message), 403)


@pytest.mark.parametrize(
    "body", [[], "text", {}, {"type": "message"}, {"type": "message", "conversation": []}, None]
)
def test_what_is_no_activity_is_turned_away(chat: Chat, body: Any) -> None:
    assert turned_away(chat, chat.sends(body), 400)


def test_a_body_that_is_no_json_is_turned_away(chat: Chat) -> None:
    headers = signed.bearer(signed.claims(chat.microsoft.service))
    answer = chat.http.post("/teams/messages", content=b"{" * 5000, headers=headers)
    assert turned_away(chat, answer, 400)


def test_a_new_key_is_looked_for_once_in_some_minutes(chat: Chat) -> None:
    assert chat.says("priya", "12 shower chairs").status_code == 202
    forged = made(signer="mallory")(chat.microsoft.service)
    for _ in range(5):
        assert chat.sends(chat.activity("priya", text="hello"), headers=forged).status_code == 401
    assert len(chat.microsoft.made("/keys")) == 1


def test_without_its_keys_nobody_is_let_in_and_microsoft_is_asked_to_come_again(
    chat: Chat, microsoft: Microsoft
) -> None:
    from tests.channels.teams.stub import Reply

    microsoft.answers("/openid", Reply(500), Reply(0))
    assert chat.says("priya", "12 shower chairs").status_code == 503
    assert chat.says("priya", "12 shower chairs").status_code == 503
    assert kept() == 0
    assert len(microsoft.made("/openid")) == 1


def test_keys_that_are_said_to_be_elsewhere_are_not_fetched(
    chat: Chat, microsoft: Microsoft
) -> None:
    from tests.channels.teams.stub import Reply

    elsewhere = b'{"jwks_uri": "http://127.0.0.1:9/keys"}'
    microsoft.answers("/openid", Reply(200, body=elsewhere))
    assert chat.says("priya", "12 shower chairs").status_code == 503


def test_without_settings_there_is_no_door(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("APP_ID", "APP_SECRET", "TENANT"):
        monkeypatch.delenv(f"BUYWELL_TEAMS_{name}")
    teams.cache_clear()
    assert chat.says("priya", "12 shower chairs").status_code == 404
