"""The file of a purchase, handed over in the chat: a button, a question, and the file itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot import record_pdf, words
from bot.teams.cards import buttons, limits
from bot.teams.cards.adaptive import Message
from bot.teams.cards.elements import KEY, Element, submit
from buying.cards import Card
from buying.service import record
from buying.service.people import Who
from buying.service.record import NotThere

PDF = re.compile(r"/purchases/(?P<reference>[A-Za-z0-9-]{1,40})\.pdf")
REFERENCE = re.compile(r"[A-Za-z0-9-]{1,40}")
SEND = "send_file"
"""What the button says, with the number of a purchase."""

LABEL = "Get the PDF here"


def beside(card: Card, message: Message) -> Message:
    """``message`` with a button after each link to a PDF, as far as there is room."""
    wanted = {
        words.address(link): match["reference"]
        for link in card.links
        if (match := PDF.fullmatch(link.href))
    }
    if not wanted:
        return message
    rows = [one for one in message.card["body"] if one["type"] == "ActionSet"]
    taken = sum(each.get("mode") != "secondary" for row in rows for each in row["actions"])
    mode = {"mode": "secondary"} if taken + len(wanted) > limits.MOST_PRIMARY else {}
    body = [part for one in message.card["body"] for part in _with_buttons(one, wanted, mode)]
    whole = {**message.card, "body": body}
    return Message(message.text, whole) if limits.fits(whole) else message


def _with_buttons(one: Element, wanted: Mapping[str, str], mode: Element) -> list[Element]:
    if one["type"] != "ActionSet" or not any(each.get("url") in wanted for each in one["actions"]):
        return [one]
    made = []
    for each in one["actions"]:
        reference = wanted.get(each.get("url", ""))
        made += [each, *([submit(LABEL, {SEND: reference}) | mode] if reference else [])]
    return buttons.in_rows(made, one["spacing"])


def asked(value: Any) -> str | None:
    """The number of the purchase whose file is wanted; None where that was not pressed."""
    said = value.get(KEY) if isinstance(value, Mapping) else None
    return _reference(said.get(SEND)) if isinstance(said, Mapping) else None


def context(reference: str) -> dict[str, Any]:
    """What comes back when somebody says where the file may go."""
    return {KEY: {SEND: reference}}


def accepted(value: Any) -> str | None:
    """The number of the purchase whose file may now be brought; None for a no."""
    if not isinstance(value, Mapping) or value.get("action") != "accept":
        return None
    return asked(value.get("context"))


def made(who: Who, reference: str) -> tuple[str, bytes]:
    """The name and the content of a purchase's file as ``who`` may read it. Raises NotThere."""
    found = record.read(who, reference)
    return f"purchase-file-{found.reference}.pdf", record_pdf.render(found)


def _reference(told: Any) -> str | None:
    return told if isinstance(told, str) and REFERENCE.fullmatch(told) else None


__all__ = ["NotThere", "accepted", "asked", "beside", "context", "made"]
