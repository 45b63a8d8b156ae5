"""Answers told to somebody who reads them later: in a summary, on the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from buying.domain import reading
from buying.domain.workflow import base_key
from buying.english import for_others
from buying.voice.asking import Resolved, resolve, show_part, shown_parts
from buying.voice.context import Context
from buying.voice.quotes import FILE

ENDS_ITSELF = "?."
"""Signs after which a label needs no colon."""


def name(context: Context, key: str) -> str:
    """What an answer is called: ``Budget``, ``Option 2``. Raises KeyError for no question."""
    label = context.rulebook.questions[base_key(key)].label
    number = key.partition("#")[2]
    return f"{label} {number}" if number else label


def lines(context: Context, key: str, value: Any) -> tuple[str, ...]:
    """An answer in words, a line for each box of a form that was filled in."""
    resolved = resolve(context, key)
    if resolved.whole.kind != "form":
        return (show_part(resolved.whole, value),)
    given = value if isinstance(value, Mapping) else {}
    pairs = [*shown_parts(resolved, given), *_asked_no_more(context, resolved, given)]
    return tuple(labelled(label, words) for label, words in pairs)


def labelled(label: str, words: str) -> str:
    """``Price: £9``; a label that was put to one person reads well for others too."""
    plain = for_others(label)
    return f"{plain} {words}" if plain[-1:] in ENDS_ITSELF else f"{plain}: {words}"


def _asked_no_more(
    context: Context, resolved: Resolved, given: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Boxes that were filled in and that the form no longer has, as things stand now."""
    here = {part.id for part in resolved.parts}
    boxes = {box.id: box for box in resolved.rule.fields}
    labels = {criterion.id: criterion.label for criterion in context.policy.selection}
    return [
        (boxes[id].label, reading.show(boxes[id].kind, said, choices=boxes[id].choices))
        if id in boxes
        else (labels.get(id, id), str(said))
        for id, said in given.items()
        if id not in here and said is not None and id != FILE
    ]
