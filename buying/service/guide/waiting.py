"""What waits for somebody in other people's purchases, told in one line each."""

from __future__ import annotations

from sqlalchemy.orm import Session

from buying.clock import day_of
from buying.english import day_in_words
from buying.service.guide import tasks
from buying.service.guide.scene import Scene
from buying.service.together import joins, others
from buying.store.tables import Join, Person, Purchase, Task
from buying.voice.asking import resolve
from buying.voice.home import MOST_LISTED, Waits


def found(session: Session, person: Person, *, joining: bool = True) -> tuple[list[Waits], int]:
    """What has waited longest for a person, and how much more there is.

    ``joining``: requests to buy together too, after what waits for the person's roles.
    """
    asked = tasks.mine(session, person)
    wished = joins.waiting_for(session, person) if joining else []
    shown = [_task(session, task) for task in asked[:MOST_LISTED]]
    shown += [_join(session, join) for join in wished[: MOST_LISTED - len(shown)]]
    return shown, len(asked) + len(wished) - len(shown)


def _task(session: Session, task: Task) -> Waits:
    scene = Scene(session, session.get_one(Purchase, task.purchase_id))
    label = resolve(scene.context, task.question).rule.label
    day = day_in_words(day_of(task.opened_at))
    return Waits(
        see=tasks.key_of(scene.purchase, task),
        about=f"{scene.purchase.reference}: {scene.context.item}",
        asks=f"{label}, asked by {scene.requester.name} on {day}",
    )


def _join(session: Session, join: Join) -> Waits:
    other = others.of_ids(session, [join.from_id])[0]
    asked = session.get_one(Purchase, join.to_id)
    day = day_in_words(day_of(join.asked_at))
    return Waits(
        see=f"join@{join.id}",
        about=f"{asked.reference}: {asked.item or 'something'}",
        asks=f"{other.requester} asked on {day} to buy together with you",
    )
