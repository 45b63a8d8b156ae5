"""The package that an administrator uploads: good by Microsoft's schema, and tied to the code."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from PIL import Image

from bot.teams import icons, package
from bot.teams.package import NotReady
from bot.teams.receive import LIKE_THIS
from bot.teams.settings import TeamsSettings, teams
from buying.settings import ROOT, Settings, settings
from tests.channels.teams import signed

GIVEN = TeamsSettings(app_id=signed.APP, app_secret="secret", tenant=signed.TENANT)
OWN = Settings(public_url="https://buywell.meadowshire.example")


@pytest.fixture
def manifest() -> dict[str, Any]:
    """The manifest of an organisation."""
    return package.manifest(GIVEN, OWN)


def test_the_manifest_is_good_by_the_published_schema(manifest: dict[str, Any]) -> None:
    assert package.problems(manifest) == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("name", "short"), "x" * 31),
        (("description", "short"), "x" * 81),
        (("bots", 0, "botId"), "no id"),
        (("accentColor",), "green"),
        (("brandNew",), True),
    ],
)
def test_a_manifest_that_is_not_good_is_noticed(
    manifest: dict[str, Any], where: tuple[Any, ...], value: Any
) -> None:
    *path, last = where
    part: Any = manifest
    for each in path:
        part = part[each]
    part[last] = value
    assert package.problems(manifest)


def test_a_long_name_of_an_organisation_fits() -> None:
    own = Settings(public_url=OWN.public_url, organisation="The Council of the County of " * 9)
    assert package.problems(package.manifest(GIVEN, own)) == []


def test_it_asks_for_what_the_code_does(manifest: dict[str, Any]) -> None:
    assert manifest["id"] == signed.APP and manifest["validDomains"] == [OWN.public_url[8:]]
    bot = manifest["bots"][0]
    assert bot["botId"] == signed.APP and bot["supportsFiles"]
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    command = manifest["composeExtensions"][0]["commands"][0]
    assert (command["id"], command["context"]) == (LIKE_THIS, ["message"])


def test_its_commands_are_words_that_people_say(manifest: dict[str, Any]) -> None:
    said = {
        line.strip().removeprefix("- ")
        for file in (ROOT / "data" / "nlu").glob("*.yml")
        for intent in yaml.safe_load(file.read_text())["nlu"]
        for line in str(intent.get("examples", "")).splitlines()
    }
    lists = manifest["bots"][0]["commandLists"]
    assert {each["title"] for one in lists for each in one["commands"]} <= said


def test_the_icons_are_as_teams_wants_them() -> None:
    color = Image.open(io.BytesIO(icons.color()))
    assert (color.format, color.size) == ("PNG", (192, 192))
    outline = Image.open(io.BytesIO(icons.outline()))
    assert (outline.format, outline.size, outline.mode) == ("PNG", (32, 32), "RGBA")
    dots = [outline.getpixel((x, y)) for x in range(32) for y in range(32)]
    assert {dot[:3] for dot in dots if dot[3]} == {(255, 255, 255)}
    assert any(dot[3] == 0 for dot in dots) and any(dot[3] == 255 for dot in dots)


def test_the_icon_is_the_mark_of_our_pages() -> None:
    svg = (ROOT / "web" / "static" / "icon.svg").read_text()
    color = Image.open(io.BytesIO(icons.color()))
    for place in ((3, 96), (87, 147)):
        assert f"#{bytes(color.getpixel(place)[:3]).hex()}" in svg
    assert color.getpixel((96, 120))[:3] == (255, 255, 255)


def test_the_package_holds_the_manifest_and_the_icons(manifest: dict[str, Any]) -> None:
    made = package.package(manifest)
    assert made == package.package(manifest)
    with ZipFile(io.BytesIO(made)) as archive:
        assert set(archive.namelist()) == {"manifest.json", "color.png", "outline.png"}
        assert json.loads(archive.read("manifest.json")) == manifest


@pytest.mark.parametrize(
    ("given", "own", "what"),
    [
        (TeamsSettings(), OWN, "BUYWELL_TEAMS_APP_ID"),
        (GIVEN, Settings(), "BUYWELL_PUBLIC_URL"),
    ],
)
def test_what_is_missing_is_said(given: TeamsSettings, own: Settings, what: str) -> None:
    with pytest.raises(NotReady, match=what):
        package.manifest(given, own)


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the command writes in a test."""
    monkeypatch.setattr(package, "ROOT", tmp_path)
    monkeypatch.setattr(package, "OUT", tmp_path / "dist" / "buywell-teams.zip")
    yield tmp_path / "dist" / "buywell-teams.zip"
    teams.cache_clear()
    settings.cache_clear()


def test_the_command_makes_it_from_the_settings(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BUYWELL_PUBLIC_URL", OWN.public_url)
    for name, value in {"APP_ID": signed.APP, "APP_SECRET": "s", "TENANT": signed.TENANT}.items():
        monkeypatch.setenv(f"BUYWELL_TEAMS_{name}", value)
    teams.cache_clear()
    settings.cache_clear()
    assert package.main() == 0 and out.is_file()
    assert "dist/buywell-teams.zip" in capsys.readouterr().out


def test_the_command_says_in_a_sentence_what_is_missing(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teams.cache_clear()
    assert package.main() == 2 and not out.exists()
    assert "BUYWELL_TEAMS_APP_ID" in capsys.readouterr().err
