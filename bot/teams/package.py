"""Builds the app for Teams: ``make teams-app`` writes ``dist/buywell-teams.zip``.

The package is what an administrator uploads: a manifest made from the settings, and two icons.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml

from bot.teams import icons
from bot.teams.settings import TeamsSettings, teams
from buying.settings import ROOT, Settings, SettingsError, settings
from web import chat_tools
from web.build import BuildError

MANIFEST = Path(__file__).with_name("manifest.yml")
OUT = ROOT / "dist" / "buywell-teams.zip"
SCHEMA = "@microsoft/app-manifest/build/json-schemas/teams/v{}/MicrosoftTeams.schema.json"
LONGEST_DEVELOPER = 32
SAME_DATE = (2026, 1, 1, 0, 0, 0)
"""The date of each file in the package, so that the same settings make the same package."""


class NotReady(Exception):
    """The package cannot be made; the text says what to do."""


def main() -> int:
    """Build and check the package. Exit code 0, or 2 with a sentence on standard error."""
    try:
        made = manifest(teams(), settings())
        wrong = problems(made)
        if wrong:
            raise NotReady(f"The manifest is not as Teams wants it: {'; '.join(wrong)}.")
        OUT.parent.mkdir(parents=True, exist_ok=True)
        OUT.write_bytes(package(made))
    except (NotReady, SettingsError, BuildError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Made {OUT.relative_to(ROOT)}. Upload it in the Teams admin centre.")
    return 0


def manifest(given: TeamsSettings, own: Settings) -> dict[str, Any]:
    """The manifest that the settings make. Raises NotReady."""
    if not given.configured:
        raise NotReady(
            "Teams is not set up yet. Set BUYWELL_TEAMS_APP_ID, BUYWELL_TEAMS_APP_SECRET and "
            "BUYWELL_TEAMS_TENANT first."
        )
    if not own.base_url.startswith("https://"):
        raise NotReady("Set BUYWELL_PUBLIC_URL to the https:// address that Teams can reach.")
    filled = {
        "app_id": given.app_id,
        "version": version("buywell"),
        "developer": own.organisation[:LONGEST_DEVELOPER].strip(),
        "website": own.base_url,
        "privacy": given.privacy_url or own.base_url,
        "terms": given.terms_url or own.base_url,
        "host": urlsplit(own.base_url).hostname or "",
    }
    told = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    found: dict[str, Any] = _filled(told, filled)
    return found


def problems(made: dict[str, Any]) -> list[str]:
    """What is wrong with a manifest by Microsoft's published schema; empty for a good one.

    The schema comes from Microsoft's package on npm. Raises BuildError where it cannot be had.
    """
    from jsonschema import Draft4Validator  # type: ignore[import-untyped]

    chat_tools.prepare()
    path = chat_tools.MODULES / SCHEMA.format(made["manifestVersion"])
    schema = Draft4Validator(json.loads(path.read_text(encoding="utf-8")))
    return [
        f"{'.'.join(str(part) for part in error.absolute_path) or 'it'}: {error.message}"
        for error in schema.iter_errors(made)
    ]


def package(made: dict[str, Any]) -> bytes:
    """The package of a manifest: a ZIP file."""
    files = {
        "manifest.json": json.dumps(made, indent=2, ensure_ascii=False).encode() + b"\n",
        made["icons"]["color"]: icons.color(),
        made["icons"]["outline"]: icons.outline(),
    }
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(ZipInfo(name, SAME_DATE), data, ZIP_DEFLATED)
    return kept.getvalue()


def _filled(told: Any, values: dict[str, str]) -> Any:
    if isinstance(told, str):
        return Template(told).substitute(values)
    if isinstance(told, dict):
        return {name: _filled(each, values) for name, each in told.items()}
    return [_filled(each, values) for each in told] if isinstance(told, list) else told


if __name__ == "__main__":
    raise SystemExit(main())
