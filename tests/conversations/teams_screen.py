"""An Adaptive Card as a person uses it in Teams: by the words that stand on its controls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from tests.conversations.entered import (
    UNKNOWN,
    Asked,
    Entry,
    Json,
    NotThere,
    entry,
    picked,
    same,
)


class Screen:
    """A card and what is entered in its boxes. ``boxes`` are as Teams sends them."""

    def __init__(self, card: Json) -> None:
        self.card = card
        self.inputs = list(_inputs(card))
        self.boxes = {each["id"]: _untouched(each) for _, each in self.inputs}

    def button(self, words: str) -> dict[str, Any]:
        """The whole ``value`` that Teams sends when the button ``words`` is pressed.

        Raises NotThere where there is none, or where Teams would want a box to be filled in.
        """
        for each in self._submits():
            if same(each["title"], words):
                return self._sent(each)
        raise NotThere(f"there is no button “{words}”: {self.buttons()}")

    def doing(self, action: str) -> dict[str, Any]:
        """As :meth:`button`, for what does ``action``: a button, or the list of what can be
        done. Raises NotThere."""
        for each in self._submits():
            if each["data"].get("buywell", {}).get("action") == action:
                return self._sent(each)
        for _, each in self.inputs:
            for choice in each.get("choices", ()):
                if each["id"] == "pick" and choice["value"] == action:
                    self.boxes["pick"] = action
                    return self.button("Go on")
        raise NotThere(f"nothing here does “{action}”: {self.buttons()}")

    def buttons(self) -> list[str]:
        """The words on all buttons."""
        return [each["title"] for each in self._submits()]

    def fill(self, asked: Asked, value: Any) -> bool:
        """Enter an answer in the box that is called as ``asked`` says; False where it is not
        among those shown."""
        wanted = (asked.get("group"), _names(asked))
        for number, (heading, each) in enumerate(self.inputs):
            if each.get("label") in wanted[1] and (heading == wanted[0] or wanted[0] is None):
                self._enter(number, entry(asked, value))
                return True
        return False

    def fill_only(self, asked: Asked, value: Any) -> None:
        """Enter an answer in the first box there is. Raises NotThere."""
        if not self.inputs:
            raise NotThere("there is no box")
        self._enter(0, entry(asked, value))

    def fill_anyhow(self, dice: Random, text: str, day: str) -> None:
        """Put something that can be sent into every box."""
        for _, box in self.inputs:
            if box["type"] == "Input.Text":
                self.boxes[box["id"]] = text
            elif box["type"] == "Input.Date":
                self.boxes[box["id"]] = day
            elif box["type"] == "Input.ChoiceSet" and box["id"] != "pick":
                self.boxes[box["id"]] = dice.choice(box["choices"])["value"]

    def labels(self) -> list[str]:
        """What the boxes are called."""
        return [str(each.get("label")) for _, each in self.inputs]

    def _enter(self, number: int, wanted: Entry) -> None:
        _, box = self.inputs[number]
        if wanted.text is not None:
            self.boxes[box["id"]] = wanted.text
        if wanted.labels:
            self._pick(box, wanted.labels)
        if wanted.vat is not None:
            self._pick(self._after(number, "Input.ChoiceSet"), (wanted.vat,))
        if wanted.unknown:
            tick = self._after(number, "Input.Toggle")
            assert tick["title"].startswith(UNKNOWN)
            self.boxes[tick["id"]] = tick["valueOn"]

    def _after(self, number: int, kind: str) -> Json:
        """The next control of a kind, among the two that follow."""
        for _, each in self.inputs[number + 1 : number + 3]:
            if each["type"] == kind:
                return each
        raise NotThere(f"nothing of {kind} stands beside the box")

    def _pick(self, box: Json, labels: tuple[str, ...]) -> None:
        if box["type"] != "Input.ChoiceSet":
            # A list too long for a card: the name is typed.
            self.boxes[box["id"]] = ", ".join(labels)
            return
        found = [picked(box["choices"], _title, label)["value"] for label in labels]
        if len(found) > 1 and not box.get("isMultiSelect"):
            raise NotThere(f"“{box['label']}” takes one answer only")
        self.boxes[box["id"]] = ",".join(found)

    def _sent(self, button: Json) -> dict[str, Any]:
        if button.get("associatedInputs") == "none":
            return dict(button["data"])
        for _, each in self.inputs:
            if each.get("isRequired") and not self.boxes[each["id"]]:
                raise NotThere(f"Teams wants “{each['label']}” to be filled in")
        return {**self.boxes, **button["data"]}

    def _submits(self) -> Iterator[Json]:
        return (each for each in parts(self.card) if each.get("type") == "Action.Submit")


def words(part: Any) -> str:
    """All that can be read on a card, with blanks between."""
    if isinstance(part, Mapping):
        own = [part[name] for name in ("text", "title", "label") if isinstance(part.get(name), str)]
        return " ".join(own + [words(each) for each in part.values() if not isinstance(each, str)])
    if isinstance(part, list | tuple):
        return " ".join(map(words, part))
    return ""


def _inputs(card: Json) -> Iterator[tuple[str | None, Json]]:
    """The boxes of a card with the heading above each, in order."""
    heading = None
    for each in parts(card):
        if each.get("type") == "TextBlock" and each.get("style") == "heading":
            heading = each["text"]
        elif str(each.get("type", "")).startswith("Input."):
            yield heading, each


def parts(part: Any) -> Iterator[Json]:
    """A card and all that is in it, outside first; not what its buttons send."""
    if isinstance(part, Mapping):
        yield part
        for name, inner in part.items():
            if name != "data":
                yield from parts(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from parts(inner)


def _untouched(box: Json) -> str:
    """What Teams sends of a box that nobody has touched."""
    if box["type"] == "Input.Toggle":
        return str(box.get("value") or box.get("valueOff", "false"))
    return str(box.get("value", ""))


def _title(choice: Json) -> str:
    return str(choice["title"])


def _names(asked: Asked) -> tuple[str, ...]:
    named = f"{asked['label']} (optional)" if asked.get("optional") else str(asked["label"])
    return (f"{named} (£)",) if asked["kind"] == "money" else (named,)
