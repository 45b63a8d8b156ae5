"""The costs of a purchase as they are kept: rows are added, and taken back by other rows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import now
from buying.domain.money import VAT_WORDS, Money, pounds
from buying.domain.privacy import signs
from buying.domain.spending import WORDS, Spent
from buying.english import listed
from buying.store.tables import Audit, Purchase, SpendingReason, SpendingRow

COMMAND = "command"
LONGEST_REASON = 500
NOTE_GONE = "The note was taken back, since it may be about a person."


class CostError(Exception):
    """A cost cannot be recorded or taken back; the text is for people."""


def rows(session: Session, purchase_id: int) -> list[SpendingRow]:
    """Everything that was ever recorded for a purchase, oldest first."""
    query = select(SpendingRow).where(SpendingRow.purchase_id == purchase_id)
    return list(session.scalars(query.order_by(SpendingRow.id)))


def standing(kept: Iterable[SpendingRow]) -> tuple[Spent, ...]:
    """The costs that stand, by day."""
    found = list(kept)
    gone = {row.takes_back_id for row in found if row.takes_back_id is not None}
    costs = [as_spent(r) for r in found if r.takes_back_id is None and r.id not in gone]
    return tuple(sorted(costs, key=lambda cost: (cost.day, cost.number)))


def of(session: Session, purchase_id: int) -> tuple[Spent, ...]:
    """The costs of a purchase that stand, by day."""
    return standing(rows(session, purchase_id))


def as_spent(row: SpendingRow) -> Spent:
    """A row as the sums take it."""
    return Spent(
        day=row.day,
        kind=row.kind,
        money=Money(row.amount, row.vat),  # type: ignore[arg-type]
        invoice=row.invoice or "",
        note=row.note or "",
        number=row.id,
    )


def add(
    session: Session, purchase: Purchase, cost: Spent, by: str | None, channel: str
) -> SpendingRow:
    """Record a cost. ``by``: a person's id, None for a command."""
    row = _row(purchase.id, cost, by, channel)
    session.add(row)
    session.flush()
    _note(session, purchase, by, f"recorded a cost: {words(cost)}")
    return row


def take_back(
    session: Session, purchase: Purchase, number: int, reason: str, by: str, channel: str
) -> Spent:
    """Take the cost ``number`` of ``purchase`` back; both rows stay, with the reason.

    Raises CostError where it is not there, was taken back before, or there is no reason, or one
    that looks as if it told of a person.
    """
    _check_names_nobody(reason)
    if not reason.strip():
        raise CostError("Say in a few words why it is taken back.")
    if len(reason) > LONGEST_REASON:
        raise CostError(f"Give the reason in {LONGEST_REASON} characters or fewer.")
    cost = next((each for each in of(session, purchase.id) if each.number == number), None)
    if cost is None:
        raise CostError("That cost is not on record any more. Nothing has changed.")
    row = _row(purchase.id, cost, by, channel)
    row.takes_back_id, row.reason = number, reason.strip()
    session.add(row)
    session.flush()
    _note(session, purchase, by, f"took back a cost: {words(cost)}", reason.strip())
    return cost


def explain(session: Session, purchase: Purchase, text: str, by: str) -> None:
    """Keep a sentence on why it cost what it did.

    Raises CostError for none, a long one, or one that looks as if it told of a person.
    """
    _check_names_nobody(text)
    if not text.strip() or len(text) > LONGEST_REASON:
        raise CostError(f"Write one sentence, of {LONGEST_REASON} characters or fewer.")
    session.add(SpendingReason(purchase_id=purchase.id, text=text.strip(), by_id=by, at=now()))
    _note(session, purchase, by, "explained what it cost")


def explanations(session: Session, purchase_id: int) -> list[SpendingReason]:
    """What people said about why it cost what it did, oldest first."""
    query = select(SpendingReason).where(SpendingReason.purchase_id == purchase_id)
    return list(session.scalars(query.order_by(SpendingReason.id)))


def note(row: SpendingRow, back: SpendingRow | None) -> str:
    """A row's note as people may read it; ``back`` is the row that took it back, if one did.

    What was taken back does not go on showing what may be about a person.
    """
    text = row.note or ""
    return NOTE_GONE if back is not None and signs(text) else text


def _check_names_nobody(text: str) -> None:
    found = signs(text)
    if found:
        raise CostError(f"That looks as if it holds {listed(found)}. Please say it without.")


def words(cost: Spent) -> str:
    """A cost in a line, without its note."""
    number = f", invoice {cost.invoice}" if cost.invoice else ""
    basis = VAT_WORDS[cost.money.vat]
    return f"{WORDS[cost.kind]}, {pounds(cost.money.amount)} {basis}, {cost.day:%d/%m/%Y}{number}"


def _row(purchase_id: int, cost: Spent, by: str | None, channel: str) -> SpendingRow:
    return SpendingRow(
        purchase_id=purchase_id,
        day=cost.day,
        kind=cost.kind,
        amount=cost.money.amount,
        vat=cost.money.vat,
        invoice=cost.invoice or None,
        note=cost.note or None,
        by_id=by,
        at=now(),
        channel=channel,
        takes_back_id=None,
        reason=None,
    )


def _note(
    session: Session, purchase: Purchase, by: str | None, action: str, reason: str | None = None
) -> None:
    session.add(
        Audit(
            at=now(), actor=by or COMMAND, action=action, subject=purchase.reference, reason=reason
        )
    )
