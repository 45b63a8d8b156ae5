"""The buttons of a card that are no answer, and its links."""

from __future__ import annotations

from collections.abc import Sequence

from bot import words
from bot.teams.cards import limits
from bot.teams.cards.elements import Element, actions, quiet, submit
from bot.teams.cards.room import Room
from buying.cards import Action, Card, Link

PICK = "pick"
"""The box with a list of all that can be done, where there is too much for buttons."""

MOST_BUTTONS = 20
ROW = 40
"""Characters that a row of buttons holds on a phone before Teams cuts their words."""

FRAME = 4
"""Characters that the frame of each button takes of it."""

LEAST_LISTED = 2_000
"""Bytes of that list on a card that is too long even so."""

IN_BROWSER = Link(label="Open Buywell in the browser", href="/chat")


def says(what: str, about: str, card: int | None, **more: object) -> Element:
    """What a button sends: what it does and to what, and the number of the card's message."""
    number = {} if card is None else {"card": card}
    return {what: about, **number, **more}


def says_action(label: str, id: str, card: int | None, main: bool = False) -> Element:
    """The button of an action."""
    return submit(label, says("action", id, card), main=main)


def row(
    each: Sequence[Action], links: Sequence[Link], card: int | None, taken: int
) -> list[Element]:
    """The buttons of actions and links; ``taken`` are those that are on the card already.

    Those beyond what Teams shows at once go into the menu at the end of the last row.
    """
    made = [
        *(says_action(act.label, act.id, card, act.style == "primary") for act in each),
        *(_opens(link) for link in links),
    ]
    free = max(limits.MOST_PRIMARY - taken, 0)
    return [one | ({} if n < free else {"mode": "secondary"}) for n, one in enumerate(made)]


def in_rows(each: Sequence[Element], spacing: str = "Medium") -> list[Element]:
    """Buttons in as many rows as a phone needs to show all their words."""
    rows: list[list[Element]] = []
    left = 0
    for one in each:
        width = len(one["title"]) + FRAME
        # What is in the menu takes no place.
        if not rows or (width > left and one.get("mode") != "secondary"):
            rows.append([])
            left = ROW
        rows[-1].append(one)
        left -= width
    return [actions(row, spacing="Small" if n else spacing) for n, row in enumerate(rows)]


def _opens(link: Link) -> Element:
    label = link.label.strip() or words.address(link)
    return {
        "type": "Action.OpenUrl",
        "title": limits.cut(label, limits.LONGEST_BUTTON),
        "url": words.address(link),
    }


def of_card(card: Card, room: Room) -> Sequence[Action]:
    """The actions of a card that are buttons; where they are very many, they are in a list."""
    return card.actions if len(card.actions) <= min(MOST_BUTTONS, room.listed) else ()


def listed(card: Card, room: Room) -> list[Action]:
    """The actions of a card that have neither a button nor a link at their line."""
    buttons = of_card(card, room)
    of_facts = words.actions_of(card.model_copy(update={"actions": ()}))
    return [*(() if room.columns else of_facts), *(() if buttons else card.actions)]


def picker(each: Sequence[Action], card: int | None, room: Room) -> list[Element]:
    """A list to pick one of ``each`` from; words that say what to type where it is too long."""
    if not each:
        return []
    choices = [
        {"title": limits.cut(act.label, limits.LONGEST_BUTTON), "value": act.id} for act in each
    ]
    if limits.size(choices) > (limits.LISTED if room.listed >= MOST_BUTTONS else LEAST_LISTED):
        first = limits.cut(each[0].label, limits.LONGEST_BUTTON)
        return [quiet(f"There is more that you can do. Type what you want, like “{first}”.")]
    box = {
        "type": "Input.ChoiceSet", "id": PICK, "label": "What else you can do",
        "style": "compact", "placeholder": "Choose", "choices": choices,
    }  # fmt: skip
    return [box, actions([submit("Go on", says(PICK, PICK, card), boxes=True)])]
