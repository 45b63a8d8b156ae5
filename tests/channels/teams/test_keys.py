"""The list of public keys: kept for a day, looked at again for a new key, never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.teams.keys import FAILED_AGAIN, KEPT, UNKNOWN_AGAIN, Keys, NoKeys
from tests.channels.teams import signed
from tests.channels.teams.stub import Microsoft, Reply


@dataclass
class Clock:
    """Seconds that pass only when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock at rest."""
    return Clock()


@pytest.fixture
def keys(microsoft: Microsoft, clock: Clock) -> Iterator[Keys]:
    """The keys of Microsoft on loopback."""
    return Keys(f"{microsoft.url}/openid", clock)


def known(keys: Keys, name: str) -> bool:
    """Whether there is a key of that id."""
    return asyncio.run(keys.get(name)) is not None


def test_the_list_is_fetched_once_in_a_day(keys: Keys, microsoft: Microsoft, clock: Clock) -> None:
    assert known(keys, "connector") and known(keys, "connector")
    clock.now += KEPT - 1
    assert known(keys, "connector") and len(microsoft.made("/keys")) == 1
    clock.now += 2
    assert known(keys, "connector") and len(microsoft.made("/keys")) == 2


def test_a_key_that_microsoft_adds_is_found_after_some_minutes(
    keys: Keys, microsoft: Microsoft, clock: Clock
) -> None:
    assert not known(keys, "new")
    microsoft.keys.append(signed.published("new"))
    assert not known(keys, "new")
    clock.now += UNKNOWN_AGAIN + 1
    assert known(keys, "new")


def test_a_key_that_microsoft_withdraws_is_not_good_any_more(
    keys: Keys, microsoft: Microsoft, clock: Clock
) -> None:
    assert known(keys, "connector")
    microsoft.keys = [signed.published("new")]
    clock.now += KEPT + 1
    assert not known(keys, "connector")


@pytest.mark.parametrize(
    "bad", [{}, {"kid": "odd", "n": "!"}, {"kid": 7}, {"kid": "odd", "endorsements": None}]
)
def test_a_key_that_cannot_be_read_takes_nothing_from_the_others(
    keys: Keys, microsoft: Microsoft, bad: dict[str, Any]
) -> None:
    odd = {name: part for name, part in signed.published("odd").items() if name != "kid"} | bad
    microsoft.keys.insert(0, odd)
    assert known(keys, "connector")


def test_a_list_that_cannot_be_had_takes_nobodys_key_away(
    keys: Keys, microsoft: Microsoft, clock: Clock
) -> None:
    assert known(keys, "connector")
    microsoft.answers("/openid", Reply(500))
    clock.now += KEPT + 1
    assert known(keys, "connector")


@pytest.mark.parametrize(
    "bad", [Reply(0), Reply(500), Reply(200, body=b"no json"), Reply(200, body=b'{"keys": []}')]
)
def test_a_service_that_starts_without_the_internet_tries_again(
    keys: Keys, microsoft: Microsoft, clock: Clock, bad: Reply
) -> None:
    microsoft.answers("/(openid|keys)", bad)
    with pytest.raises(NoKeys):
        known(keys, "connector")
    with pytest.raises(NoKeys):
        known(keys, "connector")
    assert len(microsoft.made("/openid")) == 1
    clock.now += FAILED_AGAIN + 1
    assert known(keys, "connector")
