"""To which hosts anything of ours may go, and from which anything may be fetched.

An address that is kept in the database is looked at again before each use: it is trusted no more
than one that was just sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from bot.teams.settings import TeamsSettings
from buying.settings import LOOPBACK

SERVICES = ("smba.trafficmanager.net", ".teams.microsoft.com", ".botframework.com")
"""Microsoft's hosts of the Bot Connector: the service addresses of "Send proactive messages", and
what Microsoft's own Agents SDK trusts. A dot in front stands for every host below that name;
below trafficmanager.net anybody may have one."""

FILES = (".sharepoint.com", ".svc.ms")
"""Microsoft's hosts of files that people send: "Send and receive files using bot", and what
Microsoft's own Agents SDK trusts."""


@dataclass(frozen=True)
class Hosts:
    """Hosts that are trusted with one thing. ``origins`` name a scheme and a port, too."""

    names: tuple[str, ...]
    origins: tuple[str, ...] = ()

    def allow(self, address: object) -> bool:
        """Whether ``address`` is on one of them: by https, or as an addition says.

        It is read as the client that sends will read it, so that both mean the same host.
        """
        url = _read(address)
        if url is None or url.userinfo or not url.host:
            return False
        if _origin(url) in self.origins:
            return True
        if url.scheme != "https" or url.port is not None:
            return False
        return any(_fits(url.host, name) for name in self.names)


def services(settings: TeamsSettings) -> Hosts:
    """The hosts that get our token."""
    return _hosts(SERVICES, settings.services)


def files(settings: TeamsSettings) -> Hosts:
    """The hosts from which files are fetched and to which they are brought, without a token."""
    return _hosts(FILES, settings.files)


def loopback(address: str) -> bool:
    """Whether an address is on this machine."""
    url = _read(address)
    return url is not None and url.host in LOOPBACK


def _hosts(known: Iterable[str], more: Iterable[str]) -> Hosts:
    added = list(more)
    urls = [url for each in added if "://" in each and (url := _read(each)) is not None]
    names = (*known, *(each for each in added if "://" not in each))
    return Hosts(names, tuple(_origin(url) for url in urls))


def _fits(host: str, name: str) -> bool:
    return host.endswith(name) if name.startswith(".") else host == name


def _read(address: object) -> httpx.URL | None:
    # What browsers and servers disagree on is no address that Microsoft writes.
    if not isinstance(address, str) or not address.isascii() or "\\" in address:
        return None
    try:
        return httpx.URL(address)
    except httpx.InvalidURL:
        return None


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.host}:{url.port}"
