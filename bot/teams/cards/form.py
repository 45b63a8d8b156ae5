"""A form in a card: its boxes under their headings, in parts where it is too long for one card.

Each part's button carries along what was typed in the others, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot import forms
from bot.cards_text import asked_field
from bot.teams.cards import boxes, limits, markdown
from bot.teams.cards.again import Again, Posted
from bot.teams.cards.asking import Controls
from bot.teams.cards.box import Box, too_long
from bot.teams.cards.buttons import says
from bot.teams.cards.elements import Element, quiet, submit
from bot.teams.cards.room import Room
from buying.cards import Card, Field, Question

MEASURED = 300
"""Characters of the hints by which is found how many boxes go into one part."""


def controls(card: Card, question: Question, room: Room, again: Again) -> Controls:
    """The boxes of a form from ``again.start`` on, as many as go into one card."""
    count = len(question.fields)
    start, end = range_of(question, again)
    every = [_box(question, field, min(room.hint, MEASURED), again) for field in question.fields]
    shown = _grouped(every[start:end])
    part: Element = {}
    if (start, end) != (0, count):
        shown.insert(0, quiet(f"Boxes {start + 1} to {end} of {count}."))
        hidden = [*question.fields[:start], *question.fields[end:]]
        kept = typed_in(question, hidden, again.entered)
        part = {"part": {"from": start, "to": end, "kept": kept}}
    last = end >= count
    does, label = ("send", "Send") if last else ("next", "Next")
    said = says(does, question.id, card.message, **part)
    send = submit(label, said, boxes=True, main=last)
    return Controls(shown, [send], after=_or_type(question))


def range_of(question: Question, again: Again) -> tuple[int, int]:
    """The first box that a card shows from ``again.start`` on, and the one after its last."""
    every = [_box(question, field, MEASURED, again) for field in question.fields]
    if limits.size(_grouped(every)) <= limits.WHOLE:
        return 0, len(every)
    start = min(max(again.start, 0), max(len(every) - 1, 0))
    for end in range(start + 2, len(every) + 1):
        if limits.size(_grouped(every[start:end])) > limits.PART:
            return start, end - 1
    return start, len(every)


def carries(question: Question, again: Again) -> bool:
    """Whether a card from ``again.start`` on can show and carry all that was typed."""
    start, end = range_of(question, again)
    hidden = [*question.fields[:start], *question.fields[end:]]
    typed = typed_in(question, question.fields, again.entered)
    short = all(len(text) <= limits.LONGEST_VALUE for texts in typed.values() for text in texts)
    return short and limits.size(typed_in(question, hidden, again.entered)) <= limits.KEPT


def typed_in(question: Question, each: Iterable[Field], entered: Posted) -> dict[str, list[str]]:
    """What of ``entered`` is in the boxes of ``each`` and is not what they held before."""
    found: dict[str, list[str]] = {}
    for field in each:
        before = held(question, field)
        found |= {
            name: list(entered[name])
            for name in before
            if name in entered and list(entered[name]) != before[name]
        }
    return found


def held(question: Question, field: Field) -> dict[str, list[str]]:
    """What a box holds before anybody touches it, as a form posts it."""
    parts = forms.typed(field, given(question, field))
    name = f"value.{field.id}"
    return {f"{name}-{part}" if part else name: list(texts) for part, texts in parts.items()}


def given(question: Question, field: Field) -> Any:
    """The answer that a box shows before anybody touches it; None for none."""
    so_far = question.value if isinstance(question.value, Mapping) else {}
    return so_far.get(field.id, forms.held(field))


def _box(question: Question, field: Field, hint: int, again: Again) -> Box:
    name = f"value.{field.id}"
    before = held(question, field)
    value = given(question, field)
    entered = {each: list(again.entered.get(each, before[each])) for each in before}
    keeps = too_long(value) and entered == before
    parts = forms.posted(name, field, {} if keeps else entered)
    return Box(
        name=name,
        asked=field,
        label=f"{field.label} (optional)" if field.optional else field.label,
        parts=parts,
        hint=_keeping(str(value)) if keeps else limits.cut(field.hint or "", hint),
        error=again.wrong.get(field.id, ""),
        required=not field.optional and not keeps,
        most=limits.LISTED,
    )


def _keeping(value: str) -> str:
    return f"You wrote “{limits.cut(value, 120)}” Leave this empty to keep all of it."


def _grouped(each: Sequence[Box]) -> list[Element]:
    made: list[Element] = []
    before = ""
    for box in each:
        if box.group and box.group != before:
            group = limits.cut(box.group, limits.LONGEST_LABEL)
            made.append(
                markdown.heading(group, size="Medium", spacing="Large", separator=bool(made))
            )
        made.extend(boxes.elements(box))
        before = box.group
    return made


def _or_type(question: Question) -> list[Element]:
    """That one may type instead, and what the next message would answer."""
    asked = asked_field(question)
    if asked is None:
        return []
    return [quiet(f"Or type the answers one by one. Now: {limits.cut(asked.label, 120)}")]
