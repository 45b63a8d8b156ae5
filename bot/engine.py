"""The client of Rasa: hands it a turn and brings the cards back.

Only the turn's id and its text travel. Who is speaking and what they pressed is
read from our own store, so nobody can pretend by way of Rasa.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import httpx
from pydantic import ValidationError

from buying.cards import Card
from buying.settings import settings

ANSWER_WITHIN = 45.0
"""Seconds for a whole turn; less than the lease of a turn, so that it is tried once at a time."""

CONNECT_WITHIN = 2.0
LOOK_WITHIN = 2.0
CONVERSATIONS_AT_ONCE = 32


class EngineAway(Exception):
    """Rasa or its action server did not answer; the turn is not at fault."""


class TurnFailed(EngineAway):
    """Rasa and its action server answer, but this turn was not heard: try it a few times."""


class Engine:
    """Keeps its connections open between turns; one object serves all conversations."""

    def __init__(self, engine_url: str = "", actions_url: str = "") -> None:
        self._url = engine_url or settings().engine_url
        self._actions_url = actions_url or settings().actions_url
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(ANSWER_WITHIN, connect=CONNECT_WITHIN),
            limits=httpx.Limits(
                max_connections=CONVERSATIONS_AT_ONCE,
                max_keepalive_connections=CONVERSATIONS_AT_ONCE,
                keepalive_expiry=60.0,
            ),
            # A proxy set for the machine is for the internet, not for loopback.
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def send(self, turn_id: str, conversation: str, text: str) -> list[Card]:
        """What the service says to a turn, oldest card first; perhaps nothing.

        ``text`` is for Rasa to understand; empty for a button or a form. Raises
        EngineAway when there is nobody to hear the turn, and TurnFailed (one of
        those) when there is, but it went wrong.
        """
        turn = {"sender": conversation, "message": text, "metadata": {"turn": turn_id}}
        said = [part.get("custom") or {} for part in await self._post(turn)]
        # Rasa answers 200 with nothing when its action failed. The action's last
        # message names the turn, so silence is never taken for an answer.
        if {"heard": turn_id} not in said:
            if await self._up(self._actions_url + "/health"):
                raise TurnFailed("the turn was not heard; see the log of the action server")
            raise EngineAway("the action server does not answer")
        try:
            return [Card.model_validate(part) for part in said if "heard" not in part]
        except ValidationError as error:
            # Not the error itself: it quotes the card.
            raise TurnFailed("the engine sent something that is not a card") from error

    async def ready(self) -> bool:
        """Whether a turn would be heard now: Rasa has its model and the action server is up."""
        return await self._up(self._url + "/webhooks/rest/") and await self._up(
            self._actions_url + "/health"
        )

    async def _post(self, turn: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            answer = await self._client.post(self._url + "/webhooks/rest/webhook", json=turn)
            answer.raise_for_status()
            parts = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise EngineAway(f"Rasa does not answer: {type(error).__name__}") from error
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            raise EngineAway("Rasa answered with something that is not a list of messages")
        return parts

    async def _up(self, url: str) -> bool:
        try:
            answer = await self._client.get(url, timeout=LOOK_WITHIN)
        except httpx.HTTPError:
            return False
        return answer.is_success
