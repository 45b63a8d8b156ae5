"""What can be done from a message besides answering: the actions of a card and of its facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot import words
from bot.slack.cards import ids, limits
from bot.slack.cards.elements import act, control, option, plain, row
from bot.slack.cards.rich_text import Block
from buying.cards import Action, Card

Each = TypeVar("Each")

FEW = 3
"""The most facts that have a button each; more share one menu."""


def blocks(card: Card, beside: Sequence[Action] = ()) -> list[Block]:
    """Buttons for the actions of a card, a menu for those of many facts.

    ``beside`` are those that stand elsewhere already.
    """
    own = [action for action in card.actions if action not in beside]
    of_facts = words.actions_of(card)[: -len(card.actions) or None]
    menus, buttons = _shared(of_facts) if len(of_facts) > FEW else ([], of_facts)
    if len(buttons) + len(own) > limits.ELEMENTS:
        more, own = _shared(own)
        menus += more
    controls = [
        *_menus(menus),
        *(act(number, action) for number, action in enumerate([*buttons, *own])),
    ]
    return [
        row(ids.within_message(card.message, f"{ids.ACT}.{_letters(place)}"), part)
        for place, part in enumerate(_parts(controls, limits.ELEMENTS))
    ]


def _shared(actions: Sequence[Action]) -> tuple[list[Action], list[Action]]:
    """The actions that a menu can hold, and those whose id is too long for one."""
    fits = [a for a in actions if limits.length(a.id) <= limits.OPTION_VALUE]
    return fits, [a for a in actions if a not in fits]


def _menus(actions: Sequence[Action]) -> list[Block]:
    return [_menu(number, part) for number, part in enumerate(_parts(actions, limits.OPTIONS))]


def _menu(number: int, actions: Sequence[Action]) -> Block:
    by_id = {action.id: action.label for action in reversed(actions)}
    options = [option(by_id.pop(a.id), a.id) for a in actions if a.id in by_id]
    made = control("static_select", f"menu.{number}", options)
    return made | {"placeholder": plain(_name(actions), limits.PLACEHOLDER)}


def _name(actions: Sequence[Action]) -> str:
    """The word with which all begin, such as "Change …"."""
    first = {action.label.partition(" ")[0] for action in actions}
    return f"{first.pop()} …" if len(first) == 1 else "Choose what to do …"


def _letters(place: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[min(place, 25)]


def _parts(each: Sequence[Each], most: int) -> list[Sequence[Each]]:
    return [each[start : start + most] for start in range(0, len(each), most)]
