"""Likely splits that staff said were separate purchases, for specialists to look at (P4)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from buying.cards import Model
from buying.domain.known import TOGETHER
from buying.service.desk import may_read
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.store.database import reading
from buying.store.tables import EntryRow, Purchase

QUESTION = "split"
SHOWN = 10
"""How many of the newest are listed."""
LOOKED_AT = 50
"""How many of the newest answers are looked at for them."""


class SaidSeparate(Model):
    """A purchase that looked like a part of others, and why its requester says that it is not."""

    reference: str
    item: str
    team: str
    requester: str
    others: tuple[str, ...]
    reason: str
    said_at: datetime


def said_separate(person: Who) -> tuple[SaidSeparate, ...]:
    """The newest that still look so, newest first. Raises NotAllowed."""
    may_read(person)
    with reading() as session:
        query = _answered().order_by(func.max(EntryRow.id).desc()).limit(LOOKED_AT)
        found = [_one(session, purchase, at) for purchase, at in session.execute(query).all()]
    return tuple(one for one in found if one)[:SHOWN]


def _answered() -> Select[Purchase, datetime]:
    """Purchases that were asked, and when they answered last; not those that were cancelled."""
    return (
        select(Purchase, func.max(EntryRow.at))
        .join(EntryRow, EntryRow.purchase_id == Purchase.id)
        .where(EntryRow.question == QUESTION, EntryRow.kind == "answer")
        .where(or_(Purchase.ended_how.is_(None), Purchase.ended_how != "cancelled"))
        .group_by(Purchase.id)
    )


def _one(session: Session, purchase: Purchase, at: datetime) -> SaidSeparate | None:
    scene = Scene(session, purchase)
    known = scene.context.known
    said = known.answer("split.decision")
    if known.split is None or said is None or said == TOGETHER:
        return None
    return SaidSeparate(
        reference=purchase.reference,
        item=scene.context.item,
        team=purchase.team,
        requester=scene.requester.name,
        others=tuple(part.reference for part in known.split.purchases),
        reason=str(known.answer("split.reason") or ""),
        said_at=at,
    )
