"""The rulebooks that are kept, one folder each by fingerprint, in the data folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from buying.rulebook import Problem, Rulebook, RulebookError
from buying.rulebook.contents import Contents, read_contents
from buying.rulebook.loading import build_again
from buying.settings import settings


class EarlierForm(RulebookError):
    """An earlier Buywell kept these rules in a form that this one cannot read."""


def keep(contents: Contents) -> None:
    """Keep these files for as long as a purchase may follow them; twice does no harm."""
    target = _folder(contents.fingerprint)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.parent))
    for path, content in contents.files.items():
        (made / "rulebook" / path).parent.mkdir(parents=True, exist_ok=True)
        (made / "rulebook" / path).write_bytes(content)
    try:
        # One process wins; the others find the very same copy there.
        os.rename(made / "rulebook", target)
    except OSError:
        if not target.exists():
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


@lru_cache(maxsize=16)
def contents(fingerprint: str) -> Contents:
    """The files kept under ``fingerprint``.

    Raises RulebookError where there are none, and where they are not what they were.
    """
    folder = _folder(fingerprint)
    if not folder.is_dir():
        raise _lost(fingerprint, "has gone")
    found = read_contents(folder)
    if found.fingerprint != fingerprint:
        raise _lost(fingerprint, "was changed by hand")
    return found


def _lost(fingerprint: str, what: str) -> RulebookError:
    message = (
        f"this rulebook is in use and its copy {what}. Put the folder rulebooks of the data "
        "folder back from a backup."
    )
    return RulebookError([Problem(f"rulebooks/{fingerprint}", None, message)])


@lru_cache(maxsize=64)
def book(fingerprint: str) -> Rulebook:
    """The rulebook kept under ``fingerprint``.

    Raises RulebookError, with one problem, where it has gone; EarlierForm, which is one too, where
    this Buywell cannot read it.
    """
    kept = contents(fingerprint)
    try:
        return build_again(kept)
    except RulebookError as error:
        message = (
            "an earlier Buywell kept these rules, in a form that this one cannot read. To go on "
            "with the purchases that follow them, run the Buywell that they began with. To begin "
            "anew, set BUYWELL_DATA_DIR to an empty folder (and BUYWELL_DATABASE_URL to an empty "
            "database, if you use it)."
        )
        raise EarlierForm([Problem(f"rulebooks/{fingerprint}", None, message)]) from error


def forget() -> None:
    """Read everything anew from now on."""
    contents.cache_clear()
    book.cache_clear()


def _folder(fingerprint: str) -> Path:
    return settings().data_dir / "rulebooks" / fingerprint
