"""The objects of one process that take in what arrives from chats and bring the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.applications import Starlette

from bot.chats.arrivals import Arrivals
from bot.chats.delivery import Delivery
from bot.chats.platform import Platform
from bot.engine import Engine
from bot.slack.settings import slack
from bot.teams.settings import teams
from bot.turns import PATIENCE, Sender, Turns


@dataclass(frozen=True)
class Parts:
    """What a process needs to serve chats; ``platforms`` holds those that are set up."""

    turns: Turns
    platforms: Mapping[str, Platform]
    delivery: Delivery
    arrivals: Arrivals

    async def close(self) -> None:
        """End what is on its way to a platform, give up the rest, so that another process may take
        it, and close."""
        await self.delivery.close()
        await self.arrivals.close()
        await self.turns.close()
        for platform in self.platforms.values():
            await platform.close()


def build(engine: Sender, patience: float = PATIENCE) -> Parts:
    """The objects of a process, around a client of Rasa. Raises SettingsError.

    ``patience``: seconds after which somebody is told that their answer takes longer.
    """
    turns = Turns(engine, patience)
    platforms = _platforms()
    delivery = Delivery(platforms)
    return Parts(turns, platforms, delivery, Arrivals(platforms, turns, delivery))


def parts_of(app: Starlette) -> Parts:
    """The objects of a process that serves ``app``; made on first use."""
    if not hasattr(app.state, "parts"):
        app.state.parts = build(Engine())
    made: Parts = app.state.parts
    return made


def _platforms() -> dict[str, Platform]:
    """Both bring large libraries, which nobody waits for who does not use them."""
    made: dict[str, Platform] = {}
    if slack().configured:
        from bot.slack.platform import SlackPlatform

        made["slack"] = SlackPlatform()
    if teams().configured:
        from bot.teams.platform import TeamsPlatform

        made["teams"] = TeamsPlatform()
    return made
