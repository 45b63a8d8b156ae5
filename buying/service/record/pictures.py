"""The picture of what the options cost, as it stands in the file of a purchase (P9)."""

from __future__ import annotations

from buying import cards
from buying.cards import plain
from buying.service.record.document import Picture, Table
from buying.service.record.view import View
from buying.voice import cost_chart


def of(view: View) -> tuple[Picture, ...]:
    """The picture of the comparison with its figures; none while nothing is compared."""
    context = view.scene.context
    chart, image = cost_chart.chart(context), cost_chart.image(context)
    if chart is None or image is None:
        return ()
    tables = tuple(as_table(table) for table in image.tables)
    return (Picture(chart=chart, image=image, tables=tables),)


def as_table(table: cards.Table) -> Table:
    """A table of a card as the file shows it: without marks, every column with a heading."""
    return Table(
        caption=table.caption,
        columns=tuple(column or "Line" for column in table.columns),
        rows=tuple(tuple(plain(cell) for cell in row) for row in table.rows),
        numeric=table.numeric,
    )
