"""The client of the Bot Connector: it sends with our token, to Microsoft's hosts only.

The one in Microsoft's Agents SDK for Python is not used: it waits up to five minutes, writes ids
into addresses as they come and cuts long ones, and puts what it was answered into its errors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx

from bot.chats.platform import Gone, Later
from bot.teams import hosts, outcomes
from bot.teams.outcomes import Refused
from bot.teams.settings import TeamsSettings
from bot.teams.tokens import Tokens

Json = dict[str, Any]
PATIENCE = httpx.Timeout(10.0, connect=5.0)
LARGEST = 1_000_000
"""Bytes of an answer that is read."""


class Client:
    """One object serves a process. ``where`` is always an address of a conversation: its
    ``channel`` and ``service_url``."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._tokens = Tokens(settings)
        self._services = hosts.services(settings)
        self._local = hosts.loopback(settings.service_url)
        self._http: httpx.AsyncClient | None = None

    async def post(self, where: Mapping[str, Any], activity: Json) -> str:
        """Post an activity; its id there, empty where Teams gives none."""
        path = f"{_conversation(where)}/activities"
        answer = await self._ask("POST", where, path, activity, repeatable=False)
        # It was carried out, whether its id can be read or not.
        return str(_read(answer).get("id") or "")

    async def put(self, where: Mapping[str, Any], sent: str, activity: Json) -> None:
        """Put another activity in the place of a posted one."""
        path = f"{_conversation(where)}/activities/{_safe(sent)}"
        await self._ask("PUT", where, path, {**activity, "id": sent}, repeatable=True)

    async def delete(self, where: Mapping[str, Any], sent: str) -> None:
        """Take a posted activity away."""
        path = f"{_conversation(where)}/activities/{_safe(sent)}"
        await self._ask("DELETE", where, path, None, repeatable=True)

    async def member(self, where: Mapping[str, Any], user: str) -> Json:
        """What Teams knows of somebody in a conversation, by either of their ids."""
        # Members are those of the channel, not of a thread in it.
        channel = str(where["channel"]).partition(";")[0]
        path = f"v3/conversations/{_safe(channel)}/members/{_safe(user)}"
        return _whole(await self._ask("GET", where, path, None, repeatable=True))

    async def open(self, where: Mapping[str, Any], wanted: Json) -> str:
        """The id of the direct conversation with somebody, the same one each time."""
        answer = await self._ask("POST", where, "v3/conversations", wanted, repeatable=True)
        made = _whole(answer).get("id")
        if not isinstance(made, str) or not made:
            raise Later("Teams did not say which conversation it opened")
        return made

    async def close(self) -> None:
        """Close what is open."""
        self._tokens.close()
        if self._http is not None:
            await self._http.aclose()

    async def _ask(
        self,
        method: str,
        where: Mapping[str, Any],
        path: str,
        body: Json | None,
        *,
        repeatable: bool,
    ) -> httpx.Response:
        service = str(where.get("service_url", ""))
        if not self._services.allow(service):
            raise Gone("the service address is not one of Microsoft's")
        address = f"{service.rstrip('/')}/{path}"
        try:
            return await self._once(method, address, body, repeatable)
        except Refused:
            pass
        try:
            return await self._once(method, address, body, repeatable)
        except Refused as error:
            raise Later(f"{error}: is the app registered for Teams?") from error

    async def _once(
        self, method: str, address: str, body: Json | None, repeatable: bool
    ) -> httpx.Response:
        token = await self._tokens.get()
        content = None if body is None else _written(body)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        try:
            answer = await self._sender().request(method, address, content=content, headers=headers)
        except httpx.TransportError as error:
            raise outcomes.of_break(error, repeatable=repeatable) from error
        try:
            outcomes.of_answer(answer, repeatable=repeatable)
        except Refused:
            self._tokens.refused(token)
            raise
        return answer

    def _sender(self) -> httpx.AsyncClient:
        if self._http is None:
            # Redirects are not followed: the token goes nowhere else.
            self._http = httpx.AsyncClient(
                timeout=PATIENCE, follow_redirects=False, trust_env=not self._local
            )
        return self._http


def _conversation(where: Mapping[str, Any]) -> str:
    return f"v3/conversations/{_safe(str(where['channel']))}"


def _safe(id: str) -> str:
    # A dot of its own would be read as a folder.
    return quote(id, safe=":@").replace(".", "%2E") if set(id) == {"."} else quote(id, safe=":@")


def _written(body: Json) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def _read(answer: httpx.Response) -> Json:
    try:
        found = answer.json() if len(answer.content) <= LARGEST else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _whole(answer: httpx.Response) -> Json:
    found = _read(answer)
    if not found:
        raise Later("Teams gave an answer that cannot be read")
    return found
