"""A message or a modal of Slack as a person uses it: by the words that stand on its controls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.channels.slack import controls_used
from tests.conversations.entered import UNKNOWN, Asked, Entry, Json, NotThere, entry, picked, same

Search = Callable[[str, str, str], Sequence[Json]]
"""What Slack offers for something typed into a search: (block id, action id, typed) -> options."""

PICKED_MANY = ("checkboxes", "multi_static_select", "multi_external_select")


class Screen:
    """Blocks and what is entered in them. ``state`` is as Slack sends it with whatever is used."""

    def __init__(self, blocks: Sequence[Json], search: Search | None = None) -> None:
        self.blocks = blocks
        self._search = search
        self.state: dict[str, dict[str, Any]] = dict(controls_used.state(blocks)["values"])

    def button(self, words: str) -> Json:
        """What Slack sends when the button that says ``words`` is pressed. Raises NotThere."""
        for block_id, element in controls_used.elements(self.blocks):
            if element["type"] == "button" and same(element["text"]["text"], words):
                return {**element, "block_id": block_id}
        raise NotThere(f"there is no button “{words}”: {controls_used.buttons(self.blocks)}")

    def doing(self, action: str) -> Json:
        """What Slack sends when the button, or the line of a menu, is used that does ``action``.

        Raises NotThere.
        """
        for block_id, element in controls_used.elements(self.blocks):
            if element["type"] == "button" and element["value"] == action:
                return {**element, "block_id": block_id}
            for each in element.get("options", ()):
                if element["type"] == "static_select" and each["value"] == action:
                    used = {name: element[name] for name in ("type", "action_id")}
                    return {**used, "block_id": block_id, "selected_option": each}
        raise NotThere(f"nothing here does “{action}”: {controls_used.buttons(self.blocks)}")

    @property
    def boxed(self) -> bool:
        """Whether there is a box to fill in."""
        return any(block["type"] == "input" for block in self.blocks)

    def fill(self, asked: Asked, value: Any) -> None:
        """Enter an answer in the box that is called as ``asked`` says. Raises NotThere."""
        group, name = asked.get("group"), _name(asked)
        heading = None
        for number, block in enumerate(self.blocks):
            if block["type"] == "header":
                heading = block["text"]["text"]
            elif block["type"] == "input" and (
                _label(block) == f"{group}: {name}"
                or (_label(block) == name and group in (None, heading))
            ):
                self._enter(number, entry(asked, value))
                return
        raise NotThere(f"there is no box “{name}” under {group}: {self._labels()}")

    def fill_only(self, asked: Asked, value: Any) -> None:
        """Enter an answer in the only box there is. Raises NotThere."""
        places = [n for n, block in enumerate(self.blocks) if block["type"] == "input"]
        if len(places) != 1:
            raise NotThere(f"there is not one box: {self._labels()}")
        self._enter(places[0], entry(asked, value))

    def fill_anyhow(self, dice: Random, text: str, day: str) -> None:
        """Put something that can be sent into every box."""
        for block in self.blocks:
            if block["type"] != "input":
                continue
            held = self.state[block["block_id"]][block["element"]["action_id"]]
            kind = block["element"]["type"]
            if kind == "plain_text_input":
                held["value"] = text
            elif kind == "datepicker":
                held["selected_date"] = day
            elif "options" in block["element"]:
                one = dice.choice(block["element"]["options"])
                several = kind in PICKED_MANY
                held["selected_options" if several else "selected_option"] = (
                    [one] if several else one
                )

    def check(self) -> None:
        """That Slack would send it: every box that must be filled in is. Raises NotThere."""
        for block in self.blocks:
            if block["type"] == "input" and not block.get("optional"):
                held = self.state[block["block_id"]][block["element"]["action_id"]]
                if not any(_value(held)):
                    raise NotThere(f"Slack wants “{_label(block)}” to be filled in")

    def _enter(self, number: int, wanted: Entry) -> None:
        block = self.blocks[number]
        element, held = block["element"], self.state[block["block_id"]]
        if wanted.text is not None:
            name = "selected_date" if element["type"] == "datepicker" else "value"
            held[element["action_id"]][name] = wanted.text
        if wanted.labels:
            self._pick(block["block_id"], element, wanted.labels)
        if wanted.vat is not None or wanted.unknown:
            self._beside(self.blocks[number + 1], wanted)

    def _beside(self, block: Json, wanted: Entry) -> None:
        if block["type"] != "actions":
            raise NotThere(f"nothing stands beside the box: {block}")
        for element in block["elements"]:
            if wanted.vat is not None and element["type"] == "static_select":
                self._pick(block["block_id"], element, (wanted.vat,))
            if wanted.unknown and element["type"] == "checkboxes":
                self._pick(block["block_id"], element, (UNKNOWN,))

    def _pick(self, block_id: str, element: Json, labels: Sequence[str]) -> None:
        found = [self._option(block_id, element, label) for label in labels]
        held = self.state[block_id][element["action_id"]]
        if element["type"] in PICKED_MANY:
            held["selected_options"] = found
        else:
            (held["selected_option"],) = found

    def _option(self, block_id: str, element: Json, label: str) -> Json:
        offered = element.get("options", ())
        if element["type"].endswith("external_select"):
            assert self._search is not None
            offered = self._search(block_id, element["action_id"], label)
        return picked(offered, lambda option: option["text"]["text"], label)

    def _labels(self) -> list[str]:
        return [_label(block) for block in self.blocks if block["type"] == "input"]


def _value(held: Json) -> list[Any]:
    many = held.get("selected_options")
    if many is not None:
        return list(many)
    return [held.get("value"), held.get("selected_date"), held.get("selected_option")]


def _label(block: Json) -> str:
    return str(block["label"]["text"])


def _name(asked: Asked) -> str:
    return f"{asked['label']} (£)" if asked["kind"] == "money" else str(asked["label"])
