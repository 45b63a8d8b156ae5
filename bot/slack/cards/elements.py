"""The parts of Block Kit that cards use, each within what Slack takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from bot.slack.cards import limits
from bot.slack.cards.rich_text import Block
from buying.cards import Action

Style = Literal["primary", "danger"]
STYLES: dict[str, Style] = {"primary": "primary", "warning": "danger"}


def plain(text: str, most: int) -> Block:
    """Text that Slack takes literally, ``:smile:`` too ("Text object"); never empty."""
    return {"type": "plain_text", "text": limits.cut(limits.said(text), most), "emoji": False}


def header(text: str) -> Block:
    """A heading of at most :data:`limits.HEADER` characters."""
    return {"type": "header", "text": plain(text, limits.HEADER)}


def small(text: str, most: int = limits.ASIDE) -> Block:
    """Something said beside: a "Context block", which Slack shows small and grey."""
    return {"type": "context", "elements": [plain(text, most)]}


def button(action_id: str, text: str, value: str, style: Style | None = None) -> Block:
    """A button. What is cut off its words, a screen reader is not told either."""
    made: Block = {
        "type": "button",
        "action_id": action_id,
        "text": plain(text, limits.BUTTON_TEXT),
        "value": value,
    }
    return made | ({"style": style} if style else {})


def act(number: int, action: Action, plainly: bool = False) -> Block:
    """The button of a card's action; ``plainly`` without the colour that it asks for."""
    style = None if plainly else STYLES.get(action.style)
    return button(f"do.{number}", action.label, action.id, style)


def row(block_id: str, elements: Sequence[Block]) -> Block:
    """Controls side by side: an "Actions block"."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def option(text: str, value: str, description: str = "") -> Block:
    """One of several answers. What its text cannot hold goes on in its description."""
    made: Block = {"text": plain(text, limits.OPTION_TEXT), "value": value}
    if not description.strip() and limits.length(text.strip()) > limits.OPTION_TEXT:
        shown = made["text"]["text"].removesuffix(limits.ELLIPSIS)
        description = limits.ELLIPSIS + text.strip()[len(shown) :].strip()
    if description.strip():
        made["description"] = plain(description, limits.OPTION_TEXT)
    return made


def control(
    kind: str, action_id: str, options: Sequence[Block] = (), chosen: Sequence[Block] = ()
) -> Block:
    """A control with options to pick from; ``chosen`` are those picked already."""
    made: Block = {"type": kind, "action_id": action_id}
    if options:
        made["options"] = list(options)
    if chosen:
        several = kind.startswith("multi_") or kind == "checkboxes"
        made |= {"initial_options": list(chosen)} if several else {"initial_option": chosen[0]}
    return made


def boxed(
    block_id: str, label: str, element: Block, hint: str | None = None, optional: bool = False
) -> Block:
    """A control with its label: an "Input block"."""
    made: dict[str, Any] = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }
    return made | ({"hint": plain(hint, limits.INPUT_LABEL)} if hint and hint.strip() else {})
