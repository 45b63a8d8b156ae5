"""A PDF with text: its lines, each parted into cells where the page leaves wide gaps."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from buying.service.quotes.reader.rows import Trouble, checked

MOST_PAGES = 20
_GAP = re.compile(r"\s{2,}|\t")
# Its warnings quote the file, and nobody reads them.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(data: bytes) -> dict[str, object]:
    """The rows of the first pages; a note where there are more. Raises Trouble."""
    try:
        document = PdfReader(io.BytesIO(data))
        # Many a quote is locked against changes only, with an empty password for reading.
        if document.is_encrypted and not document.decrypt(""):
            raise Trouble("locked")
        pages = document.pages
        notes = ["first_pages"] if len(pages) > MOST_PAGES else []
        rows = [row for at in range(min(len(pages), MOST_PAGES)) for row in _rows(pages[at], at)]
    except DependencyError as error:
        # The stronger way of locking needs a library of its own, even to find out.
        raise Trouble("locked") from error
    except PyPdfError as error:
        raise Trouble("damaged") from error
    try:
        return {"rows": checked(rows), "grid": False, "notes": notes}
    except Trouble as trouble:
        raise Trouble("no_text" if trouble.code == "nothing_in_it" else trouble.code) from trouble


def _rows(page: PageObject, at: int) -> Iterator[list[tuple[str, str]]]:
    text = page.extract_text(extraction_mode="layout") or ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        place = f"page {at + 1}, line {number}"
        yield [(cell, place) for cell in _GAP.split(line) if cell]
