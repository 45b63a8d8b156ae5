"""A purchase file, put together from its parts."""

from __future__ import annotations

from buying.clock import now
from buying.service.record import answers, costs, decisions, events, files, glance, prices, rules
from buying.service.record.document import Record
from buying.service.record.view import View


def of(view: View) -> Record:
    """The file of one purchase as it stands now."""
    return Record(
        reference=view.scene.purchase.reference,
        item=view.scene.context.item,
        made_at=now(),
        parts=(
            glance.part(view),
            rules.way_of_buying(view),
            rules.checks(view),
            prices.part(view),
            *files.parts(view),
            decisions.part(view),
            costs.part(view),
            answers.current(view),
            answers.replaced(view),
            events.part(view),
        ),
    )
