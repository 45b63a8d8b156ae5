"""What the platforms do with an event: they send it, and send it again where nobody took it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

SLACK_WAITS = 3.0
"""Seconds in which Slack wants an acknowledgement ("The Events API", Responding to events)."""

SLACK_AGAIN = (0.0, 60.0, 300.0)
"""Seconds until Slack sends an event again: at once, after a minute, after five (Retries)."""

TEAMS_WAITS = 15.0
"""Seconds in which the Bot Connector wants an answer."""

TEAMS_AGAIN = (1.0, 5.0)
"""Seconds until an activity is sent again. Microsoft promises no repeat and does not rule one
out, so here there is one half of the time; else the person writes anew."""

WHY = "http_timeout"


@dataclass(frozen=True)
class Request:
    """One request, ready to be sent again and again."""

    path: str
    body: bytes
    headers: Mapping[str, str]


@dataclass
class Sender:
    """Sends requests to the service. ``repeated`` counts those that had to be sent again;
    ``hurry`` ends all pauses, so that a run has an end."""

    http: httpx.AsyncClient
    dice: random.Random
    repeated: int = 0
    hurry: asyncio.Event = field(default_factory=asyncio.Event)

    async def event(self, request: Request) -> httpx.Response | None:
        """An event of Slack; what it was answered in the end, None where nobody took it."""
        answer = await self._once(request, SLACK_WAITS)
        for number, pause in enumerate(SLACK_AGAIN, 1):
            if answer is not None:
                return answer
            await self._pause(pause)
            self.repeated += 1
            more = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": WHY}
            again = Request(request.path, request.body, {**request.headers, **more})
            answer = await self._once(again, SLACK_WAITS)
        return answer

    async def used(self, request: Request) -> httpx.Response | None:
        """A control, a form or a command of Slack, which Slack sends once."""
        return await self._once(request, SLACK_WAITS)

    async def activity(self, request: Request) -> httpx.Response | None:
        """An activity of Teams."""
        answer = await self._once(request, TEAMS_WAITS)
        for pause in TEAMS_AGAIN if self.dice.random() < 0.5 else ():
            if answer is not None:
                return answer
            await self._pause(pause)
            self.repeated += 1
            answer = await self._once(request, TEAMS_WAITS)
        return answer

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.hurry.wait(), seconds)
        except TimeoutError:
            return

    async def _once(self, request: Request, seconds: float) -> httpx.Response | None:
        try:
            answer = await self.http.post(
                request.path, content=request.body, headers=request.headers, timeout=seconds
            )
        except httpx.TransportError:
            return None
        return answer if answer.is_success else None
