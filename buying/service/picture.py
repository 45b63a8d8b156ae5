"""The picture of what the options of a purchase cost, for those who may read its file."""

from __future__ import annotations

from sqlalchemy import select

from buying.charts import CostChart
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.record import may_read
from buying.store.database import reading
from buying.store.tables import Person, Purchase
from buying.voice import cost_chart


def chart(person: Who, reference: str) -> CostChart | None:
    """What the options of ``reference`` cost.

    None where there is no such purchase for this person to read, and where nothing is
    compared yet.
    """
    with reading() as session:
        purchase = session.scalar(select(Purchase).where(Purchase.reference == reference))
        reader = session.get(Person, person.id)
        if purchase is None or reader is None or not may_read(session, reader, purchase):
            return None
        return cost_chart.chart(Scene(session, purchase).context)
