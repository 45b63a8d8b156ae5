"""Socket mode: a connection that we open, through which Slack sends what it else sends by HTTP.

For a service that the internet cannot reach. Several workers may be connected; Slack gives each
thing to one of them.
"""

from __future__ import annotations

import asyncio
import logging
import time

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.chats.parts import Parts
from bot.slack.client import web_client
from bot.slack.kit_log import LIBRARY
from bot.slack.platform import SlackPlatform
from bot.slack.receive import Receiver
from bot.slack.settings import SlackSettings

log = logging.getLogger(__name__)

CONNECTING = 30.0
"""Seconds for making a connection before it is begun anew: the way to it is good once only."""

LOOK_EVERY = 5.0
"""Seconds between two looks whether the connection stands, and before it is made again."""

AWAY = 60.0
"""Seconds for which the library may try to mend a connection by itself."""


async def run(parts: Parts, stop: asyncio.Event) -> None:
    """Hear Slack until ``stop`` is set; ends at once where socket mode is not set up."""
    platform = parts.platforms.get(SlackPlatform.name)
    if not isinstance(platform, SlackPlatform) or not platform.api.settings.socket_mode:
        return
    receiver = Receiver(parts.arrivals, platform)
    while not stop.is_set():
        try:
            await _hear(receiver, platform.api.settings, stop)
        except (ClientError, SlackClientError, OSError, TimeoutError) as error:
            log.warning("no connection to Slack: %s", type(error).__name__)
        await _pause(stop)


async def _hear(receiver: Receiver, settings: SlackSettings, stop: asyncio.Event) -> None:
    """Hear Slack through one connection until it is lost for good, or ``stop`` is set."""
    handler = _Handler(receiver, settings)
    try:
        await asyncio.wait_for(handler.client.connect(), CONNECTING)  # type: ignore[no-untyped-call]
        log.info("connected to Slack")
        await _while_it_stands(handler, stop)
    finally:
        await handler.client.close()  # type: ignore[no-untyped-call]


async def _while_it_stands(handler: AsyncSocketModeHandler, stop: asyncio.Event) -> None:
    stood = time.monotonic()
    while not stop.is_set() and time.monotonic() - stood < AWAY:
        if await handler.client.is_connected():
            stood = time.monotonic()
        await _pause(stop)


async def _pause(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), LOOK_EVERY)
    except TimeoutError:
        return


class _Handler(AsyncSocketModeHandler):
    """Answers what arrives as the door for HTTP does, then does what follows from it."""

    def __init__(self, receiver: Receiver, settings: SlackSettings) -> None:
        super().__init__(
            receiver.bolt,
            settings.app_token.get_secret_value(),
            logger=LIBRARY,
            web_client=web_client(settings),
        )
        self._receiver = receiver

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        began = time.time()
        read = AsyncBoltRequest(mode="socket_mode", body=req.payload, headers=build_headers(req))
        answer = await self._receiver.answer(read)
        await send_async_response(client, req, answer.response, began)
        await answer.follow()
