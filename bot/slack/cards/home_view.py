"""The Home tab: cards under one another, with what can be done from each."""

from __future__ import annotations

from collections.abc import Sequence

from bot import words
from bot.chats.standing import Standing
from bot.slack.cards import blocks, limits, rich_text
from bot.slack.cards.rich_text import Block, Piece, line
from buying.cards import Card

CALLBACK = "buywell.home"
STANDING = Standing(pressable=True)
DIVIDER: Block = {"type": "divider"}


def view(cards: Sequence[Card]) -> Block:
    """The view to publish, from what waits, what can be started and what is under way.

    No controls for answers stand there: an answer belongs where its question was asked. Cards
    for which there is no room are left to the browser, with a link to it.
    """
    made: list[Block] = []
    for number, card in enumerate(cards):
        part = _named(blocks.blocks(card, STANDING), number)
        if len(made) + len(part) + 2 > limits.VIEW_BLOCKS:
            made += rich_text.blocks([_more()])
            break
        made += [*([DIVIDER] if made else []), *part]
    return {"type": "home", "callback_id": CALLBACK, "blocks": made}


def _more() -> rich_text.Line:
    return line(Piece("See the rest in the browser", url=words.address(blocks.ELSEWHERE)))


def _named(part: Sequence[Block], number: int) -> list[Block]:
    """The blocks with ids that no other card's have."""
    return [
        each | {"block_id": f"home{number}.{each['block_id']}"} if "block_id" in each else each
        for each in part
    ]
