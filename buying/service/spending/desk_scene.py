"""Whose purchases and costs the desk may open."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.service.desk import NotThere
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.purchases import NotAllowed
from buying.store.tables import Purchase


def specialist(person: Who) -> None:
    """Raises NotAllowed for anybody else."""
    if "specialist" not in person.roles:
        raise NotAllowed("Only a commissioning specialist can record costs here.")


def scene_of(session: Session, reference: str, *, held: bool = False) -> Scene:
    """The purchase ``reference``; ``held``: nobody else changes it meanwhile. Raises NotThere."""
    query = select(Purchase).where(Purchase.reference == reference)
    purchase = session.scalar(query.with_for_update() if held else query)
    if purchase is None:
        raise NotThere
    return Scene(session, purchase)
