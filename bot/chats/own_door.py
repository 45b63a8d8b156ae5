"""Tries our own door as a chat reaches it: through the public address of the service."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from bot.chats.checks import Step, missing, ok, wrong
from buying.settings import LOOPBACK, settings

PATIENCE = 10.0
"""Seconds for one answer."""

FROM_A_PROXY = (502, 503, 504)

RESTART = "Restart the service with the settings that this command was run with, and try again."


class Silent(Exception):
    """An address gave no answer; the text says why, as a clause."""


def public_address(name: str) -> Step:
    """Whether the service has an https address that others than this machine can open."""
    base = settings().base_url
    if urlsplit(base).hostname not in LOOPBACK:
        return ok(name, base)
    return missing(
        name,
        f"The service is known as {base}, which only this machine can open.",
        "Put a proxy with TLS in front of the web port, and set BUYWELL_PUBLIC_URL to its "
        "address, such as https://buywell.example.org.",
    )


async def ask(
    url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> httpx.Response:
    """What ``url`` answers to a POST; redirects are not followed. Raises Silent."""
    local = urlsplit(url).hostname in LOOPBACK
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=not local) as client:
            return await client.post(url, content=body, headers=dict(headers or {}))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Silent(why(error)) from error


def why(error: Exception) -> str:
    """Why there was no answer, as a clause."""
    text = str(error).lower()
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return f"nothing answered within {PATIENCE:.0f} seconds"
    if "certificate" in text or "[ssl:" in text:
        return "its certificate cannot be trusted"
    if any(
        words in text
        for words in ("name or service", "name resolution", "no address", "domain name not found")
    ):
        return "nobody knows that host name"
    if isinstance(error, httpx.ConnectError | OSError):
        return "there was no connection"
    return "the connection broke"


def unanswered(name: str, url: str, error: Silent) -> Step:
    """What it means that our own door cannot be reached from here."""
    return wrong(
        name,
        f"{url} could not be reached from here: {error}.",
        "See that the service runs; then see to the name in the DNS, the firewall, the "
        "certificate and the proxy. It must open from outside your network too.",
    )


def unexpected(name: str, url: str, status: int, chat: str) -> Step:
    """What it means that our own door answers ``status``, which is not what it should."""
    if status == 404:
        found = f"{url} is not there (404): what answers runs without the settings of {chat}."
        return wrong(name, found, RESTART)
    if status in FROM_A_PROXY:
        found = f"{url} answers {status}: the proxy does not reach the web process."
        return wrong(name, found, "Start the service, and let the proxy pass on to BUYWELL_PORT.")
    if 300 <= status < 400:
        found = f"{url} sends elsewhere ({status}), and {chat} does not follow."
        to_do = (
            "If that is a page to sign in, let the proxy pass this path on without it. "
            "Else set BUYWELL_PUBLIC_URL to the address where it leads."
        )
        return wrong(name, found, to_do)
    found = f"{url} answers {status}, which is not what Buywell answers there."
    return wrong(name, found, "See that the proxy passes every path on to BUYWELL_PORT unchanged.")


def offline(name: str, url: str, why: str) -> Step:
    """What it means that an address of the platform cannot be reached. ``why``: a clause."""
    to_do = f"See that this machine may open {url}. If it needs a proxy for that, set HTTPS_PROXY."
    return wrong(name, f"{url} could not be reached from here: {why}.", to_do)
