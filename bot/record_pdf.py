"""A purchase file as an accessible PDF (PDF/UA-1): tagged, with its language and title."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from textwrap import shorten
from typing import Any

import typst

from bot import signs
from buying.charts import svg
from buying.service.record import Cell, Part, Picture, Record, Table
from buying.settings import ROOT, settings
from web import pages

TEMPLATE = ROOT / "bot" / "templates" / "bot" / "record.typ"
STANDARD: typst.PDFStandard = "ua-1"
PROBE = b'#set document(title: "x")\n#sys.inputs.sign'
LONGEST_TITLE = 80
"""Characters of what is bought that stand in the document's title, and so on every page."""

SHORT = 11
CHARACTERS_A_SHARE = 300
"""Width in a table goes by the longest text of a column: one of up to SHORT characters gets what
it needs, and what goes beyond the second number counts no more."""


def render(record: Record) -> bytes:
    """``record`` as a PDF.

    PDF/UA allows no sign that its fonts cannot show. One such is named in brackets instead:
    ``[manual wheelchair]``.
    """
    data = _each(_data(record), signs.in_order)
    for mend in (str, _showable):
        try:
            return _compiled(_each(data, mend))
        except typst.TypstError:
            continue
    # Signs that can be shown one by one, but not together.
    return _compiled(_each(data, signs.in_ascii))


def _compiled(data: Any) -> bytes:
    made = typst.compile(
        TEMPLATE,
        format="pdf",
        pdf_standards=[STANDARD],
        font_paths=_fonts(),
        sys_inputs={"record": json.dumps(data, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return made


@lru_cache
def _fonts() -> typst.Fonts:
    """The fonts of this machine and those that come with the library, found once."""
    return typst.Fonts()


def _each(data: Any, mend: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return mend(data)
    if isinstance(data, dict):
        return {key: _each(value, mend) for key, value in data.items()}
    return [_each(value, mend) for value in data] if isinstance(data, list | tuple) else data


def _showable(text: str) -> str:
    return "".join(sign if sign.isascii() or _shown(sign) else signs.named(sign) for sign in text)


@lru_cache(4096)
def _shown(sign: str) -> bool:
    """Whether some font has this sign."""
    try:
        typst.compile(
            PROBE,
            format="pdf",
            pdf_standards=[STANDARD],
            font_paths=_fonts(),
            sys_inputs={"sign": sign},
        )
    except typst.TypstError:
        return False
    return True


def _data(record: Record) -> dict[str, Any]:
    name = f"Purchase file {record.reference}"
    return {
        "title": f"{name}: {shorten(record.item, LONGEST_TITLE, placeholder=' …')}",
        "over": name,
        "heading": signs.breakable(record.item),
        "organisation": settings().organisation,
        "about": f"This copy shows the file as it stood on {pages.moment(record.made_at)}.",
        "made": f"{settings().organisation}, {pages.moment(record.made_at)}",
        "parts": [_part(part) for part in record.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "text": part.text,
        "rows": [[row.label, _text(row.value)] for row in part.rows],
        "tables": [_table(table) for table in part.tables],
        "pictures": [_picture(picture) for picture in part.pictures],
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "svg": svg(picture.chart).decode(),
        "alt": picture.image.alt,
        "tables": [_table(table) for table in picture.tables],
    }


def _table(table: Table) -> dict[str, Any]:
    rows = [[_text(cell) for cell in row] for row in table.rows]
    return {
        "caption": table.caption,
        "columns": table.columns,
        "rows": rows,
        "numeric": table.numeric,
        "widths": list(_widths(table, rows)),
    }


def _widths(table: Table, rows: list[list[str]]) -> Iterator[float]:
    """The share of the width for each column; 0 for as much as it needs.

    A share is the square root of the longest text, so that long answers get more room and
    short ones stay readable.
    """
    for number, heading in enumerate(table.columns):
        texts = (len(line) for row in rows for line in row[number].split("\n"))
        longest = max(len(heading), *texts, 0)
        yield 0 if longest <= SHORT else min(longest, CHARACTERS_A_SHARE) ** 0.5


def _text(cell: Cell) -> str:
    return signs.breakable(cell if isinstance(cell, str) else pages.moment(cell))
