"""The picture of a card, drawn for a chat that does not fetch it from our pages."""

from __future__ import annotations

import asyncio
import re

from bot.chats.platform import Picture
from buying.cards import Card
from buying.charts import png
from buying.service import people, picture

ADDRESS = re.compile(r"/purchases/(?P<reference>[A-Za-z0-9-]+)/whole-life-cost\.svg\b")


async def of(card: Card, person: str) -> Picture | None:
    """The picture of ``card`` as that person may see it.

    None where it has none, or where its figures have changed since: the words that stand
    beside it still tell what it showed.
    """
    if card.image is None:
        return None
    return await asyncio.to_thread(_draw, card, person)


def _draw(card: Card, person: str) -> Picture | None:
    found = ADDRESS.match(card.image.url) if card.image else None
    if card.image is None or found is None:
        return None
    chart = picture.chart(people.find(person), found["reference"])
    if chart is None or f"v={chart.mark}" not in card.image.url:
        return None
    name = f"{found['reference']}-{chart.mark}"
    return Picture(png=png(chart), alt=card.image.alt, name=name)
