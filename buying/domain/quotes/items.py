"""The lines that a quote charges for: what, how many, and what each line comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from buying.domain.money import VatBasis, pounds, to_penny
from buying.domain.quotes.amounts import Amount, amount
from buying.domain.quotes.document import Cell, Document, Row
from buying.domain.reading import vat
from buying.domain.reading.tidy import plain

_HEADINGS: Mapping[str, frozenset[str]] = {
    "what": frozenset({"description", "item", "items", "product", "details", "goods", "service",
                       "item description", "product description", "work", "particulars"}),
    "quantity": frozenset({"qty", "quantity", "no", "number", "units", "qty required", "no of",
                           "how many", "count"}),
    "unit": frozenset({"unit price", "unit cost", "price each", "each", "rate", "cost each",
                       "price per unit", "unit", "price per item", "unit rate", "ea"}),
    "total": frozenset({"total", "line total", "amount", "total price", "value", "net", "gross",
                        "price", "cost", "line price", "total cost", "net amount", "net total",
                        "extended price", "line value", "sum", "line amount"}),
}  # fmt: skip
_EXTRA = re.compile(
    r"\b(?:deliver\w*|carriage|shipping|postage|courier|install\w*|fitting|assembly|training|"
    r"warranty|guarantee|removal|disposal|collection|discount|servic\w*|maintenance|set ?-?up|"
    r"commissioning|survey|labour|licen[cs]es?|support|insurance)\b"
)
_PRICE = re.compile(r"^(?!.*(?:total|line|extended|amount)).*\b(?:price|cost)\b")
_COUNT = re.compile(r"(\d{1,6})(?:\.0+)?(?:\s?(?:x|no\.?|nos|off|units?|pcs?|ea|each|pairs?))?")


@dataclass(frozen=True)
class Item:
    """One line: ``total`` pounds, ``quantity`` None where none is said."""

    what: str
    quantity: Cell | None
    total: Amount
    place: str
    words: str
    unit: Amount | None = None

    @property
    def count(self) -> int | None:
        """How many, as a whole number."""
        return count(self.quantity.text) if self.quantity else None

    @property
    def extra(self) -> bool:
        """Whether it goes with the goods: delivery, fitting, servicing and the like."""
        return _EXTRA.search(plain(self.what)) is not None


@dataclass(frozen=True)
class Items:
    """The lines of a quote. ``first`` and ``last``: the rows that they span, -1 for none.

    ``vat``: the basis that the heading of the sums names. ``whole``: every row was understood.
    ``single``: the heading of the sums leaves open whether they are for one or for all.
    """

    lines: tuple[Item, ...] = ()
    first: int = -1
    last: int = -1
    vat: VatBasis | None = None
    whole: bool = True
    single: bool = False

    @property
    def doubts(self) -> tuple[str, ...]:
        """Lines of which how many, times what one costs, is not what they say."""
        return tuple(
            f"“{line.words[:120]}” does not add up: {line.count} times {line.unit.words} is "
            f"{pounds(to_penny(line.count * line.unit.number))}."
            for line in self.lines
            if line.unit and line.count
            and to_penny(line.count * line.unit.number) != to_penny(line.total.number)
        )  # fmt: skip

    @property
    def sum(self) -> Decimal | None:
        """What the lines come to; None where one of them could not be read."""
        if not self.lines or not self.whole:
            return None
        return sum((to_penny(line.total.number) for line in self.lines), Decimal(0))

    def spans(self, at: int) -> bool:
        """Whether the row with number ``at`` is one of the lines."""
        return self.first <= at <= self.last


def count(text: str) -> int | None:
    """A whole number of things: ``12``, ``12 x``; None for anything else."""
    found = _COUNT.fullmatch(plain(text).replace(",", ""))
    return int(found[1]) if found and int(found[1]) > 0 else None


def items(document: Document, ends: Sequence[int]) -> Items:
    """The lines under the first heading row, down to the first row of ``ends`` after it."""
    for at, row in enumerate(document.rows):
        columns = _columns(row)
        if columns:
            last = min((end for end in ends if end > at), default=len(document.rows)) - 1
            return _under(document, at, last, columns)
    return _without_heading(document, ends)


def _columns(row: Row) -> dict[str, int]:
    """Which cell of a heading row is which; empty for any other row."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row.cells):
        basis, _, words = vat.split(plain(cell.text))
        name = re.sub(r"[^a-z ]+", " ", re.sub(r"[£€$]|\bgbp\b", "", words))
        # "Ex VAT" heads sums; "VAT" alone heads the tax on them.
        heading = " ".join(name.split()) or ("net" if basis else "")
        field = next((field for field, names in _HEADINGS.items() if heading in names), None)
        if field == "total" and field in found and "unit" not in found:
            found["unit"], found["total"] = found["total"], at
        elif field and field not in found:
            found[field] = at
    enough = "total" in found and ("what" in found or {"quantity", "unit"} <= found.keys())
    return found if enough else {}


def _under(document: Document, at: int, last: int, columns: Mapping[str, int]) -> Items:
    heading = document.rows[at]
    lines, whole, end = [], True, at
    for number in range(at + 1, last + 1):
        row = document.rows[number]
        line = _by_column(row, columns) if document.grid else _on_page(row, columns)
        # More cells than headings: a comma within an amount, or a row that has slipped.
        if document.grid and len(row.cells) > len(heading.cells):
            line, whole = None, False
        if line:
            lines.append(line)
            end = number
        elif _has_money(row):
            whole = False
            end = number
    basis, sure, _ = vat.split(plain(heading.cells[columns["total"]].text))
    # A word on the unit price holds for the sums beside it, where they say nothing themselves.
    if basis is None and "unit" in columns:
        basis, sure, _ = vat.split(plain(heading.cells[columns["unit"]].text))
    single = "unit" not in columns and _PRICE.search(plain(heading.cells[columns["total"]].text))
    return Items(tuple(lines), at, end, basis if sure else None, whole, bool(single))


def _on_page(row: Row, columns: Mapping[str, int]) -> Item | None:
    """A line of a page under a heading that names how many, what one costs, and the sum."""
    line = _by_sum(row)
    if line or not {"quantity", "unit"} <= columns.keys() or len(row.filled) != 4:
        return line
    _, many, one, total = row.filled
    unit, read = amount(one.text), amount(total.text)
    if not count(many.text) or unit is None or read is None:
        return None
    return Item(row.filled[0].text, many, read, total.place, row.text, unit)


def _by_column(row: Row, columns: Mapping[str, int]) -> Item | None:
    def cell(field: str) -> Cell | None:
        at = columns.get(field, len(row.cells))
        return row.cells[at] if at < len(row.cells) and row.cells[at].text else None

    total, what = cell("total"), cell("what") or row.filled[0]
    read = amount(total.text) if total else None
    if total is None or read is None:
        return None
    unit = cell("unit")
    each = amount(unit.text) if unit else None
    return Item(what.text, cell("quantity"), read, total.place, row.text, each)


def _by_sum(row: Row) -> Item | None:
    """A line of a page: words, then perhaps how many and at what, and last what it comes to."""
    cells = row.filled
    figures = [(cell, read) for cell in cells[1:] if (read := amount(cell.text))]
    if not figures or (amount(cells[0].text) and len(cells) < 3):
        return None
    last, total = figures[-1]
    for (first, one), (_, other) in combinations(figures[:-1], 2):
        product = to_penny(one.number * other.number)
        if product == to_penny(total.number) and count(first.text):
            return Item(cells[0].text, first, total, last.place, row.text)
    before = [cell for cell, _ in figures[:-1] if count(cell.text)]
    if len(figures) > 2 or (len(figures) == 2 and not before):
        return None
    return Item(cells[0].text, before[0] if before else None, total, last.place, row.text)


def _without_heading(document: Document, ends: Sequence[int]) -> Items:
    """Lines that give themselves away: how many, times what each costs, is the last figure."""
    found = []
    for at, row in enumerate(document.rows):
        line = _by_sum(row)
        if (
            line
            and line.quantity
            and not line.total.plain
            and len(row.filled) > 3
            and at not in ends
        ):
            found.append((at, line))
    if not found:
        return Items()
    return Items(tuple(line for _, line in found), found[0][0], found[-1][0], whole=False)


def _has_money(row: Row) -> bool:
    return any((read := amount(cell.text)) and not read.plain for cell in row.filled)
