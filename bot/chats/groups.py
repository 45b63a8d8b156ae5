"""What is said in a group is answered in private, and shown there only when its owner asks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from bot.chats.platform import Gone, Later, Platform, Unsure
from buying.cards import Action, Card
from buying.service import arrivals, messages
from buying.service.accounts import Known
from buying.service.said import Said

log = logging.getLogger(__name__)

SHOW = "show_in_group:"
OFFER = "group.offer"


def offer(event: str, conversation: str) -> None:
    """Offer to show the answer to what was said in a group, where it was said."""
    card = Card(
        id=OFFER,
        text="You wrote to me in a group. I answer here, where only you see it.",
        actions=(Action(id=f"{SHOW}{event}", label="Show the answer there"),),
    )
    messages.say_now(conversation, [card], event)


def wanted(said: Sequence[Said]) -> str | None:
    """The event whose answer is to be shown in its group; None where that is not what was said."""
    action = said[0].action if len(said) == 1 else None
    return action.removeprefix(SHOW) if action and action.startswith(SHOW) else None


async def show(platform: Platform, known: Known, conversation: str, event: str, asked: str) -> None:
    """Show the answer to one's own event ``asked`` in its group, and say whether that worked.

    ``event`` is the press of the button.
    """
    text = "I have shown it there."
    found = await asyncio.to_thread(arrivals.said_by, asked)
    if found is None or found[1] != known.who.id:
        text = "I do not know any more where that was."
    else:
        cards = await asyncio.to_thread(messages.of_turn, asked)
        try:
            shown = [card for card in cards if card.id != OFFER]
            await platform.show(found[0], shown, known.who.name)
        except (Later, Unsure, Gone) as error:
            log.info("an answer was not shown in a group: %s", error)
            text = "I could not show it there. Please try again a little later."
    said = Card(id="group.shown", text=text)
    await asyncio.to_thread(messages.say_now, conversation, [said], event)
