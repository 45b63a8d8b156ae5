"""A platform in memory that does as it is told: what the plumbing of chats is tried on.

The real protocols are tried in tests/channels/slack and tests/channels/teams.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.chats.platform import CannotLook, Picture
from bot.chats.standing import Standing
from buying.cards import Card
from buying.service.accounts import Identity
from buying.service.arrivals import Place, RemoteFile


@dataclass
class Posted:
    """A message as it stands there."""

    address: Mapping[str, Any]
    card: Card
    standing: Standing
    mark: str


@dataclass
class Scripted:
    """``troubles`` are raised by the next calls, in order; one in a tuple after the call was
    carried out, as when the answer to it is lost."""

    name: str = "slack"
    can_look: bool = True
    people: dict[str, Identity] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    troubles: list[Exception | tuple[Exception] | None] = field(default_factory=list)
    posted: dict[str, Posted] = field(default_factory=dict)
    noted: list[tuple[str, str]] = field(default_factory=list)
    shown: list[tuple[str, list[str], str]] = field(default_factory=list)
    updates: int = 0

    async def identity(self, workspace: str, account: str, place: Place) -> Identity:
        self._before()
        return self.people.get(account, Identity())

    async def private(self, workspace: str, account: str, place: Place | None) -> dict[str, Any]:
        self._before()
        return {"channel": f"D-{account}"}

    async def fetch(self, file: RemoteFile, most: int) -> bytes:
        self._before()
        return self.contents[file.url]

    async def send(
        self,
        address: Mapping[str, Any],
        card: Card,
        standing: Standing,
        mark: str,
        picture: Picture | None,
    ) -> str:
        after = self._before()
        sent = f"m{len(self.posted) + 1}"
        self.posted[sent] = Posted(address, card, standing, mark)
        if after is not None:
            raise after
        return sent

    async def update(
        self,
        address: Mapping[str, Any],
        sent: str,
        card: Card,
        standing: Standing,
        picture: Picture | None,
    ) -> None:
        self._before()
        self.updates += 1
        self.posted[sent].standing = standing

    async def find(self, address: Mapping[str, Any], mark: str, since: datetime) -> str | None:
        if not self.can_look:
            raise CannotLook
        self._before()
        return next((sent for sent, there in self.posted.items() if there.mark == mark), None)

    async def note(self, place: Place, account: str, text: str) -> None:
        self._before()
        self.noted.append((place.channel, text))

    async def show(self, place: Place, cards: Sequence[Card], by: str) -> None:
        self._before()
        self.shown.append((place.channel, [card.id for card in cards], by))

    async def close(self) -> None:
        """Nothing is open."""

    def ids(self) -> list[str]:
        """The cards that stand there, oldest first."""
        return [there.card.id for there in self.posted.values()]

    def _before(self) -> Exception | None:
        trouble = self.troubles.pop(0) if self.troubles else None
        if isinstance(trouble, tuple):
            return trouble[0]
        if trouble is not None:
            raise trouble
        return None
