"""What a row of a contracts register says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buying.domain import reading
from buying.domain.money import VatBasis
from buying.domain.reading import vat
from buying.domain.suppliers import CategoryLike, category_named, match_name
from buying.service.suppliers import cells as cell
from buying.service.suppliers.columns import Headings, listed
from buying.service.suppliers.files import RawFile, SupplierFileError, Unread
from buying.service.suppliers.records import Record, Sheet, headed, records

HEADINGS = Headings(
    {
        "reference": (
            "reference", "contract reference", "ref", "contract ref", "contract number",
            "contract id", "reference number", "id",
        ),
        "title": ("title", "contract title", "contract", "contract name", "name", "agreement"),
        "supplier": (
            "supplier", "supplier name", "contractor", "vendor", "company", "awarded to",
        ),
        "category": ("category", "category id", "what can be bought"),
        "starts": ("starts", "start date", "start", "contract start", "contract start date"),
        "ends": (
            "ends", "end date", "end", "expiry date", "expires", "contract end",
            "contract end date", "until", "valid until", "last day",
        ),
        "how": (
            "how", "how to order", "how to call off", "how to use", "call off", "how to buy",
            "ordering",
        ),
        "up_to": (
            "up to", "most per order", "order limit", "maximum order", "limit per order",
            "maximum call off", "limit",
        ),
        "vat": ("vat", "vat basis", "limit vat", "up to vat"),
        "note": ("note", "notes", "comment", "comments"),
    }
)  # fmt: skip
NEEDED = {
    "reference": "reference, by which it is known again",
    "title": "title",
    "supplier": "supplier",
    "category": "category",
    "ends": "last day",
    "how": "word on how to order from it",
}
"""The fields that every row must have, each as what one that lacks it has not."""

_TITLE_LIMIT = 200


class Broken(Exception):
    """A row that must not be taken; the text says why."""


@dataclass(frozen=True)
class ContractRow:
    """A contract as a file gives it. ``where``: its row; ``ends``: its last day."""

    where: str
    reference: str
    title: str
    supplier: str
    category: str
    starts: date | None
    ends: date
    how: str
    up_to: Decimal | None
    up_to_vat: VatBasis | None
    note: str | None


def read_rows(
    raw: RawFile, text: str, categories: Sequence[CategoryLike], day: date
) -> tuple[Sheet, list[ContractRow | Unread]]:
    """The headings and every row of a contracts list, as read on ``day``.

    Raises SupplierFileError where a column is missing, or nothing follows the headings.
    """
    found = headed(raw, text, HEADINGS.match, "reference")
    missing = [name for name in NEEDED if name not in found.columns.fields]
    if missing:
        raise SupplierFileError(
            f"“{raw.name}” has no column called {listed(missing)}. Its columns are"
            f" {listed(found.headings) or 'without headings'}. A list of contracts needs"
            f" {listed(NEEDED)}; “starts”, “up to”, “vat” and “note” are up to you."
        )
    if found.empty:
        raise SupplierFileError(
            f"“{raw.name}” has headings but no contracts under them. Add a row for each contract."
        )
    return found, list(_rows(found, categories, day))


def _rows(
    found: Sheet, categories: Sequence[CategoryLike], day: date
) -> Iterator[ContractRow | Unread]:
    for record in records(found):
        said = _said(found, record)
        try:
            if record.why:
                raise Broken(f"{record.why}. Check the commas and quotation marks in it.")
            yield _taken(f"row {record.number}", said, categories, day)
        except Broken as broken:
            yield Unread(f"row {record.number}", cell.short(said["title"]), str(broken))


def _said(found: Sheet, record: Record) -> dict[str, str]:
    """Each field's text, safe to keep and to send on; empty where the row has none."""
    at = found.columns.fields
    return {
        name: cell.harmless(cell.words(record.cells[at[name]]))
        if name in at and at[name] < len(record.cells)
        else ""
        for name in ("starts", "up_to", "vat", "note", *NEEDED)
    }


def _taken(
    where: str, said: dict[str, str], categories: Sequence[CategoryLike], day: date
) -> ContractRow:
    for name, words in NEEDED.items():
        if not said[name]:
            raise Broken(f"it has no {words}.")
    starts = _day(said["starts"], "31/03/2027") if said["starts"] else None
    ends = _day(said["ends"], "31/03/2027")
    if starts is not None and starts > ends:
        raise Broken("it ends before it starts.")
    up_to, basis = _limit(said, day)
    return ContractRow(
        where, _short(said, "reference"), _short(said, "title"), _supplier(said),
        _category(said["category"], categories), starts, ends, said["how"][: cell.NOTE_LIMIT],
        up_to, basis, said["note"][: cell.NOTE_LIMIT] or None,
    )  # fmt: skip


def _short(said: dict[str, str], name: str) -> str:
    if len(said[name]) > _TITLE_LIMIT:
        raise Broken(f"its {name} is longer than {_TITLE_LIMIT} letters.")
    return said[name]


def _supplier(said: dict[str, str]) -> str:
    if not match_name(said["supplier"]):
        raise Broken("its supplier's name has no letters or numbers.")
    return _short(said, "supplier")


def _category(said: str, categories: Sequence[CategoryLike]) -> str:
    found = category_named(said, categories)
    if found is None:
        known = ", ".join(category.id for category in categories)
        raise Broken(f"the category “{cell.short(said)}” is not known. They are {known}.")
    return found


def _day(said: str, example: str) -> date:
    try:
        return cell.day(said)
    except cell.Unreadable as error:
        raise Broken(f"“{cell.short(said)}” is not a date. Write it like {example}.") from error


def _limit(said: dict[str, str], day: date) -> tuple[Decimal | None, VatBasis | None]:
    """The most one order may come to. Its VAT basis must be said: a wrong guess is 20 % out."""
    if not said["up_to"]:
        return None, None
    text = f"{said['up_to']} {said['vat']}".strip()
    basis, sure, _ = vat.split(text.casefold())
    if basis is None or not sure:
        raise Broken(
            f"“{cell.short(text)}” does not say if VAT is in it. Write net, gross or no VAT"
            " under “vat”."
        )
    found = reading.read("money", text, today=day, vat=basis)
    if isinstance(found, reading.Unreadable) or not found.sure:
        raise Broken(f"“{cell.short(text)}” is not an amount. Write it like £5,000 net.")
    return Decimal(found.value["amount"]), basis
