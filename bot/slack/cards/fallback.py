"""Blocks as plain text: what notifications show and screen readers read in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.slack.cards import limits, mrkdwn
from bot.slack.cards.rich_text import Block

MOST = 4000
"""Characters: as many as the page of ``chat.postMessage`` advises for its text."""


def text(blocks: Sequence[Block]) -> str:
    """All that the blocks of a message say, escaped; how far along one is comes last."""
    first = next((n for n, block in enumerate(blocks) if block["type"] != "context"), 0)
    said = (each for block in [*blocks[first:], *blocks[:first]] for each in _said(block))
    whole = "\n".join(each for each in said if each.strip())
    return mrkdwn.escape(limits.cut(limits.said(whole), MOST))


def _said(block: Block) -> Iterator[str]:
    told = _SAID.get(block["type"])
    if told:
        yield from told(block)


def _header(block: Block) -> Iterator[str]:
    yield block["text"]["text"]


def _context(block: Block) -> Iterator[str]:
    yield from (element["text"] for element in block["elements"])


def _image(block: Block) -> Iterator[str]:
    yield f"Picture: {block['alt_text']}"


def _rich(block: Block) -> Iterator[str]:
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            yield from (f"- {_words(item)}" for item in part["elements"])
        else:
            yield from _words(part).splitlines()


def _words(section: Block) -> str:
    return "".join(
        f"{piece['text']}: {piece['url']}" if _names(piece) else piece["text"]
        for piece in section["elements"]
    )


def _names(piece: Block) -> bool:
    """Whether a piece is a link that is called otherwise than its address."""
    return "url" in piece and bool(piece["url"] != piece["text"])


def _input(block: Block) -> Iterator[str]:
    yield block["label"]["text"] + ":"
    yield from _offered(block["element"])
    if "hint" in block:
        yield block["hint"]["text"]


def _controls(block: Block) -> Iterator[str]:
    buttons = [part["text"]["text"] for part in block["elements"] if part["type"] == "button"]
    for part in block["elements"]:
        yield from _offered(part)
    if buttons:
        yield f"To press: {', '.join(buttons)}"


def _offered(element: Block) -> Iterator[str]:
    options = [option["text"]["text"] for option in element.get("options", ())]
    if options:
        yield f"To choose: {', '.join(options)}"


_SAID: Mapping[str, Callable[[Block], Iterator[str]]] = {
    "header": _header,
    "context": _context,
    "image": _image,
    "rich_text": _rich,
    "input": _input,
    "actions": _controls,
}
