"""Files of every kind, read in the process that can do no harm."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import Any

import openpyxl
import pytest

from buying.service.quotes import reading
from buying.service.quotes.reading import read
from buying.settings import ROOT
from tests.service import quotes_made

LINES = """
    Ridgeway Mobility Ltd | | Quotation | |
    Quote no: RM-1042 | | Date: 3 March 2026 | |
    To: Oak Lodge Care Home
    Description | Qty | Unit price | Total
    Shower chair, aluminium | 12 | £95.00 | £1,140.00
    Delivery | 1 | £25.00 | £25.00
    Sub-total | | | £1,165.00
    VAT @ 20% | | | £233.00
    Total | | | £1,398.00
"""
RIGHT: dict[str, Any] = {
    "supplier": "Ridgeway Mobility Ltd",
    "price": {"amount": "1165.00", "vat": "net", "currency": "GBP"},
    "pays": "once",
    "quantity": "12",
    "includes": ["delivery"],
}


def sheet(text: str = LINES) -> list[list[Any]]:
    return [[_cell(cell.strip()) for cell in line.split("|")] for line in text.strip().splitlines()]


def _cell(text: str) -> Any:
    figure = text.replace("£", "").replace(",", "")
    return float(figure) if figure.replace(".", "", 1).isdigit() else text or None


def boxes(data: bytes) -> dict[str, Any]:
    """What was read of the only quote in a file, by box."""
    found = read(data)
    assert found.trouble == ""
    (quote,) = found.quotes
    return {name: made["value"] for name, made in quote["boxes"].items()}


def test_one_quote_reads_the_same_from_a_page_a_workbook_and_a_list() -> None:
    rows = sheet()
    lines = "\n".join(";".join("" if c is None else str(c) for c in row) for row in rows)
    assert boxes(quotes_made.page(LINES)) == RIGHT
    assert boxes(quotes_made.workbook(rows)) == RIGHT
    assert boxes(lines.encode()) == RIGHT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lists_are_read_whatever_program_wrote_them(encoding: str, delimiter: str) -> None:
    text = "Supplier|Price (ex VAT)\nCafé Zoë Ltd|£840.00\n".replace("|", delimiter)
    found = boxes(text.encode(encoding))
    assert found["supplier"] == "Café Zoë Ltd"
    assert found["price"]["amount"] == "840.00"


def test_places_are_named_as_people_find_them() -> None:
    (quote,) = read(quotes_made.workbook(sheet())).quotes
    assert quote["boxes"]["price"]["place"] == "cell D7"
    (quote,) = read(quotes_made.page(LINES)).quotes
    assert quote["boxes"]["price"]["place"] == "page 1, line 7"


def test_what_stands_on_a_hidden_sheet_is_not_read_and_told() -> None:
    found = read(quotes_made.workbook(sheet(), hidden=True))
    assert found.notes == ("hidden",)


@pytest.mark.parametrize("shown", ["[$€-2] #,##0.00", '"$"#,##0.00', '#,##0.0,"k"', "[$USD] 0.00"])
def test_an_amount_that_is_shown_as_other_money_is_no_price(shown: str) -> None:
    assert read(formatted(shown)).notes == ("formats",)
    assert set(boxes(formatted(shown))) == {"supplier"}


@pytest.mark.parametrize("shown", ["General", "£#,##0.00", "[$£-809]#,##0.00", "#,##0", "0%"])
def test_an_amount_that_is_shown_in_pounds_is_one(shown: str) -> None:
    assert boxes(formatted(shown))["price"]["amount"] == "840.00"


def formatted(shown: str) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.append(["Supplier", "Price (ex VAT)"])
    page.append(["Fen Ltd", 840])
    page["B2"].number_format = shown
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_hidden_rows_are_told() -> None:
    made = openpyxl.load_workbook(io.BytesIO(quotes_made.workbook(sheet())))
    assert made.active is not None
    made.active.row_dimensions[2].hidden = True
    file = io.BytesIO()
    made.save(file)
    assert read(file.getvalue()).notes == ("hidden_rows",)


def test_three_places_of_a_number_in_a_sheet_are_places() -> None:
    rows: list[list[Any]] = [["Supplier", "Fen Ltd"], ["Total ex VAT", 1234.56], ["VAT", 246.912],
            ["Total inc VAT", 1481.472]]  # fmt: skip
    assert boxes(quotes_made.workbook(rows))["price"]["amount"] == "1234.56"


def test_two_quotes_in_one_workbook_are_told_as_such() -> None:
    rows: list[list[Any]] = [
        ["Supplier", "Fen Ltd"], ["Total ex VAT", 100],
        ["Supplier", "Den Ltd"], ["Total ex VAT", 200],
    ]  # fmt: skip
    (quote,) = read(quotes_made.workbook(rows)).quotes
    assert "more than one total: £100 and £200" in " ".join(quote["doubts"])
    assert quote["boxes"] == {}


def test_a_page_locked_against_changes_only_is_read() -> None:
    assert boxes(quotes_made.locked(quotes_made.page(LINES), "")) == RIGHT


def wide() -> bytes:
    return quotes_made.workbook([list(range(2000))])


def far() -> bytes:
    rows: list[list[Any]] = [["Supplier", "Ridgeway Ltd"]]
    made = openpyxl.load_workbook(io.BytesIO(quotes_made.workbook(rows)))
    made.active["XFD1048576"] = 1  # type: ignore[index]
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", "empty"),
        (b" \r\n\t\x00", "empty"),
        (b"<!DOCTYPE html><table><tr><td>Price", "html"),
        (b"<svg onload=alert(1)>", "html"),
        (b"\xff\xd8\xff\xe0 a photograph", "image"),
        (b"{\\rtf1 a letter}", "word"),
        (b"MZ\x90\x00\x03 a program", "other"),
        (b"%PDF-1.7 cut off", "damaged"),
        (b"PK\x03\x04 xl/workbook.xml cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (b"Supplier," * 2000, "too_wide"),
        (b"a,b\n" * 3000, "too_long"),
        (b"Hello there", "no_figures"),
    ],
)
def test_what_cannot_be_read_has_a_name(data: bytes, trouble: str) -> None:
    assert read(data).trouble == trouble


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (wide, "too_wide"),
        (quotes_made.scan, "no_text"),
        (lambda: quotes_made.locked(quotes_made.page("Total | £5"), "secret"), "locked"),
        (lambda: quotes_made.bomb(200_000_000), "too_much"),
        (far, "too_much"),
    ],
    ids=["2,000 columns", "a scan", "a password", "a zip bomb", "a sheet as large as can be"],
)
def test_hostile_and_useless_files_end_in_a_word(make: Any, trouble: str) -> None:
    assert read(make()).trouble == trouble


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WITHIN", 0.01)
    assert read(quotes_made.page(LINES)).trouble == "too_slow"


CAGED = """
from buying.service.quotes.reader.cage import close
import socket, subprocess, sys, os
close()
for harm in (
    lambda: open("/etc/hostname"),
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: os.kill(os.getppid(), 0),
    lambda: bytearray(2 * 1024 ** 3),
):
    try:
        harm()
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
    else:
        print("went through")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_reading_process_can_open_nothing_call_nobody_and_start_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CAGED], cwd=ROOT, capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "went through" not in done.stdout
    assert len(done.stdout.split()) == 6, done.stderr


def test_the_reading_process_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUYWELL_DATABASE_URL", "postgresql://user:secret@db/buywell")
    assert not any("BUYWELL" in name for name in reading._surroundings())
