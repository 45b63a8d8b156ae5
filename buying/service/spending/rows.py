"""What a row of a finance system's export says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from buying.domain.spending import INVOICE, WORDS, kind_in, others
from buying.domain.spending.typed import REFERENCE
from buying.service.spending.columns import FIELDS, match
from buying.service.suppliers import cells as cell
from buying.service.suppliers.columns import listed
from buying.service.suppliers.files import RawFile, SupplierFileError, Unread
from buying.service.suppliers.records import Record, Sheet, headed, records

AMOUNTS = ("net", "gross", "amount")
NOTE_LIMIT = 500
NUMBER_LIMIT = 60
LONG_PAST = 20
"""Years before which a date is taken for a slip."""


class Broken(Exception):
    """A row that must not be taken; the text says why."""


@dataclass(frozen=True)
class CostRow:
    """A row that names a purchase, a day and a kind. ``said``: its cells, for the amount."""

    where: str
    reference: str
    day: date
    kind: str
    invoice: str
    note: str
    said: dict[str, str]


def read_rows(raw: RawFile, text: str, day: date) -> tuple[Sheet, list[CostRow | Unread]]:
    """The headings and every row of an export, as read on ``day``.

    Raises SupplierFileError where a column is missing, or nothing follows the headings.
    """
    found = headed(raw, text, match, "day")
    missing = [] if "day" in found.columns.fields else ["date"]
    if not any(name in found.columns.fields for name in AMOUNTS):
        missing.append("net, gross or amount")
    if not any(name in found.columns.fields for name in ("reference", "description", "note")):
        missing.append("reference")
    if missing:
        raise SupplierFileError(
            f"“{raw.name}” has no column called {listed(missing)}. Its columns are"
            f" {listed(found.headings) or 'without headings'}. Costs need the purchase's"
            " reference (such as BW-0003), a date, and a net or gross amount."
        )
    if found.empty:
        raise SupplierFileError(
            f"“{raw.name}” has headings but no costs under them. Add a row for each cost."
        )
    return found, list(_rows(found, day))


def _rows(found: Sheet, day: date) -> Iterator[CostRow | Unread]:
    for record in records(found):
        said = _said(found, record)
        try:
            if record.why:
                raise Broken(f"{record.why}. Check the commas and quotation marks in it.")
            yield _taken(f"row {record.number}", said, day)
        except Broken as broken:
            yield Unread(f"row {record.number}", _name(said), str(broken))


def _said(found: Sheet, record: Record) -> dict[str, str]:
    """Each field's text; what is kept later is made harmless. Empty where the row has none."""
    at = found.columns.fields
    return {
        name: cell.words(record.cells[at[name]])
        if name in at and at[name] < len(record.cells)
        else ""
        for name in FIELDS
    }


def _taken(where: str, said: dict[str, str], day: date) -> CostRow:
    reference = _reference(said)
    kind, named = _kind(said)
    words = [said["note"]] if named else [said["description"], said["note"]]
    note = ". ".join(cell.harmless(each) for each in words if each)
    return CostRow(
        where=where,
        reference=reference,
        day=_day(said["day"], day),
        kind=kind,
        invoice=cell.harmless(said["invoice"])[:NUMBER_LIMIT],
        note=note[:NOTE_LIMIT],
        said=said,
    )


def _reference(said: dict[str, str]) -> str:
    """The one purchase that a row names, in its own column or else in its words."""
    for name in ("reference", "description", "note"):
        found = {f"BW-{int(number):04d}" for number in REFERENCE.findall(said[name])}
        if len(found) > 1:
            raise Broken(f"it names several purchases: {', '.join(sorted(found))}.")
        if found:
            return found.pop()
    given = cell.short(said["reference"])
    if given:
        raise Broken(f"“{given}” is not a purchase's reference, such as BW-0003.")
    raise Broken("it names no purchase. Give its reference, such as BW-0003.")


def _kind(said: dict[str, str]) -> tuple[str, bool]:
    """The kind of cost, and whether the row's words are used up by it.

    A column of its own must name one; a description that names none is of an invoice.
    """
    if said["kind"]:
        known = {words.casefold(): kind for kind, words in WORDS.items()} | {k: k for k in WORDS}
        known |= {"price": INVOICE}
        plain = said["kind"].casefold()
        found = {known[plain]} if plain in known else set(kind_in(said["kind"]))
        if len(found) != 1:
            kinds = ", ".join(WORDS[kind] for kind in others(()))
            raise Broken(f"“{cell.short(said['kind'])}” is not one kind of cost. They are {kinds}.")
        return found.pop(), not said["description"]
    named = set(kind_in(said["description"])) if _one_thing(said["description"]) else set()
    return (named.pop() if len(named) == 1 else INVOICE), False


def _one_thing(description: str) -> bool:
    """Whether a description is short enough to be the name of a cost, and not a heading of
    accounts such as "HIRED & CONTRACTED SERVICES - GENERAL"."""
    return 0 < len(description.split()) <= 4 and "&" not in description


def _day(text: str, today: date) -> date:
    if not text:
        raise Broken("it has no date.")
    try:
        found = cell.day(text)
    except cell.Unreadable as error:
        raise Broken(f"“{cell.short(text)}” is not a date. Write it like 31/03/2027.") from error
    if found > today:
        raise Broken(f"its date, {found:%d/%m/%Y}, is still to come.")
    if found.year < today.year - LONG_PAST:
        raise Broken(f"its date, {found:%d/%m/%Y}, is long past. Check the year.")
    return found


def _name(said: dict[str, str]) -> str:
    return cell.short(said["reference"] or said["description"] or said["invoice"])
