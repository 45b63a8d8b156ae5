"""Contracts on the register: which fit a purchase, and all of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from buying.cards import Model
from buying.clock import now, today
from buying.domain.contract_fit import fits
from buying.domain.money import Money
from buying.domain.others import Contract
from buying.domain.value import Value
from buying.settings import settings
from buying.store.tables import Audit
from buying.store.tables import Contract as Row

Standing = Literal["in force", "not yet", "ended"]


class UnknownContract(LookupError):
    """No contract on the register has that reference; the text says so."""


class ContractView(Model):
    """A contract as the register shows it. ``up_to``: the most that one order may come to.

    ``standing``: whether one can order from it today, its last day included.
    """

    reference: str
    title: str
    supplier: str
    supplier_id: int | None
    category: str
    starts: date | None
    ends: date
    how: str
    up_to: Money | None
    note: str | None
    standing: Standing


def fitting(
    session: Session, category: str, words: str, on: date, *, rate: Decimal, label: str
) -> tuple[Contract, ...]:
    """Contracts in force ``on`` a day to buy what ``words`` name, the one that ends last first.

    Only contracts of the same ``category`` that were on the register by then count. ``rate``:
    the standard rate of VAT; ``label``: what the category is called.
    """
    asked = {"category": category, "day": on, "after": _begins(on + timedelta(days=1))}
    rows = session.scalars(_IN_FORCE, asked)
    return tuple(_contract(row, rate) for row in rows if fits(row.title, label, words))


# Put together once and not in every turn, which asks it.
_IN_FORCE = (
    select(Row)
    .where(
        Row.category == bindparam("category"),
        Row.ends >= bindparam("day"),
        or_(Row.starts.is_(None), Row.starts <= bindparam("day")),
        Row.added_at < bindparam("after"),
        or_(Row.retired_at.is_(None), Row.retired_at >= bindparam("after")),
    )
    .order_by(Row.ends.desc(), Row.id)
)


def listed(session: Session, *, all: bool = False) -> tuple[ContractView, ...]:
    """The contracts on the register by title; ``all``: those that have ended as well."""
    day = today()
    query = select(Row).where(Row.retired_at.is_(None)).order_by(Row.title, Row.id)
    if not all:
        query = query.where(Row.ends >= day)
    return tuple(view(row, day) for row in session.scalars(query))


def retire(session: Session, reference: str, by: str | None = None) -> None:
    """Take a contract off the register from now on. Raises UnknownContract.

    ``by`` is a person's id; None: the command line.
    """
    query = select(Row).where(Row.reference == reference, Row.retired_at.is_(None))
    row = session.scalar(query)
    if row is None:
        raise UnknownContract(
            f"There is no contract “{reference}” on the register. `buywell contracts list --all`"
            " shows those there are."
        )
    row.retired_at = now()
    session.add(
        Audit(
            at=row.retired_at, actor=by or "command", action="took a contract off the register",
            subject=f"contract {reference}",
        )
    )  # fmt: skip


def view(row: Row, day: date) -> ContractView:
    """One contract as it stands on ``day``."""
    standing: Standing = "in force"
    if row.ends < day:
        standing = "ended"
    elif row.starts is not None and row.starts > day:
        standing = "not yet"
    return ContractView(
        reference=row.reference,
        title=row.title,
        supplier=row.supplier,
        supplier_id=row.supplier_id,
        category=row.category,
        starts=row.starts,
        ends=row.ends,
        how=row.how,
        up_to=_limit(row),
        note=row.note,
        standing=standing,
    )


def _contract(row: Row, rate: Decimal) -> Contract:
    limit = _limit(row)
    return Contract(
        id=row.id,
        title=row.title,
        supplier=row.supplier,
        category=row.category,
        ends=row.ends,
        how=row.how,
        up_to=Value.of(limit, rate) if limit else None,
        reference=row.reference,
    )


def _limit(row: Row) -> Money | None:
    if row.up_to is None or row.up_to_vat is None:
        return None
    return Money.of({"amount": str(row.up_to), "vat": row.up_to_vat})


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), settings().zone)
