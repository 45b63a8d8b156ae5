"""Who may read a purchase file, and how much of it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.service.guide import tasks
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.record import whole
from buying.service.record.document import Record
from buying.service.record.view import View
from buying.store.database import reading
from buying.store.tables import EntryRow, Person, Purchase, Task

READ_ALL = frozenset({"specialist", "administrator", "auditor"})
"""Roles that may read the file of any purchase."""

AUDITOR = "auditor"


class NotThere(Exception):
    """There is no such purchase for this person to read."""


def read(person: Who, reference: str) -> Record:
    """The file of the purchase ``reference`` as ``person`` may read it. Raises NotThere."""
    with reading() as session:
        purchase = session.scalar(select(Purchase).where(Purchase.reference == reference))
        reader = session.get(Person, person.id)
        if purchase is None or reader is None or not may_read(session, reader, purchase):
            raise NotThere
        scene = Scene(session, purchase)
        return whole.of(View(scene, look_back=_sees_look_back(reader, purchase)))


def may_read(session: Session, person: Person, purchase: Purchase) -> bool:
    """Whether ``person`` may read the file: the requester, roles that read all, those asked.

    Those asked are all who could answer one of its tasks now, open or closed, and all who did
    answer: an approver may look at what they approved.
    """
    if person.id == purchase.requester_id or READ_ALL & set(person.roles):
        return True
    own = select(EntryRow.id).where(
        EntryRow.purchase_id == purchase.id, EntryRow.by_id == person.id
    )
    if session.scalar(own.limit(1)) is not None:
        return True
    of_it = session.scalars(select(Task).where(Task.purchase_id == purchase.id))
    return any(tasks.may_answer(session, person, task) for task in of_it)


def _sees_look_back(person: Person, purchase: Purchase) -> bool:
    """The look back is the requester's own until they share it (P14); auditors read all."""
    own = person.id == purchase.requester_id
    return own or AUDITOR in person.roles or purchase.shared_at is not None
