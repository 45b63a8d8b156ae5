"""What was shown where a control was used: an answer counts for that, and for nothing else."""

from __future__ import annotations

from buying.cards import Card
from buying.service import messages
from buying.service.guide.talk import Talk
from buying.store.tables import Message, Purchase


def card_in(talk: Talk, message: int | None) -> Card | None:
    """The card of that message, if it was said in this conversation; None otherwise."""
    row = _row(talk, message)
    return messages.read(row) if row is not None else None


def other_purchase(talk: Talk, message: int | None) -> str | None:
    """The reference of the purchase that the message is about, if it is not the one at hand."""
    row = _row(talk, message)
    if row is None or row.purchase_id in (None, talk.conversation.purchase_id):
        return None
    return talk.session.get_one(Purchase, row.purchase_id).reference


def _row(talk: Talk, message: int | None) -> Message | None:
    row = talk.session.get(Message, message) if message is not None else None
    return row if row is not None and row.conversation_id == talk.conversation.id else None
