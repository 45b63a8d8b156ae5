"""The report of one import: what was taken, joined with what, left out, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from buying.cards import Model
from buying.english import day_in_words

MOST_LINES = 1000
"""How many lines of one sort a report keeps; the counts are always whole."""


class Line(Model):
    """One row of the file: where it stands, the supplier's name, and what was done or why not."""

    where: str
    name: str
    said: str = ""


class Change(Model):
    """A field of a supplier that was on the list before, as it was and as it is now."""

    supplier: int
    field: str
    before: Any
    after: Any


class ImportReport(Model):
    """What became of a file.

    ``read`` = ``taken`` (new suppliers) + ``merged`` (joined with one on the list
    or earlier in the file) + ``skipped``. ``remarks`` are about rows that were
    taken all the same. ``number`` is the import's own, None for a trial.
    ``repeat_of`` is the earlier import of the very same file; nothing was done then.
    """

    file_name: str
    sha256: str
    kind: str = ""
    facts: tuple[str, ...] = ()
    preferred: bool = False
    categories: tuple[str, ...] = ()
    dry_run: bool = False
    read: int = 0
    taken: int = 0
    merged: int = 0
    skipped: int = 0
    without_category: int = 0
    """How many of those taken or merged have no category, so that nobody is shown them."""
    taken_lines: tuple[Line, ...] = ()
    merged_lines: tuple[Line, ...] = ()
    skipped_lines: tuple[Line, ...] = ()
    remarks: tuple[Line, ...] = ()
    changes: tuple[Change, ...] = ()
    number: int | None = None
    repeat_of: int | None = None
    repeat_at: datetime | None = None

    @property
    def summary(self) -> str:
        """The counts in a sentence."""
        if self.repeat_of is not None and self.repeat_at is not None:
            return (
                f"This very file was imported on {day_in_words(self.repeat_at)} (import"
                f" {self.repeat_of}). Nothing was changed."
            )
        counts = (
            f"added: {self.taken:,}; joined with one already known: {self.merged:,};"
            f" left out: {self.skipped:,}."
        )
        what = "would be " if self.dry_run else ""
        return f"Suppliers in the file: {self.read:,}; {what}{counts}"


class ImportView(Model):
    """One line of the history of imports."""

    number: int
    file_name: str
    at: datetime
    by: str | None
    report: ImportReport
