"""What Slack and Teams have in common for the rest of the product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.chats.standing import Standing
from buying.cards import Card
from buying.service.accounts import Identity
from buying.service.arrivals import Place, RemoteFile

Address = Mapping[str, Any]
"""Where a platform takes messages: its own ids, as JSON."""


class Later(Exception):
    """It was surely not carried out; try again after ``seconds`` (None: after a while)."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds


class Unsure(Exception):
    """It may have been carried out or not: the connection broke after it was sent."""


class Gone(Exception):
    """It can never be carried out there: the account was closed, the app removed."""


class CannotLook(Exception):
    """The platform has no way to look whether a message is there."""


@dataclass(frozen=True)
class Picture:
    """A card's image, drawn: PNG, and the words that say the same.

    ``name`` is the mark of what it shows: the same picture has the same one.
    """

    png: bytes
    alt: str
    name: str


class Platform(Protocol):
    """One platform. Every call raises Later, Unsure or Gone where it is not carried out."""

    name: str

    async def identity(self, workspace: str, account: str, place: Place) -> Identity:
        """What the platform says of an account that did something at ``place``."""
        ...

    async def private(self, workspace: str, account: str, place: Place | None) -> dict[str, Any]:
        """The address of the direct conversation with an account, opened where there is none."""
        ...

    async def fetch(self, file: RemoteFile, most: int) -> bytes:
        """A file's content. Raises quotes.files.TooLarge for more than ``most`` bytes."""
        ...

    async def send(
        self, address: Address, card: Card, standing: Standing, mark: str, picture: Picture | None
    ) -> str:
        """Post a card; the platform's id of the message. ``mark`` is hidden in it for `find`."""
        ...

    async def update(
        self, address: Address, sent: str, card: Card, standing: Standing, picture: Picture | None
    ) -> None:
        """Make a posted message show how its card stands now."""
        ...

    async def find(self, address: Address, mark: str, since: datetime) -> str | None:
        """The id of the message posted since then that carries ``mark``; None for none.

        Raises CannotLook where the platform has no way to look.
        """
        ...

    async def note(self, place: Place, account: str, text: str) -> None:
        """Write one short line where somebody wrote; only they see it, where that is possible."""
        ...

    async def show(self, place: Place, cards: Sequence[Card], by: str) -> None:
        """Post cards without controls in a group, because ``by`` (a name) asked for it."""
        ...

    async def close(self) -> None:
        """Close what is open."""
        ...
