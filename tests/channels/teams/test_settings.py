"""The settings of Teams: what is missing or wrong is said by its name, and no secret is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.teams.settings import teams
from buying.settings import SettingsError
from tests.channels.teams import signed

GOOD = {"APP_ID": signed.APP, "APP_SECRET": "s3cret-word", "TENANT": signed.TENANT}


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Good settings, read anew."""
    for name, value in GOOD.items():
        monkeypatch.setenv(f"BUYWELL_TEAMS_{name}", value)
    teams.cache_clear()
    yield
    teams.cache_clear()


def test_three_settings_switch_it_on() -> None:
    assert teams().configured and teams().secrets == ("s3cret-word",)


def test_without_any_there_is_no_door(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.delenv(f"BUYWELL_TEAMS_{name}")
    assert not teams().configured


@pytest.mark.parametrize("name", GOOD)
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(f"BUYWELL_TEAMS_{name}")
    with pytest.raises(SettingsError, match=f"Teams needs BUYWELL_TEAMS_{name} too"):
        teams()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("APP_ID", "buywell", "expected an id such as"),
        ("TENANT", "meadowshire.example", "expected an id such as"),
        ("LOGIN_URL", "http://login.example", "expected https://"),
        ("KEYS_URL", "ftp://keys.example", "expected https://"),
        ("SERVICE_URL", "https://user:word@service.example/", "expected https://"),
        ("SERVICE_HOSTS", "https//smba.example", "expected names of hosts"),
        ("FILE_HOSTS", "http://files.example", "expected names of hosts"),
        ("PRIVACY_URL", "meadowshire.example/privacy", "expected https://"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(f"BUYWELL_TEAMS_{name}", value)
    with pytest.raises(SettingsError, match=f"BUYWELL_TEAMS_{name} is wrong: {expected}") as error:
        teams()
    assert "s3cret-word" not in str(error.value)


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "s3cret-word" not in repr(teams()) + str(teams())


def test_several_secrets_are_tried_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUYWELL_TEAMS_APP_SECRET", " new , old,")
    assert teams().secrets == ("new", "old")
