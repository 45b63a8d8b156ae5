"""The lines of a summary, with what can be done about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot import words
from bot.teams.cards import markdown
from bot.teams.cards.buttons import says_action
from bot.teams.cards.elements import Element, column, columns, container, line, rich, run
from bot.teams.cards.room import EVERYTHING, Room
from buying.cards import Fact

SHORT_LABEL = 26
SHORT_VALUE = 44
WIDTH_OF_LETTER = 8
"""Characters up to which label and value stand side by side, on a phone too."""


def facts(each: Sequence[Fact], room: Room, card: int | None, pressable: bool) -> list[Element]:
    """``each`` under their headings, as far as there is room."""
    shown = list(each)[: room.facts]
    made: list[Element] = []
    for group, members in groupby(shown, key=lambda fact: fact.group):
        if group:
            made.append(
                markdown.heading(group, size="Medium", spacing="Medium", separator=bool(made))
            )
        made.extend(_group(list(members), room, card, pressable))
    return made


def _group(
    each: Sequence[Fact], room: Room, card: int | None, pressable: bool
) -> Iterator[Element]:
    beside = room.columns and all(
        len(fact.label) <= SHORT_LABEL and len(fact.value) <= SHORT_VALUE for fact in each
    )
    for fact in each:
        cells = _beside(fact) if beside else [column(_stacked(fact, room), "stretch")]
        if pressable and fact.action and room.columns:
            cells.append(_link(fact, card))
        yield (
            columns(cells, spacing="Small")
            if len(cells) > 1
            else container(_stacked(fact, room), spacing="Small")
        )


def _beside(fact: Fact) -> list[Element]:
    return [
        column([line(markdown.unfunctional(fact.label), isSubtle=True)], 2),
        column(_value(fact.value, EVERYTHING, {"weight": "Bolder"}), 3),
    ]


def _stacked(fact: Fact, room: Room) -> list[Element]:
    label = line(markdown.unfunctional(fact.label or "-"), isSubtle=True, size="Small")
    return [label, *_value(fact.value, room.value, {})]


def _value(value: str, most: int, look: Element) -> list[Element]:
    made = []
    for row in value.splitlines() or [""]:
        if most <= 0:
            break
        made.append(rich(markdown.spans(row, most, **look), spacing="None"))
        most -= max(len(row), markdown.LEAST_LINE)
    return made


def _link(fact: Fact, card: int | None) -> Element:
    assert fact.action is not None
    label = f"{fact.action.label} {words.of_fact(fact)}"
    pressed = says_action(label, fact.action.id, card)
    words_of_it = run(fact.action.label or "…", color="Accent", underline=True)
    # A width of its own: a column as wide as what is in it breaks the word on a phone.
    width = f"{WIDTH_OF_LETTER * min(len(fact.action.label), SHORT_LABEL) + 12}px"
    link = rich([words_of_it], horizontalAlignment="Right")
    return column([link], width, selectAction=pressed, verticalContentAlignment="Center")
