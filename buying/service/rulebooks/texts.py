"""The texts of a draft's files: which may be taken, where, and how to tell one from another."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from hashlib import sha256

from buying.rulebook.contents import FOLDERS, SINGLE_FILES, is_read
from buying.service.rulebooks.views import RulebookChangeError

MOST_BYTES = 100_000
MOST_FILES = 500
NAME = re.compile(r"([a-z]+/)?[a-z0-9_-]{1,60}\.(yml|md)")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Characters that nobody can see, which a database may refuse or an editor lose."""


def of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Path to text of files that could be read as a rulebook."""
    return {path: _lines(content.decode("utf-8-sig")) for path, content in files.items()}


def taken(text: str) -> str:
    """``text`` with plain line ends. Raises RulebookChangeError where it cannot be kept."""
    plain = _lines(text)
    found = UNSEEN.search(plain)
    if found:
        line = plain[: found.start()].count("\n") + 1
        raise RulebookChangeError(
            f"Line {line} holds a character that cannot be seen. Type that line again."
        )
    if len(plain.encode()) > MOST_BYTES:
        raise RulebookChangeError("This text is over 100 KB. Put part of it into another file.")
    return plain


def may_be_at(path: str, there: Collection[str]) -> None:
    """Raises RulebookChangeError where the rulebook can hold no file ``path``."""
    if path in there:
        return
    if not is_read(path) or not NAME.fullmatch(path):
        folders = ", ".join(f"{folder}/name{end}" for folder, end in FOLDERS.items())
        raise RulebookChangeError(
            f"A rulebook has no such file. Its files are {', '.join(SINGLE_FILES)}, and {folders} "
            "with a name of small letters, digits and _."
        )
    if len(there) >= MOST_FILES:
        raise RulebookChangeError(f"A rulebook has {MOST_FILES} files at most.")


def must_be_there(path: str, there: Collection[str]) -> None:
    """Raises RulebookChangeError where the draft has no file ``path``."""
    if path not in there:
        raise RulebookChangeError("The draft has no such file. Somebody may have removed it.")


def mark(text: str | None) -> str:
    """A short mark that is another for another text; "" for no text."""
    return "" if text is None else sha256(text.encode()).hexdigest()[:24]


def order(path: str) -> tuple[int, str]:
    """Files that a rulebook has once come first, in their own order; then folder by folder."""
    return (SINGLE_FILES.index(path), "") if path in SINGLE_FILES else (len(SINGLE_FILES), path)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
