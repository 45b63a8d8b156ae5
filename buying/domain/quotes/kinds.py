"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import codecs
from typing import Literal

Kind = Literal[
    "pdf", "xlsx", "xls", "ods", "csv", "word", "image", "html", "locked", "empty", "other"
]
READABLE: tuple[Kind, ...] = ("pdf", "xlsx", "xls", "ods", "csv")
MEDIA: dict[Kind, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
}
"""The media type of what can be read; anything else is only ever handed on as bytes."""

WORDS: dict[Kind, str] = {
    "pdf": "PDF", "xlsx": "spreadsheet", "xls": "spreadsheet", "ods": "spreadsheet",
    "csv": "CSV list", "word": "text document", "image": "picture", "html": "web page",
    "locked": "file with a password", "empty": "empty file", "other": "other file",
}  # fmt: skip

_HEAD = 1024
_IMAGES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF",
)  # fmt: skip
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = (b"xl/vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13})


def kind_of(data: bytes) -> Kind:
    """The kind of a file's content."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        return "empty"
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(_ZIP):
        return _of_zip(data)
    if data.startswith(_OLE):
        return _of_ole(data)
    if data.startswith(_IMAGES) or data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "image"
    return _of_text(data)


def has_macros(data: bytes) -> bool:
    """Whether a spreadsheet carries a program. It is never run; people are told of it."""
    return any(mark in data for mark in _MACROS)


def _of_zip(data: bytes) -> Kind:
    # The names of the parts of a zip file stand in it as they are.
    if b"xl/workbook" in data:
        return "xlsx"
    if b"opendocument.spreadsheet" in data[:_HEAD]:
        return "ods"
    return "word" if b"word/document" in data or b"opendocument.text" in data[:_HEAD] else "other"


def _of_ole(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "locked"
    if "WordDocument".encode("utf-16-le") in data:
        return "word"
    books = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    return "xls" if any(book in data for book in books) else "other"


def _of_text(data: bytes) -> Kind:
    if data.startswith(b"{\\rtf"):
        return "word"
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<svg",
                         b"<?xml", b"<table", b"<meta")):  # fmt: skip
        return "html"
    if data.startswith(_UTF16):
        return "csv"
    # Real text has no control characters; a program or a picture is full of them.
    return "other" if data.translate(None, _CONTROLS) != data else "csv"
