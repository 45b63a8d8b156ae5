"""The settings of Slack: what is expected is said, and secrets are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.slack.settings import SlackSettings, slack
from buying.settings import SettingsError

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    slack.cache_clear()
    yield
    slack.cache_clear()


def given(monkeypatch: pytest.MonkeyPatch, **settings: str) -> SlackSettings:
    for name, value in settings.items():
        monkeypatch.setenv(f"BUYWELL_SLACK_{name.upper()}", value)
    return slack()


def test_none_is_needed_and_then_nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    found = given(monkeypatch)
    assert (found.configured, found.http_mode, found.socket_mode) == (False, False, False)
    assert found.api_url == "https://slack.com/api/"


@pytest.mark.parametrize(("settings", "modes"), [
    ({"signing_secret": SECRET}, (False, True, False)),
    ({"bot_token": "xoxb-1"}, (False, False, False)),
    ({"bot_token": "xoxb-1", "signing_secret": SECRET}, (True, True, False)),
    ({"bot_token": "xoxb-1", "app_token": "xapp-1"}, (True, False, True)),
    ({"app_token": "xapp-1"}, (False, False, False)),
    ({"bot_token": "xoxb-1", "app_token": "xapp-1", "signing_secret": SECRET}, (True, True, True)),
])  # fmt: skip
def test_what_is_set_says_how_slack_is_heard(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], modes: tuple[bool, ...]
) -> None:
    found = given(monkeypatch, **settings)
    assert (found.configured, found.http_mode, found.socket_mode) == modes


def test_several_secrets_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    found = given(monkeypatch, signing_secret=f" {SECRET} , {SECRET[::-1]},")
    assert found.signing_secrets == (SECRET, SECRET[::-1])


@pytest.mark.parametrize(("name", "value", "expected"), [
    ("signing_secret", "short", "expected the Signing Secret"),
    ("signing_secret", f"{SECRET} {SECRET}", "expected the Signing Secret"),
    ("bot_token", "xoxp-person-token", "begins with xoxb-"),
    ("bot_token", "xoxb-a b", "begins with xoxb-"),
    ("app_token", "xoxb-1", "begins with xapp-"),
    ("team", "Meadow", "expected the id of a workspace"),
    ("api_url", "http://slack.com/api/", "expected https://"),
    ("api_url", "slack.com", "expected https://"),
])  # fmt: skip
def test_a_wrong_one_says_what_is_expected_and_not_what_it_was(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        given(monkeypatch, **{name: value})
    said = str(caught.value)
    assert said.startswith(f"BUYWELL_SLACK_{name.upper()} is wrong: {expected}"[:30])
    assert expected in said
    assert value not in said


def test_secrets_are_in_no_printout(monkeypatch: pytest.MonkeyPatch) -> None:
    found = given(monkeypatch, bot_token="xoxb-123", app_token="xapp-456", signing_secret=SECRET)
    assert not any(secret in repr(found) for secret in ("123", "456", SECRET))


def test_an_address_on_this_machine_may_be_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given(monkeypatch, api_url="http://127.0.0.1:9/api").api_url == "http://127.0.0.1:9/api/"
