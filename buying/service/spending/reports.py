"""The report of one import of costs: every row of the file, and what became of it."""

from __future__ import annotations

from buying.cards import Model
from buying.service.suppliers.reports import Line


class SpendingReport(Model):
    """What became of a file. ``read`` = taken + there already + left out."""

    file_name: str
    facts: tuple[str, ...] = ()
    dry_run: bool = False
    taken: tuple[Line, ...] = ()
    there: tuple[Line, ...] = ()
    left_out: tuple[Line, ...] = ()
    remarks: tuple[Line, ...] = ()

    @property
    def read(self) -> int:
        """How many rows the file has."""
        return len(self.taken) + len(self.there) + len(self.left_out)

    @property
    def summary(self) -> str:
        """The counts in a sentence."""
        what = "would be " if self.dry_run else ""
        return (
            f"Costs in the file: {self.read:,}; {what}recorded: {len(self.taken):,};"
            f" there already: {len(self.there):,}; not understood: {len(self.left_out):,}."
        )
