"""Steps that wait for somebody other than the requester: advice, approval, proposals."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.clock import now
from buying.service import outbox, reach
from buying.service.guide.scene import Scene
from buying.store.tables import Person, Purchase, Task
from buying.voice import ask_another


def sync(scene: Scene) -> None:
    """Open a task for the step that waits for a role, and close those that no longer do.

    Whoever may answer is told where they are reached, once, when the task opens.
    """
    wanted = scene.open.key if scene.open and scene.waits_for and not _over(scene) else None
    for task in _open_tasks(scene.session, scene.purchase.id):
        if task.question == wanted:
            return
        close(scene, task)
    if wanted and scene.waits_for:
        task = Task(
            purchase_id=scene.purchase.id,
            question=wanted,
            role=scene.waits_for,
            opened_at=now(),
        )
        scene.session.add(task)
        scene.session.flush()
        _tell(scene, task)


def close(scene: Scene, task: Task) -> None:
    """A task needs no answer any more."""
    task.closed_at = now()
    outbox.task_closed(scene.session, task, key_of(scene.purchase, task))


def mine(session: Session, person: Person) -> list[Task]:
    """Open tasks that ``person`` may answer, oldest first."""
    query = (
        select(Task, Purchase)
        .join(Purchase, Purchase.id == Task.purchase_id)
        .where(Task.closed_at.is_(None), Task.role.in_(person.roles))
        .order_by(Task.opened_at, Task.id)
    )
    found = session.execute(query).all()
    everybody = session.scalars(select(Person).where(Person.active)).all() if found else ()
    return [task for task, of in found if person in asked_of(everybody, task.role, of)]


def may_answer(session: Session, person: Person, task: Task) -> bool:
    """Whether ``person`` is one of those asked; nobody answers for their own purchase."""
    return person.id in {one.id for one in asked(session, task)}


def asked(session: Session, task: Task) -> list[Person]:
    """Who may answer a task: all with its role; a team's own budget holders, if it has any."""
    purchase = session.get_one(Purchase, task.purchase_id)
    query = select(Person).where(Person.active).order_by(Person.id)
    return asked_of(session.scalars(query), task.role, purchase)


def asked_of(people: Iterable[Person], role: str, purchase: Purchase) -> list[Person]:
    """Who of ``people`` may answer for ``role`` in a purchase, as :func:`asked` has it."""
    able = [one for one in people if role in one.roles and one.id != purchase.requester_id]
    if role != "budget_holder":
        return able
    own = [person for person in able if person.team == purchase.team]
    return own or able


def key_of(purchase: Purchase, task: Task) -> str:
    """The question's id as it is asked of somebody else: ``approval@BW-0001``."""
    return f"{task.question}@{purchase.reference}"


def card(scene: Scene, task: Task) -> Card | None:
    """The card that puts a task to somebody; None where it is not open any more."""
    step = scene.asked(task.question)
    return ask_another(scene.context, step, key_of(scene.purchase, task)) if step else None


def tell_requester(scene: Scene, cards: list[Card]) -> None:
    """Say ``cards`` to the requester where they are reached."""
    reach.tell(scene.session, scene.purchase.requester_id, cards, about=scene.purchase.id)


def _tell(scene: Scene, task: Task) -> None:
    told = card(scene, task)
    if told is None:
        return
    for person in asked(scene.session, task):
        reach.tell(scene.session, person.id, [told], about=scene.purchase.id)


def _open_tasks(session: Session, purchase_id: int) -> list[Task]:
    query = select(Task).where(Task.purchase_id == purchase_id, Task.closed_at.is_(None))
    return list(session.scalars(query))


def _over(scene: Scene) -> bool:
    return scene.purchase.ended_at is not None
