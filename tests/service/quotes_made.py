"""Files for tests, made as people's programs make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import typst
from pypdf import PdfWriter


def workbook(rows: Sequence[Sequence[Any]], *, macros: bool = False, hidden: bool = False) -> bytes:
    """An Excel workbook with one sheet of ``rows``; formulas in it are never worked out."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if hidden:
        made.create_sheet("Costs").sheet_state = "hidden"
    file = io.BytesIO()
    made.save(file)
    if macros:
        with zipfile.ZipFile(file, "a") as packed:
            packed.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    return file.getvalue()


def page(text: str) -> bytes:
    """A PDF with text: each line a row, with ``|`` between its columns."""
    rows = [line.strip().split("|") for line in text.strip().splitlines()]
    width = max(len(row) for row in rows)
    cells = [f"[{_plain(row[at]) if at < len(row) else ''}]" for row in rows for at in range(width)]
    columns = ", ".join(["1fr", *["auto"] * (width - 1)])
    return bytes(
        typst.compile(f"#grid(columns: ({columns}), gutter: 1em, {', '.join(cells)})".encode())
    )


def locked(pdf: bytes, password: str) -> bytes:
    """The PDF with a password for reading it."""
    writer = PdfWriter(io.BytesIO(pdf))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    return _written(writer)


def scan() -> bytes:
    """A PDF with a page on which nothing is written."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return _written(writer)


def bomb(size: int) -> bytes:
    """A workbook whose sheet is ``size`` bytes of nothing once it is unpacked."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return file.getvalue()


def _plain(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@=-+/~[]'\"" else c for c in text.strip())


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
