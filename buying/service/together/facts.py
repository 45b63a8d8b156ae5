"""What others may see of a purchase, kept beside it so that a list need not replay it."""

from __future__ import annotations

from buying.domain import privacy
from buying.domain.together import stage
from buying.store.tables import Purchase
from buying.voice.context import Context


def keep(purchase: Purchase, context: Context) -> None:
    """Note what ``context`` says of ``purchase``, within the caller's transaction."""
    known = context.known
    value = known.own
    purchase.category = known.category.id if known.category else None
    purchase.item = _item(context) if known.answer("need.item") else None
    purchase.value_net = value.net if value else None
    purchase.value_gross = value.gross if value else None
    purchase.supplier = known.chosen.supplier if known.chosen else None
    purchase.stage = stage(known)


def _item(context: Context) -> str:
    # What one person needs says something about them, however it is put.
    category = context.known.category
    return privacy.FOR_ONE if category and category.individual else context.item
