"""Who asked whom to buy together, and which purchases are one for the rules."""

from __future__ import annotations

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import Session

from buying.clock import now
from buying.domain.others import OtherPurchase
from buying.service.together.others import LIVE, of_ids
from buying.store.tables import Audit, Conversation, Join, Message, Person, Purchase
from buying.voice.together import REQUEST, SAID_NO

LOOKED_AT = 20
AND = " and "
"""What stands between the two references in the audit of a joint purchase."""
PUT = (REQUEST, SAID_NO)
ANSWERED = "That has been answered already, or it is not asked any more. Nothing has changed."


class NotOpen(Exception):
    """The request is not there for this person to answer, or not any more; the text says so."""


def joined(session: Session, purchase: Purchase) -> tuple[OtherPurchase, ...]:
    """The purchases made together with this one, by way of others too, the oldest first."""
    ids = partners(session, purchase)
    return of_ids(session, ids) if ids else ()


_PAIRS = select(Join.from_id, Join.to_id).where(
    Join.state == "accepted",
    or_(
        Join.from_id.in_(bindparam("ends", expanding=True)),
        Join.to_id.in_(bindparam("ends", expanding=True)),
    ),
)


def partners(session: Session, purchase: Purchase) -> frozenset[int]:
    """The row numbers of the purchases that count together with this one today."""
    found = edge = frozenset({purchase.id})
    while edge:
        rows = session.execute(_PAIRS, {"ends": list(edge)})
        reached = frozenset(end for pair in rows for end in pair)
        edge, found = reached - found, found | reached
    return found - {purchase.id}


def standing(session: Session, purchase: Purchase) -> list[Join]:
    """Requests from or to ``purchase`` that wait or were accepted, oldest first."""
    mine = or_(Join.from_id == purchase.id, Join.to_id == purchase.id)
    query = select(Join).where(mine, Join.state.in_(LIVE)).order_by(Join.id)
    return list(session.scalars(query))


def asked_by(session: Session, entry: int) -> Join | None:
    """What the answer with this number asked for; None where it has not asked yet."""
    return session.scalar(select(Join).where(Join.entry_id == entry))


def waiting_for(session: Session, person: Person) -> list[Join]:
    """Requests that ``person`` can answer, oldest first."""
    query = (
        select(Join)
        .join(Purchase, Purchase.id == Join.to_id)
        .where(Purchase.requester_id == person.id, Join.state == "asked")
        .order_by(Join.id)
    )
    return list(session.scalars(query))


def said_last(session: Session, conversation: Conversation) -> list[str]:
    """The ids of the newest cards of a conversation that ask something or offer to say why.

    The newest comes first; only so many cards are looked at as one may still have in mind.
    """
    query = (
        select(Message.card)
        .where(Message.conversation_id == conversation.id)
        .order_by(Message.id.desc())
        .limit(LOOKED_AT)
    )
    cards = session.scalars(query)
    return [c["id"] for c in cards if c.get("question") or c["id"].startswith(PUT)]


def ask(session: Session, purchase: Purchase, other: Purchase, entry: int) -> Join:
    """Ask to buy together with ``other``: a new request."""
    join = Join(
        from_id=purchase.id,
        to_id=other.id,
        entry_id=entry,
        asked_by=purchase.requester_id,
        asked_at=now(),
        state="asked",
    )
    session.add(join)
    session.flush()
    _note(session, purchase.requester_id, "asked to buy together", purchase, other)
    return join


def to_answer(session: Session, person: Person, number: int) -> Join:
    """The request with this number, held so that it is answered once.

    Raises NotOpen where it is not for ``person``, or is not open any more.
    """
    join = session.get(Join, number, with_for_update=True)
    if join is None or join.state != "asked":
        raise NotOpen(ANSWERED)
    if session.get_one(Purchase, join.to_id).requester_id != person.id:
        raise NotOpen("Only the person who was asked may answer that.")
    return join


def answer(session: Session, join: Join, person: Person, accept: bool, note: str | None) -> None:
    """Accept or decline; ``note`` says why. Who may, and whether, is the caller's to check."""
    join.state = "accepted" if accept else "declined"
    join.answered_at, join.note = now(), note
    session.flush()
    what = "agreed to buy together" if accept else "declined to buy together"
    _note(session, person.id, what, *_pair(session, join), reason=note)


def withdraw(session: Session, join: Join, actor: str) -> None:
    """End a request, or a joint purchase, from now on."""
    was = join.state
    join.state, join.ended_at = "withdrawn", now()
    session.flush()
    what = "no longer buys together" if was == "accepted" else "no longer asks to buy together"
    _note(session, actor, what, *_pair(session, join))


def audited(reference: str) -> ColumnElement[bool]:
    """What selects the audit of whom a purchase asked or was asked to buy together."""
    ends = Audit.subject.startswith(f"{reference}{AND}"), Audit.subject.endswith(AND + reference)
    return or_(*ends)


def _pair(session: Session, join: Join) -> tuple[Purchase, Purchase]:
    return session.get_one(Purchase, join.from_id), session.get_one(Purchase, join.to_id)


def _note(
    session: Session,
    actor: str,
    action: str,
    purchase: Purchase,
    other: Purchase,
    reason: str | None = None,
) -> None:
    subject = f"{purchase.reference}{AND}{other.reference}"
    session.add(Audit(at=now(), actor=actor, action=action, subject=subject, reason=reason))
