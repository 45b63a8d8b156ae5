"""Several quotes in one list: a heading row, then a quote a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from buying.domain.money import Money, VatBasis, to_penny
from buying.domain.quotes.amounts import (
    POUNDS,
    Amount,
    amount,
    currencies,
    currency_name,
    in_thousands,
)
from buying.domain.quotes.days import day
from buying.domain.quotes.document import Cell, Document, Row
from buying.domain.quotes.found import Found, QuoteRead
from buying.domain.quotes.items import count
from buying.domain.quotes.pricing import NO_BASIS, RATES, SLACK
from buying.domain.reading import vat
from buying.domain.reading.tidy import plain
from buying.domain.suppliers import match_name

HEADINGS: Mapping[str, frozenset[str]] = {
    "supplier": frozenset({"supplier", "supplier name", "company", "company name", "vendor",
                           "vendor name", "from", "quote from", "bidder", "provider", "contractor",
                           "firm", "seller", "name of supplier", "supplier s name"}),
    "price": frozenset({"price", "total", "total price", "quote", "quoted price", "cost", "amount",
                        "total cost", "quote total", "total quote", "quote amount", "price quoted",
                        "quote value", "full price", "grand total", "total amount", "quoted",
                        "net", "gross", "price with delivery", "total with delivery"}),
    "vat": frozenset({"vat", "vat basis", "vat status", "includes vat", "vat included", "inc vat",
                      "incl vat", "vat inc", "vat in price", "with vat", "vat amount",
                      "vat charged", "price includes vat", "is vat included"}),
    "quantity": frozenset({"quantity", "qty", "number", "how many", "units", "no of units"}),
    "running": frozenset({"running costs", "running cost", "yearly cost", "yearly costs",
                          "annual cost", "annual costs", "running costs a year",
                          "annual running costs", "running costs per year",
                          "running cost per year"}),
    "cost_servicing": frozenset({"servicing", "servicing a year", "servicing per year",
                                 "annual servicing", "annual service", "maintenance per year",
                                 "annual maintenance", "service cost per year"}),
    "life": frozenset({"life", "life years", "expected life", "lifespan", "lasts",
                       "life in years", "expected life years", "how long it lasts"}),
    "extra": frozenset({"delivery", "carriage", "shipping", "postage", "courier", "delivery cost",
                        "delivery charge", "shipping cost", "installation", "fitting",
                        "installation cost", "fitting cost", "assembly", "discount"}),
    "number": frozenset({"quote no", "quote number", "quote ref", "reference", "ref",
                         "quotation number", "quote reference"}),
    "dated": frozenset({"date", "quote date", "date of quote", "dated"}),
    "valid_until": frozenset({"valid until", "valid to", "expires", "expiry date", "expiry"}),
}  # fmt: skip
FIRST_ROWS = 30
"""Rows among which the heading of a list stands."""

FACTS = ("number", "dated", "valid_until")
_VAT_COLUMN = re.compile(r"(?:price |is )?(?:vat|inc(?:l|ludes?)? vat|with vat)\b.*")
_INCLUDED = {"yes": "gross", "y": "gross", "true": "gross", "no": "net", "n": "net",
             "false": "net"}  # fmt: skip
_WORDS: Mapping[str, VatBasis] = {
    "net": "net", "gross": "gross", "exempt": "exempt", "ex": "net", "exc": "net", "excl": "net",
    "excluded": "net", "excluding": "net", "exclusive": "net", "inc": "gross", "incl": "gross",
    "included": "gross", "including": "gross", "inclusive": "gross", "none": "exempt",
    "no vat": "exempt", "plus vat": "net", "+ vat": "net", "with vat": "gross", "ex vat": "net",
    "without vat": "net", "zero rated": "exempt", "inc vat": "gross", "plus": "net",
}  # fmt: skip


@dataclass(frozen=True)
class _Column:
    """A column: where it is, the field it holds and the VAT basis that its heading names."""

    at: int
    field: str
    vat: VatBasis | None
    heading: str


def quotes(document: Document) -> list[QuoteRead] | None:
    """A reading for each row of a list of quotes; None where the document is no such list."""
    heads = [at for at, row in enumerate(document.rows) if _is_heading(row)]
    if not heads or heads[0] >= FIRST_ROWS:
        return None
    made: list[QuoteRead] = []
    for at, end in zip(heads, [*heads[1:], len(document.rows)], strict=True):
        made += _below(document, at, end)
    return _each_once(made) or None


def _is_heading(row: Row) -> bool:
    return {"supplier", "price"} <= {column.field for column in _columns(row)}


def _below(document: Document, at: int, end: int) -> list[QuoteRead]:
    """The quotes under the heading row ``at``."""
    heading = document.rows[at]
    columns = _columns(heading)
    named = [row for row in document.rows[at + 1 : end] if _cell(row, columns, "supplier")]
    # Money of another kind may be named in a heading, or in a line above the list.
    above = currencies(" ".join(row.text for row in document.rows[: at + 1]))
    wide = len(heading.cells)
    return [_quote(row, columns, wide, above) for row in named if _is_quote(row, columns)]


def _each_once(made: list[QuoteRead]) -> list[QuoteRead]:
    """One reading for each supplier: what stands in several lines is not for us to add up."""
    by_name: dict[str, list[QuoteRead]] = {}
    for quote in made:
        supplier = quote.boxes.get("supplier")
        name = str(supplier.value) if supplier else str(id(quote))
        by_name.setdefault(match_name(name) or plain(name), []).append(quote)
    return [each[0] if len(each) == 1 else _of_lines(each) for each in by_name.values()]


def _of_lines(each: list[QuoteRead]) -> QuoteRead:
    supplier = each[0].boxes["supplier"]
    told = f"{supplier.value[:80]} has {len(each)} lines in the list. Fill in the price yourself."
    return QuoteRead({"supplier": supplier}, {}, (told,))


def _columns(row: Row) -> list[_Column]:
    found = []
    for at, cell in enumerate(row.cells):
        simple = plain(cell.text)
        words = _bare(simple)
        if words in HEADINGS["vat"] and "vat" in words:
            found.append(_Column(at, "vat", None, simple))
            continue
        if in_thousands(simple):
            continue
        basis, sure, rest = vat.split(simple)
        words = _bare(rest) or (basis or "")
        field = next((field for field, names in HEADINGS.items() if words in names), None)
        if field:
            found.append(_Column(at, field, basis if sure else None, simple))
    return found


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", re.sub(r"\b(?:gbp|eur|usd)\b", "", text)).split())


def _cell(row: Row, columns: list[_Column], field: str) -> Cell | None:
    return next(
        (
            row.cells[c.at]
            for c in columns
            if c.field == field and c.at < len(row.cells) and row.cells[c.at].text
        ),
        None,
    )


def _is_quote(row: Row, columns: list[_Column]) -> bool:
    """Not a row that sums up, or a note below the list."""
    supplier = _cell(row, columns, "supplier")
    assert supplier is not None
    priced = any(c.at < len(row.cells) and row.cells[c.at].text for c in columns
                 if c.field == "price")  # fmt: skip
    return priced and _bare(plain(supplier.text)) not in ("total", "totals", "grand total")


def _quote(row: Row, columns: list[_Column], wide: int, above: set[str]) -> QuoteRead:
    """``wide``: the cells of the heading row; ``above``: currencies named down to it."""
    boxes: dict[str, Found] = {}
    doubts: list[str] = []
    if len(row.cells) > wide:
        return _slipped(row, columns)
    for field, reader in _READ.items():
        cell = _cell(row, columns, field)
        value = reader(cell.text) if cell else None
        if cell and value is not None:
            boxes[field] = Found(value, cell.place, cell.text)
        elif cell:
            doubts.append(f"I could not read “{cell.text[:60]}” ({cell.place}).")
    doubts += _money(row, columns, "price", boxes)
    doubts += _not_alone(row, columns, above, boxes)
    for field in ("running", "cost_servicing"):
        doubts += _money(row, columns, field, boxes)
    if "cost_servicing" in boxes and "running" not in boxes:
        boxes["running"] = boxes["cost_servicing"]
    if "price" in boxes:
        boxes["pays"] = Found("once", boxes["price"].place, boxes["price"].words)
    facts = {name: boxes.pop(name) for name in FACTS if name in boxes}
    return QuoteRead(boxes, facts, tuple(doubts))


def _slipped(row: Row, columns: list[_Column]) -> QuoteRead:
    """A row with more cells than the heading, as a comma within an amount makes it."""
    supplier = _cell(row, columns, "supplier")
    assert supplier is not None
    name = _name(supplier.text)
    boxes = {"supplier": Found(name, supplier.place, supplier.text)} if name else {}
    told = f"The line of {supplier.text[:60]} has more cells than the heading, so I left it out."
    return QuoteRead(boxes, {}, (told,))


def _not_alone(
    row: Row, columns: list[_Column], above: set[str], boxes: dict[str, Found]
) -> list[str]:
    """Take the price out again where the row, or what is above it, changes what it means."""
    price = boxes.get("price")
    if price is None:
        return []
    read = amount(price.words)
    unnamed = read is None or read.currency is None
    abroad = sorted((currencies(row.text) | (above if unnamed else set())) - {POUNDS})
    extra = _extra(row, columns)
    if not abroad and not extra:
        return []
    del boxes["price"]
    if abroad:
        return [_IN_OTHER.format(currency_name(abroad[0]), price.words[:40])]
    return [f"The price is {price.words}, and {extra} stands beside it. Fill in the whole price."]


def _extra(row: Row, columns: list[_Column]) -> str:
    """What is charged in a column of its own: "delivery of £35"."""
    for column in columns:
        if column.field == "extra" and column.at < len(row.cells):
            read = amount(row.cells[column.at].text)
            if read and read.number:
                return f"{_bare(column.heading)} of {read.words}"
    return ""


_IN_OTHER = (
    "The price is in {}: {}. I work in pounds. "
    "Ask the supplier for the price in pounds, then fill it in."
)


def _money(row: Row, columns: list[_Column], field: str, boxes: dict[str, Found]) -> list[str]:
    """Fill the box ``field`` where its columns agree; else the doubts."""
    given = [
        (column, row.cells[column.at])
        for column in columns
        if column.field == field and column.at < len(row.cells) and row.cells[column.at].text
    ]
    read = [(column, cell, amount(cell.text)) for column, cell in given]
    wrong = [cell for _, cell, figure in read if figure is None or figure.number < 0]
    if wrong:
        return [f"I could not read “{wrong[0].text[:60]}” as an amount ({wrong[0].place})."]
    sums = [(_basis(row, columns, column, figure), cell, figure, column)
            for column, cell, figure in read if figure]  # fmt: skip
    foreign = _foreign(sums)
    if foreign:
        return [foreign]
    return _settle(field, sums, boxes) if sums else []


Sum = tuple[VatBasis | None, Cell, Amount, _Column]


def _settle(field: str, sums: list[Sum], boxes: dict[str, Found]) -> list[str]:
    by_basis = {basis: (cell, figure) for basis, cell, figure, _ in sums}
    if len(by_basis) < len(sums) or (len(sums) > 1 and not _agree(by_basis)):
        shown = " and ".join(f"“{figure.words}”" for _, _, figure, _ in sums)
        return [f"I found {shown}, and they do not agree. Fill in the right one."]
    basis = "net" if "net" in by_basis else sums[0][0]
    cell, figure = by_basis[basis]
    if basis is None and figure.number:
        return [NO_BASIS.format(figure.words)]
    if figure.number == 0 and field == "price":
        return ["The price is £0. Please fill in the price."]
    value = Money(to_penny(figure.number), basis or "exempt").stored()
    heading = next(column.heading for _, other, _, column in sums if other is cell)
    boxes[field] = Found(value, cell.place, cell.text, single="total" not in heading)
    return []


def _agree(sums: Mapping[VatBasis | None, tuple[Cell, Amount]]) -> bool:
    if set(sums) != {"net", "gross"}:
        return False
    net, gross = sums["net"][1].number, sums["gross"][1].number
    return any(abs(net * (1 + rate) - gross) <= SLACK for rate in RATES)


def _basis(row: Row, columns: list[_Column], column: _Column, figure: Amount) -> VatBasis | None:
    """The basis that the amount, the heading or a column on VAT gives; None where two differ."""
    named = {basis for basis in (figure.vat, column.vat) if basis}
    if not named:
        beside = next((c for c in columns if c.field == "vat"), None)
        return _said(row, beside, figure) if beside else None
    return next(iter(named)) if len(named) == 1 else None


def _said(row: Row, column: _Column, figure: Amount) -> VatBasis | None:
    text = plain(row.cells[column.at].text) if column.at < len(row.cells) else ""
    asks = re.search(r"inc|with", column.heading)
    if asks and text in _INCLUDED:
        return "gross" if _INCLUDED[text] == "gross" else "net"
    if text in _WORDS:
        return _WORDS[text]
    charged = amount(text)
    if charged is None or (charged.plain and charged.number in (0, 5, 20)):
        return None
    if charged.number == 0:
        return "exempt"
    net = [r for r in RATES[:2] if abs(figure.number * r - charged.number) <= SLACK]
    gross = [r for r in RATES[:2] if abs(figure.number * r / (1 + r) - charged.number) <= SLACK]
    return "net" if net else "gross" if gross else None


def _foreign(sums: list[Sum]) -> str:
    for _, cell, figure, column in sums:
        named = {figure.currency} if figure.currency else currencies(column.heading)
        other = sorted(code for code in named if code and code != POUNDS)
        if other:
            return _IN_OTHER.format(currency_name(other[0]), cell.text[:40])
    return ""


def _name(text: str) -> str | None:
    return text[:200] if any(c.isalpha() for c in text) else None


def _number(text: str) -> str | None:
    whole = count(text)
    return str(whole) if whole else None


def _years(text: str) -> Any:
    found = re.fullmatch(r"(\d{1,2})(?:\.0+)?(?: ?(?:years?|yrs?))?", plain(text))
    return found[1] if found and 1 <= int(found[1]) <= 60 else None


def _iso(text: str) -> str | None:
    read = day(text)
    return read.isoformat() if read else None


_READ: Mapping[str, Callable[[str], Any]] = {
    "supplier": _name, "quantity": _number, "life": _years, "number": lambda text: text[:60],
    "dated": _iso, "valid_until": _iso,
}  # fmt: skip
