"""The service with Teams set up, and Microsoft on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot.teams.settings import teams
from tests.channels.teams import signed
from tests.channels.teams.chat import PEOPLE, Chat, member
from tests.channels.teams.stub import SECRET, Microsoft


@pytest.fixture
def microsoft(monkeypatch: pytest.MonkeyPatch) -> Iterator[Microsoft]:
    """Microsoft, which knows the people of the demonstration; our settings point there."""
    made = Microsoft()
    made.members = {person: member(person) for person in PEOPLE}
    for name, value in {
        "APP_ID": signed.APP,
        "APP_SECRET": SECRET,
        "TENANT": signed.TENANT,
        "LOGIN_URL": made.url,
        "KEYS_URL": f"{made.url}/openid",
        "SERVICE_URL": made.service,
        "SERVICE_HOSTS": made.url,
        "FILE_HOSTS": made.url,
    }.items():
        monkeypatch.setenv(f"BUYWELL_TEAMS_{name}", value)
    teams.cache_clear()
    yield made
    teams.cache_clear()
    made.close()


@pytest.fixture
def chat(microsoft: Microsoft, address: str) -> Iterator[Chat]:
    """People who write in Teams to the service."""
    with httpx.Client(base_url=address, timeout=20) as http:
        yield Chat(http, microsoft)
