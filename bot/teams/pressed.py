"""What a button of one of our cards said, with the help of the card that it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from bot import standings
from bot.chats.standing import Standing
from bot.teams import receive
from bot.teams.activity import Activity
from bot.teams.cards import controls
from bot.teams.cards.again import Again
from bot.teams.cards.controls import Find, Wrong
from bot.teams.cards.elements import KEY
from buying.cards import Card
from buying.service import accounts, people, thread
from buying.service.accounts import Known, Stranger
from buying.service.arrivals import Arrival
from buying.service.said import Said

LINES = 80
"""How far back a card is looked for whose button is pressed."""

ASK_AGAIN = Said(action="repeat")
"""For a card that is too old to be read: what is asked now is asked again."""


@dataclass(frozen=True)
class ShowAgain:
    """A card that is to be shown again with what was typed in it."""

    person: str
    card: Card
    standing: Standing
    again: Again


def read(activity: Activity) -> Arrival | ShowAgain | None:
    """What was said with a button; None for what no card of ours sends."""
    if not isinstance(activity.value, dict) or KEY not in activity.value:
        return None
    try:
        known = accounts.find("teams", next(iter(activity.tenants), ""), activity.account)
    except Stranger:
        known = None
    found = _card(known, controls.card_number(activity.value)) if known is not None else None
    card, standing = found if found is not None else (None, Standing())
    said = controls.decode(activity.value, card.question if card is not None else None)
    if isinstance(said, Find | Wrong):
        # What was typed is shown to nobody else, though a card with boxes stands in no group.
        if activity.private and known is not None and card is not None and standing.open:
            return ShowAgain(known.who.id, card, standing, controls.again(said))
        said = ASK_AGAIN
    seen = said.at(card.message) if said is not None and card is not None else said
    return receive.arrival(activity, [seen or ASK_AGAIN])


def _card(known: Known, number: int | None) -> tuple[Card, Standing] | None:
    """A card of the person's own conversation, and how it stands."""
    if number is None:
        return None
    conversation = people.conversation(known.who.id, "teams")
    lines = thread.lines(conversation, LINES)
    card = next((line.card for line in lines if line.card and line.number == number), None)
    if card is None:
        return None
    standing = standings.of_lines(lines, thread.asked_of(known.who.id)).get(number, Standing())
    return card, standing
