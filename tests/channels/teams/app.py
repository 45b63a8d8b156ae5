"""What the Teams app sends when somebody fills in the boxes of a card and presses a button."""

from __future__ import annotations

from typing import Any

from tests.channels.teams.proof import buttons, of_type

INPUTS = (
    "Input.Text", "Input.ChoiceSet", "Input.Date", "Input.Toggle", "Input.Number", "Input.Time",
)  # fmt: skip


class Stopped(Exception):
    """Teams does not send it: boxes that must be filled in are empty. Their labels are told."""


def boxes(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The boxes of a card by their ids."""
    return {one["id"]: one for one in of_type(card, *INPUTS)}


def press(card: dict[str, Any], title: str, **typed: str) -> dict[str, Any]:
    """The ``value`` of the activity that comes of a button; in names ``__`` stands for a dot.

    ``typed`` is what was put into boxes, ``value__price_amount`` into ``value.price-amount``;
    the others hold what they showed.
    """
    button = buttons(card)[title]
    sent = {} if button.get("associatedInputs") == "none" else filled(card, typed)
    return {**sent, **button["data"]}


def filled(card: dict[str, Any], typed: dict[str, str]) -> dict[str, Any]:
    """What is in each box. Raises Stopped, and KeyError for a box that is not there."""
    found = boxes(card)
    named = {_box(found, name): text for name, text in typed.items()}
    held = {id: named.get(id, one.get("value", "")) for id, one in found.items()}
    empty = [one["label"] for id, one in found.items() if one.get("isRequired") and not held[id]]
    if empty:
        raise Stopped(empty)
    # An app leaves out a box with nothing in it.
    return {id: text for id, text in held.items() if text != ""}


def links(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What can be pressed by its words: title to what is sent."""
    found = of_type(card, "Column", "Container")
    acts = [one["selectAction"] for one in found if "selectAction" in one]
    return {act["title"]: act["data"] for act in acts if act["type"] == "Action.Submit"}


def _box(found: dict[str, dict[str, Any]], name: str) -> str:
    wanted = name.replace("__", ".")
    return next(id for id in found if id.replace("-", "_").replace("#", "_") == wanted)
