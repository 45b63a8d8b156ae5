"""Calls of Slack's Web API with a token that an administrator wants to know about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chats import own_door
from bot.chats.checks import Step, wrong

BOT, APP = "BUYWELL_SLACK_BOT_TOKEN", "BUYWELL_SLACK_APP_TOKEN"

INSTALL = "On api.slack.com/apps, open the app, choose OAuth & Permissions, and install it again."
GENERATE = (
    "On api.slack.com/apps, open the app, choose Basic Information and App-Level Tokens, and "
    "generate one with the scope connections:write."
)
ANEW: Mapping[str, str] = {
    BOT: f"{INSTALL} Copy Bot User OAuth Token and set {BOT} to it.",
    APP: f"{GENERATE} Set {APP} to it.",
}
"""What to do about a token that does not work."""

TROUBLE: Mapping[str, str] = {
    "invalid_auth": "Slack does not know this token",
    "not_authed": "Slack saw no token",
    "token_revoked": "the token was revoked",
    "token_expired": "the token has expired",
    "account_inactive": "the app was removed from the workspace",
    "missing_scope": "the token lacks the scope connections:write",
}
"""What "auth.test method" and "apps.connections.open method" of Slack's documentation say of a
token that they refuse; none but the second of them needs a scope."""

UNDERSTOOD = "its answer cannot be understood"


async def call(
    name: str, setting: str, asked: AsyncWebClient, method: str
) -> tuple[Mapping[str, Any], Mapping[str, str]] | Step:
    """What a method answers, with the names of its headers in lower case; else what is wrong.

    ``name``: of the step; ``setting``: which holds the token of ``asked``.
    """
    try:
        answer = await asked.api_call(method)
    except SlackApiError as error:
        # Where the answer cannot be understood, the library hands over what came instead.
        data = getattr(error.response, "data", None)
        if not isinstance(data, dict) or "error" not in data:
            return _offline(name, UNDERSTOOD)
        return _refused(name, setting, str(data["error"]))
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return _offline(name, own_door.why(error))
    except (SlackClientError, AttributeError, ValueError):
        return _offline(name, UNDERSTOOD)
    data = answer.data if isinstance(answer.data, dict) else {}
    return data, {str(key).lower(): str(value) for key, value in answer.headers.items()}


def _refused(name: str, setting: str, code: str) -> Step:
    if code in TROUBLE:
        return wrong(name, f"{setting} does not work: {TROUBLE[code]} ({code}).", ANEW[setting])
    found = f"Slack refused {setting}: {code[:60]}."
    return wrong(name, found, "Look that word up in Slack’s documentation of auth.test.")


def _offline(name: str, what: str) -> Step:
    return wrong(
        name,
        f"Slack could not be reached from here ({what}).",
        "See that this machine may open https://slack.com. If it needs a proxy for that, set "
        "HTTPS_PROXY.",
    )
