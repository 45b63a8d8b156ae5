"""Other people's purchases, as far as colleagues may see them.

Shown are what is bought, for how much, from whom, and who buys it in which team; never why,
or for whom.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, or_, select
from sqlalchemy.orm import Session

from buying.clock import day_of
from buying.domain import privacy
from buying.domain.others import OtherPurchase
from buying.domain.together import Stage
from buying.domain.value import NOTHING, Value
from buying.settings import settings
from buying.store.tables import Join, Person, Purchase

MOST_SHOWN = 5
RECENT = timedelta(days=183)
"""About six months: for how long a purchase in which nothing happens is still shown."""

LIVE = ("asked", "accepted")
"""The states of a join that still stands."""

# Put together once and not in every turn, which asks each of them.
_SEEN = select(
    Purchase.id, Purchase.reference, Purchase.item, Purchase.team, Purchase.category,
    Purchase.value_net, Purchase.value_gross, Purchase.supplier, Purchase.stage,
    Purchase.created_at, Purchase.ended_at, Purchase.ended_how, Person.name,
).join(Person, Person.id == Purchase.requester_id)  # fmt: skip
_NOT_CANCELLED = or_(Purchase.ended_how.is_(None), Purchase.ended_how != "cancelled")
_EARLIER = _SEEN.where(
    Purchase.team == bindparam("team"),
    Purchase.category == bindparam("category"),
    Purchase.id < bindparam("this"),
    Purchase.created_at >= bindparam("since"),
    _NOT_CANCELLED,
).order_by(Purchase.id.desc())
_WITH_US = Purchase.id.in_(
    select(Join.to_id).where(Join.from_id == bindparam("this"), Join.state.in_(LIVE))
)
_RECENT = and_(
    Purchase.updated_at >= bindparam("since"),
    or_(Purchase.ended_how.is_(None), Purchase.ended_how != "handed_over"),
)
_DONE = or_(Purchase.stage == "done", Purchase.ended_at.is_not(None))
_COLLEAGUES = (
    _SEEN.where(
        Purchase.category == bindparam("category"),
        Purchase.requester_id != bindparam("requester"),
        Purchase.stage.is_not(None),
        _NOT_CANCELLED,
        or_(_RECENT, _WITH_US),
    )
    .order_by(case((_WITH_US, 0), (_DONE, 2), else_=1), Purchase.id.desc())
    .limit(MOST_SHOWN)
)
_OF_IDS = _SEEN.where(Purchase.id.in_(bindparam("ids", expanding=True))).order_by(Purchase.id)


def earlier(
    session: Session, purchase: Purchase, category: str, on: date, days: int
) -> tuple[OtherPurchase, ...]:
    """What the same team began to buy of ``category`` up to ``days`` days before this purchase.

    ``on``: the day that this one began. The newest comes first; cancelled ones are left out.
    Items are as they were typed, to be held against one another, not to be shown.
    """
    asked = {
        "team": purchase.team,
        "category": category,
        "this": purchase.id,
        "since": _begins(on - timedelta(days=days)),
    }
    return tuple(_view(row) for row in session.execute(_EARLIER, asked))


def colleagues(
    session: Session, purchase: Purchase, category: str, on: date
) -> tuple[OtherPurchase, ...]:
    """What other people plan, buy or lately bought of ``category``, newest first, at most five.

    ``on``: the day to look back from, about six months. Those that this purchase is to be
    joined with come before all others into the five, then those that can still be joined.
    """
    asked = {
        "category": category,
        "requester": purchase.requester_id,
        "this": purchase.id,
        "since": _begins(on - RECENT),
    }
    rows = list(session.execute(_COLLEAGUES, asked))
    newest_first = sorted(rows, key=lambda row: row.id, reverse=True)
    return tuple(_view(row, private=True) for row in newest_first)


def of_ids(session: Session, ids: Iterable[int]) -> tuple[OtherPurchase, ...]:
    """The purchases with these row numbers, in the order in which they began."""
    rows = session.execute(_OF_IDS, {"ids": list(ids)})
    return tuple(_view(row, private=True) for row in rows)


def _view(row: Row[*tuple[Any, ...]], *, private: bool = False) -> OtherPurchase:
    """One purchase for others to see. ``private``: hide an item that may name somebody."""
    item, net, gross = row.item or "", row.value_net, row.value_gross
    return OtherPurchase(
        reference=row.reference,
        item=privacy.shown_to_others(item) if private else item,
        requester=row.name,
        team=row.team,
        category=row.category or "",
        value=NOTHING if net is None or gross is None else Value(net, gross),
        began=day_of(row.created_at),
        stage=_stage(row),
        supplier=row.supplier,
    )


def _stage(row: Row[*tuple[Any, ...]]) -> Stage:
    if row.stage == "done" or row.ended_how in ("finished", "cancelled"):
        return "done"
    # A specialist goes on with one that was handed over.
    return "open" if row.ended_at or row.stage == "open" else "planned"


def _begins(day: date) -> datetime:
    """The moment at which ``day`` begins for the organisation."""
    return datetime.combine(day, time(), settings().zone).astimezone(UTC)
