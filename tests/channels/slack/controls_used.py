"""What Slack sends when somebody uses a message or a modal: its payloads, by hand.

A control that nobody touched sends what it was drawn with, as Slack does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.channels.slack.checking import JSON, parts

TYPED = {"plain_text_input": "value", "datepicker": "selected_date"}
INITIAL = {"plain_text_input": "initial_value", "datepicker": "initial_date"}
PRESSED = ("button",)


def elements(blocks: Sequence[JSON]) -> Iterator[tuple[str, JSON]]:
    """Every control, with the id of its block."""
    for block in blocks:
        for part in parts(block):
            if "action_id" in part:
                yield block["block_id"], part


def state(blocks: Sequence[JSON], used: Mapping[tuple[str, str], Any] | None = None) -> JSON:
    """A payload's ``state``: what every control holds; ``used`` those that were changed.

    ``used`` names a control by its block's id and its own; for a text and a date it has what
    was entered, for others the texts of the options that were picked.
    """
    values: dict[str, dict[str, Any]] = {}
    for block_id, element in elements(blocks):
        if element["type"] not in PRESSED:
            changed = (used or {}).get((block_id, element["action_id"]), _UNTOUCHED)
            held = values.setdefault(block_id, {})
            held[element["action_id"]] = {"type": element["type"], **_held(element, changed)}
    return {"values": values}


_UNTOUCHED = object()


def _held(element: JSON, changed: Any) -> dict[str, Any]:
    kind = element["type"]
    if kind in TYPED:
        before = element.get(INITIAL[kind])
        return {TYPED[kind]: before if changed is _UNTOUCHED else changed or None}
    if kind == "checkboxes" or kind.startswith("multi_"):
        picked = element.get("initial_options", [])
        return {"selected_options": picked if changed is _UNTOUCHED else _options(element, changed)}
    picked = [element["initial_option"]] if "initial_option" in element else []
    picked = picked if changed is _UNTOUCHED else _options(element, changed)
    return {"selected_option": picked[0] if picked else None}


def _options(element: JSON, texts: Sequence[str]) -> list[JSON]:
    by_text = {option["text"]["text"]: option for option in element.get("options", ())}
    return [by_text[text] for text in texts]


def press(blocks: Sequence[JSON], words: str) -> JSON:
    """The action that Slack sends when the button with these words is pressed."""
    (found,) = [
        {**element, "block_id": block_id}
        for block_id, element in elements(blocks)
        if element["type"] == "button" and element["text"]["text"] == words
    ]
    return found


def pick(blocks: Sequence[JSON], words: str) -> JSON:
    """The action that Slack sends when an option of a menu outside a box is picked."""
    (found,) = [
        {"type": element["type"], "action_id": element["action_id"], "block_id": block_id,
         "selected_option": option}
        for block_id, element in elements(blocks)
        for option in element.get("options", ())
        if option["text"]["text"] == words
    ]  # fmt: skip
    return found


def buttons(blocks: Sequence[JSON]) -> list[str]:
    """The words on every button, in order."""
    found = (element for _block, element in elements(blocks))
    return [element["text"]["text"] for element in found if element["type"] == "button"]
