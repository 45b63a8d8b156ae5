"""Purchases and costs that a person may see to, and what is said where there is none."""

from __future__ import annotations

from sqlalchemy import select

from buying.cards import Card
from buying.domain.spending import Spent
from buying.service.guide.scene import Scene
from buying.service.guide.talk import Talk
from buying.store.tables import Purchase, SpendingRow
from buying.voice import phrases

NOT_YOURS = "There is no purchase {} that you can record a cost for."


def scene_of(talk: Talk, reference: str) -> Scene | None:
    """A purchase whose costs this person may record: their own; for specialists, any."""
    here = talk.scene
    if here is not None and here.purchase.reference == reference:
        return here if of_any(talk) or here.purchase.requester_id == talk.person.id else None
    query = select(Purchase).where(Purchase.reference == reference).with_for_update()
    purchase = talk.session.scalar(query)
    if purchase is None or not (of_any(talk) or purchase.requester_id == talk.person.id):
        return None
    return Scene(talk.session, purchase)


def of_any(talk: Talk) -> bool:
    """Whether this person may record costs of any purchase."""
    return "specialist" in talk.person.roles


def cost_of(talk: Talk, number: str) -> tuple[Scene, Spent] | None:
    """A cost that stands, by its number as a button gives it, which anybody may have made up."""
    digits = number.isascii() and number.isdigit() and len(number) < 18
    row = talk.session.get(SpendingRow, int(number)) if digits else None
    purchase = talk.session.get(Purchase, row.purchase_id) if row else None
    scene = scene_of(talk, purchase.reference) if purchase else None
    if scene is None or row is None:
        return None
    cost = next((each for each in scene.context.spent if each.number == row.id), None)
    return (scene, cost) if cost else None


def only_one(talk: Talk) -> str | None:
    """The reference of the person's one purchase; None where they have none or several."""
    query = select(Purchase.reference).where(Purchase.requester_id == talk.person.id).limit(2)
    found = list(talk.session.scalars(query))
    return found[0] if len(found) == 1 else None


def not_yours(talk: Talk, reference: str) -> list[Card]:
    """That there is no such purchase for this person, whether or not there is one."""
    return [phrases.fixed(NOT_YOURS.format(reference[:20] or "like that")), *again(talk)]


def again(talk: Talk) -> list[Card]:
    """The question at hand once more, if there is one."""
    return [talk.ask_again(talk.scene)] if talk.scene is not None else []
