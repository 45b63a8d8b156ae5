"""Whether Slack is set up, step by step, each tried for real: ``buywell check slack``."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

from slack_sdk.signature import SignatureVerifier

from bot.chats import checks, own_door
from bot.chats.checks import Step, missing, ok, waits, wrong
from bot.slack import check_calls, manifest
from bot.slack.app import PATH
from bot.slack.client import Slack, web_client
from bot.slack.settings import SlackSettings, slack
from bot.slack.verify import SIGNATURE, TIMESTAMP
from buying.settings import SettingsError, settings

BOT_TOKEN = "The bot token"
WAY_IN = "The way in for what people write"
PUBLIC = "The public address"
INSTALLED = "Slack knows the app"
SCOPES = "What the app may do"
WORKSPACE = "The workspace"
SOCKET = "Socket mode"
DOOR = "Our own door takes what Slack sends"


async def steps() -> AsyncIterator[Step]:
    """Every step in the order in which they are done. No secret is in any of them."""
    given = checks.given(SlackSettings)
    yield _bot_token_is_set(given)
    yield _way_in_is_set(given)
    try:
        settings()
        found = slack()
    except SettingsError as error:
        yield wrong("The settings", str(error), checks.CORRECT)
        return
    yield _public_address(found)
    async for step in _asked_of_slack(found):
        yield step
    if found.http_mode:
        yield await _door(found)
    yield checks.last_arrival("slack", "Slack")


def _bot_token_is_set(given: frozenset[str]) -> Step:
    if "bot_token" in given:
        return ok(BOT_TOKEN, "BUYWELL_SLACK_BOT_TOKEN is set.")
    return missing(
        BOT_TOKEN,
        "BUYWELL_SLACK_BOT_TOKEN is not set.",
        "On api.slack.com/apps, open the app, choose OAuth & Permissions, install the app, copy "
        "Bot User OAuth Token (it begins with xoxb-) and set BUYWELL_SLACK_BOT_TOKEN to it.",
    )


def _way_in_is_set(given: frozenset[str]) -> Step:
    if "signing_secret" in given and "app_token" in given:
        return ok(WAY_IN, "Both are set: the public address, and socket mode.")
    if "signing_secret" in given:
        return ok(WAY_IN, "The public address: BUYWELL_SLACK_SIGNING_SECRET is set.")
    if "app_token" in given:
        return ok(WAY_IN, "Socket mode: BUYWELL_SLACK_APP_TOKEN is set.")
    return missing(
        WAY_IN,
        "Neither BUYWELL_SLACK_SIGNING_SECRET nor BUYWELL_SLACK_APP_TOKEN is set.",
        "On api.slack.com/apps, open the app and choose Basic Information. For a public address, "
        "copy Signing Secret and set BUYWELL_SLACK_SIGNING_SECRET to it. For socket mode, generate "
        "an app-level token with the scope connections:write (it begins with xapp-) and set "
        "BUYWELL_SLACK_APP_TOKEN to it.",
    )


def _public_address(found: SlackSettings) -> Step:
    step = own_door.public_address(PUBLIC)
    if step.state != "missing" or found.http_mode or not found.app_token.get_secret_value():
        return step
    return ok(PUBLIC, f"Socket mode needs none. {step.found} Links in messages lead there too.")


async def _asked_of_slack(found: SlackSettings) -> AsyncIterator[Step]:
    client = Slack(found)
    try:
        async for step in _bot(found, client):
            yield step
        if found.app_token.get_secret_value():
            yield await _socket(found, client)
    finally:
        await client.close()


async def _bot(found: SlackSettings, client: Slack) -> AsyncIterator[Step]:
    if not client.token:
        for name in (INSTALLED, WORKSPACE, SCOPES):
            yield waits(name, "BUYWELL_SLACK_BOT_TOKEN is set")
        return
    asked = web_client(found, client.token, client.http)
    said = await check_calls.call(INSTALLED, check_calls.BOT, asked, "auth.test")
    if isinstance(said, Step):
        yield said
        for name in (WORKSPACE, SCOPES):
            yield waits(name, "Slack knows the app")
        return
    data, headers = said
    yield ok(INSTALLED, f"It is the bot {data.get('user')} in {data.get('team')}.")
    yield _workspace(found, data)
    yield _scopes(headers)


def _workspace(found: SlackSettings, data: Mapping[str, Any]) -> Step:
    team = str(data.get("team_id") or "")
    if data.get("is_enterprise_install"):
        to_do = "Install it in one workspace instead."
        return wrong(WORKSPACE, "The app is installed for a whole Enterprise organisation.", to_do)
    if found.team in ("", team):
        more = "" if found.team else " Set BUYWELL_SLACK_TEAM to it, so that no other is served."
        return ok(WORKSPACE, f"{data.get('team')} has the id {team}.{more}")
    return wrong(
        WORKSPACE,
        f"The app is installed in {team}, but BUYWELL_SLACK_TEAM is {found.team}.",
        f"Set BUYWELL_SLACK_TEAM to {team}, or install the app in the right workspace.",
    )


def _scopes(headers: Mapping[str, str]) -> Step:
    granted = {each.strip() for each in headers.get("x-oauth-scopes", "").split(",")}
    lacking = sorted(manifest.scopes() - granted)
    if not lacking:
        return ok(SCOPES, f"All {len(manifest.scopes())} scopes are granted.")
    return wrong(
        SCOPES,
        f"These scopes are not granted: {', '.join(lacking)}.",
        "Run buywell slack manifest, paste what it prints into App Manifest on the app's page, "
        f"and save it. {check_calls.INSTALL}",
    )


async def _socket(found: SlackSettings, client: Slack) -> Step:
    token = found.app_token.get_secret_value()
    asked = web_client(found, token, client.http)
    said = await check_calls.call(SOCKET, check_calls.APP, asked, "apps.connections.open")
    if isinstance(said, Step):
        return said
    return ok(SOCKET, "Slack offers a connection. The worker process holds it: see that it runs.")


async def _door(found: SlackSettings) -> Step:
    """Whether our own door answers the question that Slack asks of a new address."""
    url, challenge = f"{settings().base_url}{PATH}", secrets.token_urlsafe(16)
    body = json.dumps({"type": "url_verification", "challenge": challenge})
    try:
        answer = await own_door.ask(url, body.encode(), _signed(body, found.signing_secrets[0]))
    except own_door.Silent as error:
        return own_door.unanswered(DOOR, url, error)
    if answer.status_code == 200 and challenge in answer.text:
        return ok(DOOR, f"{url} answers as Slack expects it.")
    if answer.status_code == 401:
        found_ = f"{url} does not take the newest secret of BUYWELL_SLACK_SIGNING_SECRET (401)."
        return wrong(DOOR, found_, f"See that this machine’s clock is right. {own_door.RESTART}")
    return own_door.unexpected(DOOR, url, answer.status_code, "Slack")


def _signed(body: str, secret: str) -> dict[str, str]:
    stamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    return {TIMESTAMP: stamp, SIGNATURE: signature or "", "content-type": "application/json"}
