"""What stands beside a label: who the quote is from, its number, its days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from buying.domain.quotes.days import day
from buying.domain.quotes.document import Cell, Document
from buying.domain.quotes.found import Found
from buying.domain.quotes.totals import period
from buying.domain.reading import vat
from buying.domain.reading.tidy import plain
from buying.domain.suppliers import match_name
from buying.english import listed

LABELS: Mapping[str, tuple[str, ...]] = {
    "supplier": ("supplier", "supplier name", "from", "quote from", "quotation from", "company",
                 "company name", "vendor", "vendor name", "seller", "name of supplier",
                 "quoted by", "contractor", "provider"),
    "buyer": ("to", "for", "customer", "client", "bill to", "invoice to", "deliver to",
              "delivery to", "ship to", "prepared for", "quote to", "quote for", "quotation for",
              "quotation to", "sold to", "customer name", "delivery address", "invoice address",
              "attention", "fao", "attn", "your ref", "buyer", "organisation"),
    "number": ("quote no", "quote number", "quotation no", "quotation number", "quote ref",
               "quote reference", "quotation ref", "quotation reference", "estimate no",
               "estimate number", "our ref", "our reference", "reference", "quote id", "quote",
               "quotation", "estimate", "ref", "ref no"),
    "dated": ("date", "quote date", "quotation date", "date of quote", "date of quotation",
              "issued", "issue date", "date issued", "dated", "estimate date"),
    "valid_until": ("valid until", "valid to", "valid till", "expires", "expires on", "expiry",
                    "expiry date", "quote valid until", "quotation valid until", "valid up to",
                    "quote expires", "price valid until", "prices valid until", "valid through",
                    "offer valid until", "this quote is valid until", "quote valid to",
                    "this quotation is valid until", "prices held until"),
    "quantity": ("quantity", "qty", "number required", "quantity quoted", "number of units",
                 "how many"),
}  # fmt: skip
"""What people write before each, in small letters and without signs."""

_DAYS = re.compile(
    r"\bvalid(?:ity)?(?: period)?(?: is)?:? ?(?:for )?(?P<number>\d{1,3}|thirty|sixty|ninety) "
    r"(?P<unit>days?|weeks?|months?)\b"
)
_NUMBERS = {"thirty": 30, "sixty": 60, "ninety": 90}
_UNITS = {"d": 1, "w": 7}
_REFERENCE = re.compile(r"[a-z0-9][a-z0-9./_-]{1,29}")
_NAME = re.compile(
    r"(?:^|(?<=\s))(?P<name>[A-Z0-9][\w&'’.,+-]*(?:\s+(?:[A-Z0-9(][\w&'’.,)+-]*|&|and|of|the|for))*?\s+"
    r"(?i:ltd|limited|plc|llp|cic|cio|c\.i\.c|community interest company))\b"
)
_NOT_NAMES = re.compile(
    r"(?:terms|conditions|goods|property|registered|payments?|bank|account|cheques?|copyright|all"
    r"|prices|title|quotation|quote|estimate|the|issued|a|an|please)\b", re.IGNORECASE
)  # fmt: skip
_FIGURES = re.compile(r"\b(?:price|total|cost|quote|amount|quantity|qty|net|gross)\b")
_OTHERS = re.compile(
    r"\b(?:manufactur\w*|maker|made by|brand|distribut\w*|partners?|financ\w*|insur\w*|courier"
    r"|subcontract\w*|dealers?|clients?|customers?)\b"
)
"""Words by which a quote names a firm that is neither the seller nor the buyer."""

_BLOCK = 3
"""Lines that an address may have after the buyer's label."""


@dataclass(frozen=True)
class Labels:
    """What the labels of a quote give. ``names``: its label to what stands by it."""

    found: Mapping[str, Found]
    doubts: tuple[str, ...] = ()


def labels(document: Document) -> Labels:
    """Supplier, number, days and quantity by their labels; the supplier also by its name."""
    pairs = list(_pairs(document))
    found: dict[str, Found] = {}
    for field, reader in _READ.items():
        values = {made.value: made for cell, text in pairs if cell[0] == field
                  if (made := reader(text))}  # fmt: skip
        if len(values) == 1:
            found[field] = next(iter(values.values()))
    supplier, doubts = _supplier(document, pairs)
    if supplier:
        found["supplier"] = supplier
    if "valid_until" not in found and (until := _for_days(document, found.get("dated"))):
        found["valid_until"] = until
    return Labels(found, doubts)


Pair = tuple[tuple[str, Cell], Cell]
"""(field, the label's cell), and the cell of the value."""


def _pairs(document: Document) -> Iterator[Pair]:
    for at, row in enumerate(document.rows):
        for column, cell in enumerate(row.cells):
            inside = _inside(cell)
            if inside:
                yield (inside[0], cell), inside[1]
                continue
            field = _field(cell.text)
            value = _beside(document, at, column) if field else None
            if field and value:
                yield (field, cell), value


def _field(text: str) -> str | None:
    name = _plain(text)
    return next((field for field, names in LABELS.items() if name in names), None)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", plain(text)).split())


def _inside(cell: Cell) -> tuple[str, Cell] | None:
    """``Quote no: RM-1042``: the label and its value in one cell."""
    label, mark, value = cell.text.partition(":")
    if mark and value.strip():
        field = _field(label)
        return (field, Cell(value.strip(), cell.place)) if field else None
    words = cell.text.split()
    for size in range(min(5, len(words) - 1), 1, -1):
        field = _field(" ".join(words[:size]))
        if field and field not in ("supplier", "buyer"):
            return field, Cell(" ".join(words[size:]).lstrip("#: "), cell.place)
    return None


def _beside(document: Document, at: int, column: int) -> Cell | None:
    """What stands right of a label, or else below it."""
    row = document.rows[at].cells
    right = next((cell for cell in row[column + 1 :] if cell.text), None)
    if right is not None and _field(right.text) is None and not _inside(right):
        return right
    if not document.grid and len(row) > 1:
        return None
    below = document.rows[at + 1].cells if at + 1 < len(document.rows) else ()
    if column < len(below) and below[column].text and not _field(below[column].text):
        return below[column]
    return None


def _text(cell: Cell) -> Found | None:
    text = cell.text.strip(" :#")
    if not _REFERENCE.fullmatch(plain(text)) or not any(c.isdigit() for c in text):
        return None
    return Found(text, cell.place, cell.text)


def _day(cell: Cell) -> Found | None:
    read = day(cell.text)
    return Found(read.isoformat(), cell.place, cell.text) if read else None


def _count(cell: Cell) -> Found | None:
    text = plain(cell.text)
    whole = re.fullmatch(r"([1-9]\d{0,5})(?:\.0+)?", text.replace(",", ""))
    return Found(whole[1], cell.place, cell.text) if whole else None


_READ = {"number": _text, "dated": _day, "valid_until": _day, "quantity": _count}


def _for_days(document: Document, dated: Found | None) -> Found | None:
    """The last day of a quote that is "valid for 30 days" from its date."""
    if dated is None:
        return None
    for row in document.rows:
        found = _DAYS.search(plain(row.text))
        if found and found["unit"][0] in _UNITS:
            number = _NUMBERS.get(found["number"]) or int(found["number"])
            days = timedelta(days=number * _UNITS[found["unit"][0]])
            last = date.fromisoformat(dated.value) + days
            return Found(last.isoformat(), row.filled[0].place, row.text, worked_out=True)
    return None


SURELY = frozenset({"supplier", "supplier name", "name of supplier", "vendor", "vendor name",
                    "seller", "contractor"})  # fmt: skip
"""Labels that name none but the one who sells; by any other it must agree with the letterhead."""


def _supplier(document: Document, pairs: Sequence[Pair]) -> tuple[Found | None, tuple[str, ...]]:
    named = [
        (label[1], value)
        for label, value in pairs
        if label[0] == "supplier" and not _is_heading(value.text)
    ]
    sure = [value for label, value in named if _plain(label.text.partition(":")[0]) in SURELY]
    loose = [value for label, value in named if value not in sure and _may_be(label, value)]
    names: dict[str, tuple[str, Cell]] = {}
    given = [(_name(cell.text) or cell.text[:200], cell) for cell in sure or loose]
    for name, cell in given if sure else [*given, *_companies(document, pairs)]:
        names.setdefault(_key(name), (name, cell))
    if len(names) > 1:
        shown = [name[:80] for name, _ in names.values()]
        return None, (f"It could be from {listed(shown[:4], 'or')}. Fill in the supplier.",)
    if not names:
        return None, ()
    name, cell = next(iter(names.values()))
    if "," in name:
        # "Jo Hill, Ridgeway Ltd": the person who signs, or a part of the name.
        return None, (f"It is from {name[:80]}. Fill in the supplier.",)
    return Found(name, cell.place, cell.text), ()


def _is_heading(text: str) -> bool:
    """Whether a text heads a column of figures: "Price (ex VAT)", "Price per week"."""
    simple = plain(text)
    basis, _, _ = vat.split(simple)
    return bool(_FIGURES.search(simple)) and (basis is not None or period(simple) is not None or
                                              _FIGURES.fullmatch(simple) is not None)  # fmt: skip


def _may_be(label: Cell, value: Cell) -> bool:
    """Whether what stands by a label can be a firm: "From:" may well name a person."""
    return _plain(label.text.partition(":")[0]).startswith("company") or bool(_name(value.text))


def _companies(document: Document, pairs: Sequence[Pair]) -> Iterator[tuple[str, Cell]]:
    """Every company that the document names, but for the one that it is addressed to."""
    theirs = {id(value) for label, value in pairs if label[0] == "buyer"}
    theirs |= {id(label[1]) for label, _ in pairs if label[0] == "buyer"}
    buyers = {_key(_name(value.text) or "") for label, value in pairs if label[0] == "buyer"}
    since = _BLOCK + 1
    for row in document.rows:
        addressed = any(_field(cell.text.partition(":")[0]) == "buyer" for cell in row.filled)
        since = 0 if addressed else since + 1
        for cell in row.filled:
            other = id(cell) in theirs or _OTHERS.search(plain(row.text))
            name = None if other else _name(cell.text)
            if name and since > _BLOCK and _key(name) not in buyers:
                yield name, cell


def _name(text: str) -> str | None:
    """The company's name in a text, where there is one."""
    found = _NAME.search(text[:300])
    if found is None:
        return None
    name = found["name"].strip(" ,.-")
    fits = 1 < len(name.split()) <= 8 and not _NOT_NAMES.match(name)
    return name if fits else None


def _key(name: str) -> str:
    return match_name(name) or plain(name)
