"""Publishes the Home tab: what waits for somebody, their purchases, and a way to begin one."""

from __future__ import annotations

import asyncio

from bot.slack.cards import home_view
from bot.slack.platform import SlackPlatform
from buying.cards import Card
from buying.service import accounts, home
from buying.service.accounts import Known, Stranger
from buying.service.arrivals import Place


async def publish(platform: SlackPlatform, workspace: str, account: str) -> None:
    """Show the Home tab as it stands now. Raises what the platform raises.

    Somebody whom we do not know reads there why, and whom to ask.
    """
    try:
        known = await _who(platform, workspace, account)
    except Stranger as refusal:
        cards = [Card(id="home.refused", text=str(refusal))]
    else:
        cards = list(await asyncio.to_thread(home.cards, known.who.id))
    view = await asyncio.to_thread(home_view.view, cards)
    await platform.api.call("views.publish", user_id=account, view=view)


async def _who(platform: SlackPlatform, workspace: str, account: str) -> Known:
    where = ("slack", workspace, account)
    known = await asyncio.to_thread(accounts.find, *where)
    if known is not None:
        return known
    place = Place(channel=account, private=True)
    said = await platform.identity(workspace, account, place)
    return await asyncio.to_thread(accounts.recognise, *where, said)
