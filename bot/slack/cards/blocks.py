"""A card as a Slack message: one pure function of the card and of how it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot import marks, words
from bot.chats.standing import Standing
from bot.slack.cards import actions, body, fallback, limits, mrkdwn, question, rich_text
from bot.slack.cards.elements import header, small
from bot.slack.cards.rich_text import Block, Line, Piece, line, spans
from buying.cards import Card, Link
from buying.settings import settings

ELSEWHERE = Link(label="Read the rest in the browser", href="/chat")
"""Where all of a card can be read that is too long for Slack."""

ADD_FILE = "Add it here as you add a file to any message."
ANSWERED = "You answered:"


@dataclass(frozen=True)
class Message:
    """What Slack is asked to post: the text of the notification, and the blocks.

    A screen reader reads the text in place of the blocks, so it says all that they say.
    """

    text: str
    blocks: tuple[Block, ...]

    def arguments(self) -> Mapping[str, Any]:
        """The arguments of ``chat.postMessage`` and ``chat.update`` that say it."""
        return {"text": self.text, "blocks": list(self.blocks), **mrkdwn.LITERAL}


def message(card: Card, standing: Standing, picture_id: str | None = None) -> Message:
    """``card`` as a message. Raises UnknownKind for a question nobody knows.

    ``picture_id`` is the id of the card's picture as a file of Slack; without one the picture
    is told in words.
    """
    words.check(card.question)
    made = blocks(card, standing, picture_id)
    return Message(fallback.text(made), tuple(made))


def saying(text: str) -> Message:
    """A short text of our own as a message; it may carry the two marks of cards.

    The addresses of our own pages in it can be pressed, which Slack does not see to by itself.
    """
    told = [_with_links(each) for each in rich_text.lines(text)]
    made = rich_text.blocks(told or [line(limits.NOTHING)])
    return Message(fallback.text(made), tuple(made))


def _with_links(told: Line) -> Line:
    ours = re.compile(rf"({re.escape(settings().base_url)}/\S+)")
    return replace(
        told,
        pieces=tuple(
            replace(piece, text=part, url=part if ours.fullmatch(part) else piece.url)
            for piece in told.pieces
            for part in ours.split(piece.text)
            if part
        ),
    )


def blocks(card: Card, standing: Standing, picture_id: str | None = None) -> list[Block]:
    """The blocks of a message, as many as Slack takes. Raises UnknownKind."""
    above, below = _above(card, standing), _below(card, standing, picture_id)
    room = limits.WHOLE - limits.weight(above) - limits.weight(below)
    most = limits.MESSAGE_BLOCKS - len(above) - len(below)
    made = [*above, *_told(card, picture_id is not None, room, most), *below]
    return made or rich_text.blocks([line(limits.NOTHING)])


def _told(card: Card, pictured: bool, room: int, most: int) -> list[Block]:
    """What the card tells; where that is too long, as much as fits and where to read on.

    The figures of a picture go first: what they come to stands in the table.
    """
    made = rich_text.blocks(body.told(card, pictured))
    size = limits.WHOLE
    while (limits.weight(made) > room or len(made) > most) and size > limits.EACH:
        told = rich_text.within(body.told(card, pictured, figures=False), size)
        made = rich_text.blocks([*told, _elsewhere(card)])
        size = size * 9 // 10
    return made


def _elsewhere(card: Card) -> Line:
    link = card.links[0] if card.links else ELSEWHERE
    return line(Piece(ELSEWHERE.label, url=words.address(link)), gap=True)


def _above(card: Card, standing: Standing) -> list[Block]:
    made: list[Block] = []
    if card.progress and standing.open:
        made.append(small(words.progress(card.progress)))
    return made + (_title(card.title) if card.title else [])


def _title(title: str) -> list[Block]:
    """The heading; one too long for Slack's is bold text."""
    text = marks.plain(title).strip()
    if not text:
        return []
    if limits.length(text) <= limits.HEADER:
        return [header(text)]
    return rich_text.blocks([line(Piece(limits.cut(text, limits.ASIDE), bold=True))])


def _below(card: Card, standing: Standing, picture_id: str | None) -> list[Block]:
    made = [_picture(card, picture_id)] if card.image and picture_id else []
    if card.why and (standing.open or not card.question):
        made.append(small(f"{_why(card)}: {marks.plain(card.why)}"))
    if standing.open and card.upload:
        made += _upload(card)
    if standing.open and card.question:
        made += question.blocks(card, card.question)
    if standing.pressable:
        beside = question.at_once(card) if standing.open else []
        made += actions.blocks(card, beside)
    if not standing.open and standing.answered:
        made += _answered(standing.answered)
    return made


def _why(card: Card) -> str:
    return "Why I ask" if card.question else "Why"


def _picture(card: Card, picture_id: str | None) -> Block:
    assert card.image is not None
    alt = limits.cut(limits.said(card.image.alt), limits.ALT)
    return {"type": "image", "slack_file": {"id": picture_id}, "alt_text": alt}


def _upload(card: Card) -> list[Block]:
    assert card.upload is not None
    label = limits.cut(card.upload.label, limits.HINT)
    hint = f" {limits.cut(card.upload.hint, limits.HINT)} {ADD_FILE}"
    return rich_text.blocks([line(Piece(f"{label}.", bold=True), hint)])


def _answered(answered: str) -> list[Block]:
    rows = limits.cut(answered.strip() or "Nothing", limits.BLOCK_TEXT).splitlines()
    name = Piece(ANSWERED, bold=True)
    if len(rows) == 1:
        return rich_text.blocks([line(name, Piece(f" {rows[0]}"))])
    return rich_text.blocks(
        [line(name), *(Line(spans(row), level=0) for row in rows if row.strip())]
    )
