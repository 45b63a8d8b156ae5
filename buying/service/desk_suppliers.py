"""The supplier list as the desk reads it: searched, narrowed down, page by page."""

from __future__ import annotations

from sqlalchemy import Select, Text, cast, func, or_, select

from buying.cards import Model
from buying.clock import today
from buying.domain.suppliers import match_name
from buying.service.desk import NotThere, Page, may_read
from buying.service.desk_evaluations import Evaluation, evaluations_of
from buying.service.people import Who
from buying.service.suppliers.days import as_moment
from buying.service.suppliers.views import SupplierView, view
from buying.store.database import reading
from buying.store.tables import Supplier

SUPPLIERS_A_PAGE = 50


class SupplierDetail(Model):
    """One supplier, and the shared look backs of purchases from it, newest first.

    ``retired``: it is on the list no longer.
    """

    supplier: SupplierView
    retired: bool
    evaluations: tuple[Evaluation, ...]


def suppliers(
    person: Who,
    *,
    name: str = "",
    preferred: bool = False,
    category: str = "",
    area: str = "",
    page: int = 1,
) -> Page[SupplierView]:
    """Suppliers on the list, by name. Raises NotAllowed.

    ``name`` is part of a name, ``area`` part of an area or the beginning of a
    postcode, ``category`` an id of the rulebook; what is empty does not narrow down.
    ``preferred`` keeps those that are preferred today.
    """
    may_read(person)
    query = _narrowed(name, preferred, category, area)
    with reading() as session:
        total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
        pages = max(1, -(-total // SUPPLIERS_A_PAGE))
        number = min(max(1, page), pages)
        rows = session.scalars(
            query.order_by(Supplier.match_name, Supplier.id)
            .limit(SUPPLIERS_A_PAGE)
            .offset((number - 1) * SUPPLIERS_A_PAGE)
        )
        items = tuple(view(row, today()) for row in rows)
    return Page[SupplierView](items=items, number=number, pages=pages, total=total)


def supplier(person: Who, supplier_id: int) -> SupplierDetail:
    """One supplier. Raises NotAllowed, and NotThere for an id that is not known."""
    may_read(person)
    with reading() as session:
        row = session.get(Supplier, supplier_id)
        if row is None:
            raise NotThere
        return SupplierDetail(
            supplier=view(row, today()),
            retired=row.retired_at is not None,
            evaluations=evaluations_of(session, row.match_name),
        )


def _narrowed(name: str, preferred: bool, category: str, area: str) -> Select[Supplier]:
    query = select(Supplier).where(Supplier.retired_at.is_(None))
    for word in name.split():
        plain = match_name(word)
        alike = [Supplier.name.icontains(word, autoescape=True)]
        if plain:
            alike.append(Supplier.match_name.contains(plain, autoescape=True))
        query = query.where(or_(*alike))
    if preferred:
        still = or_(
            Supplier.preferred_until.is_(None), Supplier.preferred_until >= as_moment(today())
        )
        query = query.where(Supplier.preferred, still)
    if category:
        listed = cast(Supplier.categories, Text).contains(f'"{category}"', autoescape=True)
        query = query.where(listed)
    if area.strip():
        asked = area.strip()
        query = query.where(
            or_(
                Supplier.area.icontains(asked, autoescape=True),
                Supplier.postcode.istartswith(asked, autoescape=True),
            )
        )
    return query
