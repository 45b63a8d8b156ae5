"""The real Rasa, the real action server, the real web: started once for all conversations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import forget
from tests.conversations.house import House, opened
from tests.conversations.visitor import Visitor


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
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """All four processes, on data of their own."""
    with opened(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture
def indoors(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The house, with this process reading the house's own database and settings."""
    monkeypatch.delenv("BUYWELL_DATABASE_URL", raising=False)
    for name, value in house.settings.items():
        monkeypatch.setenv(name, value)
    forget()
    yield house
    forget()


@pytest.fixture
def visitor(indoors: House) -> Visitor:
    """A new member of staff in a new conversation, so that tests do not share a purchase."""
    return Visitor()
