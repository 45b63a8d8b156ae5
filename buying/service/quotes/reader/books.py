"""A workbook of a spreadsheet program. Its formulas and macros are never run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from buying.service.quotes.reader import formats
from buying.service.quotes.reader.rows import MOST_COLUMNS, MOST_ROWS, Trouble, checked

MOST_UNPACKED = 60 * 1024 * 1024
"""Bytes that a workbook may come to once it is unpacked."""

MOST_SHEETS = 20
_ALL = 200_000
_FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(<v>[^<]+</v>|<v[^>]*>[^<]+</v>)?")
_STYLES = "xl/styles.xml"
_STYLED = re.compile(rb'<c\b[^>]*\bs="(\d{1,6})"[^>]*>\s*(?:<f\b[^>]*>[^<]*</f>)?\s*<v>')
_HIDDEN = re.compile(rb'<(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")


def read(data: bytes) -> dict[str, object]:
    """The rows of the visible sheets; notes on what was passed over. Raises Trouble."""
    notes = _packed(data) if data.startswith(b"PK") else []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            shown = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
            if len(shown) > MOST_SHEETS:
                raise Trouble("too_long")
            if len(shown) < len(sheets):
                notes.append("hidden")
            rows = checked(row for name in shown for row in _rows(book, name, len(shown) > 1))
    except PasswordError as error:
        raise Trouble("locked") from error
    except CalamineError as error:
        raise Trouble("damaged") from error
    return {"rows": rows, "grid": True, "notes": notes}


def _packed(data: bytes) -> list[str]:
    """Look at what a packed workbook would come to before anybody unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Trouble("too_much")
            if any(part.flag_bits & 1 for part in parts):
                raise Trouble("locked")
            names = [part.filename for part in parts]
            sheets = [packed.read(name) for name in names if _SHEET.fullmatch(name)]
            styles = packed.read(_STYLES) if _STYLES in names else b""
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise Trouble("damaged") from error
    return _noted(sheets, formats.unlike_pounds(styles))


def _noted(sheets: list[bytes], unlike: set[int]) -> list[str]:
    """What a workbook shows in another way than its plain values, which are all that is read."""
    unsummed = any(not found[1] for sheet in sheets for found in _FORMULA.finditer(sheet))
    shown = {int(found[1]) for sheet in sheets for found in _STYLED.finditer(sheet)}
    hidden = any(_HIDDEN.search(sheet) for sheet in sheets)
    notes = {"formulas": unsummed, "formats": bool(shown & unlike), "hidden_rows": hidden}
    return [note for note, holds in notes.items() if holds]


def _rows(book: CalamineWorkbook, name: str, several: bool) -> Iterator[list[tuple[str, str]]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None or sheet.end is None:
        return
    (top, left), (_, right) = sheet.start, sheet.end
    if right - left >= MOST_COLUMNS:
        raise Trouble("too_wide")
    where = f"sheet “{name[:40]}”, " if several else ""
    for number, row in enumerate(_taken(sheet), top + 1):
        cells = [("", "")] * left
        cells += [
            (_text(value), f"{where}cell {_column(left + at)}{number}")
            for at, value in enumerate(row)
        ]
        yield cells


def _taken(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """The rows in which anything stands; a sheet of a million empty ones ends soon."""
    empty = 0
    for at, row in enumerate(sheet.iter_rows()):
        empty = 0 if any(value != "" for value in row) else empty + 1
        if at > _ALL or empty > MOST_ROWS:
            return
        yield row


def _text(value: Any) -> str:
    """A cell as people see it: 12 and not 12.0, a day and not its number."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if isinstance(value, timedelta) else str(value)


def _number(value: float) -> str:
    """A number as people see it: sums of pennies are a hair off in binary."""
    if abs(value) >= 1e15:
        return f"{value:g}"
    whole, _, rest = f"{value:.4f}".partition(".")
    rest = rest.rstrip("0")
    # In text, three places are those of a foreign thousand; here they are surely places.
    return f"{whole}.{rest.ljust(4, '0') if len(rest) == 3 else rest}".rstrip(".")


def _column(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
