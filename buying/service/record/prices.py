"""The prices that were given, line by line, and how they were compared (P9)."""

from __future__ import annotations

from buying import cards
from buying.cards import plain
from buying.domain.money import pounds
from buying.domain.offer_costs import forecast
from buying.domain.offers import Offer
from buying.service.record import pictures
from buying.service.record.document import Cell, Part, Row, Table
from buying.service.record.view import View
from buying.voice import estimates
from buying.voice.shows import show
from buying.voice.sums import basis


def part(view: View) -> Part:
    """Each price as it was given, and the sum that compared them."""
    known = view.scene.context.known
    whole = Part(id="prices", title="Prices and the comparison")
    if not known.offers:
        return whole.model_copy(update={"text": "No price has been given yet."})
    compared = show(view.scene.context, "comparison") if known.choosing else None
    sums = [pictures.as_table(compared.table)] if compared and compared.table else []
    return whole.model_copy(
        update={
            "text": plain(compared.text) if compared else "",
            "rows": (*_facts(compared.facts if compared else ()), *_reason(view)),
            "tables": (_given(view), *sums),
            "pictures": pictures.of(view),
        }
    )


def _given(view: View) -> Table:
    return Table(
        caption="Prices that were given",
        columns=("Option", "Supplier", "Price", "Costs to keep", "Lasts",
                 "Whole-life cost", "Given by", "When"),
        rows=tuple(_offer(view, offer) for offer in view.scene.context.known.offers),
    )  # fmt: skip


def _offer(view: View, offer: Offer) -> tuple[Cell, ...]:
    entry = next(row for row in reversed(view.scene.rows) if row.question == offer.key)
    return (
        view.name(offer.key),
        offer.supplier,
        _price(offer),
        _kept(view, offer),
        estimates.life(offer.life),
        f"{pounds(forecast(view.scene.policy, offer))} {basis(view.scene.context)}",
        view.by(entry),
        entry.at,
    )


def _price(offer: Offer) -> str:
    spoken = f" Not in writing: {offer.spoken}" if offer.spoken else ""
    return f"{estimates.price(offer)}.{spoken}" if spoken else estimates.price(offer)


def _kept(view: View, offer: Offer) -> str:
    """What it costs to keep, as it was said, a line for each kind of cost."""
    said = (offer.costs or {}).items()
    usual = view.scene.policy.costs.of(offer.category)
    return "\n".join(f"{estimates.cost_label(k, usual)}: {estimates.cost(v)}" for k, v in said)


def _facts(facts: tuple[cards.Fact, ...]) -> tuple[Row, ...]:
    return tuple(Row(label=_label(fact), value=plain(fact.value)) for fact in facts)


def _label(fact: cards.Fact) -> str:
    """The heading of a group goes with each of its facts: "Price" alone would say too little."""
    return f"{fact.group}: {fact.label}" if fact.group else fact.label


def _reason(view: View) -> tuple[Row, ...]:
    reason = view.scene.context.known.answers.get("choose_reason")
    return (Row(label="Why not the one put first", value=str(reason)),) if reason else ()
