"""A list of values between commas, semicolons or tabs."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator

from buying.service.quotes.reader.rows import Trouble, checked

DELIMITERS = (",", ";", "\t")
csv.field_size_limit(1_000_000)


def read(data: bytes) -> dict[str, object]:
    """The rows of a list. Raises Trouble."""
    text = decoded(data)
    if text is None:
        raise Trouble("damaged")
    return {"rows": checked(_rows(text)), "grid": True, "notes": []}


def decoded(data: bytes) -> str | None:
    """The text of a list, by the signs of its encoding; None where it is no text."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _rows(text: str) -> Iterator[list[tuple[str, str]]]:
    lines = text.splitlines()
    # Excel writes this first line to tell itself of the delimiter.
    first = 1 if lines and lines[0].lower().startswith("sep=") else 0
    found = csv.reader(lines[first:], delimiter=delimiter(lines[first:]))
    try:
        for row in found:
            number = found.line_num + first
            yield [(text, f"line {number}, column {at}") for at, text in enumerate(row, 1)]
    except csv.Error as error:
        raise Trouble("damaged") from error


def delimiter(lines: list[str]) -> str:
    """What stands between the values: the sign that parts most lines into as many."""

    def steady(sign: str) -> tuple[int, int]:
        rows = csv.reader(lines[:50], delimiter=sign)
        sizes = Counter(len(row) for row in rows if len(row) > 1)
        size, times = max(sizes.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return times, size

    try:
        return max(DELIMITERS, key=steady)
    except csv.Error as error:
        raise Trouble("damaged") from error
