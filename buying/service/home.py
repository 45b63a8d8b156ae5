"""The first page of a chat: what a person sees before anything is said."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.service.guide import waiting
from buying.service.guide.mine import state
from buying.service.guide.scene import Scene
from buying.store.database import reading
from buying.store.tables import Person, Purchase
from buying.voice import home, phrases
from buying.voice.home import MOST_LISTED, Mine


def cards(person_id: str) -> list[Card]:
    """Hello, what waits for the person, and their purchases; neutral cards for any door.

    Raises NoResultFound for an unknown person.
    """
    with reading() as session:
        person = session.get_one(Person, person_id)
        if set(person.roles) == {"auditor"}:
            return [phrases.not_for_you()]
        (waits, left), mine = waiting.found(session, person), _mine(session, person)
    found = [home.hello(person.name, new=not waits and not mine)]
    if waits or mine:
        found.append(home.waits(waits, left))
    return [*found, home.mine(mine)] if mine else found


def _mine(session: Session, person: Person) -> list[Mine]:
    query = (
        select(Purchase)
        .where(Purchase.requester_id == person.id)
        .order_by(Purchase.ended_at.is_not(None), Purchase.updated_at.desc(), Purchase.id.desc())
        .limit(MOST_LISTED)
    )
    scenes = [Scene(session, purchase) for purchase in session.scalars(query)]
    return [
        Mine(
            reference=scene.purchase.reference,
            item=scene.context.item,
            state=state(scene),
            ended=scene.purchase.ended_at is not None,
        )
        for scene in scenes
    ]
