"""The card that a control or a modal in Slack belongs to, and whether it still waits."""

from __future__ import annotations

from dataclasses import dataclass

from bot import standings
from bot.slack.cards import ids
from buying.cards import Card
from buying.service import accounts, messages, thread
from buying.service.accounts import Stranger

LINES = 200
"""How far back a conversation is read to see what waits in it."""


@dataclass(frozen=True)
class Asked:
    """A card that was said to the person of an account, and in which conversation."""

    person: str
    conversation: str
    card: Card


def find(workspace: str, account: str, message: int) -> Asked | None:
    """The card of a message of ours; None for one that was not said to the person of the account,
    and for an account that is nobody's."""
    try:
        known = accounts.find("slack", workspace, account)
    except Stranger:
        return None
    found = messages.card_of(known.who.id, message) if known else None
    if known is None or found is None:
        return None
    return Asked(known.who.id, found[0], found[1])


def waiting(asked: Asked) -> Card | None:
    """The newest card that asks the same question and waits for its answer; None for none."""
    lines = thread.lines(asked.conversation, LINES)
    cards = standings.open_cards(lines, thread.asked_of(asked.person))
    return next((card for card in reversed(cards) if _same(card, asked.card)), None)


def is_outdated(asked: Asked) -> bool:
    """Whether a card about somebody else's purchase is asked again by now with other facts.

    Nobody agrees to what they were not shown.
    """
    question = asked.card.question
    if question is None or standings.TASK_MARK not in question.id:
        return False
    newest = waiting(asked)
    return newest is not None and _told(newest) != _told(asked.card)


def answered(asked: Asked) -> str | None:
    """What was answered to the card, in plain words; None where that is not known."""
    lines = thread.lines(asked.conversation, LINES)
    how = standings.of_lines(lines, thread.asked_of(asked.person))
    standing = how.get(asked.card.message or 0)
    return standing.answered if standing else None


def _told(card: Card) -> object:
    return card.facts, card.table


def _same(one: Card, other: Card) -> bool:
    if one.question is None or other.question is None:
        return False
    return ids.short(one.question.id) == ids.short(other.question.id)
