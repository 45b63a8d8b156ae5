"""The names of blocks: to which message and question what stands in them belongs.

In a message: ``buywell:<message number>:<what>:<question id>``. In a modal, whose message and
question are in its ``private_metadata``: ``box:<part>:<box id>``. In the Home tab the former, with
``home<number>.`` before it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

LONGEST = 200
"""Characters of a question's or a box's id, as ``buying.service.said`` takes them."""

HIGHEST = 10**18 - 1
"""The highest number of a message that is read: any database can look for it."""

ANSWER, SEND, FORM, ACT = "answer", "send", "form", "act"
"""What blocks hold: answers to press, the button beside boxes, that of a form, actions."""

BOX = "value"
"""The id of the only box of a question that is no form, as ``bot.forms`` names it."""

_MESSAGE = re.compile(r"(?:home\d+\.)?buywell:(\d{1,18}):([a-z.]{1,40}):(.{0,200})", re.DOTALL)

_MODAL = re.compile(r"box:[a-z]{1,20}:(.{0,200})", re.DOTALL)


@dataclass(frozen=True)
class About:
    """Which message of ours and which question something is about; 0 where there is none."""

    message: int
    question: str
    what: str


def within_message(message: int | None, what: str, question: str = "") -> str:
    """The id of a block of a message."""
    return f"buywell:{message or 0}:{what}:{short(question)}"


def box_in_message(message: int | None, part: str, question: str) -> str:
    """The id of the block of a box, or of one of its parts, in a message."""
    return within_message(message, f"box.{part or 'all'}", question)


def box_in_modal(part: str, box: str) -> str:
    """The id of the block of a box, or of one of its parts, in a modal."""
    return f"box:{part or 'all'}:{short(box)}"


def about(block_id: object) -> About | None:
    """What a block of a message is about; None for a block that is not ours."""
    found = _MESSAGE.fullmatch(block_id) if isinstance(block_id, str) else None
    return About(int(found[1]), found[3], found[2]) if found else None


def box_of_modal(block_id: object) -> str | None:
    """The id of the box to which a block of a modal belongs; None for any other block."""
    found = _MODAL.fullmatch(block_id) if isinstance(block_id, str) else None
    return found[1] if found else None


def short(name: str) -> str:
    """``name``, or a mark of it where it is too long to be one that we gave."""
    if len(name) <= LONGEST:
        return name
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
