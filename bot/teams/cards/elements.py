"""The elements of an Adaptive Card that cards are made of, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.teams.cards import limits

Element = dict[str, Any]

KEY = "buywell"
"""The one name in what a button sends that is ours; all else there are boxes."""


def rich(runs: Sequence[Element], **style: Any) -> Element:
    """Text as it is, in runs. Markdown is not read in it, by the schema's own words."""
    return {"type": "RichTextBlock", "inlines": list(runs), **style}


def run(text: str, **style: Any) -> Element:
    """Some words of one look."""
    return {"type": "TextRun", "text": text, **style}


def line(text: str, *, spacing: str | None = None, **style: Any) -> Element:
    """One line of plain words of one look."""
    return rich([run(text, **style)], **({"spacing": spacing} if spacing else {}))


def quiet(text: str, spacing: str = "Small") -> Element:
    """A line that is less important than what stands around it."""
    return line(text, spacing=spacing, isSubtle=True, size="Small")


def container(items: Sequence[Element], **more: Any) -> Element:
    """Elements that belong together."""
    return {"type": "Container", "items": list(items), **more}


def column(items: Sequence[Element], width: int | str, **more: Any) -> Element:
    """One of the columns of :func:`columns`; ``width`` is its share, or ``auto``."""
    return {"type": "Column", "width": width, "items": list(items), **more}


def columns(each: Sequence[Element], **more: Any) -> Element:
    """Columns side by side."""
    return {"type": "ColumnSet", "columns": list(each), **more}


def actions(each: Sequence[Element], **more: Any) -> Element:
    """Buttons in a row."""
    return {"type": "ActionSet", "actions": list(each), **more}


def submit(title: str, says: Element, *, boxes: bool = False, main: bool = False) -> Element:
    """A button that sends ``says``; with ``boxes`` what is in the boxes of the card as well.

    Without them it can be pressed though a box that must be filled in is empty. ``main`` marks
    the button most people want; Teams may show that or not.
    """
    label = title.strip() or "…"
    return {
        "type": "Action.Submit",
        "title": limits.cut(label, limits.LONGEST_BUTTON),
        **({"tooltip": limits.cut(label, 120)} if len(label) > limits.LONGEST_BUTTON else {}),
        **({"style": "positive"} if main else {}),
        **({} if boxes else {"associatedInputs": "none"}),
        "data": {KEY: says},
    }


def folded(id: str, title: str, items: Sequence[Element]) -> list[Element]:
    """Elements that are shown once ``title`` is pressed. ``id`` is theirs alone in the card."""
    target = {"type": "TargetElement", "elementId": id}
    toggle = {"type": "Action.ToggleVisibility", "title": title, "targetElements": [target]}
    return [
        container(
            [line(f"{title} ▾", color="Accent", size="Small")],
            selectAction=toggle,
            spacing="Medium",
        ),
        container(items, id=id, isVisible=False, spacing="Small"),
    ]
