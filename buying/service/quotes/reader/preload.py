"""Loads all that reading may need, since a caged process can open no file, not even a module."""

from __future__ import annotations

import bz2
import codecs
import importlib
import lzma
import pkgutil
import zlib

import pypdf

__all__ = ["CODECS", "bz2", "lzma", "preload", "zlib"]

CODECS = ("ascii", "charmap", "cp1250", "cp1251", "cp1252", "cp437", "latin-1", "mac-roman",
          "utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-8", "utf-8-sig",
          "unicode_escape", "raw_unicode_escape")  # fmt: skip
"""Encodings of lists, of names in packed files and of text in PDFs."""


def preload() -> None:
    """Load encodings and every part of the PDF library that can be had here."""
    for name in CODECS:
        codecs.lookup(name)
    for part in pkgutil.walk_packages(pypdf.__path__, "pypdf."):
        try:
            importlib.import_module(part.name)
        except ImportError:
            # Some parts want a library that we do without, for pictures or for AES.
            continue
