"""Watching what is spent against what was agreed: each mark is told of once.

A mark that is fallen below again, since a cost was taken back or credited, is armed anew: what
was told then is not true any more, and the next invoice may be the one that matters.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.clock import now
from buying.domain.spending import reached
from buying.service.guide import tasks
from buying.service.guide.scene import Scene
from buying.store.tables import SpendingMark
from buying.voice import spending, spending_cards


def look(scene: Scene, on: date) -> list[Card]:
    """Note which marks the purchase has reached by ``on``; the card for its requester, if any.

    Of several marks reached at once only the highest is told of.
    """
    stood = spending.standing(scene.context, on)
    if stood is None:
        return []
    holds = reached(stood.toward, stood.agreed)
    open_ones = _open(scene.session, scene.purchase.id)
    for mark in open_ones:
        if mark.percent not in holds:
            mark.below_at = now()
    fresh = set(holds) - {mark.percent for mark in open_ones}
    for percent in sorted(fresh):
        scene.session.add(_mark(scene.purchase.id, percent))
    scene.session.flush()
    return [spending_cards.mark(scene.context, stood, max(fresh))] if fresh else []


def look_and_tell(scene: Scene, on: date) -> None:
    """The same where the requester is not the one who speaks: they are told in their chat."""
    cards = look(scene, on)
    if cards:
        tasks.tell_requester(scene, cards)


def _open(session: Session, purchase_id: int) -> list[SpendingMark]:
    query = select(SpendingMark).where(
        SpendingMark.purchase_id == purchase_id, SpendingMark.below_at.is_(None)
    )
    return list(session.scalars(query))


def _mark(purchase_id: int, percent: int) -> SpendingMark:
    return SpendingMark(
        purchase_id=purchase_id, percent=percent, reached_at=now(), below_at=None,
        seen_by_id=None, seen_at=None,
    )  # fmt: skip
