"""A cost as it is taken in: what was read, what is asked, and what is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from buying.cards import Card
from buying.clock import today
from buying.domain import privacy
from buying.domain.money import Money
from buying.domain.reading import Outcome, Read
from buying.domain.spending import NEEDED, Said, Spent, of_item
from buying.service.guide.scene import Scene
from buying.service.guide.spending.counting import recorded
from buying.service.guide.spending.finding import again, not_yours, of_any, only_one, scene_of
from buying.service.guide.spending.pending import BACK, COST, Boxes, given_before, leave
from buying.service.guide.talk import Talk
from buying.service.spending import books, doubts
from buying.store.tables import Purchase
from buying.voice import phrases, spending_cards
from buying.voice.spending import standing

OFFERED = 5


def record(talk: Talk, reference: str = "") -> list[Card]:
    """A button: record a cost of ``reference``, or say first for which purchase."""
    given = given_before(talk)
    if not reference:
        return which(talk, given)
    scene = scene_of(talk, reference)
    return go_on(talk, scene, _named(scene, given)) if scene else not_yours(talk, reference)


def begin(talk: Talk, line: Said) -> list[Card]:
    """A line that asks to record a cost: take what it says, and ask for the rest."""
    readings = {"amount": line.amount, "day": line.day}
    outcomes: dict[str, Outcome] = {box: r for box, r in readings.items() if r is not None}
    given: Boxes = {"kind": line.kind} if line.kind else {}
    if line.invoice:
        given["invoice"] = line.invoice
    reference = line.reference or only_one(talk)
    if reference is None:
        sure = {box: r.value for box, r in outcomes.items() if isinstance(r, Read) and r.sure}
        return which(talk, {**given, **sure})
    scene = scene_of(talk, reference)
    if scene is None:
        return not_yours(talk, reference)
    return take(talk, scene, _named(scene, given), outcomes)


def _named(scene: Scene, given: Boxes) -> Boxes:
    """``given`` with the kind that its words mean for what was bought."""
    kind = given.get("kind")
    return {**given, "kind": of_item(kind, scene.context.item)} if kind else given


def take(talk: Talk, scene: Scene, given: Boxes, outcomes: dict[str, Outcome]) -> list[Card]:
    """Take what could be read; ask about what is not sure, then for what is missing."""
    read = {box: found for box, found in outcomes.items() if isinstance(found, Read)}
    kept = {**given, **{box: found.value for box, found in read.items() if found.sure}}
    wrong = [found.sentence for found in outcomes.values() if not isinstance(found, Read)]
    if wrong:
        return [phrases.not_read(" ".join(wrong)), *_ask(talk, scene, kept)]
    doubtful = next(((box, found) for box, found in read.items() if not found.sure), None)
    if doubtful is not None:
        box, found = doubtful
        leave(talk, scene, kept, box=box, value=found.value)
        return [phrases.confirm(found.ask or f"I read that as {found.shown}. Is that right?")]
    return go_on(talk, scene, kept)


def go_on(talk: Talk, scene: Scene, given: Boxes) -> list[Card]:
    """Ask for what is missing, else keep the cost, unless there is one like it."""
    if missing(given):
        return _ask(talk, scene, given)
    cost = _spent(given)
    known = doubts.like(scene, cost)
    if known is None:
        return keep_unless_far(talk, scene, given)
    if cost.invoice and known.invoice:
        return [spending_cards.there_already(scene.context, known), *again(talk)]
    leave(talk, scene, given, box="another")
    return [phrases.confirm(spending_cards.again(known))]


def keep_unless_far(talk: Talk, scene: Scene, given: Boxes) -> list[Card]:
    """Keep the cost; ask first where it is far more than was agreed."""
    far = doubts.far_with(scene, _spent(given), today())
    if far is None:
        return keep(talk, scene, given)
    leave(talk, scene, given, box="far")
    return [phrases.confirm(spending_cards.far_over(scene.context, far.total, far.agreed))]


def keep(talk: Talk, scene: Scene, given: Boxes) -> list[Card]:
    """Record the cost, show it back, and warn where a mark is reached."""
    cost = _spent(given)
    if not of_any(talk) and scene.purchase.requester_id != talk.person.id:
        return not_yours(talk, scene.purchase.reference)
    row = books.add(talk.session, scene.purchase, cost, talk.person.id, talk.channel)
    talk.about = scene.purchase.id
    warned = recorded(talk, scene)
    stood = standing(scene.context, today())
    cards = [spending_cards.noted(scene.context, books.as_spent(row), stood)]
    found = privacy.signs(cost.note)
    if found:
        cards.append(_privacy(found, row.id))
    return [*cards, *warned, *again(talk)]


def _privacy(found: Any, number: int) -> Card:
    card = phrases.privacy(found, "")
    action = card.actions[0].model_copy(update={"id": f"{BACK}:{number}", "label": "Take it back"})
    return card.model_copy(update={"actions": (action,)})


def _ask(talk: Talk, scene: Scene, given: Boxes) -> list[Card]:
    leave(talk, scene, given)
    return [spending_cards.ask(scene.context, given, missing(given))]


def which(talk: Talk, given: Boxes) -> list[Card]:
    """Ask for which of the person's last purchases the cost is."""
    query = (
        select(Purchase)
        .where(Purchase.requester_id == talk.person.id)
        .order_by(Purchase.updated_at.desc(), Purchase.id.desc())
        .limit(OFFERED)
    )
    found = [(row.reference, row.item or "something") for row in talk.session.scalars(query)]
    talk.conversation.pending = {"command": COST, "given": given}
    return [spending_cards.which(found)]


def missing(given: Boxes) -> str | None:
    """The first box that is needed and empty."""
    return next((box for box in NEEDED if not given.get(box)), None)


def _spent(given: Boxes) -> Spent:
    return Spent(
        day=date.fromisoformat(given["day"]),
        kind=given["kind"],
        money=Money.of(given["amount"]),
        invoice=given.get("invoice") or "",
        note=given.get("note") or "",
    )
