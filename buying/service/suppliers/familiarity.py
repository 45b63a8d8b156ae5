"""How well a supplier is known here, and the sentence that says so (P10)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.domain.suppliers import Standing, also_known_as, legal_form, match_name, standing
from buying.english import day_in_words
from buying.service.suppliers.days import as_day
from buying.service.suppliers.imports import rulebook_categories
from buying.service.suppliers.names import names
from buying.service.suppliers.views import Familiarity, SupplierView, view, views
from buying.store.tables import Supplier

_BEST_FIRST: tuple[Standing, ...] = ("preferred", "preferred_elsewhere", "expired", "known")
_CLOSE = 3


def is_familiar(session: Session, name: str, category: str, today: date) -> Familiarity:
    """How a supplier called ``name`` stands for a purchase in ``category`` (P10).

    Only a name that compares the same, or its trading name, counts; one that is
    merely like it is given in ``close``. Of several suppliers of that name the
    best standing counts.
    """
    bearers = _bearers(session, name)
    if not bearers:
        return _unknown(session, name, today)
    placed = [(_standing(supplier, category, today), supplier) for supplier in bearers]
    best, supplier = min(placed, key=lambda found: _BEST_FIRST.index(found[0]))
    seen = view(supplier, today, 100.0)
    return Familiarity(status=best, why=_why(best, seen, category), supplier=seen)


def _bearers(session: Session, name: str) -> list[Supplier]:
    """Suppliers on the list that go by ``name``, by the list itself or by trading names."""
    compared = match_name(name)
    if not compared:
        return []
    listed = select(Supplier).where(Supplier.retired_at.is_(None)).order_by(Supplier.id)
    same = session.scalars(listed.where(Supplier.match_name == compared)).all()
    if not same:
        known = names(session).exactly
        asked = (compared, *also_known_as(name))
        ids = [supplier for one in asked for supplier in known.get(one, ())]
        same = session.scalars(listed.where(Supplier.id.in_(ids))).all() if ids else []
    return [supplier for supplier in same if not _other_firm(name, supplier.name)]


def _other_firm(typed: str, listed: str) -> bool:
    # "Sample UK LLP" and "Sample UK Ltd" compare the same and are two firms.
    one, other = legal_form(typed), legal_form(listed)
    return one is not None and other is not None and one != other


def _standing(supplier: Supplier, category: str, today: date) -> Standing:
    until = as_day(supplier.preferred_until)
    return standing(supplier.preferred, supplier.categories, until, category, today)


def _unknown(session: Session, name: str, today: date) -> Familiarity:
    close = views(session, names(session).like(match_name(name), _CLOSE), today)
    nearest = f" The nearest name on it is “{close[0].name}”." if close else ""
    typed = " ".join(name.split())[:100]
    return Familiarity(
        status="unknown",
        why=f"“{typed}” is not on our list of suppliers.{nearest}",
        close=tuple(close),
    )


def _why(status: Standing, supplier: SupplierView, category: str) -> str:
    name, until = supplier.name, supplier.preferred_until
    if status == "known":
        return f"{name} is on our list, but not as a preferred supplier."
    if status == "expired":
        assert until is not None
        return f"{name} was a preferred supplier until {day_in_words(until)}. That day has passed."
    if status == "preferred_elsewhere":
        return f"{name} is a preferred supplier, but {_elsewhere(supplier, category)}."
    last = f"until {day_in_words(until)}" if until else "and the list gives no last day"
    return f"{name} is a preferred supplier for {_labels((category,))} {last}."


def _elsewhere(supplier: SupplierView, category: str) -> str:
    if not supplier.categories:
        return "the list does not say for what"
    return f"for {_labels(supplier.categories)}, not for {_labels((category,))}"


def _labels(categories: tuple[str, ...]) -> str:
    labels = {category.id: category.label for category in rulebook_categories()}
    said = [labels.get(category, category) for category in categories]
    return " and ".join(f"{label[:1].lower()}{label[1:]}" for label in said)
