"""Whether Teams is set up, step by step, each tried for real: ``buywell check teams``."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bot.chats import checks, own_door
from bot.chats.checks import Step, missing, ok, waits, wrong
from bot.teams import check_login, package
from bot.teams.keys import Keys, NoKeys
from bot.teams.settings import TeamsSettings, teams
from buying.settings import SettingsError, settings

PATH = "/teams/messages"

APP_ID, TENANT, SECRET = "The id of the app", "The tenant", "The secret"
PUBLIC = "The public address"
LOGIN = "Microsoft gives us a token"
KEYS = "The keys of Teams"
SERVICE = "The way to Teams"
DOOR = "Our own door turns away what Teams did not sign"
PACKAGE = "The package of the app"

NEEDED: Mapping[str, tuple[str, str]] = {
    "app_id": (
        APP_ID,
        "In the Azure portal, open the Azure Bot, choose Configuration, copy Microsoft App ID and "
        "set BUYWELL_TEAMS_APP_ID to it.",
    ),
    "tenant": (
        TENANT,
        "In the Azure portal, open the Azure Bot, choose Configuration, copy App Tenant ID and "
        "set BUYWELL_TEAMS_TENANT to it.",
    ),
    "app_secret": (
        SECRET,
        "In the Azure portal, open the Azure Bot, choose Configuration, then Manage beside "
        "Microsoft App ID. Make a new client secret, copy its Value (not its Secret ID) and set "
        "BUYWELL_TEAMS_APP_SECRET to it.",
    ),
}
"""What each setting is called here, and where its value stands ("Create an Azure Bot resource")."""


async def steps(made: Path = package.OUT) -> AsyncIterator[Step]:
    """Every step in the order in which they are done. No secret is in any of them.

    ``made``: where the package of the app is.
    """
    given = checks.given(TeamsSettings)
    for field in NEEDED:
        yield _is_set(field, given)
    if not set(NEEDED) <= given:
        for name in (PUBLIC, LOGIN, KEYS, SERVICE, DOOR, PACKAGE, checks.arrived("Teams")):
            yield waits(name, "the settings above are there")
        return
    try:
        settings()
        found = teams()
    except SettingsError as error:
        yield wrong("The settings", str(error), checks.CORRECT)
        return
    yield own_door.public_address(PUBLIC)
    async for step in _tried(found):
        yield step
    yield _package(found, made)
    yield checks.last_arrival("teams", "Teams")


def _is_set(field: str, given: frozenset[str]) -> Step:
    name, to_do = NEEDED[field]
    setting = f"BUYWELL_TEAMS_{field.upper()}"
    if field in given:
        return ok(name, f"{setting} is set.")
    return missing(name, f"{setting} is not set.", to_do)


async def _tried(found: TeamsSettings) -> AsyncIterator[Step]:
    for number, secret in enumerate(found.secrets):
        name = LOGIN if len(found.secrets) == 1 else f"{LOGIN} for secret {number + 1}"
        yield await check_login.login(found, name, secret)
    yield await _keys(found)
    yield await _service(found)
    yield await _door()


async def _keys(found: TeamsSettings) -> Step:
    """Whether the keys can be had with which Teams signs: without them nobody is let in."""
    try:
        await Keys(found.keys_url).get("")
    except NoKeys:
        return own_door.offline(KEYS, found.keys_url, "the list of keys could not be had")
    return ok(KEYS, "The list can be had.")


async def _service(found: TeamsSettings) -> Step:
    """Whether the address can be reached to which messages go; what it answers is no matter."""
    try:
        await own_door.ask(found.service_url)
    except own_door.Silent as error:
        return own_door.offline(SERVICE, found.service_url, str(error))
    return ok(SERVICE, f"{found.service_url} can be reached.")


async def _door() -> Step:
    """Whether our own door is there, and asks for a token."""
    url = f"{settings().base_url}{PATH}"
    try:
        answer = await own_door.ask(url, b"{}", {"content-type": "application/json"})
    except own_door.Silent as error:
        return own_door.unanswered(DOOR, url, error)
    if answer.status_code == 401:
        return ok(DOOR, f"{url} is there, and asks who it is.")
    if answer.is_success:
        found = f"{url} let in what nobody signed ({answer.status_code})."
        return wrong(DOOR, found, "Something else answers there. See where the proxy passes it on.")
    return own_door.unexpected(DOOR, url, answer.status_code, "Teams")


def _package(found: TeamsSettings, made: Path) -> Step:
    """Whether the package that people get is the one that these settings make."""
    to_do = "Run buywell teams package, and upload what it makes in the Teams admin centre."
    if not made.is_file():
        return missing(PACKAGE, f"There is none at {made}.", to_do)
    try:
        wanted = package.manifest(found, settings())
    except package.NotReady:
        return waits(PACKAGE, "the public address is there")
    try:
        with ZipFile(made) as archive:
            held = dict(json.loads(archive.read("manifest.json")))
    except (BadZipFile, KeyError, OSError, TypeError, ValueError) as error:
        return wrong(PACKAGE, f"{made} cannot be read ({type(error).__name__}).", to_do)
    other = sorted(name for name in wanted if held.get(name) != wanted[name])
    if other:
        differs = f"It differs in: {', '.join(other)}."
        return wrong(PACKAGE, f"{made} was made with other settings. {differs}", to_do)
    return ok(PACKAGE, f"{made} is for this app and this address, version {held['version']}.")
