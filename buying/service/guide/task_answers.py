"""Answers to steps that wait for a role, from a chat or from the desk."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.clock import now
from buying.domain.workflow import last_given
from buying.service.guide import joining, tasks
from buying.service.guide.answering import By, end, take_text, take_value
from buying.service.guide.scene import Scene
from buying.service.guide.talk import Talk
from buying.store.tables import Audit, Conversation, Purchase, Task
from buying.voice import ask, phrases


class NotAllowed(Exception):
    """This person may not do that; the text says why."""


class AlreadyAnswered(Exception):
    """Somebody has answered before, or it is not asked any more."""


class InvalidAnswer(Exception):
    """The answer cannot be used; the text says what to do."""


CLOSED = "Somebody has answered that already, or it is not needed any more. Nothing has changed."
CHANGED = (
    "This purchase has changed since I showed it to you, so I have not taken your answer. "
    "Look at it again, please, and answer below."
)
NOT_YOURS = "This is for somebody else to answer. Nobody may answer for their own purchase."


def answer(session: Session, by: By, task_id: int, value: Any) -> None:
    """Answer a task with a structured value, within the caller's transaction.

    Raises NotAllowed, AlreadyAnswered, or InvalidAnswer with a sentence for the person.
    """
    task = session.get(Task, task_id)
    if task is None:
        raise AlreadyAnswered(CLOSED)
    scene = _scene(session, by, task)
    asked = scene.asked(task.question)
    if asked is None:
        raise AlreadyAnswered(CLOSED)
    taken = take_value(scene, asked, value, by)
    if not taken.kept:
        raise InvalidAnswer(" ".join(card.text or card.title or "" for card in taken.cards))
    _settle(scene, task, by)


def hear_task(talk: Talk, question: str, value: Any, shown: Card | None = None) -> list[Card]:
    """Take a structured answer from a chat; ``question`` is ``approval@BW-0001``.

    ``shown``: the card that was answered. Nobody agrees to what they were not shown.
    """
    key, _, reference = question.partition("@")
    task = _open_task(talk.session, key, reference)
    if task is None:
        return [phrases.fixed(CLOSED)]
    if shown is not None and _changed_since(talk, task, shown):
        return [phrases.fixed(CHANGED), *_again(talk, task)]
    try:
        answer(talk.session, talk.by, task.id, value)
    except (NotAllowed, AlreadyAnswered) as refusal:
        return [phrases.fixed(str(refusal))]
    except InvalidAnswer as refusal:
        return [phrases.not_read(str(refusal)), *_again(talk, task)]
    return [phrases.passed_on(reference)]


def hear_task_text(talk: Talk, task: Task, text: str) -> list[Card]:
    """Take a typed answer to a task: the next empty box of its form."""
    try:
        scene = _scene(talk.session, talk.by, task)
    except (NotAllowed, AlreadyAnswered) as refusal:
        return [phrases.fixed(str(refusal))]
    asked = scene.asked(task.question)
    if asked is None:
        return [phrases.fixed(CLOSED)]
    taken = take_text(scene, asked, text, talk.by)
    if taken.pending:
        doubt = "I am not sure that I read that right. Please say it plainly."
        return [phrases.not_read(doubt), *_again(talk, task)]
    if not taken.kept or (scene.open is not None and scene.open.key == task.question):
        return taken.cards + _again(talk, task)
    _settle(scene, task, talk.by)
    return [phrases.passed_on(scene.purchase.reference)]


def _scene(session: Session, by: By, task: Task) -> Scene:
    if not tasks.may_answer(session, by.person, task):
        raise NotAllowed(NOT_YOURS)
    purchase = session.get_one(Purchase, task.purchase_id, with_for_update=True)
    session.refresh(task)
    if task.closed_at is not None or purchase.ended_at is not None:
        raise AlreadyAnswered(CLOSED)
    return Scene(session, purchase)


def _settle(scene: Scene, task: Task, by: By) -> None:
    """After somebody's answer: close the task, tell the requester, go on."""
    value = last_given(scene.entries, task.question)
    tasks.close(scene, task)
    scene.session.flush()
    scene.session.add(
        Audit(
            at=now(), actor=by.person.id, action=f"answered {task.question}",
            subject=scene.purchase.reference,
        )
    )  # fmt: skip
    cards = [phrases.answered_by(scene.context, by.person.name, task.question, value)]
    if scene.purchase.ended_at is None and scene.open is None:
        end(scene, "finished", by)
    joining.sync(scene)
    tasks.sync(scene)
    tasks.tell_requester(scene, cards + _next(scene))
    if scene.purchase.ended_at is not None:
        _leave(scene)


def _next(scene: Scene) -> list[Card]:
    if scene.purchase.ended_at is not None:
        return [phrases.ended(scene.context, scene.purchase.ended_how or "finished")]
    if not scene.mine or scene.open is None:
        return [phrases.waiting(scene.context)]
    return [ask(scene.context, scene.open)]


def _leave(scene: Scene) -> None:
    for conversation in _conversations(scene):
        conversation.purchase_id = None
        conversation.pending = None


def _conversations(scene: Scene) -> list[Conversation]:
    query = select(Conversation).where(Conversation.purchase_id == scene.purchase.id)
    return list(scene.session.scalars(query))


def _open_task(session: Session, key: str, reference: str) -> Task | None:
    query = (
        select(Task)
        .join(Purchase, Purchase.id == Task.purchase_id)
        .where(Purchase.reference == reference, Task.question == key, Task.closed_at.is_(None))
    )
    return session.scalar(query)


def _changed_since(talk: Talk, task: Task, shown: Card) -> bool:
    return any(
        (card.facts, card.table) != (shown.facts, shown.table) for card in _again(talk, task)
    )


def _again(talk: Talk, task: Task) -> list[Card]:
    purchase = talk.session.get_one(Purchase, task.purchase_id)
    card = tasks.card(Scene(talk.session, purchase), task)
    return [card] if card else []
