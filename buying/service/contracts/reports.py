"""The report of one import of contracts: what was added, changed and left out, and why."""

from __future__ import annotations

from buying.cards import Model
from buying.service.suppliers.reports import Line


class ContractReport(Model):
    """What became of a file.

    ``read`` = added + changed + unchanged + left out. ``remarks`` are about contracts that were
    taken all the same.
    """

    file_name: str
    facts: tuple[str, ...] = ()
    dry_run: bool = False
    added: tuple[Line, ...] = ()
    changed: tuple[Line, ...] = ()
    unchanged: int = 0
    left_out: tuple[Line, ...] = ()
    remarks: tuple[Line, ...] = ()

    @property
    def read(self) -> int:
        """How many rows the file has."""
        return len(self.added) + len(self.changed) + self.unchanged + len(self.left_out)

    @property
    def summary(self) -> str:
        """The counts in a sentence."""
        what = "would be " if self.dry_run else ""
        return (
            f"Contracts in the file: {self.read:,}; {what}added: {len(self.added):,};"
            f" changed: {len(self.changed):,}; the same as before: {self.unchanged:,};"
            f" left out: {len(self.left_out):,}."
        )
