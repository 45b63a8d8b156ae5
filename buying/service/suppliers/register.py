"""Finding suppliers on the list, and adding one by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Text, cast, select
from sqlalchemy.orm import Session

from buying.clock import now, today
from buying.domain.suppliers import match_name
from buying.service.suppliers import cells as cell
from buying.service.suppliers.days import as_day
from buying.service.suppliers.files import Row, SupplierFileError
from buying.service.suppliers.imports import checked, rulebook_categories
from buying.service.suppliers.names import names
from buying.service.suppliers.ranking import ranked
from buying.service.suppliers.taking import Taking
from buying.service.suppliers.views import SupplierView, view, views
from buying.store.tables import Audit, Supplier


def add(
    session: Session,
    name: str,
    categories: Iterable[str],
    preferred: bool = True,
    *,
    identifiers: Mapping[str, str] | None = None,
    postcode: str | None = None,
    area: str | None = None,
    size: str | None = None,
    vcse: bool | None = None,
    preferred_until: date | None = None,
    note: str | None = None,
    by: str = "command",
) -> SupplierView:
    """Put one supplier on the list, or add to what is known of it there.

    ``categories`` are ids of the rulebook, ``preferred_until`` is the last day,
    ``by`` a person's id or ``command``. The same supplier again changes nothing.
    Raises SupplierFileError for a name without a letter or digit, one over 200
    letters, a category that is not known, or a name that several suppliers have.
    """
    name = cell.harmless(cell.words(name))
    if not match_name(name) or len(name) > cell.NAME_LIMIT:
        raise SupplierFileError(f"A supplier needs a name of 1 to {cell.NAME_LIMIT} letters.")
    row = Row(
        where="by hand",
        name=name,
        identifiers=dict(identifiers or {}),
        categories=checked(categories, rulebook_categories()),
        postcode=postcode,
        area=area,
        size=size,
        vcse=vcse,
        preferred=preferred,
        preferred_until=preferred_until,
        note=note,
    )
    return _added(session, row, by)


def _added(session: Session, row: Row, by: str) -> SupplierView:
    taking = Taking(session)
    supplier = taking.take_one(row)
    if supplier is None:
        raise SupplierFileError(f"“{row.name}”: {taking.skipped[-1].said}")
    session.flush()
    if taking.added or taking.changes:
        what = "added a supplier" if taking.added else "changed a supplier"
        session.add(
            Audit(at=now(), actor=by, action=what, subject=f"supplier {supplier.id}", reason=None)
        )
    return view(supplier, taking.today)


def preferred_for(
    session: Session, category: str, words: str, today: date, limit: int = 5
) -> list[SupplierView]:
    """Preferred suppliers for ``category`` on the day ``today``, best match first (P5).

    Ranked by how many of ``words`` their name and note have; those without one
    follow by name. Left out: retired ones, and those whose last day has passed.
    One without a last day is in, with ``expiry`` ``unknown``.
    """
    query = (
        select(Supplier.id, Supplier.name, Supplier.note, Supplier.preferred_until)
        .where(Supplier.preferred, Supplier.retired_at.is_(None), _in_category(category))
        .order_by(Supplier.match_name, Supplier.id)
    )
    texts = {
        found.id: f"{found.name} {found.note or ''}"
        for found in session.execute(query)
        if (until := as_day(found.preferred_until)) is None or today <= until
    }
    return views(session, ranked(words, texts)[:limit], today)


def find(
    session: Session, typed_name: str, limit: int = 5, on: date | None = None
) -> list[SupplierView]:
    """The suppliers on the list that ``typed_name`` may mean, best first, with a score.

    A name that compares the same, or the trading name of one, scores 100 and
    comes first; then names that are like it, from 80 up.
    """
    asked = match_name(typed_name)
    if not asked:
        return []
    known = names(session)
    scores = dict.fromkeys(known.exactly.get(asked, ()), 100.0)
    for supplier, score in known.like(asked, limit):
        scores.setdefault(supplier, min(score, 99.0))
    best = sorted(scores.items(), key=lambda found: -found[1])[: limit * 2]
    return views(session, best, on or today())[:limit]


def everybody(
    session: Session,
    *,
    preferred: bool = False,
    category: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> list[SupplierView]:
    """Suppliers on the list by name; ``preferred`` and ``category`` narrow it down."""
    query = select(Supplier).where(Supplier.retired_at.is_(None))
    if preferred:
        query = query.where(Supplier.preferred)
    if category is not None:
        query = query.where(_in_category(category))
    query = query.order_by(Supplier.match_name, Supplier.id).limit(limit).offset(offset)
    return [view(supplier, today()) for supplier in session.scalars(query)]


def _in_category(category: str) -> ColumnElement[bool]:
    # A JSON list as text is the same on every database: ["care", "it"].
    return cast(Supplier.categories, Text).contains(f'"{category}"', autoescape=True)
