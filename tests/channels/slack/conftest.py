"""The service with Slack set up, and Slack on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from bot.slack.settings import slack
from buying.service import people as people_service
from tests.channels.slack import controls_used, signed
from tests.channels.slack.member import Member
from tests.channels.slack.stub import TOKEN, Stub
from tests.service import purchase
from tests.service.conftest import Talk

PEOPLE = {"U0PRIYA": "Priya", "U0SAM": "Sam", "U0MORGAN": "Morgan", "U0ALEX": "Alex"}


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """Slack, which knows the people of the demonstration; our settings point there."""
    stub = Stub()
    for user, name in PEOPLE.items():
        stub.add_user(user, f"{name.lower()}@demo.example", name)
    settings = {"SIGNING_SECRET": signed.SECRET, "BOT_TOKEN": TOKEN, "API_URL": stub.api}
    for name, value in settings.items():
        monkeypatch.setenv(f"BUYWELL_SLACK_{name}", value)
    slack.cache_clear()
    yield stub
    slack.cache_clear()
    stub.close()
    assert stub.wrong == []


@pytest.fixture
def http(workspace: Stub, address: str) -> Iterator[httpx.Client]:
    """What Slack sends its requests with."""
    with httpx.Client(base_url=address, timeout=20) as made:
        yield made


@pytest.fixture
def member(workspace: Stub, http: httpx.Client) -> Callable[[str], Member]:
    """Gives somebody in Slack, by their user id."""
    return lambda user: Member(workspace, http, user)


@pytest.fixture
def priya(member: Callable[[str], Member]) -> Member:
    """Priya in Slack."""
    return member("U0PRIYA")


@pytest.fixture
def priced(priya: Member, talk: Talk, monkeypatch: pytest.MonkeyPatch) -> Member:
    """Priya in Slack, who has planned a purchase there and is asked for a price in a form."""
    conversation = people_service.conversation("priya", "slack")
    monkeypatch.setattr("tests.service.conftest._conversation", lambda _person: conversation)
    purchase.plan(talk)
    priya.says("repeat")
    priya.newest(lambda each: "Fill in the form" in controls_used.buttons(each.blocks))
    return priya
