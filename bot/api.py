"""The turns API: what a program says and hears, as JSON or as a stream of cards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Annotated

import anyio
from fastapi import APIRouter, Header, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.background import BackgroundTask

from bot import requests
from bot.place import CHANNEL, Here, Taker
from bot.requests import BadRequest
from buying.cards import Card
from buying.service import messages
from buying.service.said import Refused

LOOK_EVERY = 1.0
"""Seconds between two looks for cards that have arrived."""

STREAM_FOR = 300.0
"""Seconds for which a stream stays open. Its reader then asks again, and is refused
if the session was ended in the meantime."""

router = APIRouter()
Key = Annotated[str | None, Header(alias="Idempotency-Key")]
Last = Annotated[str | None, Header(alias="Last-Event-ID")]


@router.post("/chat/turns")
async def send_turn(request: Request, here: Here, turns: Taker, key: Key = None) -> Response:
    """Take what somebody says; the cards that answer it, or the one that says it is kept."""
    try:
        said = requests.said(await request.body(), request.headers.get("content-type", ""))
        event = here.event(requests.event_key(key))
        cards = await turns.handle(event, here.conversation, here.who.id, CHANNEL, said)
    except Refused as error:
        raise refusal(requests.refused(error)) from error
    except BadRequest as error:
        raise refusal(error) from error
    return as_json(cards)


@router.get("/chat/cards")
async def cards_since(request: Request, here: Here, after: str = "", last: Last = None) -> Response:
    """The cards after a message's number, at most 50; as a stream, those that come later too."""
    try:
        number = requests.number_after(last or after)
    except BadRequest as error:
        raise refusal(error) from error
    if "text/event-stream" in request.headers.get("accept", ""):
        closing = anyio.Event()
        return EventSourceResponse(
            _stream(here.conversation, number, closing),
            ping=15,
            shutdown_event=closing,
            shutdown_grace_period=2 * LOOK_EVERY,
        )
    return as_json(await asyncio.to_thread(messages.after, here.conversation, number))


async def _stream(
    conversation: str, number: int, closing: anyio.Event
) -> AsyncIterator[ServerSentEvent]:
    loop = asyncio.get_running_loop()
    until = loop.time() + STREAM_FOR
    yield ServerSentEvent(comment="open", retry=1000)
    while loop.time() < until and not closing.is_set():
        cards = await asyncio.to_thread(messages.after, conversation, number)
        for card in cards:
            number = card.message or number
            yield ServerSentEvent(data=card.model_dump_json(), id=str(number))
        await asyncio.to_thread(messages.mark_delivered, numbers(cards))
        if not cards:
            with anyio.move_on_after(LOOK_EVERY):
                await closing.wait()


def numbers(cards: Sequence[Card]) -> list[int]:
    """The numbers of the messages that carried these cards."""
    return [card.message for card in cards if card.message is not None]


def as_json(cards: Sequence[Card], **more: str) -> Response:
    """The answer that carries ``cards``, which count as delivered once it is sent."""
    body = {**more, "cards": [card.model_dump(mode="json") for card in cards]}
    return JSONResponse(body, background=BackgroundTask(messages.mark_delivered, numbers(cards)))


def refusal(error: BadRequest) -> HTTPException:
    """A refusal as the answer that programs read."""
    return HTTPException(error.status, {"code": error.code, "message": str(error)})
