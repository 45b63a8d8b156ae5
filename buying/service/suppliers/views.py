"""Suppliers as others see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Model
from buying.domain.suppliers import Expiry, Standing, expiry
from buying.service.suppliers.days import as_day
from buying.store.tables import Supplier


class SupplierView(Model):
    """A supplier on the list.

    ``preferred_until`` is the last day, ``expiry`` whether it has passed
    (``unknown`` where no day is given). ``score`` is how well it fits what was
    asked, 0 to 100.
    """

    id: int
    name: str
    preferred: bool
    categories: tuple[str, ...]
    identifiers: dict[str, str]
    area: str | None
    postcode: str | None
    size: str | None
    vcse: bool | None
    preferred_until: date | None
    expiry: Expiry
    note: str | None
    score: float = 0.0


class Familiarity(Model):
    """How well a supplier is known here (P10), and ``why`` in a sentence.

    ``preferred``: for this category, today. ``preferred_elsewhere``: for another
    category only. ``expired``: its last day has passed. ``known``: on the list,
    not preferred. ``unknown``: not on it. ``close`` holds suppliers whose names
    are like the one typed, for an unknown one.
    """

    status: Standing
    why: str
    supplier: SupplierView | None = None
    close: tuple[SupplierView, ...] = ()

    @property
    def familiar(self) -> bool:
        """Whether no advice is needed: preferred for this category, today."""
        return self.status == "preferred"


def view(supplier: Supplier, today: date, score: float = 0.0) -> SupplierView:
    """What is known of ``supplier`` on the day ``today``."""
    until = as_day(supplier.preferred_until)
    return SupplierView(
        id=supplier.id,
        name=supplier.name,
        preferred=supplier.preferred,
        categories=tuple(supplier.categories),
        identifiers=dict(supplier.identifiers),
        area=supplier.area,
        postcode=supplier.postcode,
        size=supplier.size,
        vcse=supplier.vcse,
        preferred_until=until,
        expiry=expiry(until, today),
        note=supplier.note,
        score=round(score, 1),
    )


def views(session: Session, found: Sequence[tuple[int, float]], today: date) -> list[SupplierView]:
    """Views of suppliers given as id and score, in that order; retired ones left out."""
    query = select(Supplier).where(
        Supplier.id.in_([supplier for supplier, _ in found]), Supplier.retired_at.is_(None)
    )
    by_id = {supplier.id: supplier for supplier in session.scalars(query)}
    return [view(by_id[known], today, score) for known, score in found if known in by_id]
