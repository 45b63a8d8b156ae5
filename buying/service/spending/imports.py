"""Taking in a file of a finance system, so that nothing is ever counted twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import now, today
from buying.domain.privacy import signs
from buying.domain.spending import Spent, by_number
from buying.english import listed, sentence
from buying.service.guide.scene import Scene
from buying.service.spending import books, doubts, watch
from buying.service.spending.amounts import Unclear
from buying.service.spending.before import Before
from buying.service.spending.cells import stated
from buying.service.spending.reports import SpendingReport
from buying.service.spending.rows import CostRow, read_rows
from buying.service.suppliers.files import Unread, decode, open_file
from buying.service.suppliers.records import DELIMITERS
from buying.service.suppliers.reports import Line
from buying.store.database import transaction
from buying.store.tables import Audit, Purchase
from buying.voice import spending_cards

CHANNEL = "import"


def import_file(
    source: str | Path | bytes,
    *,
    file_name: str | None = None,
    dry_run: bool = False,
    by: str | None = None,
    vat: str = "",
    on: date | None = None,
    limit: int | None = None,
) -> SpendingReport:
    """Record the costs of a CSV export.

    A cost that is there already is not counted again, however often it comes: with an invoice
    number by number and amount; without, by kind, day and amount, as many times as the file has
    it. One that was taken back counts as there. ``vat``: net, gross or exempt, for amounts that
    do not say; ``by``: a person's id; ``on``: the day, today where not given; ``dry_run`` reports
    and stores nothing; ``limit``: the most bytes that are taken, 25 MB where not given. Raises
    SupplierFileError, in a sentence, for a file that is no use.
    """
    day = on or today()
    raw = open_file(source, file_name, limit=limit)
    text, letters = decode(raw)
    found, rows = read_rows(raw, text, day)
    facts = (f"{letters} text", f"{DELIMITERS[found.delimiter]} between columns")
    with transaction() as session:
        taking = _Taking(session, by, vat, day)
        for row in rows:
            taking.take(row)
        report = taking.report(raw.name, facts, dry_run)
        if dry_run:
            session.rollback()
        elif report.taken:
            taking.watch(day)
            _note(session, report, by)
        return report


@dataclass
class _Taking:
    """One import under way. ``_before``: what purchases had before it, by number.

    ``on``: the day. ``_toward``: how each purchase stands against its price as rows are taken,
    None where nobody need be told any more. ``_new``: purchase, invoice number and amount of what
    this file brought.
    """

    session: Session
    by: str | None
    vat: str
    on: date
    taken: list[Line] = field(default_factory=list)
    there: list[Line] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)
    remarks: list[Line] = field(default_factory=list)
    _scenes: dict[str, Scene | None] = field(default_factory=dict)
    _before: dict[int, Before] = field(default_factory=dict)
    _toward: dict[int, doubts.Toward | None] = field(default_factory=dict)
    _new: set[tuple[object, ...]] = field(default_factory=set)

    def take(self, row: CostRow | Unread) -> None:
        """Record a cost, or say that it is there already or why it is not understood."""
        if isinstance(row, Unread):
            why = sentence(row.why)
            self.left_out.append(Line(where=row.where, name=row.name, said=why))
            return
        scene = self._scene(row.reference)
        if scene is None:
            said = f"There is no purchase {row.reference}."
            self.left_out.append(Line(where=row.where, name=row.reference, said=said))
            return
        try:
            found = stated(row.said, self.vat, scene.policy)
        except Unclear as unclear:
            why = sentence(str(unclear))
            self.left_out.append(Line(where=row.where, name=row.reference, said=why))
            return
        cost = Spent(row.day, row.kind, found.money, row.invoice, row.note)
        self._keep(scene, row, cost, found.remark)

    def watch(self, day: date) -> None:
        """Tell people of marks that their purchases have reached."""
        for reference in {line.name for line in self.taken}:
            scene = self._scenes[reference]
            assert scene is not None
            scene.count_spending()
            watch.look_and_tell(scene, day)

    def report(self, name: str, facts: tuple[str, ...], dry_run: bool) -> SpendingReport:
        """What became of the file."""
        return SpendingReport(
            file_name=name,
            facts=facts,
            dry_run=dry_run,
            taken=tuple(self.taken),
            there=tuple(self.there),
            left_out=tuple(self.left_out),
            remarks=tuple(self.remarks),
        )

    def _keep(self, scene: Scene, row: CostRow, cost: Spent, remark: str) -> None:
        line = Line(where=row.where, name=row.reference, said=books.words(cost))
        known = self._known(scene, cost)
        if known is not None:
            self.there.append(line.model_copy(update={"said": f"{line.said}. {known}"}))
            return
        books.add(self.session, scene.purchase, cost, self.by, CHANNEL)
        self._new |= _numbered(scene, cost)
        self.taken.append(line)
        remarks = (remark, _about_note(cost), self._about_sum(scene, cost))
        self.remarks += [line.model_copy(update={"said": said}) for said in remarks if said]

    def _about_sum(self, scene: Scene, cost: Spent) -> str:
        """That it brings the purchase to far more than was agreed; once, where it does."""
        number = scene.purchase.id
        if number not in self._toward:
            self._toward[number] = doubts.toward(scene, self.on)
        toward = self._toward[number]
        if toward is None or not toward.add(cost):
            return ""
        self._toward[number] = None
        return spending_cards.far_over_in_file(scene.context, toward.total, toward.agreed)

    def _known(self, scene: Scene, cost: Spent) -> str | None:
        """Where the same cost is; None where it is new."""
        before = self._on_record(scene)
        row = before.find(cost)
        if row is not None:
            gone = " It was taken back." if row.id in before.gone else ""
            return f"It is on record.{gone}"
        return "The file has it twice." if self._new & _numbered(scene, cost) else None

    def _on_record(self, scene: Scene) -> Before:
        number = scene.purchase.id
        if number not in self._before:
            rows = books.rows(self.session, number)
            self._before[number] = Before(rows, scene.policy.vat_rate)
        return self._before[number]

    def _scene(self, reference: str) -> Scene | None:
        if reference not in self._scenes:
            # Held, so that two imports at once cannot both think a cost new.
            query = select(Purchase).where(Purchase.reference == reference).with_for_update()
            purchase = self.session.scalar(query)
            self._scenes[reference] = Scene(self.session, purchase) if purchase else None
        return self._scenes[reference]


def _numbered(scene: Scene, cost: Spent) -> set[tuple[object, ...]]:
    """What is the same for two costs of one purchase with one number; nothing without a number."""
    return {(scene.purchase.id, *key) for key in by_number(cost, scene.policy.vat_rate)}


def _about_note(cost: Spent) -> str:
    found = signs(cost.note)
    if not found:
        return ""
    return f"Its note looks as if it holds {listed(found)}. Take it back if it does."


def _note(session: Session, report: SpendingReport, by: str | None) -> None:
    session.add(
        Audit(
            at=now(), actor=by or books.COMMAND, action="imported costs", subject="spending",
            reason=f"{report.file_name}: {report.summary}",
        )
    )  # fmt: skip
