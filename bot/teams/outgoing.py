"""What we send to Teams, as JSON: cards, lines, typing, and the offer of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.teams.cards.adaptive import Message

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
FILE_INFO = "application/vnd.microsoft.teams.card.file.info"
TYPING: Json = {"type": "typing"}


def card(where: Mapping[str, Any], message: Message) -> Json:
    """A message of one card.

    Its words are the ``summary``, which notifications show. With a ``text`` beside the card Teams
    would split the message in two and not say its id ("Messages in bot conversations").
    """
    attached = {"contentType": CARD, "content": message.card}
    return _message(where, summary=message.text, attachments=[attached])


def line(where: Mapping[str, Any], text: str) -> Json:
    """A line of plain words, in which nothing is read as a mark."""
    return _message(where, text=text, textFormat="plain")


def consent(where: Mapping[str, Any], name: str, size: int, what: str, context: Json) -> Json:
    """The question whether a file of ``size`` bytes may be put into somebody's OneDrive.

    ``context`` comes back with the answer: "Send and receive files using bot".
    """
    content = {
        "description": what,
        "sizeInBytes": size,
        "acceptContext": context,
        "declineContext": {},
    }
    attached = {"contentType": CONSENT, "name": name, "content": content}
    return _message(where, summary=what, attachments=[attached])


def file_info(where: Mapping[str, Any], name: str, url: str, unique_id: str) -> Json:
    """The card of a file that is in somebody's OneDrive now."""
    content = {"uniqueId": unique_id, "fileType": name.rpartition(".")[2]}
    attached = {"contentType": FILE_INFO, "contentUrl": url, "name": name, "content": content}
    return _message(where, summary=name, attachments=[attached])


def conversation(bot: str, user: str, tenant: str) -> Json:
    """The wish to open a direct conversation: "Send proactive messages"."""
    return {
        "bot": {"id": bot},
        "members": [{"id": user}],
        "isGroup": False,
        "tenantId": tenant,
        "channelData": {"tenant": {"id": tenant}},
    }


def _message(where: Mapping[str, Any], **more: Any) -> Json:
    bot = {"from": {"id": where["bot"]}} if where.get("bot") else {}
    return {"type": "message", **bot, "conversation": {"id": where["channel"]}, **more}
