"""A purchase as others look at it: its record, and their answers to what waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.cards import Model, Table
from buying.clock import today
from buying.domain.money import Money
from buying.domain.offer_costs import forecast
from buying.domain.workflow import Asked
from buying.service import look_back
from buying.service.guide import task_answers
from buying.service.guide.answering import By
from buying.service.guide.mine import state
from buying.service.guide.scene import Scene
from buying.service.guide.task_answers import AlreadyAnswered, InvalidAnswer, NotAllowed
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import EntryRow, Person, Purchase
from buying.voice import spending
from buying.voice.asking import resolve, show_part, shown_parts
from buying.voice.quotes import is_reading
from buying.voice.shows import show

__all__ = [
    "AlreadyAnswered", "InvalidAnswer", "NotAllowed", "PurchaseFile", "answer_task", "file",
]  # fmt: skip


class Line(Model):
    """One answer on the record. ``words``: (label, words) pairs, one for each box of a form."""

    question: str
    label: str
    words: tuple[tuple[str, str], ...]
    criterion: tuple[str, ...]
    by: str
    at: datetime
    channel: str


class Section(Model):
    """A stage of the purchase with its answers in order."""

    id: str
    title: str
    lines: tuple[Line, ...]


class PurchaseFile(Model):
    """The record of one purchase, without a look back that is not shared (P14).

    ``value``: what it came to, or will as far as is known (the invoice, the price chosen, the
    budget), pounds with VAT. ``forecast``: whole-life cost of
    the chosen option over its life, pounds of today on the buyer's own VAT basis.
    ``cost`` and ``cost_says``: the forecast against what was spent by now, and what explains the
    difference; none while no cost is known.
    ``answers`` holds current answers in their stored shape, for lists and sums.
    """

    reference: str
    item: str
    requester: str
    team: str
    began_at: datetime
    ended_at: datetime | None
    ended_how: str | None
    shared_at: datetime | None
    category: str
    supplier: str | None
    route: str | None
    value: Decimal | None
    forecast: Decimal | None
    cost: Table | None
    cost_says: str
    state: str
    sections: tuple[Section, ...]
    comparison: Table | None
    comparison_says: str
    answers: dict[str, Any]


def file(session: Session, purchase: Purchase) -> PurchaseFile:
    """The record of ``purchase`` as the desk may read it, within the caller's transaction."""
    scene = Scene(session, purchase)
    known, context = scene.context.known, scene.context
    sum_shown = show(context, "comparison") if known.choosing else None
    stood = spending.standing(context, today())
    costs_known = stood is not None and stood.recorded
    category = scene.policy.category(str(known.answers.get("category") or ""))
    return PurchaseFile(
        reference=purchase.reference,
        item=context.item,
        requester=scene.requester.name,
        team=purchase.team,
        began_at=purchase.created_at,
        ended_at=purchase.ended_at,
        ended_how=purchase.ended_how,
        shared_at=purchase.shared_at,
        category=category.label if category else "",
        supplier=known.chosen.supplier if known.chosen else None,
        route=known.route.title if known.route else None,
        value=_comes_to(scene),
        forecast=forecast(scene.policy, known.chosen) if known.chosen else None,
        cost=spending.by_part(stood) if stood and costs_known else None,
        cost_says=spending.explained(stood) if stood and costs_known else "",
        state=state(scene),
        sections=_sections(scene),
        comparison=sum_shown.table if sum_shown else None,
        comparison_says=sum_shown.text if sum_shown else "",
        answers={
            key: _seen(scene, key, said)
            for key, said in known.answers.items()
            if _sees(scene, key) and not is_reading(key)
        },
    )


def answer_task(person: Who, task_id: int, value: Any, channel: str) -> None:
    """Answer a step that waits for a role: advice, an approval, a reply to a proposal.

    ``value`` is the structured answer to the task's question. Raises NotAllowed,
    AlreadyAnswered, or InvalidAnswer with a sentence for the person.
    """
    with transaction() as session:
        by = By(session.get_one(Person, person.id), channel)
        task_answers.answer(session, by, task_id, value)


def _comes_to(scene: Scene) -> Decimal | None:
    known = scene.context.known
    paid = known.answer("delivery.paid")
    if paid:
        return Money.of(paid).gross(scene.policy.vat_rate)
    if known.chosen:
        return known.chosen.price.gross(scene.policy.vat_rate)
    return known.value.gross if known.value else None


def _sections(scene: Scene) -> tuple[Section, ...]:
    rows = {row.id: row for row in scene.rows}
    names = _names(scene)
    return tuple(
        Section(
            id=stage,
            title=title,
            lines=tuple(
                _line(scene, asked, rows[asked.entry.seq], names)
                for asked in scene.context.position.path
                if asked.step.stage == stage and asked.entry and asked.entry.kind == "answer"
                if _sees(scene, asked.key)
            ),
        )
        for stage, title in scene.policy.stages.items()
    )


def _sees(scene: Scene, key: str) -> bool:
    return scene.purchase.shared_at is not None or not look_back.holds(scene.policy.steps, key)


def _seen(scene: Scene, key: str, value: Any) -> Any:
    return value if scene.purchase.shared_at is not None else look_back.without(key, value)


def _names(scene: Scene) -> dict[str, str]:
    ids = {row.by_id for row in scene.rows}
    query = select(Person.id, Person.name).where(Person.id.in_(ids))
    return {row.id: row.name for row in scene.session.execute(query)}


def _line(scene: Scene, asked: Asked, row: EntryRow, names: Mapping[str, str]) -> Line:
    resolved = resolve(scene.context, asked.key)
    label = f"{resolved.rule.label} {asked.number}" if asked.number else resolved.rule.label
    if resolved.whole.kind == "form":
        words = tuple(shown_parts(resolved, _seen(scene, asked.key, row.value)))
    else:
        words = ((resolved.rule.label, show_part(resolved.whole, row.value)),)
    return Line(
        question=asked.key,
        label=label,
        words=words,
        criterion=resolved.rule.criterion,
        by=names[row.by_id],
        at=row.at,
        channel=row.channel,
    )
