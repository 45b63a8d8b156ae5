"""The token with which we speak to Teams, by Microsoft's own library (MSAL).

As "Authentication with the Bot Connector API" asks: client credentials for the scope of
api.botframework.com. The library takes care of the cache and of rests that the login asks for.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import msal  # type: ignore[import-untyped]

from bot.chats.platform import Later
from bot.teams import hosts
from bot.teams.settings import TeamsSettings

log = logging.getLogger(__name__)

SCOPE = "https://api.botframework.com/.default"
PATIENCE = httpx.Timeout(10.0, connect=5.0)
WRONG_SECRET = "invalid_client"
"""What the login answers where a secret is wrong or too old: the OAuth 2.0 framework (RFC 6749)."""


class Tokens:
    """The tokens of one app; no two objects share any."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._settings = settings
        self._client = _Client(settings.login_url)
        self._apps: dict[str, Any] = {}
        self._good = ""
        self._refused: str | None = None
        self._lock = asyncio.Lock()
        # The library waits for its answers, so it has threads that nobody else needs.
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="teams-login")

    async def get(self) -> str:
        """A token that holds. Raises Later where there is none now."""
        async with self._lock:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._get)

    def refused(self, token: str) -> None:
        """A token was not taken: another is asked for."""
        self._refused = token

    def close(self) -> None:
        """Close what is open."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._client.close()

    def _get(self) -> str:
        secrets = self._settings.secrets
        # The one that was good last time comes first, so that a wrong one is not asked about again.
        for secret in sorted(secrets, key=lambda each: each != self._good):
            answer = self._asked(secret)
            if "access_token" in answer:
                self._good = secret
                return str(answer["access_token"])
            kind = str(answer.get("error", "unknown"))[:40]
            log.error("the login refused secret %d of Teams: %s", secrets.index(secret) + 1, kind)
            if kind != WRONG_SECRET:
                break
        raise Later("there is no token for Teams")

    def _asked(self, secret: str) -> dict[str, Any]:
        try:
            return self._token(secret)
        except (httpx.HTTPError, msal.exceptions.MsalError, ValueError, RuntimeError) as error:
            # Made anew next time: it may not have come to know where to log in.
            self._apps.pop(secret, None)
            raise Later(f"the login of Teams did not answer ({type(error).__name__})") from error

    def _token(self, secret: str) -> dict[str, Any]:
        app = self._apps.get(secret) or self._apps.setdefault(secret, self._app(secret))
        answer: dict[str, Any] = app.acquire_token_for_client(scopes=[SCOPE])
        if self._refused is not None and answer.get("access_token") == self._refused:
            app.remove_tokens_for_client()
            answer = app.acquire_token_for_client(scopes=[SCOPE])
        return answer

    def _app(self, secret: str) -> Any:
        tenant = self._settings.login_tenant or self._settings.tenant
        return msal.ConfidentialClientApplication(
            self._settings.app_id,
            client_credential=secret,
            authority=f"{_as_https(self._settings.login_url).rstrip('/')}/{tenant}",
            # The settings say where to log in; nobody else is asked.
            instance_discovery=False,
            http_client=self._client,
        )


class _Client:
    """What the library sends with. It knows https only; on this machine that is undone."""

    def __init__(self, login_url: str) -> None:
        self._from, self._to = _as_https(login_url), login_url
        self._http = httpx.Client(timeout=PATIENCE, trust_env=not hosts.loopback(login_url))

    def get(self, url: str, **more: Any) -> httpx.Response:
        return self._http.get(self._there(url), **_known(more))

    def post(self, url: str, **more: Any) -> httpx.Response:
        return self._http.post(self._there(url), **_known(more))

    def close(self) -> None:
        self._http.close()

    def _there(self, url: str) -> str:
        return self._to + url.removeprefix(self._from) if url.startswith(self._from) else url


def _known(more: dict[str, Any]) -> dict[str, Any]:
    return {name: more[name] for name in ("params", "data", "headers") if name in more}


def _as_https(address: str) -> str:
    return f"https://{address.split('://', 1)[1]}"
