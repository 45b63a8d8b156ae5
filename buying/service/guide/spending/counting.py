"""What follows in the chat from a cost that has come or gone."""

from __future__ import annotations

from buying.cards import Card
from buying.clock import today
from buying.service.guide.scene import Scene
from buying.service.guide.talk import Talk
from buying.service.spending import watch


def recorded(talk: Talk, scene: Scene) -> list[Card]:
    """Count anew. Warnings go to the requester: here if they speak, else where they talked."""
    scene.count_spending()
    if scene.purchase.requester_id == talk.person.id:
        return watch.look(scene, today())
    watch.look_and_tell(scene, today())
    return []
