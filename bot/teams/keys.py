"""The public keys with which the Bot Connector signs what it sends to bots.

"Authentication with the Bot Connector API": an OpenID document names the list of keys, which may
be kept for long. A key that is not in it may be new; so that nobody can make us fetch the list
again and again by inventing some, that is done once in some minutes.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt

from bot.teams import hosts

log = logging.getLogger(__name__)

KEPT = 24 * 3600.0
"""Seconds after which the list is fetched again."""

UNKNOWN_AGAIN = 300.0
"""Seconds between two looks for a key that is not in the list."""

FAILED_AGAIN = 15.0
"""Seconds until the list is asked for again when it could not be had."""

LARGEST = 1_000_000
"""Bytes of either document."""

PATIENCE = httpx.Timeout(5.0)


class NoKeys(Exception):
    """The list of keys cannot be had now, so nobody can be let in."""


@dataclass(frozen=True)
class Key:
    """A key, and the channels that may sign with it."""

    key: Any
    endorsements: frozenset[str]


@dataclass
class Keys:
    """The list of keys at one address, kept. ``clock`` gives seconds that only go forwards."""

    address: str
    clock: Callable[[], float] = time.monotonic
    _keys: Mapping[str, Key] = field(default_factory=dict)
    _fetched: float | None = None
    _tried: float | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, name: str) -> Key | None:
        """The key of that id; None where there is none. Raises NoKeys."""
        async with self._lock:
            if self._due(name):
                await self._renew()
            if not self._keys:
                raise NoKeys
            return self._keys.get(name)

    def _due(self, name: str) -> bool:
        moment = self.clock()
        if self._fetched is None or moment - self._fetched > KEPT:
            return self._tried is None or moment - self._tried > FAILED_AGAIN
        return name not in self._keys and moment - (self._tried or 0.0) > UNKNOWN_AGAIN

    async def _renew(self) -> None:
        self._tried = self.clock()
        try:
            found = await _fetch(self.address)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, KeyError) as error:
            # The old ones stay good meanwhile: a list that cannot be had takes nobody's key away.
            log.warning("the keys of Teams could not be fetched: %s", type(error).__name__)
            return
        self._keys, self._fetched = found, self.clock()


async def _fetch(address: str) -> dict[str, Key]:
    async with httpx.AsyncClient(timeout=PATIENCE, trust_env=not hosts.loopback(address)) as client:
        told = await _document(client, address)
        listed = await _document(client, _same_site(told["jwks_uri"], address))
    found = {each["kid"]: key for each in listed["keys"] if (key := _key(each)) is not None}
    if not found:
        raise ValueError("the list of keys is empty")
    return found


async def _document(client: httpx.AsyncClient, address: str) -> dict[str, Any]:
    answer = await client.get(address)
    answer.raise_for_status()
    if len(answer.content) > LARGEST or not isinstance(read := answer.json(), dict):
        raise ValueError("not a document of keys")
    return read


def _same_site(address: str, first: str) -> str:
    """The list stands where the document stands: nobody can point us to keys of their own."""
    here, there = urlsplit(first), urlsplit(address)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise ValueError("the list of keys is elsewhere")
    return address


def _key(told: Mapping[str, Any]) -> Key | None:
    """A key of the list; None for one of another kind, which takes the others nothing away."""
    if told.get("kty") != "RSA" or not isinstance(told.get("kid"), str):
        return None
    try:
        made = jwt.PyJWK.from_dict({**told, "alg": "RS256"})
    except jwt.PyJWTError:
        return None
    return Key(made.key, frozenset(str(each) for each in told.get("endorsements") or ()))
