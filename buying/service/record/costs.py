"""What the purchase really cost: against the forecast, and every cost that was recorded (P16)."""

from __future__ import annotations

from buying import cards
from buying.clock import today
from buying.domain.money import Money
from buying.domain.spending import WORDS, Against
from buying.english import day_in_words
from buying.service.record.document import Cell, Part, Row, Table
from buying.service.record.view import View, channel
from buying.service.spending import books
from buying.store.tables import SpendingReason, SpendingRow
from buying.voice import spending
from buying.voice.shown import money_words


def part(view: View) -> Part:
    """Forecast, fact so far, difference and what explains it; then each cost."""
    whole = Part(id="costs", title="What it cost")
    scene = view.scene
    kept = books.rows(scene.session, scene.purchase.id)
    stood = spending.standing(scene.context, today())
    if stood is None or not (kept or stood.recorded):
        return whole.model_copy(
            update={"text": "No cost is recorded yet.", "tables": _all(kept, view)}
        )
    said = books.explanations(scene.session, scene.purchase.id)
    return whole.model_copy(
        update={
            "text": f"{spending.explained(stood)}\n{spending.counted(stood)}",
            "rows": (*_figures(view, stood), *(_said(view, each) for each in said)),
            "tables": (*map(_table, (spending.by_part(stood), spending.by_year(stood))),
                       *_all(kept, view)),
        }
    )  # fmt: skip


def _figures(view: View, stood: Against) -> tuple[Row, ...]:
    facts = spending.facts(view.scene.policy, stood)
    return tuple(Row(label=fact.label, value=fact.value) for fact in facts)


def _said(view: View, reason: SpendingReason) -> Row:
    return Row(label=f"What explains it, says {view.person(reason.by_id)}", value=reason.text)


def _all(kept: list[SpendingRow], view: View) -> tuple[Table, ...]:
    """Every row that was ever recorded, those taken back as well; nothing for none."""
    back = {row.takes_back_id: row for row in kept if row.takes_back_id is not None}
    rows = [_row(view, row, back.get(row.id)) for row in kept if row.takes_back_id is None]
    if not rows:
        return ()
    columns = ("Day", "What", "Amount", "Invoice number", "Note", "Recorded by", "When",
               "Taken back")  # fmt: skip
    return (Table(caption="Costs that were recorded", columns=columns, rows=tuple(rows)),)


def _row(view: View, row: SpendingRow, back: SpendingRow | None) -> tuple[Cell, ...]:
    return (
        day_in_words(row.day),
        WORDS.get(row.kind, row.kind),
        money_words(Money(row.amount, row.vat)),  # type: ignore[arg-type]
        row.invoice or "",
        books.note(row, back),
        _by(view, row),
        row.at,
        f"By {_by(view, back)}: {back.reason}" if back else "",
    )


def _by(view: View, row: SpendingRow) -> str:
    return f"{view.person(row.by_id or books.COMMAND)} ({channel(row.channel)})"


def _table(table: cards.Table) -> Table:
    return Table(
        caption=table.caption, columns=table.columns, rows=table.rows, numeric=table.numeric
    )
