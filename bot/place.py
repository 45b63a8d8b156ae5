"""Who speaks on the web, in which conversation, and what takes their turns to the engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from uuid import uuid4

from fastapi import Depends, FastAPI, Request

from bot.chats.parts import parts_of
from bot.turns import Turns
from buying.service import people
from buying.service.people import Who
from web.auth import require

CHAT_ROLES = ("staff", "budget_holder", "specialist", "administrator")
"""All but auditors, who read and change nothing."""

CHANNEL = "web"


@dataclass(frozen=True)
class Place:
    """Who speaks, and in which conversation."""

    who: Who
    conversation: str

    def event(self, key: str | None = None) -> str:
        """An event id that no other conversation can use; a new one without ``key``."""
        return f"{self.conversation}:{key or uuid4().hex}"


def place(who: Annotated[Who, Depends(require(*CHAT_ROLES))]) -> Place:
    """The person's own conversation on the web, whether in a browser or by a program."""
    return Place(who, people.conversation(who.id, CHANNEL))


def turns_of(request: Request) -> Turns:
    """The object that takes turns to the engine; one for each process."""
    return parts_of(request.app).turns


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Give up what is under way when the service stops, so that the worker may take it."""
    yield
    if hasattr(app.state, "parts"):
        await app.state.parts.close()
        del app.state.parts


Here = Annotated[Place, Depends(place)]
Taker = Annotated[Turns, Depends(turns_of)]
