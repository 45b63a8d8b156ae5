"""Requests to buy together, kept in step with what purchases say; others are told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import select

from buying.cards import Card
from buying.domain.others import OtherPurchase
from buying.domain.together import stage
from buying.domain.workflow import latest
from buying.service.guide import tasks
from buying.service.guide.scene import Scene
from buying.service.together import joins, others
from buying.store.tables import Conversation, Join, Purchase
from buying.voice import ask, phrases
from buying.voice import together as voice

QUESTION = "join"
"""The question of the rulebook whose answer names a colleague's purchase, or nobody."""


def sync(scene: Scene) -> list[Card]:
    """Ask for what the purchase wants to join, and end what does not hold any more.

    Whoever that concerns is told in their own conversation. Returns what its own requester
    is to hear. The same state again does nothing.
    """
    if not _concerned(scene):
        return []
    part(
        scene,
        [join for join in joins.standing(scene.session, scene.purchase) if _over(scene, join)],
    )
    return _ask(scene)


def _concerned(scene: Scene) -> bool:
    known = scene.context.known
    ending = scene.purchase.ended_at is not None or stage(known) == "done"
    wants = known.answers.get(QUESTION) not in (None, voice.ALONE)
    return bool(known.joined) or ending or wants or scene.just_said(QUESTION)


def _over(scene: Scene, join: Join) -> bool:
    """Whether what the purchase is now leaves no room for ``join``."""
    ended = scene.purchase.ended_at is not None
    other = scene.session.get_one(Purchase, _other_end(scene, join))
    if scene.purchase.ended_how == "cancelled" or not same_kind(scene.purchase, other):
        return True
    if join.state == "asked" and (ended or stage(scene.context.known) == "done"):
        return True
    return not ended and _answered_otherwise(scene, join, other)


def _answered_otherwise(scene: Scene, join: Join, other: Purchase) -> bool:
    entry = latest(scene.entries).get(QUESTION)
    if entry is None or entry.value in (None, other.reference):
        return False
    if join.from_id == scene.purchase.id:
        return True
    # Who was asked and said yes may have answered for themselves before, and that still holds.
    said = next(row.at for row in scene.rows if row.id == entry.seq)
    return join.answered_at is not None and said > join.answered_at


def same_kind(one: Purchase, other: Purchase) -> bool:
    """Whether both buy things of one category."""
    return one.category == other.category


def part(scene: Scene, ending: Iterable[Join]) -> None:
    """End requests and joint purchases of the scene's own, and tell those on the other side."""
    session, purchase = scene.session, scene.purchase
    before, waited = joins.partners(session, purchase), []
    for join in ending:
        waited += [join] if join.state == "asked" else []
        joins.withdraw(session, join, purchase.requester_id)
    gone = before - joins.partners(session, purchase)
    if gone:
        scene.refresh()
    for number in gone:
        _tell(scene, number, lambda left: voice.parted(left.context, as_seen(scene)))
    for join in waited:
        _tell(scene, _other_end(scene, join), _closed(scene, join))


def _closed(scene: Scene, join: Join) -> Callable[[Scene], Card]:
    """What to say to the other side of a request that nobody has answered."""
    word = voice.withdrawn if join.from_id == scene.purchase.id else voice.lapsed
    return lambda told: word(told.context, as_seen(scene))


def _ask(scene: Scene) -> list[Card]:
    """Send the request that the answer to the question wants, once."""
    entry = latest(scene.entries).get(QUESTION)
    other = _wanted(scene, entry.value) if entry is not None else None
    if entry is None or other is None:
        return []
    mine, theirs = _between(scene, other)
    if mine is not None:
        mine.entry_id = entry.seq
    if mine is not None or joins.asked_by(scene.session, entry.seq) is not None:
        return []
    join = joins.ask(scene.session, scene.purchase, other, entry.seq)
    if theirs is not None:
        return _both_want(scene, join, theirs)
    _tell(scene, other.id, lambda asked: voice.request(asked.context, join.id, as_seen(scene)))
    return [voice.asked(others.of_ids(scene.session, [other.id])[0])]


def _wanted(scene: Scene, reference: object) -> Purchase | None:
    """The purchase that is to be joined, while both can still be made one."""
    own = scene.purchase
    if own.ended_at is not None or own.stage == "done":
        return None
    query = select(Purchase).where(Purchase.reference == reference, Purchase.ended_at.is_(None))
    other = scene.session.scalar(query)
    if other is None or other.stage == "done" or not same_kind(own, other):
        return None
    return other


def _between(scene: Scene, other: Purchase) -> tuple[Join | None, Join | None]:
    """The request from the scene's purchase to ``other``, and the one from it."""
    standing = joins.standing(scene.session, scene.purchase)
    mine = next((join for join in standing if join.to_id == other.id), None)
    return mine, next((join for join in standing if join.from_id == other.id), None)


def _both_want(scene: Scene, join: Join, theirs: Join) -> list[Card]:
    """Who asks somebody that has asked them has accepted."""
    for each in (join, theirs):
        if each.state == "asked":
            joins.answer(scene.session, each, scene.requester, True, None)
    return [agree(scene, join)]


def agree(scene: Scene, join: Join) -> Card:
    """Tell everybody who now buys together, and return the card for the scene's own requester."""
    scene.refresh()
    for number in joins.partners(scene.session, scene.purchase):
        _tell(scene, number, lambda one: voice.agreed(one.context, join.id))
    return voice.agreed(scene.context, join.id)


def as_seen(scene: Scene) -> OtherPurchase:
    """The scene's purchase as colleagues may see it."""
    return others.of_ids(scene.session, [scene.purchase.id])[0]


def news(scene: Scene, card: Card) -> list[Card]:
    """``card``, and what else it means for the way the scene's purchase is bought."""
    tasks.sync(scene)
    if scene.purchase.ended_at is not None or not scene.route_changed:
        return [card]
    scene.route_told()
    again = [ask(scene.context, scene.open)] if scene.mine and scene.open and _shown(scene) else []
    return [card, phrases.route_changed(scene.context), *again]


def _shown(scene: Scene) -> bool:
    """Whether its requester talks about this purchase at the moment."""
    query = select(Conversation.id).where(Conversation.purchase_id == scene.purchase.id)
    return scene.session.scalar(query.limit(1)) is not None


def _tell(scene: Scene, number: int, word: Callable[[Scene], Card]) -> None:
    """Tell the requester of another purchase, unless it has ended."""
    other = scene.session.get_one(Purchase, number)
    if other.ended_at is None:
        theirs = Scene(scene.session, other)
        tasks.tell_requester(theirs, news(theirs, word(theirs)))


def _other_end(scene: Scene, join: Join) -> int:
    return join.to_id if join.from_id == scene.purchase.id else join.from_id
