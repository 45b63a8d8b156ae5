"""The prices that were given, line by line, and how they were compared (P9)."""

from __future__ import annotations

from buying import cards
from buying.cards import plain
from buying.domain.choosing import Offer, forecast
from buying.domain.money import pounds
from buying.service.record.document import Cell, Part, Row, Table
from buying.service.record.view import View
from buying.voice.shows import money_words, show


def part(view: View) -> Part:
    """Each price as it was given, and the sum that compared them."""
    known = view.scene.context.known
    whole = Part(id="prices", title="Prices and the comparison")
    if not known.offers:
        return whole.model_copy(update={"text": "No price has been given yet."})
    compared = show(view.scene.context, "comparison") if known.choosing else None
    sums = [_table(compared.table)] if compared and compared.table else []
    return whole.model_copy(
        update={
            "text": plain(compared.text) if compared else "",
            "rows": (*_facts(compared.facts if compared else ()), *_reason(view)),
            "tables": (_given(view), *sums),
        }
    )


def _given(view: View) -> Table:
    return Table(
        caption="Prices that were given",
        columns=("Option", "Supplier", "Price", "Running costs a year", "Lasts",
                 "Whole-life cost", "Given by", "When"),
        rows=tuple(_offer(view, offer) for offer in view.scene.context.known.offers),
    )  # fmt: skip


def _offer(view: View, offer: Offer) -> tuple[Cell, ...]:
    entry = next(row for row in reversed(view.scene.rows) if row.question == offer.key)
    return (
        view.name(offer.key),
        offer.supplier,
        money_words(offer.price),
        money_words(offer.running),
        "1 year" if offer.life == 1 else f"{offer.life} years",
        pounds(forecast(view.scene.policy, offer)),
        view.by(entry),
        entry.at,
    )


def _facts(facts: tuple[cards.Fact, ...]) -> tuple[Row, ...]:
    return tuple(Row(label=fact.label, value=plain(fact.value)) for fact in facts)


def _reason(view: View) -> tuple[Row, ...]:
    reason = view.scene.context.known.answers.get("choose_reason")
    return (Row(label="Why not the one with most points", value=str(reason)),) if reason else ()


def _table(table: cards.Table) -> Table:
    return Table(
        caption=table.caption,
        columns=tuple(column or "Line" for column in table.columns),
        rows=tuple(tuple(plain(cell) for cell in row) for row in table.rows),
        numeric=table.numeric,
    )
