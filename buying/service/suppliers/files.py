"""Supplier files as they come in: how large, in what letters, of what kind.

A file comes from outside and is not to be trusted: nothing in it is ever run,
and whatever cannot be read is named with the row it stands in.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

LIMIT = 25 * 1024 * 1024
"""The largest file that is read, in bytes."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""

_BINARY = (
    (b"PK\x03\x04", "an Excel workbook or a zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF", "a PDF"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


class SupplierFileError(Exception):
    """A file, or what is asked of it, is no use; the text says why and what to do."""


@dataclass(frozen=True)
class Row:
    """What a file says about one supplier. None and empty: it says nothing.

    ``where`` is the row's number or the party's id. ``preferred_until`` is the
    last day. ``remarks`` tell what of the row could not be used.
    """

    where: str
    name: str
    identifiers: dict[str, str]
    categories: tuple[str, ...] = ()
    postcode: str | None = None
    area: str | None = None
    size: str | None = None
    vcse: bool | None = None
    preferred: bool | None = None
    preferred_until: date | None = None
    note: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unread:
    """A row that could not be taken: where it stands, what it calls itself, and why."""

    where: str
    name: str
    why: str


@dataclass(frozen=True)
class Contents:
    """A file once read. ``kind`` and ``facts`` are words for the report."""

    kind: str
    facts: tuple[str, ...]
    rows: tuple[Row | Unread, ...]


@dataclass(frozen=True)
class RawFile:
    """A file's name without its folder, its SHA-256 and its bytes."""

    name: str
    sha256: str
    data: bytes


def open_file(
    source: str | Path | bytes, name: str | None = None, *, limit: int | None = None
) -> RawFile:
    """The bytes of ``source``: a path, or what was sent, under ``name``.

    ``limit``: the most bytes that are taken, :data:`LIMIT` where it is not given. Raises
    SupplierFileError for a file that is not there, too large or empty.
    """
    if isinstance(source, bytes):
        data, name = source, name or "a file without a name"
    else:
        data, name = _read(Path(source)), name or Path(source).name
    most = LIMIT if limit is None else limit
    if len(data) > most:
        raise SupplierFileError(
            f"“{name}” is larger than {most // 1024 // 1024} MB, which is the most that is"
            " taken at once. Split it in two and import both parts."
        )
    if not data.strip():
        raise SupplierFileError(
            f"“{name}” is empty. Give a list with a heading over each column and rows under them."
        )
    return RawFile(name, hashlib.sha256(data).hexdigest(), data)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise SupplierFileError(f"There is no file “{path}”. Check its name.") from error
    except IsADirectoryError as error:
        raise SupplierFileError(f"“{path}” is a folder. Name a file in it.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SupplierFileError(f"“{path}” cannot be opened: {why}.") from error


def decode(raw: RawFile) -> tuple[str, str]:
    """The text of a file, and the name of the letters it is written in.

    UTF-8 is certain: text in another coding almost never passes for it. What is
    not UTF-8 is taken for Windows-1252, the Latin-1 that spreadsheets here
    write; a guess from the frequency of letters is unreliable on a short list.
    Raises SupplierFileError for a file that is not text.
    """
    for start, kind in _BINARY:
        if raw.data.startswith(start):
            raise SupplierFileError(
                f"“{raw.name}” is {kind}. Open it, save the list as CSV and import that."
            )
    for mark, codec, words in _MARKS:
        if raw.data.startswith(mark):
            return _text(raw, codec), words
    try:
        return _text(raw, "utf-8"), "UTF-8"
    except SupplierFileError:
        if b"\0" in raw.data:
            raise
    try:
        return _text(raw, "cp1252"), "Windows-1252 (Latin-1)"
    except SupplierFileError:
        return _text(raw, "latin-1"), "Latin-1"


def _text(raw: RawFile, codec: str) -> str:
    try:
        text = raw.data.decode(codec)
    except UnicodeDecodeError as error:
        raise _not_text(raw) from error
    if "\0" in text:
        raise _not_text(raw)
    return text


def _not_text(raw: RawFile) -> SupplierFileError:
    return SupplierFileError(
        f"“{raw.name}” is not a text file. Give a CSV file, or an OCDS release package (JSON)."
    )
