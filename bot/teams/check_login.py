"""Tries a secret of the app at Microsoft's login, and says in plain words what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import httpx

from bot.chats import own_door
from bot.chats.checks import Step, ok, wrong
from bot.teams.settings import TeamsSettings
from bot.teams.tokens import SCOPE

AGAIN = "Make a new client secret, and copy its Value (not its Secret ID)."
COMPARE = (
    "Compare BUYWELL_TEAMS_APP_ID and BUYWELL_TEAMS_TENANT with the Azure Bot's Configuration."
)
LOOK_UP = "Make a new secret. If that does not help, look the code up in Microsoft’s error codes."

TROUBLE: Mapping[int, tuple[str, str]] = {
    7000215: ("it is not a secret of this app", AGAIN),
    7000222: ("it has expired", AGAIN),
    700016: ("there is no such app in this tenant", COMPARE),
    90002: ("there is no such tenant", COMPARE),
}
"""What the numbers mean, and what to do: "Microsoft Entra authentication and authorization error
codes"."""


async def login(found: TeamsSettings, name: str, secret: str) -> Step:
    """Whether a secret gives a token, as "Authentication with the Bot Connector API" asks.

    ``name``: of the step.
    """
    url = f"{found.login_url.rstrip('/')}/{found.login_tenant or found.tenant}/oauth2/v2.0/token"
    asked = {
        "grant_type": "client_credentials",
        "client_id": found.app_id,
        "client_secret": secret,
        "scope": SCOPE,
    }
    kind = {"content-type": "application/x-www-form-urlencoded"}
    try:
        answer = await own_door.ask(url, urlencode(asked).encode(), kind)
    except own_door.Silent as error:
        return own_door.offline(name, found.login_url, str(error))
    said = _read(answer)
    if "access_token" in said:
        return ok(name, "The login took the secret.")
    return _refused(name, _codes(said), str(said.get("error") or answer.status_code))


def _refused(name: str, codes: Sequence[int], kind: str) -> Step:
    known = next((code for code in codes if code in TROUBLE), None)
    if known is not None:
        why, to_do = TROUBLE[known]
        return wrong(name, f"The login refused the secret: {why} (AADSTS{known}).", to_do)
    code = f"AADSTS{codes[0]}" if codes else kind[:60]
    return wrong(name, f"The login refused the secret ({code}).", LOOK_UP)


def _codes(said: Mapping[str, object]) -> list[int]:
    told = said.get("error_codes")
    return [code for code in told if isinstance(code, int)] if isinstance(told, list) else []


def _read(answer: httpx.Response) -> Mapping[str, object]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
