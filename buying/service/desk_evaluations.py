"""Look backs that staff have shared (P14), as the desk reads them.

Each public function is one transaction and checks the role of ``person`` itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Model
from buying.domain.suppliers import match_name
from buying.domain.workflow import Entry, latest
from buying.service import policies, purchases
from buying.service.desk import NotThere, Page, may_read, paged
from buying.service.people import Who
from buying.service.purchases import PurchaseFile
from buying.store.database import reading
from buying.store.tables import EntryRow, Purchase

EVALUATIONS_A_PAGE = 25
Sort = Literal["newest", "oldest", "best_value", "worst_value"]


class Evaluation(Model):
    """One line of the list of evaluations. Ratings are 1 to 5; ``process`` is their mean."""

    reference: str
    item: str
    team: str
    category: str
    supplier: str
    value_rating: int | None
    process: Decimal | None
    shared_at: datetime


def evaluations(
    person: Who,
    *,
    team: str = "",
    category: str = "",
    text: str = "",
    sort: Sort = "newest",
    page: int = 1,
) -> Page[Evaluation]:
    """Purchases whose look back was shared (P14). Raises NotAllowed.

    ``text`` is looked for in the reference, what was bought, the team and the supplier.
    """
    may_read(person)
    with reading() as session:
        found = _evaluations(session)
    words = text.casefold().split()
    kept = [
        row
        for row in found
        if (not team or row.team == team)
        and (not category or row.category == category)
        and all(word in _searched(row) for word in words)
    ]
    return paged(sorted(kept, key=SORTS[sort]), page, EVALUATIONS_A_PAGE)


def teams(person: Who) -> tuple[str, ...]:
    """Teams that have shared an evaluation, by name. Raises NotAllowed."""
    may_read(person)
    with reading() as session:
        query = select(Purchase.team).where(Purchase.shared_at.is_not(None)).distinct()
        return tuple(session.scalars(query.order_by(Purchase.team)))


def evaluation(person: Who, reference: str) -> PurchaseFile:
    """One evaluation, with the whole purchase. Raises NotAllowed, and NotThere if not shared."""
    may_read(person)
    with reading() as session:
        query = select(Purchase).where(
            Purchase.reference == reference, Purchase.shared_at.is_not(None)
        )
        purchase = session.scalar(query)
        if purchase is None:
            raise NotThere
        return purchases.file(session, purchase)


def categories() -> tuple[tuple[str, str], ...]:
    """Kinds of things that are bought: id and label, in the rulebook's order."""
    return tuple((each.id, each.label) for each in policies.current().categories.values())


def evaluations_of(session: Session, match: str) -> tuple[Evaluation, ...]:
    """Shared look backs of purchases from the supplier whose compared name is ``match``."""
    found = [row for row in _evaluations(session) if match_name(row.supplier) == match]
    return tuple(sorted(found, key=SORTS["newest"]))


LISTED = ("need", "category", "choose", "value", "process_ratings", "delivery")
"""Questions whose answers a line of the list shows; options are read beside them."""


def _evaluations(session: Session) -> list[Evaluation]:
    shared = session.scalars(select(Purchase).where(Purchase.shared_at.is_not(None))).all()
    query = (
        select(EntryRow)
        .join(Purchase, Purchase.id == EntryRow.purchase_id)
        .where(Purchase.shared_at.is_not(None))
        .where(EntryRow.question.in_(LISTED) | EntryRow.question.startswith("option#"))
        .order_by(EntryRow.id)
    )
    entries: dict[int, list[Entry]] = {}
    for row in session.scalars(query):
        entry = Entry(row.id, row.kind, row.question, row.value)  # type: ignore[arg-type]
        entries.setdefault(row.purchase_id, []).append(entry)
    return [_evaluation(purchase, entries.get(purchase.id, [])) for purchase in shared]


def _evaluation(purchase: Purchase, entries: list[Entry]) -> Evaluation:
    given = {key: entry.value for key, entry in latest(entries).items()}
    options = [value for key, value in given.items() if key.startswith("option#") and value]
    # Where one price is enough, nobody is asked to choose.
    only = options[0] if len(options) == 1 else {}
    chosen = given.get(given.get("choose") or "") or only
    # A small purchase on a card is looked back on as it is delivered.
    came = given.get("delivery") or {}
    judged = given.get("process_ratings") or {"ease": came.get("ease")}
    ratings = [Decimal(n) for n in judged.values() if n is not None]
    need = given.get("need") or {}
    value = (given.get("value") or {"rating": came.get("worth")}).get("rating")
    assert purchase.shared_at is not None
    return Evaluation(
        reference=purchase.reference,
        item=str(need.get("item") or "Something"),
        team=purchase.team,
        category=str(given.get("category") or ""),
        supplier=str(chosen.get("supplier") or ""),
        value_rating=None if value is None else int(value),
        process=sum(ratings, Decimal(0)) / len(ratings) if ratings else None,
        shared_at=purchase.shared_at,
    )


def _searched(row: Evaluation) -> str:
    return f"{row.reference} {row.item} {row.team} {row.supplier}".casefold()


SORTS: dict[Sort, Callable[[Evaluation], Any]] = {
    "newest": lambda row: (-row.shared_at.timestamp(), row.reference),
    "oldest": lambda row: (row.shared_at.timestamp(), row.reference),
    "best_value": lambda row: (-(row.value_rating or 0), row.reference),
    "worst_value": lambda row: (row.value_rating or 6, row.reference),
}
