"""What specialists do about spending at the desk.

Each public function is one transaction and checks the role of ``person`` itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from buying.clock import now, today
from buying.domain.money import Money
from buying.domain.privacy import signs
from buying.domain.reading import Read
from buying.domain.spending import NEEDED, Spent, check
from buying.service.desk import NotThere
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.spending import books, doubts, imports, watch
from buying.service.spending.desk_scene import scene_of, specialist
from buying.service.spending.reports import SpendingReport
from buying.store.database import transaction
from buying.store.tables import Audit, Purchase, SpendingMark
from buying.voice import spending_cards

CHANNEL = "desk"
LARGEST_FILE = 1_048_576
"""Bytes of a file of costs that a browser may send; the command takes larger ones."""

ANOTHER = "another"
"""The box that says that a cost like one on record is another one."""

FAR = "far"
"""The box that says that an amount is right though it is far more than was agreed."""


class Wrong(Exception):
    """Boxes that need another look: the box's id to one sentence about it."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__(" ".join(sentences.values()))
        self.sentences = dict(sentences)


def seen(person: Who, mark: int) -> str:
    """Take a purchase off that list; returns its reference. Raises NotAllowed and NotThere."""
    specialist(person)
    with transaction() as session:
        row = session.get(SpendingMark, mark)
        if row is None:
            raise NotThere
        purchase = session.get_one(Purchase, row.purchase_id)
        if row.seen_at is None:
            row.seen_at, row.seen_by_id = now(), person.id
            action = "looked at what it cost"
            session.add(Audit(at=now(), actor=person.id, action=action, subject=purchase.reference))
        return purchase.reference


def record(person: Who, reference: str, given: Mapping[str, object]) -> tuple[str, ...]:
    """Record a cost from the boxes of a form; returns what its note looks as if it held.

    The boxes are those of ``domain.spending.check``, with :data:`ANOTHER` and :data:`FAR`.
    Raises NotAllowed, NotThere, and Wrong with a sentence for each box that needs another look.
    """
    specialist(person)
    cost = _checked(given)
    with transaction() as session:
        scene = scene_of(session, reference, held=True)
        _check_new(scene, cost, given)
        books.add(session, scene.purchase, cost, person.id, CHANNEL)
        _watch(scene)
    return tuple(signs(cost.note))


def take_back(person: Who, reference: str, number: int, reason: str) -> None:
    """Take a cost back. Raises NotAllowed, NotThere, and CostError with a sentence."""
    specialist(person)
    with transaction() as session:
        scene = scene_of(session, reference, held=True)
        books.take_back(session, scene.purchase, number, reason, person.id, CHANNEL)
        _watch(scene)


def explain(person: Who, reference: str, text: str) -> None:
    """Add a sentence on what explains the difference. Raises as :func:`take_back` does."""
    specialist(person)
    with transaction() as session:
        books.explain(session, scene_of(session, reference).purchase, text, person.id)


def take_file(
    person: Who, data: bytes, name: str, *, vat: str = "", dry_run: bool = False
) -> SpendingReport:
    """Record the costs of an uploaded export of :data:`LARGEST_FILE` bytes or fewer.

    Raises NotAllowed, and as ``imports`` does.
    """
    specialist(person)
    return imports.import_file(
        data, file_name=name, by=person.id, vat=vat, dry_run=dry_run, limit=LARGEST_FILE
    )


def _watch(scene: Scene) -> None:
    scene.count_spending()
    watch.look_and_tell(scene, today())


def _checked(given: Mapping[str, object]) -> Spent:
    outcomes = check(given, today())
    wrong = {
        box: (found.ask or "") if isinstance(found, Read) else found.sentence
        for box, found in outcomes.items()
        if not isinstance(found, Read) or not found.sure
    }
    missing = {box: MISSING[box] for box in NEEDED if box not in outcomes}
    if wrong or missing:
        raise Wrong({**missing, **wrong})
    values = {box: found.value for box, found in outcomes.items() if isinstance(found, Read)}
    return Spent(
        day=date.fromisoformat(values["day"]),
        kind=values["kind"],
        money=Money.of(values["amount"]),
        invoice=values.get("invoice") or "",
        note=values.get("note") or "",
    )


MISSING = {
    "kind": "Choose what the cost was for.",
    "amount": "Write how much it was, and say if VAT is in it.",
    "day": "Write the day of the cost, for example 31/3/2027.",
}


def _check_new(scene: Scene, cost: Spent, given: Mapping[str, object]) -> None:
    known = doubts.like(scene, cost)
    if known is not None and cost.invoice and known.invoice:
        words = "That invoice number and amount are on record already, so it is not counted again."
        raise Wrong({"invoice": words})
    if known is not None and not given.get(ANOTHER):
        words = "A cost like that is on record. If this is another one, tick the box and send it."
        raise Wrong({ANOTHER: words})
    far = doubts.far_with(scene, cost, today())
    if far is not None and not given.get(FAR):
        words = spending_cards.far_over_at_desk(scene.context, far.total, far.agreed)
        raise Wrong({FAR: words})
