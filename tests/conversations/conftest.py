"""The real Rasa, the real action server, the real web: started once for all conversations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.conftest import forget
from tests.conversations import chats as platforms
from tests.conversations.chats import Chats
from tests.conversations.crowd import Crowd, Killed, killed_in_mid_turn
from tests.conversations.house import House, opened
from tests.conversations.visitor import Visitor

pytest.register_assert_rewrite("tests.conversations.in_chat")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs the house drives the real Rasa."""
    for item in items:
        if "house" in getattr(item, "fixturenames", ()):
            item.add_marker("engine")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Show what the processes said where a conversation failed."""
    report = yield
    house = getattr(item, "funcargs", {}).get("house")
    if report.failed and isinstance(house, House):
        report.sections += [(f"log of {name}", said) for name, said in house.logs() if said]
    return report


@pytest.fixture(scope="session")
def chats() -> Iterator[Chats]:
    """Slack and Teams on loopback, to which the house is tied."""
    with platforms.opened() as made:
        yield made


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, chats: Chats) -> Iterator[House]:
    """All four processes, on data of their own."""
    with opened(tmp_path_factory.mktemp("house"), chats.settings) as house:
        yield house


@contextmanager
def as_in(house: House) -> Iterator[None]:
    """This process reads the house's own database and settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BUYWELL_DATABASE_URL", raising=False)
        for name, value in house.settings.items():
            patch.setenv(name, value)
        forget()
        yield
    forget()


@pytest.fixture
def indoors(house: House) -> Iterator[House]:
    """The house, with this process reading the house's own database and settings."""
    with as_in(house):
        yield house


@pytest.fixture(scope="module")
def crowd(house: House, chats: Chats, killed: Killed) -> Iterator[Crowd]:
    """People in Slack and in Teams, several of whom may do something at once.

    The crash comes first: it is nothing that they should notice.
    """
    with as_in(house), Crowd(house, chats) as made:
        yield made


@pytest.fixture(scope="session")
def killed(house: House, chats: Chats) -> Killed:
    """People who were in the middle of something when the web process was killed."""
    with as_in(house), Crowd(house, chats) as made:
        return killed_in_mid_turn(made)


@pytest.fixture
def visitor(indoors: House) -> Visitor:
    """A new member of staff in a new conversation, so that tests do not share a purchase."""
    return Visitor()
