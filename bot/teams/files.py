"""Files that people send in Teams, and files that they are handed: without a token of ours.

"Send and receive files using bot": both ways lead through the OneDrive of the person, at an
address that lets in whoever has it, for a while.
"""

from __future__ import annotations

import httpx

from bot.chats.platform import Gone
from bot.teams import hosts, outcomes
from bot.teams.hosts import Hosts
from bot.teams.outcomes import Refused
from bot.teams.settings import TeamsSettings
from buying.service.quotes.files import TooLarge

PATIENCE = httpx.Timeout(20.0, connect=5.0)
MOST_STEPS = 3
"""Addresses that one file may be sent on to."""


class Files:
    """Fetches and brings files, from and to Microsoft's hosts only."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._hosts: Hosts = hosts.files(settings)
        local = bool(self._hosts.origins)
        self._http = httpx.AsyncClient(
            timeout=PATIENCE, follow_redirects=False, trust_env=not local
        )

    async def fetch(self, address: str, most: int) -> bytes:
        """The content of a file. Raises TooLarge, Later or Gone."""
        for _ in range(MOST_STEPS):
            found = await self._step(address, most)
            if isinstance(found, bytes):
                return found
            address = found
        raise Gone("the file is sent on again and again")

    async def _step(self, address: str, most: int) -> bytes | str:
        """The content, or where it is instead."""
        self._check(address)
        try:
            async with self._http.stream("GET", address) as answer:
                if answer.has_redirect_location:
                    return str(answer.url.join(answer.headers["location"]))
                _carried_out(answer)
                return await _read(answer, most)
        except httpx.TransportError as error:
            raise outcomes.of_break(error, repeatable=True) from error

    async def bring(self, address: str, data: bytes) -> None:
        """Put a whole file where its owner allowed it. Raises Later or Gone."""
        self._check(address)
        last = len(data) - 1
        headers = {"Content-Range": f"bytes 0-{last}/{len(data)}"}
        try:
            answer = await self._http.put(address, content=data, headers=headers)
        except httpx.TransportError as error:
            raise outcomes.of_break(error, repeatable=True) from error
        _carried_out(answer)

    async def close(self) -> None:
        """Close what is open."""
        await self._http.aclose()

    def _check(self, address: str) -> None:
        if not self._hosts.allow(address):
            raise Gone("the file is not on one of Microsoft's hosts")


def _carried_out(answer: httpx.Response) -> None:
    try:
        outcomes.of_answer(answer, repeatable=True)
    except Refused as error:
        # The address let somebody in for some minutes, and those are over.
        raise Gone("the file is not to be had any more") from error


async def _read(answer: httpx.Response, most: int) -> bytes:
    said = answer.headers.get("content-length", "")
    if said.isascii() and said.isdigit() and int(said) > most:
        raise TooLarge
    data = bytearray()
    async for piece in answer.aiter_bytes():
        data += piece
        if len(data) > most:
            raise TooLarge
    return bytes(data)
