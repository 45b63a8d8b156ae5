"""Whether a request comes from Teams, and is meant for us.

Every requirement of "Authentication with the Bot Connector API", section "Authenticate requests
from the Bot Connector service to your bot", is checked here, and nothing can switch one off. The
validator of Microsoft's Agents SDK for Python leaves some of them out: the issuer is checked only
on demand, a missing service address passes, and keys need no endorsement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt

from bot.teams.activity import Activity
from bot.teams.hosts import Hosts
from bot.teams.keys import Key, Keys
from bot.teams.settings import TeamsSettings

ISSUER = "https://api.botframework.com"
ALGORITHM = "RS256"
CHANNEL = "msteams"
SKEW = 300
"""Seconds that clocks may differ by."""

LONGEST_TOKEN = 20_000


class NotLetIn(Exception):
    """A request that is not answered. ``status``: 401 for who sent it, 403 for what it says."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


async def sender(header: str | None, settings: TeamsSettings, keys: Keys) -> tuple[Key, Claims]:
    """The key and the claims of the token in an Authorization header.

    Raises NotLetIn, and keys.NoKeys where that cannot be told now.
    """
    token = _bearer(header)
    try:
        told = jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise NotLetIn(401, "the token cannot be read") from error
    name = told.get("kid")
    if told.get("alg") != ALGORITHM or not isinstance(name, str):
        raise NotLetIn(401, "the token is not signed as it must be")
    key = await keys.get(name)
    if key is None:
        raise NotLetIn(401, "the token is signed with a key that nobody published")
    return key, _claims(token, key, settings)


Claims = Mapping[str, Any]


def _bearer(header: str | None) -> str:
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token or len(token) > LONGEST_TOKEN:
        raise NotLetIn(401, "there is no token")
    return token.strip()


def _claims(token: str, key: Key, settings: TeamsSettings) -> Claims:
    try:
        return jwt.decode(
            token,
            key.key,
            algorithms=[ALGORITHM],
            audience=settings.app_id,
            issuer=ISSUER,
            leeway=SKEW,
            options={"require": ["aud", "exp", "iss"], "strict_aud": True},
        )
    except jwt.PyJWTError as error:
        raise NotLetIn(401, f"the token does not hold ({type(error).__name__})") from error


def check(
    activity: Activity, key: Key, claims: Claims, settings: TeamsSettings, services: Hosts
) -> None:
    """That an activity is what its token vouches for, and is our organisation's.

    Raises NotLetIn.
    """
    if activity.channel != CHANNEL or CHANNEL not in key.endorsements:
        raise NotLetIn(403, "the key is not endorsed for that channel")
    # The documentation writes serviceUrl, the tokens say serviceurl.
    vouched = claims.get("serviceurl", claims.get("serviceUrl"))
    if not isinstance(vouched, str) or vouched.rstrip("/") != activity.service_url.rstrip("/"):
        raise NotLetIn(403, "the service address is not the one of the token")
    if not services.allow(activity.service_url):
        raise NotLetIn(403, "the service address is not one of Microsoft's")
    if activity.tenants != {settings.tenant}:
        raise NotLetIn(403, "it is of another organisation")
