"""What Slack shows below a link to one of our pages: that it is one, and nothing out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.slack.cards import limits
from bot.slack.cards.elements import plain
from bot.slack.platform import SlackPlatform
from buying.settings import settings

JSON = Mapping[str, Any]
FILE = re.compile(r"/purchases/(BW-[0-9]{4,9})(\.pdf)?/?")
MOST = 5
"""Links of one message below which something is shown."""


def unfurls(links: list[JSON]) -> dict[str, JSON]:
    """A line below each link to a purchase file, by the link's address.

    Whether there is such a purchase is not looked up: a channel must not learn even that.
    """
    found: dict[str, JSON] = {}
    for link in links:
        address = str(link.get("url") or "")
        reference = reference_of(address)
        if reference is not None and len(found) < MOST:
            text = plain(f"Purchase file {reference}. Sign in to read it.", limits.BLOCK_TEXT)
            found[address] = {"blocks": [{"type": "section", "text": text}]}
    return found


def reference_of(address: str) -> str | None:
    """The reference of the purchase whose file is at an address of ours; None for any other."""
    try:
        parts, ours = urlsplit(address), urlsplit(settings().base_url)
    except ValueError:
        return None
    page = FILE.fullmatch(parts.path)
    same = (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc)
    return page[1] if page and same else None


async def show(platform: SlackPlatform, event: JSON) -> None:
    """Answer a ``link_shared`` event. Raises what the platform raises."""
    shown = unfurls(list(event.get("links") or ()))
    if not shown:
        return
    if event.get("unfurl_id") and event.get("source"):
        where = {"unfurl_id": event["unfurl_id"], "source": event["source"]}
    else:
        where = {"channel": event.get("channel"), "ts": event.get("message_ts")}
    await platform.api.call("chat.unfurl", **where, unfurls=shown)
