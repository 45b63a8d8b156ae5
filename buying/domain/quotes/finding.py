"""From a document to the quotes in it."""

from __future__ import annotations

from collections.abc import Sequence

from buying.domain.money import VatBasis
from buying.domain.quotes import lists, phrases, pricing
from buying.domain.quotes.amounts import currencies, is_odd
from buying.domain.quotes.document import Document
from buying.domain.quotes.found import Found, QuoteRead
from buying.domain.quotes.items import Items, items
from buying.domain.quotes.labels import Labels, labels
from buying.domain.quotes.totals import totals
from buying.english import listed

LEFT_OUT = {
    "delivery": "delivery", "fitting": "fitting", "training": "training", "warranty": "a warranty",
    "removal": "taking away the old one",
}  # fmt: skip


def find(document: Document) -> list[QuoteRead]:
    """The quotes of a document, in order: one for each row of a list, else one.

    A quote in which nothing was found has no boxes. Pure; never raises for any text.
    """
    several = lists.quotes(document)
    return several if several else [_one(document)]


def _one(document: Document) -> QuoteRead:
    rows = totals(document.rows)
    ends = [row.at for row in rows if row.sort not in ("delivery", "discount")]
    lines = items(document, ends)
    basis, doubts = _stated(document)
    # What stands among the lines is a line, whatever it is called.
    summing = [row for row in rows if not lines.spans(row.at)]
    words = [row.text for row in document.rows]
    priced = pricing.price(summing, lines, basis, currencies("\n".join(words)), words)
    named = labels(document)
    boxes = _boxes(document, lines, named, priced)
    included, left_out = phrases.included(document, lines)
    costs, costly = phrases.yearly(document, lines, basis or lines.vat)
    boxes |= costs | ({"includes": included} if included else {})
    facts = {name: named.found[name] for name in lists.FACTS if name in named.found}
    told = (
        *named.doubts,
        *priced.doubts,
        *doubts,
        *lines.doubts,
        *costly,
        *_without(left_out),
        *_odd(document, priced),
    )
    return QuoteRead(boxes, facts).with_doubts(*told)


def _boxes(
    document: Document, lines: Items, named: Labels, priced: pricing.Priced
) -> dict[str, Found]:
    found = {
        "supplier": named.found.get("supplier"),
        "price": priced.price,
        "pays": priced.pays if priced.price else None,
        "quantity": _quantity(lines, named),
        "life": phrases.life(document),
    }
    return {name: made for name, made in found.items() if made}


def _quantity(lines: Items, named: Labels) -> Found | None:
    """How many the price is for: the one line of goods says it, or a label."""
    goods = [line for line in lines.lines if not line.extra]
    counts = {line.count for line in goods}
    labelled = named.found.get("quantity")
    if len(goods) == 1 and goods[0].quantity and goods[0].count:
        cell = goods[0].quantity
        made = Found(str(goods[0].count), cell.place, goods[0].words)
        return made if labelled is None or labelled.value == made.value else None
    return labelled if not counts or counts == {None} else None


def _stated(document: Document) -> tuple[VatBasis | None, tuple[str, ...]]:
    bases, first = phrases.stated_vat(document)
    if len(bases) > 1:
        return None, ("The quote says in two ways whether VAT is in its prices.",)
    return (first.value, ()) if first else (None, ())


def _without(left_out: Sequence[str]) -> tuple[str, ...]:
    if not left_out:
        return ()
    return (f"The price does not include {listed([LEFT_OUT[t] for t in left_out], 'or')}.",)


def _odd(document: Document, priced: pricing.Priced) -> tuple[str, ...]:
    """Figures that are written in a foreign way, where no price was found."""
    if priced.price:
        return ()
    odd = next((c for row in document.rows for c in row.filled if is_odd(c.text)), None)
    if odd is None:
        return ()
    return (f"“{odd.text[:40]}” could be read in two ways ({odd.place}).",)
