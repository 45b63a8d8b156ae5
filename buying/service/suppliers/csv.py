"""Suppliers from a CSV list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from buying.domain.suppliers import (
    CategoryLike,
    category_named,
    category_of_cpv,
    company_number,
    cqc_number,
    find_postcode,
    match_name,
    postcode,
)
from buying.domain.suppliers.identity import COMPANY, CQC_LOCATION, CQC_PROVIDER
from buying.service.suppliers import cells as cell
from buying.service.suppliers.columns import listed
from buying.service.suppliers.files import Contents, Progress, RawFile, Row, Unread
from buying.service.suppliers.records import DELIMITERS, Record, Sheet, records, sheet

CARE = "care"
"""Whoever the Care Quality Commission has registered sells care."""

T = TypeVar("T")


class Broken(Exception):
    """A row that must not be taken; the text says why."""


def read_csv(
    raw: RawFile, text: str, categories: Sequence[CategoryLike], progress: Progress
) -> Contents:
    """Every row of a CSV list. Raises SupplierFileError where the list has no names."""
    found = sheet(raw, text)
    rows: list[Row | Unread] = []
    lines = len(found.lines)
    for record in records(found):
        rows.append(_row(_Cells(found, record), categories))
        progress("Reading rows", min(len(rows) + found.head, lines), lines)
    facts = [f"{DELIMITERS[found.delimiter]} between columns"]
    if found.head > 1:
        facts.append(f"headings in row {found.head}")
    if found.columns.unused:
        facts.append(f"columns not used: {listed(found.columns.unused)}")
    return Contents("CSV", tuple(facts), tuple(rows))


@dataclass
class _Cells:
    """The cells of one row by what they hold, and what was odd about them."""

    sheet: Sheet
    record: Record
    remarks: list[str] = field(default_factory=list)

    @property
    def where(self) -> str:
        return f"row {self.record.number}"

    def raw(self, name: str) -> str:
        at = self.sheet.columns.fields.get(name)
        return self.record.cells[at] if at is not None and at < len(self.record.cells) else ""

    def text(self, name: str) -> str:
        return cell.words(self.raw(name))

    def read(self, name: str, reader: Callable[[str], T | None], complaint: str) -> T | None:
        """What the cell says; a remark, and None, where it cannot be read."""
        said = self.text(name)
        if not said:
            return None
        try:
            value = reader(said)
        except cell.Unreadable:
            value = None
        if value is None:
            self.remarks.append(complaint.format(cell.short(said)))
        return value


def _row(cells: _Cells, categories: Sequence[CategoryLike]) -> Row | Unread:
    name = cells.text("name")
    try:
        if cells.record.why:
            raise Broken(f"{cells.record.why}. Check the commas and quotation marks in it.")
        return _taken(cells, _name(name, cells), categories)
    except Broken as broken:
        return Unread(cells.where, cell.short(name), str(broken))


def _name(name: str, cells: _Cells) -> str:
    safe = cell.harmless(name)
    if not match_name(safe):
        raise Broken(
            "it has no supplier name." if not name else "its name has no letters or numbers."
        )
    if len(safe) > cell.NAME_LIMIT:
        raise Broken(f"its name is longer than {cell.NAME_LIMIT} letters.")
    if safe != name:
        cells.remarks.append(
            f"the name began with “{name[0]}”, which a spreadsheet takes for a formula, so that"
            " sign was left out"
        )
    return safe


def _taken(cells: _Cells, name: str, categories: Sequence[CategoryLike]) -> Row:
    identifiers = _identifiers(cells)
    return Row(
        where=cells.where,
        name=name,
        identifiers=identifiers,
        categories=_categories(cells, identifiers, categories),
        postcode=_place(cells),
        area=cell.harmless(cells.text("area"))[:100] or None,
        size=_size(cells),
        vcse=cells.read("vcse", cell.yes_or_no, "“{}” under VCSE is neither yes nor no"),
        preferred=_preferred(cells),
        preferred_until=_until(cells),
        note=_note(cells),
        remarks=tuple(cells.remarks),
    )


def _identifiers(cells: _Cells) -> dict[str, str]:
    bad_cqc = "“{}” is not a CQC id (such as 1-123456789), so it was left out"
    bad_company = "“{}” is not a company number (8 characters), so it was left out"
    given = {
        CQC_LOCATION: cells.read("cqc_location", cqc_number, bad_cqc),
        CQC_PROVIDER: cells.read("cqc_provider", cqc_number, bad_cqc),
        COMPANY: cells.read("company_number", company_number, bad_company),
    }
    return {scheme: number for scheme, number in given.items() if number}


def _categories(
    cells: _Cells, identifiers: dict[str, str], categories: Sequence[CategoryLike]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for said in cell.several(cells.raw("category")):
        whole = category_named(said, categories)
        for part in [said] if whole else said.split(","):
            known = whole or category_named(part, categories)
            if known:
                found[known] = None
            else:
                cells.remarks.append(f"the category “{cell.short(part.strip())}” is not known")
    for code in cells.raw("cpv").replace(",", ";").replace(" ", ";").split(";"):
        fitting = category_of_cpv(code, categories)
        if fitting:
            found[fitting] = None
    cared_for = {CQC_LOCATION, CQC_PROVIDER} & identifiers.keys()
    if not found and cared_for and any(category.id == CARE for category in categories):
        found[CARE] = None
    return tuple(found)


def _place(cells: _Cells) -> str | None:
    said = cells.read("postcode", postcode, "“{}” is not a postcode, so it was left out")
    return said or find_postcode(cells.text("address"))


def _size(cells: _Cells) -> str | None:
    said = cells.read("size", cell.size, "“{}” is not a size such as small or large")
    if said:
        return said
    sme = cells.read("sme", cell.yes_or_no, "“{}” under SME is neither yes nor no")
    return None if sme is None else ("sme" if sme else "large")


def _preferred(cells: _Cells) -> bool | None:
    said = cells.text("preferred")
    read = cells.read(
        "preferred",
        cell.yes_or_no,
        "“{}” under preferred is neither yes nor no, so it was taken as no",
    )
    return False if said and read is None else read


def _until(cells: _Cells) -> date | None:
    said = cells.text("preferred_until")
    if not said:
        return None
    try:
        return cell.day(said)
    except cell.Unreadable as error:
        # Without the date the supplier would stay preferred for ever.
        raise Broken(
            f"“{cell.short(said)}” is not a date. Write the last day like 31/03/2027."
        ) from error


def _note(cells: _Cells) -> str | None:
    given = (cells.record.cells[at] for at in cells.sheet.columns.notes)
    # The Care Quality Commission lists types of service as "one|another".
    said = [cell.words(re.sub(r"\s*\|\s*", ", ", text)) for text in given]
    run_by = cells.text("provider")
    if run_by and match_name(run_by) != match_name(cells.text("name")):
        said.append(f"Run by {run_by}")
    note = ". ".join(cell.harmless(part).removesuffix(".") for part in said if part)
    if len(note) > cell.NOTE_LIMIT:
        cells.remarks.append(f"its note was cut to {cell.NOTE_LIMIT} letters")
    return note[: cell.NOTE_LIMIT] or None
