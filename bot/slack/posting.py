"""A card put into a message in the best way that Slack takes it: pictured, in blocks, or bare."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.chats.platform import Gone, Later, Picture, Unsure
from bot.chats.standing import Standing
from bot.slack.cards import blocks
from bot.slack.cards.blocks import Message
from bot.slack.client import Slack
from bot.slack.files import Pictures
from bot.slack.outcomes import Refused
from buying.cards import Card

log = logging.getLogger(__name__)

Post = Callable[[Mapping[str, Any]], Awaitable[str]]
"""Posts or changes a message, given what it says as arguments; the message's ``ts``."""

NOT_READY = (0.5, 1.0, 2.0)
"""Seconds to wait for a picture that Slack does not know yet, though it has taken it."""

PREPARING = 15.0
"""Seconds that a picture may hold up its message; after that the message goes without it."""

UNFIT = frozenset(
    ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long")
)
"""What Slack answers to blocks that it will not show."""


class Poster:
    """Shows cards, with their pictures where those can be had."""

    def __init__(self, api: Slack) -> None:
        self._pictures = Pictures(api)

    async def show(
        self, card: Card, standing: Standing, picture: Picture | None, post: Post
    ) -> str:
        """Have ``post`` show a card; the message's ``ts``. Raises what ``post`` raises."""
        if picture is not None and (file := await self._file(picture)) is not None:
            sent = await _with_picture(blocks.message(card, standing, file), post)
            if sent is not None:
                return sent
            self._pictures.forget(picture)
        return await _in_words(card, blocks.message(card, standing), post)

    async def _file(self, picture: Picture) -> str | None:
        """The id of a picture's file; None where it cannot be had: the words say the same."""
        try:
            async with asyncio.timeout(PREPARING):
                return await self._pictures.id_of(picture)
        except (Later, Unsure, Gone, TimeoutError) as error:
            log.warning("a message goes without its picture: %s", type(error).__name__)
            return None


async def _with_picture(message: Message, post: Post) -> str | None:
    """Show a message with a picture; None where Slack does not take the picture."""
    for seconds in (*NOT_READY, None):
        try:
            return await post(message.arguments())
        except Refused as error:
            if error.code not in UNFIT:
                raise
            if seconds is None or "slack file" not in error.details:
                return None
            await asyncio.sleep(seconds)
    return None


async def _in_words(card: Card, message: Message, post: Post) -> str:
    try:
        return await post(message.arguments())
    except Refused as error:
        if error.code not in UNFIT:
            raise
        # Every question can be answered by typing, so the words alone are enough.
        log.error("Slack does not show the blocks of the card %s: %s", card.id, error.code)
        return await post({**message.arguments(), "blocks": []})
