"""A person's own purchases, and where each stands."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.service.guide.scene import Scene
from buying.store.tables import Person, Purchase
from buying.voice import phrases
from buying.voice.asking import resolve

MOST_LISTED = 10


def state(scene: Scene) -> str:
    """Where a purchase stands, in a few words."""
    if scene.purchase.ended_at is not None:
        return f"Ended: {(scene.purchase.ended_how or '').replace('_', ' ')}"
    if scene.open is None:
        return "All done"
    label = resolve(scene.context, scene.open.key).rule.label
    if scene.waits_for:
        return f"Waits for {phrases.ROLES.get(scene.waits_for, 'somebody else')}"
    return f"{scene.policy.stages[scene.open.step.stage]}: {label[0].lower()}{label[1:]}"


def card_of_mine(session: Session, person: Person) -> Card:
    """A person's newest purchases and where each stands."""
    query = (
        select(Purchase)
        .where(Purchase.requester_id == person.id)
        .order_by(Purchase.updated_at.desc())
        .limit(MOST_LISTED)
    )
    scenes = [Scene(session, purchase) for purchase in session.scalars(query)]
    return phrases.my_purchases(
        [(scene.purchase.reference, scene.context.item, state(scene)) for scene in scenes]
    )
