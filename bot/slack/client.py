"""Calls of Slack's Web API, each tried once: what to do when it goes wrong, others decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chats.platform import Later
from bot.slack.kit_log import LIBRARY
from bot.slack.methods import METHODS
from bot.slack.outcomes import cut_off, meaning
from bot.slack.settings import SlackSettings
from buying.settings import LOOPBACK

PATIENCE = 10.0
"""Seconds for one call, from beginning to end."""

_NOT_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
_CUT_OFF = (aiohttp.ClientError, TimeoutError, OSError, SlackClientError, ValueError)


class Slack:
    """One object serves all calls of a process. Connections are opened on first use."""

    def __init__(self, settings: SlackSettings, patience: float = PATIENCE) -> None:
        self.settings = settings
        self._patience = patience
        self._http: aiohttp.ClientSession | None = None
        self._web: AsyncWebClient | None = None

    async def call(self, method: str, **given: Any) -> Mapping[str, Any]:
        """What a method answers; what is given as None is left out.

        Raises Later, Unsure or Gone, and Refused, which is a Later; KeyError for a method that
        is not in ``METHODS``.
        """
        verb, way = ("GET", "params") if METHODS[method].form else ("POST", "json")
        sent = {name: value for name, value in given.items() if value is not None}
        try:
            answer = await self._client().api_call(method, http_verb=verb, **{way: sent})
        except SlackApiError as error:
            raise meaning(method, error) from None
        except _NOT_CONNECTED as error:
            raise Later(f"no connection to Slack for {method}: {type(error).__name__}") from None
        except (*_CUT_OFF, AttributeError) as error:
            # The library raises AttributeError for an answer that is no JSON object.
            raise cut_off(method, type(error).__name__) from None
        data = answer.data
        return data if isinstance(data, dict) else {}

    @property
    def http(self) -> aiohttp.ClientSession:
        """The connections, also for what is not in the Web API. Used within an event loop."""
        if self._http is None or self._http.closed:
            local = urlsplit(self.settings.api_url).hostname in LOOPBACK
            self._http = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=self._patience), trust_env=not local
            )
        return self._http

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.settings.bot_token.get_secret_value()

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.close()

    def _client(self) -> AsyncWebClient:
        if self._web is None or self._web.session is not self.http:
            self._web = web_client(self.settings, self.token, self.http)
        return self._web


def web_client(
    settings: SlackSettings, token: str | None = None, http: aiohttp.ClientSession | None = None
) -> AsyncWebClient:
    """A client of Slack's own library that tries nothing a second time by itself.

    The library would post a message again when the connection breaks after it was sent.
    """
    made = AsyncWebClient(
        token=token,
        base_url=settings.api_url,
        timeout=int(PATIENCE),
        session=http,
        retry_handlers=[],
        logger=LIBRARY,
    )
    if http is not None:
        # The session knows of proxies, and of the addresses that are not reached through one.
        made.proxy = None
    return made
