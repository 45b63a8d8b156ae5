"""Steps that wait for somebody other than the requester: advice, approval, proposals."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.clock import now
from buying.service import messages, people
from buying.service.guide.scene import Scene
from buying.store.tables import Conversation, Person, Purchase, Task
from buying.voice import ask_another

WEB = "web"


def sync(scene: Scene) -> None:
    """Open a task for the step that waits for a role, and close those that no longer do.

    Whoever may answer is told in their own conversation, once, when the task opens.
    """
    wanted = scene.open.key if scene.open and scene.waits_for and not _over(scene) else None
    for task in _open_tasks(scene.session, scene.purchase.id):
        if task.question == wanted:
            return
        task.closed_at = now()
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


def mine(session: Session, person: Person) -> list[Task]:
    """Open tasks that ``person`` may answer, oldest first."""
    query = (
        select(Task)
        .where(Task.closed_at.is_(None), Task.role.in_(person.roles))
        .order_by(Task.opened_at, Task.id)
    )
    return [task for task in session.scalars(query) if may_answer(session, person, task)]


def may_answer(session: Session, person: Person, task: Task) -> bool:
    """Whether ``person`` is one of those asked; nobody answers for their own purchase."""
    return person.id in {one.id for one in asked(session, task)}


def asked(session: Session, task: Task) -> list[Person]:
    """Who may answer a task: all with its role; a team's own budget holders, if it has any."""
    purchase = session.get_one(Purchase, task.purchase_id)
    query = select(Person).where(Person.active).order_by(Person.id)
    able = [
        person
        for person in session.scalars(query)
        if task.role in person.roles and person.id != purchase.requester_id
    ]
    if task.role != "budget_holder":
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
    """Say ``cards`` where the requester last talked about this purchase."""
    session = scene.session
    query = (
        select(Conversation.id)
        .where(
            Conversation.person_id == scene.purchase.requester_id,
            Conversation.purchase_id == scene.purchase.id,
        )
        .order_by(Conversation.created_at.desc())
    )
    where = session.scalar(query.limit(1)) or people.conversation_in(
        session, scene.purchase.requester_id, WEB
    )
    messages.say(session, where, cards, purchase_id=scene.purchase.id)


def _tell(scene: Scene, task: Task) -> None:
    told = card(scene, task)
    if told is None:
        return
    for person in asked(scene.session, task):
        where = people.conversation_in(scene.session, person.id, WEB)
        messages.say(scene.session, where, [told], purchase_id=scene.purchase.id)


def _open_tasks(session: Session, purchase_id: int) -> list[Task]:
    query = select(Task).where(Task.purchase_id == purchase_id, Task.closed_at.is_(None))
    return list(session.scalars(query))


def _over(scene: Scene) -> bool:
    return scene.purchase.ended_at is not None
