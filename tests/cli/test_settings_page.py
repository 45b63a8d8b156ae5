"""docs/settings.md has every setting of the service, with its true default."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from pydantic_settings import BaseSettings

from bot.slack.settings import SlackSettings
from bot.teams.settings import TeamsSettings
from buying.settings import ROOT, Settings

GROUPS: tuple[type[BaseSettings], ...] = (Settings, SlackSettings, TeamsSettings)
OF_THE_ENGINE = "BUYWELL_MODEL_CACHE"
"""Read by the engine alone, which has another Python and no pydantic."""

ROW = re.compile(r"^\| `(BUYWELL_[A-Z_]+)` \| (.+) \| (.+) \| `(.+)` \|$")


@pytest.fixture(scope="module")
def rows(root: Path) -> dict[str, tuple[str, str]]:
    """Each setting of the page: its default there, and its example."""
    text = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    found = [row for line in text.splitlines() if (row := ROW.match(line))]
    named = [row[1] for row in found]
    assert len(named) == len(set(named)), "a setting stands there twice"
    assert text.count("| `BUYWELL_") == len(found), "a row is not of the usual form"
    return {row[1]: (row[3], row[4]) for row in found}


def settings() -> dict[str, tuple[type[BaseSettings], str, Any]]:
    """Every setting of the code: its group, its field and its default."""
    return {
        f"{group.model_config['env_prefix']}{name}".upper(): (group, name, field.default)
        for group in GROUPS
        for name, field in group.model_fields.items()
    }


def test_the_page_has_every_setting_and_no_other(rows: dict[str, tuple[str, str]]) -> None:
    assert set(rows) == {*settings(), OF_THE_ENGINE}


def test_the_engine_reads_the_setting_that_is_its_own(root: Path) -> None:
    assert OF_THE_ENGINE in (root / "engine" / "settings.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(settings()))
def test_the_default_is_the_true_one(name: str, rows: dict[str, tuple[str, str]]) -> None:
    told, default = rows[name][0], settings()[name][2]
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, Path):
        default = default.relative_to(ROOT)
    # What has no default of its own is told in words.
    assert ("`" not in told) if default == "" else (told == f"`{default}`")


@pytest.mark.parametrize("name", sorted(settings()))
def test_the_example_is_one_that_is_taken(
    name: str, rows: dict[str, tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    group, field, _ = settings()[name]
    # These are taken with others alone.
    monkeypatch.setenv("BUYWELL_MAIL_FROM", rows["BUYWELL_MAIL_FROM"][1])
    for part in ("APP_ID", "APP_SECRET", "TENANT"):
        monkeypatch.setenv(f"BUYWELL_TEAMS_{part}", rows[f"BUYWELL_TEAMS_{part}"][1])
    monkeypatch.setenv(name, rows[name][1])
    taken = getattr(group(), field)
    held = taken.get_secret_value() if isinstance(taken, SecretStr) else str(taken)
    assert held == rows[name][1]


def test_a_file_written_as_the_page_says_gives_every_example(
    rows: dict[str, tuple[str, str]], root: Path, tmp_path: Path
) -> None:
    text = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    load, _, form = next(
        line.partition("# every line of the file: ")
        for line in text.splitlines()
        if line.startswith("set -a;")
    )
    lines = [form.replace("NAME", name).replace("value", row[1]) for name, row in rows.items()]
    file = tmp_path / "buywell.env"
    file.write_text("\n".join(lines), encoding="utf-8")
    script = f"{load.replace('/etc/buywell.env', str(file))}; env"
    done = subprocess.run(["sh", "-ec", script], capture_output=True, text=True, check=True, env={})
    given = done.stdout.splitlines()
    assert [name for name, row in rows.items() if f"{name}={row[1]}" not in given] == []
