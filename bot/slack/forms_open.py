"""Forms in modals: what is shown for "Fill in the form", and what comes of sending one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import words
from bot.forms import NotRight
from bot.slack import card_lookup
from bot.slack.card_lookup import Asked
from bot.slack.cards import limits, modal, rich_text
from bot.slack.cards.blocks import ELSEWHERE
from bot.slack.cards.elements import plain
from bot.slack.cards.rich_text import Block, Piece, line
from buying.service.said import Given, Said

TITLE = "This form"
CLOSE = "Close"
GONE = "I cannot find this form any more. Look for my newest question in our chat."
NOT_OPEN = "This form does not wait for an answer any more. You need to do nothing here."
NOT_TAKEN = "This form was answered in the meantime, so I did not take what you sent just now."
CHANGED = (
    "This purchase has changed since you opened this, so I did not take your answer. "
    "Look at my newest message about it."
)
TOO_LONG = (
    "This form has more boxes than Slack can show. Type your answers in our chat one at a time, "
    "or fill the form in in the browser."
)
NOT_OPENED = (
    "I could not open the form. Press the button again, or type your answers here one at a time."
)


class Closed(Exception):
    """A form that cannot be taken any more; ``view`` says so in the modal's place."""

    def __init__(self, view: Block) -> None:
        super().__init__("the form does not wait for an answer")
        self.view = view


def opened(found: Asked | None) -> Block:
    """The modal for a message's form: its boxes, or why they cannot be shown."""
    if found is None:
        return _saying(GONE)
    card = card_lookup.waiting(found)
    if card is None or card.message is None:
        return _closed(found, NOT_OPEN)
    try:
        return modal.view(card, card.message)
    except modal.TooManyBoxes:
        return _saying(TOO_LONG, link=True)


def sent(found: Asked | None, values: Mapping[str, Any]) -> Said:
    """What a modal says that was sent; ``values`` are those of its state.

    Raises NotRight for boxes that need another look, and Closed where nobody waits for it.
    """
    question = found.card.question if found else None
    if found is None or question is None:
        raise Closed(_saying(GONE))
    if card_lookup.waiting(found) is None:
        raise Closed(_closed(found, NOT_TAKEN))
    if card_lookup.is_outdated(found):
        raise Closed(_saying(CHANGED))
    given = Given(question=question.id, value=modal.answer(question, values))
    return Said(answer=given).at(found.card.message)


def errors(found: Asked | None, error: NotRight) -> dict[str, str]:
    """The sentences about boxes, by the ids of their blocks in the modal."""
    question = found.card.question if found else None
    assert question is not None
    return modal.errors(question, error.sentences)


def _closed(found: Asked, text: str) -> Block:
    given = card_lookup.answered(found)
    return _saying(f"{text}\n\n**The answer that I have:**\n{given}" if given else text)


def _saying(text: str, link: bool = False) -> Block:
    """A modal that only says something."""
    shown = rich_text.lines(limits.cut(text, limits.BLOCK_TEXT))
    if link:
        shown = [*shown, line(Piece(ELSEWHERE.label, url=words.address(ELSEWHERE)), gap=True)]
    return {
        "type": "modal",
        "title": plain(TITLE, limits.VIEW_TITLE),
        "close": plain(CLOSE, limits.VIEW_TITLE),
        "blocks": rich_text.blocks(shown),
    }
