"""The rows of a quote that sum it up: totals, VAT, delivery, discount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from buying.domain.money import VatBasis
from buying.domain.quotes.amounts import Amount, amount, in_thousands, labelled
from buying.domain.quotes.document import Row
from buying.domain.reading import vat
from buying.domain.reading.tidy import plain

Sort = Literal["net", "gross", "exempt", "total", "sub", "vat", "delivery", "discount"]
"""What a row gives. ``total`` says nothing of VAT; ``sub`` is before something is added."""

_PERIOD = re.compile(
    r"\b(?:per|a|each|every)\s(?P<one>week|month|year|annum)\b|\b(?P<two>weekly|monthly|yearly"
    r"|annual(?:ly)?|p\.?c\.?m|p\.?a)\b\.?|/\s?(?P<three>week|month|year|wk|mth|yr)\b"
)
_PERIODS = {
    "week": "week", "wk": "week", "weekly": "week", "month": "month", "mth": "month",
    "monthly": "month", "pcm": "month", "p.c.m": "month", "year": "year", "yr": "year",
    "annum": "year", "yearly": "year", "annual": "year", "annually": "year", "pa": "year",
    "p.a": "year",
}  # fmt: skip
_TOTALS = {
    "total", "grand total", "total due", "total payable",
    "amount payable", "total to pay", "quote total", "quotation total",
    "total quote", "total quotation", "total price", "total cost", "total amount", "order total",
    "overall total", "final total", "quoted price", "price", "total value", "quote value",
    "quotation value", "estimate total", "total estimate", "project total", "job total",
    "full price", "price quoted", "our price", "total charge", "totals",
}  # fmt: skip
_HIRE = {"hire", "rental", "lease", "hire charge", "rental charge", "lease charge", "hire cost",
         "rental cost", "hire price", "hire rate", "charge", "cost"}  # fmt: skip
_BARE = {"net", "gross", "amount", "value", "", "amount payable"}
_SUBS = {"sub total", "subtotal", "goods total", "total goods", "items total", "net goods",
         "goods", "total of items", "goods value"}  # fmt: skip
_DELIVERY = re.compile(
    r"(?:plus |add )?(?:delivery|carriage|shipping|postage|courier|p p|freight)(?: (?:charges?|cost"
    r"|fee|packing|and packing|packaging|price|handling|and handling|total|extra))*"
)
_DISCOUNT = re.compile(r"(?:less )?(?:[a-z]+ )?discount(?: (?:at|of))?|less")
_VAT = re.compile(r"(?:plus |add |total |uk )?vat(?: (?:amount|total|due|payable|at|rate|charge))*")
_VAT_NUMBER = re.compile(r"\bvat\s?(?:no|number|reg|registration|id)\b")
_PLUS_VAT = re.compile(r"(?:\+|plus|and|&)\s?vat\b")
_RATE = re.compile(r"\(?@?\s?\d{1,2}(?:\.\d+)?\s?(?:%|per cent)\)?")
_CURRENCY = re.compile(r"\b(?:gbp|eur|usd|pounds|in|all)\b|[£€$]")
_CARRIAGE = re.compile(
    r"\b(?:deliver(?:y|ed)|carriage|shipping|postage|courier|freight|install(?:ation|ing|ed)?"
    r"|fitting|assembly)\b"
)
_NOT_CHARGED = re.compile(
    r"\b(?:total|price|free|includ\w*|incl?|over|under|above|below|minimum|option\w*|before|after"
    r"|if required|available|save|address|servic\w*)\b"
)
_IN_TEXT = re.compile(r"£\s?\d[\d,]*(?:\.\d{1,2})?")
_FREE = re.compile(r"(?:free(?: of charge)?|included?|foc|no charge|n/?c|inc)")


@dataclass(frozen=True)
class Total:
    """One row that sums up. ``pays``: week, month or year where the row says for how long.

    ``amount`` is None for delivery that costs nothing.
    """

    sort: Sort
    amount: Amount
    place: str
    words: str
    at: int
    pays: str | None = None

    @property
    def number(self) -> Decimal:
        """The figure."""
        return self.amount.number


def totals(rows: Sequence[Row]) -> list[Total]:
    """The rows of ``rows`` that sum up, in order; ``at`` is the number of the row."""
    return [made for at, row in enumerate(rows) for made in _of(at, row)]


def period(text: str) -> str | None:
    """Week, month or year, where a text says what a payment is for."""
    found = _PERIOD.search(plain(text))
    if found is None:
        return None
    return _PERIODS[found["one"] or found["two"] or found["three"]]


def is_free(text: str) -> bool:
    """Whether a cell says that something costs nothing more."""
    return _FREE.fullmatch(plain(text).strip(" .()")) is not None


def _of(at: int, row: Row) -> list[Total]:
    made = []
    for label, figure, place in _figures(row):
        sort, pays = _sort(label, figure.vat)
        if sort:
            made.append(Total(sort, figure, place, row.text, at, pays))
    return made or _charged(at, row)


def _charged(at: int, row: Row) -> list[Total]:
    """Delivery or fitting that has a price, in whatever words: ``Delivery to Leeds £35``."""
    simple = plain(row.text)
    inside = _IN_TEXT.findall(simple)
    if len(inside) != 1 or not _CARRIAGE.search(simple) or _NOT_CHARGED.search(simple):
        return []
    read = amount(inside[0])
    return [Total("delivery", read, row.filled[-1].place, row.text, at)] if read else []


def _figures(row: Row) -> list[tuple[str, Amount, str]]:
    """The label of a row and its one amount; those of each cell that holds both."""
    if any(amount(cell.text) for cell in row.filled):
        found = _figure(row)
        return [found] if found else []
    # As pages are often laid out; two options may stand side by side.
    both = [(labelled(cell.text), cell.place) for cell in row.filled]
    return [(*each, place) for each, place in both if each]


def _figure(row: Row) -> tuple[str, Amount, str] | None:
    """The label of a row and its one amount; None where it has several."""
    cells = row.filled
    figures = [(cell, read) for cell in cells if (read := amount(cell.text))]
    first, last = cells.index(figures[0][0]), figures[-1]
    words = [cell.text for cell in cells[:first]]
    # "VAT | 20 | £40": the rate stands before the amount.
    several = len({read.number for _, read in figures}) > 1
    rate = several and len(figures) == 2 and _VAT.fullmatch(_tidy(plain(" ".join(words))))
    if several and not rate:
        return None
    after = [c.text for c in cells[first:] if amount(c.text) is None and not _is_rate(c.text)]
    return (" ".join([*words, *after]), last[1], last[0].place) if words else None


def _is_rate(text: str) -> bool:
    return _RATE.fullmatch(plain(text)) is not None


def _sort(label: str, basis: VatBasis | None) -> tuple[Sort | None, str | None]:
    simple = plain(label).rstrip(" :")
    if _VAT_NUMBER.search(simple) or in_thousands(simple):
        return None, None
    if _VAT.fullmatch(_tidy(simple)):
        return "vat", None
    if basis is None and _PLUS_VAT.search(simple):
        # "Total + VAT" is said of both sums.
        return None, None
    named, sure, rest = vat.split(simple)
    if not sure or (named and basis and named != basis):
        return None, None
    pays = period(rest)
    return _by_words(_tidy(_PERIOD.sub(" ", rest)), named or basis, pays), pays


def _by_words(rest: str, basis: VatBasis | None, pays: str | None) -> Sort | None:
    if _DELIVERY.fullmatch(rest):
        return "delivery"
    if _DISCOUNT.fullmatch(rest):
        return "discount"
    if rest in _SUBS:
        return basis or "sub"
    summing = rest in _TOTALS or (pays is not None and rest in _HIRE)
    if summing:
        return basis or "total"
    return basis if basis and rest in _BARE else None


def _tidy(label: str) -> str:
    """A label without rates, currencies and signs: ``total``."""
    bare = _CURRENCY.sub(" ", _RATE.sub(" ", label))
    return " ".join(re.sub(r"[^a-z]+", " ", bare).split())
