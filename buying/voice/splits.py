"""Earlier purchases that may be parts of this one, in words (P4)."""

from __future__ import annotations

from buying.cards import Fact, Table
from buying.domain import privacy
from buying.domain.money import pounds
from buying.domain.others import OtherPurchase
from buying.english import day_in_words
from buying.voice.context import Context
from buying.voice.shown import Shown, both_words


def split(context: Context) -> Shown:
    """The purchases by name, what links them, and what all come to."""
    found = context.known.split
    if found is None:
        return Shown()
    text = (
        f"Your team has bought something like this lately. {found.why} "
        "Together they would be bought another way."
    )
    table = Table(
        caption="Earlier purchases of your team",
        columns=("Purchase", "What", "From", "Began", "With VAT"),
        rows=tuple(_row(other) for other in found.purchases),
        numeric=(4,),
    )
    total = Fact(label="All with this one", value=both_words(found.total))
    return Shown(text=text, facts=(total,), table=table)


def _row(other: OtherPurchase) -> tuple[str, ...]:
    day = day_in_words(other.began)
    supplier = other.supplier or "Not chosen yet"
    item = privacy.shown_to_others(other.item)
    return (other.reference, item, supplier, day, pounds(other.value.gross))
