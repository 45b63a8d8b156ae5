"""Spending as the desk shows it.

Each public function is one transaction and checks the role of ``person`` itself. What specialists
do there is in ``desk_changes``.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import today
from buying.domain.money import Money, pounds, to_penny
from buying.domain.spending import ALL, LABELS, WORDS, offered, others
from buying.service.desk import may_read
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.spending import books
from buying.service.spending.desk_scene import scene_of
from buying.service.spending.views import CostLine, Costs, SpentUp
from buying.store.database import reading
from buying.store.tables import Person, Purchase, SpendingMark, SpendingRow
from buying.voice import spending
from buying.voice.shown import money_words


def spent_up(person: Who) -> tuple[SpentUp, ...]:
    """Purchases that reached what was agreed and that nobody has looked at, dearest first.

    Raises NotAllowed.
    """
    may_read(person)
    with reading() as session:
        query = select(SpendingMark).where(
            SpendingMark.percent == ALL,
            SpendingMark.below_at.is_(None),
            SpendingMark.seen_at.is_(None),
        )
        marks = session.scalars(query.order_by(SpendingMark.id.desc())).all()
        found = [(_over(session, mark), mark) for mark in marks]
        ordered = sorted(found, key=lambda each: -each[0][0])
        return tuple(line for (_, line), _ in ordered)


def costs(person: Who, reference: str) -> Costs:
    """What the purchase cost, against what was expected. Raises NotAllowed and NotThere."""
    may_read(person)
    with reading() as session:
        scene = scene_of(session, reference)
        stood = spending.standing(scene.context, today())
        kept = books.rows(session, scene.purchase.id)
        said = books.explanations(session, scene.purchase.id)
        return Costs(
            reference=reference,
            item=scene.context.item,
            requester=scene.requester.name,
            team=scene.purchase.team,
            says=spending.explained(stood) if stood else "No price is chosen yet.",
            counted=spending.counted(stood) if stood else "",
            figures=spending.facts(scene.policy, stood) if stood else (),
            tables=(spending.by_part(stood), spending.by_year(stood)) if stood else (),
            lines=_lines(session, kept),
            kinds=_kinds(scene),
            explanations=tuple((_name(session, each.by_id), each.text) for each in said),
        )


def _kinds(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Every kind that can be recorded and its words: those of such a purchase first."""
    likely = offered(scene.policy, scene.context.known)
    return tuple((kind, LABELS[kind]) for kind in (*likely[:-1], *others(likely), likely[-1]))


def _over(session: Session, mark: SpendingMark) -> tuple[Decimal, SpentUp]:
    purchase = session.get_one(Purchase, mark.purchase_id)
    scene = Scene(session, purchase)
    stood = spending.standing(scene.context, today())
    over = to_penny(stood.toward - stood.agreed) if stood else Decimal(0)
    return over, SpentUp(
        mark=mark.id,
        reference=purchase.reference,
        item=scene.context.item,
        team=purchase.team,
        requester=scene.requester.name,
        so_far=spending.of_agreed(stood) if stood else "",
        over=f"{pounds(over)} more than agreed" if over > 0 else "",
        reached_at=mark.reached_at,
    )


def _lines(session: Session, kept: list[SpendingRow]) -> tuple[CostLine, ...]:
    back = {row.takes_back_id: row for row in kept if row.takes_back_id is not None}
    return tuple(
        CostLine(
            number=row.id,
            day=row.day,
            what=WORDS.get(row.kind, row.kind),
            amount=money_words(Money(row.amount, row.vat)),  # type: ignore[arg-type]
            invoice=row.invoice or "",
            note=books.note(row, back.get(row.id)),
            by=_name(session, row.by_id),
            at=row.at,
            back=_back(session, back.get(row.id)),
        )
        for row in kept
        if row.takes_back_id is None
    )


def _back(session: Session, row: SpendingRow | None) -> str:
    return f"{_name(session, row.by_id)}: {row.reason}" if row else ""


def _name(session: Session, id: str | None) -> str:
    person = session.get(Person, id) if id else None
    return person.name if person else "A file"
