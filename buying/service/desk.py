"""The advice queue of the desk: what waits for a specialist, and the reply.

Each public function is one transaction and checks the role of ``person`` itself.
Evaluations and suppliers are in ``desk_evaluations`` and ``desk_suppliers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card, Model
from buying.service import purchases
from buying.service.guide import tasks
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.purchases import AlreadyAnswered, InvalidAnswer, NotAllowed, PurchaseFile
from buying.store.database import reading
from buying.store.tables import Person, Purchase, Task

__all__ = [
    "Advice", "AlreadyAnswered", "InvalidAnswer", "NotAllowed", "NotThere", "Page", "Waiting",
    "advice", "advice_queue", "answered", "may_read", "paged", "reply",
]  # fmt: skip

READERS = frozenset({"specialist", "administrator", "auditor"})
SPECIALIST = "specialist"
ANSWERED_SHOWN = 20
T = TypeVar("T")


class NotThere(Exception):
    """There is no such task, purchase or supplier for this person to see."""


class Page(Model, Generic[T]):
    """One page of a list. ``number`` counts from 1; ``total`` is of all pages."""

    items: tuple[T, ...]
    number: int
    pages: int
    total: int


class Waiting(Model):
    """A step that waits for a specialist. ``value`` is in pounds with VAT; None when not known."""

    task: int
    reference: str
    item: str
    about: str
    question: str | None
    value: Decimal | None
    route: str | None
    requester: str
    team: str
    since: datetime
    closed: datetime | None


class Advice(Model):
    """One waiting step with the whole purchase so far.

    ``card`` puts the question and is None once the step is answered or has gone;
    ``may_reply``: whether this person is one of those asked.
    """

    waiting: Waiting
    card: Card | None
    may_reply: bool
    file: PurchaseFile


def may_read(person: Who) -> None:
    """Raises NotAllowed for somebody without a role that works on the desk."""
    if not READERS & set(person.roles):
        raise NotAllowed("The desk is for specialists, administrators and auditors.")


def advice_queue(person: Who) -> tuple[Waiting, ...]:
    """Steps that wait for a specialist, longest waiting first. Raises NotAllowed."""
    may_read(person)
    with reading() as session:
        query = select(Task).where(Task.role == SPECIALIST, Task.closed_at.is_(None))
        found = session.scalars(query.order_by(Task.opened_at, Task.id))
        return tuple(_waiting(_scene(session, task.purchase_id), task) for task in found)


def answered(person: Who) -> tuple[Waiting, ...]:
    """The last steps that a specialist answered or that went away, newest first.

    Raises NotAllowed.
    """
    may_read(person)
    with reading() as session:
        query = select(Task).where(Task.role == SPECIALIST, Task.closed_at.is_not(None))
        newest = query.order_by(Task.closed_at.desc(), Task.id.desc()).limit(ANSWERED_SHOWN)
        return tuple(
            _waiting(_scene(session, task.purchase_id), task) for task in session.scalars(newest)
        )


def advice(person: Who, task_id: int) -> Advice:
    """One waiting step, whole. Raises NotAllowed, and NotThere for an unknown task."""
    may_read(person)
    with reading() as session:
        task = session.get(Task, task_id)
        if task is None or task.role != SPECIALIST:
            raise NotThere
        scene = _scene(session, task.purchase_id)
        is_open = task.closed_at is None
        me = session.get_one(Person, person.id)
        return Advice(
            waiting=_waiting(scene, task),
            card=tasks.card(scene, task) if is_open else None,
            may_reply=is_open and tasks.may_answer(session, me, task),
            file=purchases.file(session, scene.purchase),
        )


def reply(person: Who, task_id: int, value: Any) -> None:
    """Answer a step that waits for a specialist; the purchase then goes on.

    ``value`` has the shape of the step's question (see ``cards.Question``). Raises
    NotAllowed, AlreadyAnswered, and InvalidAnswer with a sentence for people.
    """
    if SPECIALIST not in person.roles:
        raise NotAllowed("Only a commissioning specialist can reply.")
    purchases.answer_task(person, task_id, value, channel="desk")


def _scene(session: Session, purchase_id: int) -> Scene:
    return Scene(session, session.get_one(Purchase, purchase_id))


def _waiting(scene: Scene, task: Task) -> Waiting:
    context = scene.context
    rule = context.rulebook.questions[task.question.partition("#")[0]]
    return Waiting(
        task=task.id,
        reference=scene.purchase.reference,
        item=context.item,
        about=rule.label,
        question=_asked(context.known.answers, task.question),
        value=context.known.value.gross if context.known.value else None,
        route=context.known.route.title if context.known.route else None,
        requester=scene.requester.name,
        team=scene.purchase.team,
        since=task.opened_at,
        closed=task.closed_at,
    )


def _asked(answers: Any, question: str) -> str | None:
    """What the requester wants to know, in their own words."""
    proposal = (answers.get("share") or {}).get("proposal")
    words = {"advice": answers.get("advice_ask"), "proposal_reply": proposal}.get(question)
    return str(words) if words else None


def paged(rows: Sequence[T], number: int, size: int) -> Page[T]:
    """The page ``number`` of ``rows``; the nearest one there is if it is out of range."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, number), pages)
    items = tuple(rows[(number - 1) * size : number * size])
    return Page[T](items=items, number=number, pages=pages, total=len(rows))
