"""One conversation during one turn: who speaks, and the purchase at hand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Card
from buying.clock import now
from buying.service import messages, policies
from buying.service.guide import joining, tasks
from buying.service.guide.answering import By, Taken, end
from buying.service.guide.scene import Scene
from buying.store.tables import Audit, Conversation, Person, Purchase, Task
from buying.voice import ask, phrases


@dataclass
class Talk:
    """A turn's setting. Everything happens in the one ``session``.

    ``confirming``: what the turn before left to be confirmed. Only this turn can do so.
    ``about``: the purchase that this turn is about, where it is not the one at hand.
    """

    session: Session
    conversation: Conversation
    person: Person
    channel: str
    confirming: dict[str, Any] | None = field(default=None, init=False)
    about: int | None = field(default=None, init=False)
    _scene: Scene | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.confirming, self.conversation.pending = self.conversation.pending, None

    @property
    def by(self) -> By:
        """The person who speaks, for the record."""
        return By(self.person, self.channel)

    @property
    def scene(self) -> Scene | None:
        """The purchase that is being talked about; None when none is."""
        if self.conversation.purchase_id is None:
            return None
        if self._scene is None or self._scene.purchase.id != self.conversation.purchase_id:
            # Held, so that no approval is given to what is being changed at that moment.
            purchase = self.session.get_one(
                Purchase, self.conversation.purchase_id, with_for_update=True
            )
            self._scene = Scene(self.session, purchase)
        return self._scene

    def start(self) -> Scene:
        """Begin a purchase and talk about it from now on."""
        purchase = _new_purchase(self.session, self.person)
        self.conversation.purchase_id = purchase.id
        scene = self.scene
        assert scene is not None
        return scene

    def open(self, reference: str) -> Scene | None:
        """Talk about one of the person's own purchases; None if it is not theirs or is over."""
        query = select(Purchase).where(
            Purchase.reference == reference, Purchase.requester_id == self.person.id
        )
        purchase = self.session.scalar(query)
        if purchase is None or purchase.ended_at is not None:
            return None
        self.conversation.purchase_id = purchase.id
        return self.scene

    def go_on(self) -> list[Card]:
        """The next card of the purchase at hand, after anything that may have changed it."""
        scene = self.scene
        if scene is None:
            return [phrases.nothing_open()]
        if scene.purchase.ended_at is None and scene.open is None:
            end(scene, "finished", self.by)
        told = joining.sync(scene)
        tasks.sync(scene)
        if scene.purchase.ended_at is not None:
            self.conversation.purchase_id = None
            return [phrases.ended(scene.context, scene.purchase.ended_how or "finished")]
        changed = [phrases.route_changed(scene.context)] if scene.route_changed else []
        scene.route_told()
        return [*told, *changed, self.ask_again(scene)]

    def ended_elsewhere(self) -> list[Card]:
        """That the purchase at hand came to its end in another conversation; else nothing."""
        over = self.scene is not None and self.scene.purchase.ended_at is not None
        return self.go_on() if over else []

    def ask_again(self, scene: Scene) -> Card:
        """The open question, or whom the purchase waits for."""
        if scene.mine and scene.open is not None:
            return ask(scene.context, scene.open)
        return phrases.waiting(scene.context)

    def after(self, taken: Taken) -> list[Card]:
        """The cards of an answer, followed by what comes next."""
        self.conversation.pending = taken.pending
        return taken.cards if taken.pending else taken.cards + self.go_on()

    def my_tasks(self) -> list[tuple[Task, Scene]]:
        """What waits for this person in other people's purchases, oldest first."""
        found = tasks.mine(self.session, self.person)
        return [
            (task, Scene(self.session, self.session.get_one(Purchase, task.purchase_id)))
            for task in found
        ]

    def task_at_hand(self) -> tuple[Task, Scene] | None:
        """Of what waits for this person, what was put to them here last; else the oldest."""
        waiting = {}
        for task in tasks.mine(self.session, self.person):
            purchase = self.session.get_one(Purchase, task.purchase_id)
            waiting[tasks.key_of(purchase, task)] = (task, purchase)
        if not waiting:
            return None
        last = messages.last_asked(self.session, self.conversation.id, list(waiting))
        task, purchase = waiting[last or next(iter(waiting))]
        return task, Scene(self.session, purchase)

    def greeting(self) -> list[Card]:
        """Hello, what waits for this person, and the question at hand."""
        cards = [phrases.greeting(self.person.name)]
        for task, scene in self.my_tasks():
            card = tasks.card(scene, task)
            cards += [card] if card else []
        return cards + ([self.ask_again(self.scene)] if self.scene else [])


def _new_purchase(session: Session, person: Person) -> Purchase:
    moment = now()
    purchase = Purchase(
        # Unique until the row has its number.
        reference=secrets.token_hex(8),
        requester_id=person.id,
        team=person.team,
        rulebook=policies.current().fingerprint,
        created_at=moment,
        updated_at=moment,
    )
    session.add(purchase)
    session.flush()
    purchase.reference = f"BW-{purchase.id:04d}"
    session.add(
        Audit(at=moment, actor=person.id, action="began a purchase", subject=purchase.reference)
    )
    session.flush()
    return purchase
