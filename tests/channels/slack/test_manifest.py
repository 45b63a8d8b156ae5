"""The manifest asks Slack for what the code uses, and for nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.slack import events, manifest, methods, receive
from bot.slack.app import PATH
from bot.slack.keeping import Keeper
from bot.slack.platform import SlackPlatform

HERE = "https://buy.meadowshire.example"


@pytest.fixture
def made() -> dict[str, Any]:
    """The manifest as it is in the file."""
    return manifest.read()


def test_it_asks_for_every_scope_that_is_used_and_no_other() -> None:
    used = {each.scope for each in methods.METHODS.values()}
    used |= set(events.SUBSCRIBED.values()) | set(methods.MORE_SCOPES) | {receive.SCOPE}
    assert manifest.scopes() == used - {None}


def test_every_method_that_is_listed_is_called_somewhere(root: Path) -> None:
    sources = [file for file in (root / "bot" / "slack").glob("*.py") if file.name != "methods.py"]
    code = "\n".join(file.read_text() for file in sources)
    assert {name for name in methods.METHODS if f'"{name}"' not in code} == set()


def test_every_event_that_is_asked_for_is_heard(made: dict[str, Any]) -> None:
    asked = made["settings"]["event_subscriptions"]["bot_events"]
    assert sorted(asked) == sorted(events.SUBSCRIBED)
    heard = events.Events(SlackPlatform(), Keeper(None)).handlers  # type: ignore[arg-type]
    assert {name.partition(".")[0] for name in asked} == set(heard)


def test_the_shortcuts_are_those_that_are_heard(made: dict[str, Any]) -> None:
    found = {each["type"]: each["callback_id"] for each in made["features"]["shortcuts"]}
    assert found == {"global": receive.START, "message": receive.LIKE_THIS}


def test_everything_is_sent_to_the_one_address() -> None:
    filled = manifest.filled(HERE)
    assert set(re.findall(r"https://\S+", filled)) == {f"{HERE}{PATH}"}
    assert yaml.safe_load(filled)["features"]["unfurl_domains"] == ["buy.meadowshire.example"]
    assert "example.org" not in filled


def test_in_socket_mode_there_is_no_address_to_send_to() -> None:
    made = yaml.safe_load(manifest.filled(HERE, socket_mode=True))
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["interactivity"] == {"is_enabled": True}
    assert "request_url" not in made["settings"]["event_subscriptions"]
    assert "url" not in made["features"]["slash_commands"][0]
    assert made["features"]["unfurl_domains"] == ["buy.meadowshire.example"]


def test_links_to_a_machine_of_ones_own_are_not_looked_for() -> None:
    made = yaml.safe_load(manifest.filled("http://127.0.0.1:8000", socket_mode=True))
    assert "unfurl_domains" not in made["features"]


def test_slack_takes_its_texts_as_they_are(made: dict[str, Any]) -> None:
    """The lengths are those of Slack's "App manifest reference" and of the types in its
    ``@slack/web-api``; that of a shortcut's name is 24."""
    said, features = made["display_information"], made["features"]
    assert len(said["name"]) <= 35 and len(said["description"]) <= 140
    assert 174 <= len(said["long_description"]) <= 4000
    assert re.fullmatch("#[0-9a-f]{6}", said["background_color"])
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24 and len(shortcut["description"]) <= 150
    (command,) = features["slash_commands"]
    assert command["command"] == "/buy" and len(command["usage_hint"]) <= 1000
    assert len(features["bot_user"]["display_name"]) <= 80


def test_the_home_tab_is_shown_and_people_may_write(made: dict[str, Any]) -> None:
    assert made["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
