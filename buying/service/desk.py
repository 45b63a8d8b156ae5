"""What specialists, administrators and auditors see on the desk, and what they do there.

Each public function is one transaction and checks the role of ``person`` itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card, Model
from buying.domain.suppliers import match_name
from buying.domain.workflow import Entry, latest
from buying.service import policies, purchases, tasks
from buying.service.people import Who
from buying.service.purchases import AlreadyAnswered, InvalidAnswer, NotAllowed, PurchaseFile
from buying.service.scene import Scene
from buying.store.database import transaction
from buying.store.tables import EntryRow, Person, Purchase, Task

__all__ = [
    "Advice", "AlreadyAnswered", "Evaluation", "InvalidAnswer", "NotAllowed", "NotThere", "Page",
    "Waiting", "advice", "advice_queue", "answered", "categories", "evaluation", "evaluations",
    "reply", "teams",
]  # fmt: skip

READERS = frozenset({"specialist", "administrator", "auditor"})
SPECIALIST = "specialist"
EVALUATIONS_A_PAGE = 25
ANSWERED_SHOWN = 20
Sort = Literal["newest", "oldest", "best_value", "worst_value"]
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


def may_read(person: Who) -> None:
    """Raises NotAllowed for somebody without a role that works on the desk."""
    if not READERS & set(person.roles):
        raise NotAllowed("The desk is for specialists, administrators and auditors.")


def advice_queue(person: Who) -> tuple[Waiting, ...]:
    """Steps that wait for a specialist, longest waiting first. Raises NotAllowed."""
    may_read(person)
    with transaction() as session:
        query = select(Task).where(Task.role == SPECIALIST, Task.closed_at.is_(None))
        found = session.scalars(query.order_by(Task.opened_at, Task.id))
        return tuple(_waiting(_scene(session, task.purchase_id), task) for task in found)


def answered(person: Who) -> tuple[Waiting, ...]:
    """The last steps that a specialist answered or that went away, newest first.

    Raises NotAllowed.
    """
    may_read(person)
    with transaction() as session:
        query = select(Task).where(Task.role == SPECIALIST, Task.closed_at.is_not(None))
        newest = query.order_by(Task.closed_at.desc(), Task.id.desc()).limit(ANSWERED_SHOWN)
        return tuple(
            _waiting(_scene(session, task.purchase_id), task) for task in session.scalars(newest)
        )


def advice(person: Who, task_id: int) -> Advice:
    """One waiting step, whole. Raises NotAllowed, and NotThere for an unknown task."""
    may_read(person)
    with transaction() as session:
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
        value=context.known.value,
        route=context.known.route.title if context.known.route else None,
        requester=scene.requester.name,
        team=scene.purchase.team,
        since=task.opened_at,
        closed=task.closed_at,
    )


def _asked(answers: Any, question: str) -> str | None:
    """What the requester wants to know, in their own words."""
    words = answers.get({"advice": "advice_ask", "proposal_reply": "proposal"}.get(question, ""))
    return str(words) if words else None


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
    with transaction() as session:
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
    with transaction() as session:
        query = select(Purchase.team).where(Purchase.shared_at.is_not(None)).distinct()
        return tuple(session.scalars(query.order_by(Purchase.team)))


def evaluation(person: Who, reference: str) -> PurchaseFile:
    """One evaluation, with the whole purchase. Raises NotAllowed, and NotThere if not shared."""
    may_read(person)
    with transaction() as session:
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


def paged(rows: Sequence[T], number: int, size: int) -> Page[T]:
    """The page ``number`` of ``rows``; the nearest one there is if it is out of range."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, number), pages)
    items = tuple(rows[(number - 1) * size : number * size])
    return Page[T](items=items, number=number, pages=pages, total=len(rows))


LISTED = ("need", "category", "choose", "value", "process_ratings")
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
    chosen = given.get(given.get("choose") or "") or {}
    ratings = [Decimal(n) for n in (given.get("process_ratings") or {}).values() if n is not None]
    need = given.get("need") or {}
    value = (given.get("value") or {}).get("rating")
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
