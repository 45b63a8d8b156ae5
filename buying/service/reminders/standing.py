"""Where a purchase stands, as far as reminders need it. It is worked out once for each change."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from buying.clock import day_of
from buying.domain.together import stage
from buying.domain.workflow import base_key
from buying.rulebook import Rulebook, RulebookError
from buying.rulebook.reminders import Reminders
from buying.service.guide.scene import Scene
from buying.settings import settings
from buying.store.tables import Purchase

log = logging.getLogger(__name__)

REST = timedelta(hours=20)
"""A purchase in which something happened so lately needs no reminder."""

LOOKED_BACK = timedelta(days=366)
"""For how long after its end a purchase may still have a day to be reminded of."""

MOST_REPLAYS = 50
"""Purchases worked out in one look; after a start the rest come with the next looks."""


@dataclass(frozen=True)
class Standing:
    """A purchase for its requester.

    ``asks``: the question that waits for them, without a number; ``stage``: of that question.
    ``waits_for``: the role of somebody else who must answer. ``given``: answers that the rules
    look at, by question or box. ``usual``: calendar days that the way of buying takes until the
    order, None where it is not known or is ordered; ``agreed_on``: from when they count.
    """

    purchase: int
    reference: str
    requester: str
    item: str
    ended: bool
    since: date
    asks: str | None
    stage: str | None
    waits_for: str | None
    given: dict[str, object]
    usual: int | None
    agreed_on: date


Stamp = tuple[str, str, datetime, datetime | None]
_known: dict[int, tuple[Stamp, Standing | None]] = {}


def standings(session: Session, book: Rulebook, moment: datetime) -> Iterator[Standing]:
    """Every purchase of which its requester may have to be reminded."""
    left = MOST_REPLAYS
    for number, updated_at, ended_at in session.execute(_rows(moment)):
        stamp = (settings().database, book.fingerprint, updated_at, ended_at)
        seen = _known.get(number)
        if seen is None or seen[0] != stamp:
            if left == 0:
                continue
            left -= 1
            seen = _known[number] = (stamp, _of(session, number, book.reminders))
        if seen[1] is not None:
            yield seen[1]


def _rows(moment: datetime) -> Select[int, datetime, datetime | None]:
    open_ones = and_(Purchase.ended_at.is_(None), Purchase.updated_at <= moment - REST)
    finished = and_(Purchase.ended_how == "finished", Purchase.ended_at >= moment - LOOKED_BACK)
    columns = Purchase.id, Purchase.updated_at, Purchase.ended_at
    return select(*columns).where(or_(open_ones, finished)).order_by(Purchase.id)


def _of(session: Session, number: int, rules: Reminders) -> Standing | None:
    try:
        return standing(Scene(session, session.get_one(Purchase, number)), rules)
    except RulebookError:
        # Its rulebook is gone: others are to be reminded all the same.
        log.warning("a purchase could not be worked out for reminders")
        return None


def standing(scene: Scene, rules: Reminders) -> Standing:
    """A purchase as it stands for its requester."""
    purchase, known, opened = scene.purchase, scene.context.known, scene.open
    mine = scene.mine and purchase.ended_at is None
    agreed = [row.at for row in scene.rows if row.question == "route" and row.kind == "answer"]
    ordered = stage(known) == "done" or purchase.ended_at is not None
    return Standing(
        purchase=purchase.id,
        reference=purchase.reference,
        requester=purchase.requester_id,
        item=scene.context.item,
        ended=purchase.ended_at is not None,
        since=day_of(purchase.updated_at),
        asks=base_key(opened.key) if opened and mine else None,
        stage=opened.step.stage if opened and mine else None,
        waits_for=scene.waits_for,
        given={box: known.answer(box) for box in _looked_at(rules)},
        usual=known.route.takes_days if known.route and not ordered else None,
        agreed_on=day_of(agreed[-1]) if agreed else scene.began,
    )


def _looked_at(rules: Reminders) -> set[str]:
    return {rule.date for rule in rules.dates} | {
        rule.unless for rule in rules.unanswered if rule.unless
    }
