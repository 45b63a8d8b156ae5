"""A link to the pages of this service, for somebody whom a chat vouches for.

The link is a secret: it is written to the person and kept nowhere.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from bot.chats.platform import Gone, Platform, Unsure
from buying.service import people
from buying.service.accounts import Known
from buying.service.arrivals import Place
from buying.service.said import Said
from buying.settings import settings

log = logging.getLogger(__name__)

ACTION = "sign_in"
WORDS = frozenset({"sign me in", "sign in", "log me in", "log in"})
"""What is typed for it, without regard to case; nobody buys that."""

LASTS = timedelta(minutes=15)


def wanted(said: Sequence[Said]) -> bool:
    """Whether that, and nothing else, is what was said."""
    if len(said) != 1:
        return False
    return said[0].action == ACTION or said[0].text.strip(" .!").casefold() in WORDS


async def send(platform: Platform, known: Known, place: Place) -> None:
    """Write a link to the person; in a group, that they are to ask in private."""
    text = "Ask me that in private, please: the link is only for you."
    if place.private:
        link = await asyncio.to_thread(_link, known.who.id)
        text = (
            f"Open this within {LASTS.total_seconds() / 60:.0f} minutes. "
            f"It signs you in once, and it is only for you: {link}"
        )
    try:
        await platform.note(place, known.account, text)
    except (Unsure, Gone) as error:
        log.info("a sign-in link could not be written: %s", error)


def _link(person: str) -> str:
    secret = people.issue(person, "link", LASTS, by=person)
    return f"{settings().base_url}/sign-in?token={secret}"
