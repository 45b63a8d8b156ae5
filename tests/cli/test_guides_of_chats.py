"""What the guides to Slack and Teams name is there: commands, settings, rights, addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from bot.slack import app as slack_app
from bot.slack import manifest
from bot.teams import check, picture
from buying.cli.app import app
from tests.cli.test_settings_page import settings

GUIDES = ("docs/guides/slack.md", "docs/guides/teams.md", "docs/guides/administrators.md",
          "docs/settings.md", "README.md")  # fmt: skip
COMMAND = re.compile(r"`(?:\.venv/bin/)?buywell ([a-z]+(?: [a-z]+)?)")
SETTING = re.compile(r"`(BUYWELL_[A-Z_]+[A-Z])[`=]")
SCOPE = re.compile(r"`([a-z_]+:[a-z.]+)`")


def text(root: Path, guide: str) -> str:
    return (root / guide).read_text(encoding="utf-8")


def commands() -> set[str]:
    """Every command that is there, as it is typed after ``buywell``."""
    found = typer.main.get_command(app)
    names = set()
    for name, each in found.commands.items():  # type: ignore[attr-defined]
        names |= {name} | {f"{name} {below}" for below in getattr(each, "commands", {})}
    return names


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_that_a_guide_names_is_there(guide: str, root: Path) -> None:
    known = commands()
    named = COMMAND.findall(text(root, guide))
    assert named
    for each in named:
        first = each.split()[0]
        assert each in known or (first in known and not has_below(first)), each


@pytest.mark.parametrize("guide", GUIDES)
def test_every_setting_that_a_guide_names_is_there(guide: str, root: Path) -> None:
    known = {*settings(), "BUYWELL_MODEL_CACHE"}
    assert set(SETTING.findall(text(root, guide))) <= known


def test_the_guide_to_slack_explains_each_right_that_the_app_asks_for(root: Path) -> None:
    guide = text(root, "docs/guides/slack.md")
    assert "| `commands` |" in guide
    told = {*SCOPE.findall(guide), "commands"} - {"connections:write"}
    assert told == manifest.scopes()


def test_the_guides_name_the_addresses_that_the_proxy_passes_on(root: Path) -> None:
    assert f"`{slack_app.PATH}`" in text(root, "docs/guides/slack.md")
    teams = text(root, "docs/guides/teams.md")
    assert f"`{check.PATH}`" in teams
    assert f"`{picture.PATH.rpartition('/')[0]}/`" in teams


def has_below(name: str) -> bool:
    return any(each.startswith(f"{name} ") for each in commands())
