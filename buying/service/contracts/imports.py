"""Taking a file of contracts into the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import now, today
from buying.domain.suppliers import CategoryLike, match_name
from buying.english import day_in_words, sentence
from buying.service import policies
from buying.service.contracts.reports import ContractReport
from buying.service.contracts.rows import ContractRow, read_rows
from buying.service.suppliers.files import Unread, decode, open_file
from buying.service.suppliers.records import DELIMITERS
from buying.service.suppliers.reports import Line
from buying.store.database import transaction
from buying.store.tables import Audit, Contract, Supplier


def import_file(
    source: str | Path | bytes,
    *,
    file_name: str | None = None,
    dry_run: bool = False,
    by: str | None = None,
    categories: Sequence[CategoryLike] | None = None,
) -> ContractReport:
    """Take a CSV list of contracts into the register.

    A contract whose reference is there is brought up to date, so that the same file again
    changes nothing. ``dry_run`` reports and stores nothing; ``by`` is a person's id;
    ``categories`` are the rulebook's where not given. Raises SupplierFileError, in a
    sentence, for a file that is no use.
    """
    known = tuple(policies.current().categories.values()) if categories is None else categories
    raw = open_file(source, file_name)
    text, letters = decode(raw)
    found, rows = read_rows(raw, text, known, today())
    facts = (f"{letters} text", f"{DELIMITERS[found.delimiter]} between columns")
    with transaction() as session:
        taking = _Taking(session, today())
        for row in rows:
            taking.take(row)
        report = taking.report(raw.name, facts, dry_run)
        if dry_run:
            session.rollback()
        elif report.added or report.changed:
            _note(session, report, by)
        return report


@dataclass
class _Taking:
    """One import under way."""

    session: Session
    day: date
    added: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    unchanged: int = 0
    left_out: list[Line] = field(default_factory=list)
    remarks: list[Line] = field(default_factory=list)
    _seen: dict[str, str] = field(default_factory=dict)

    def take(self, row: ContractRow | Unread) -> None:
        """Add a contract, bring it up to date, or say why not."""
        if isinstance(row, Unread):
            why = sentence(row.why)
            self.left_out.append(Line(where=row.where, name=row.name, said=why))
        elif row.reference in self._seen:
            said = f"The reference {row.reference} is in {self._seen[row.reference]} already."
            self.left_out.append(Line(where=row.where, name=row.title, said=said))
        else:
            self._seen[row.reference] = row.where
            self._keep(row)

    def _keep(self, row: ContractRow) -> None:
        values = {name: value for name, value in asdict(row).items() if name != "where"}
        values |= {"supplier_id": _supplier(self.session, row.supplier), "retired_at": None}
        line = Line(where=row.where, name=row.title)
        if row.ends < self.day:
            said = f"It ended on {day_in_words(row.ends)}, so nobody is shown it."
            self.remarks.append(line.model_copy(update={"said": said}))
        query = select(Contract).where(Contract.reference == row.reference)
        known = self.session.scalar(query)
        if known is None:
            self.session.add(Contract(**values, added_at=now()))
            self.added.append(line)
        elif differing := _differing(known, values):
            for name in differing:
                setattr(known, name, values[name])
            self.changed.append(line.model_copy(update={"said": _what(differing)}))
        else:
            self.unchanged += 1

    def report(self, name: str, facts: tuple[str, ...], dry_run: bool) -> ContractReport:
        """What became of the file."""
        return ContractReport(
            file_name=name,
            facts=facts,
            dry_run=dry_run,
            added=tuple(self.added),
            changed=tuple(self.changed),
            unchanged=self.unchanged,
            left_out=tuple(self.left_out),
            remarks=tuple(self.remarks),
        )


WORDS = {
    "title": "the title", "supplier": "the supplier", "category": "the category",
    "starts": "the first day", "ends": "the last day", "how": "how to order",
    "up_to": "the limit of an order", "up_to_vat": "the VAT of the limit", "note": "the note",
    "retired_at": "back on the register",
}  # fmt: skip
"""How a change is told, by field; one that is not here follows from another."""


def _differing(known: Contract, values: dict[str, object]) -> list[str]:
    return [name for name, value in values.items() if getattr(known, name) != value]


def _what(differing: list[str]) -> str:
    told = [WORDS[name] for name in differing if name in WORDS] or ["its supplier on our list"]
    return f"Changed: {', '.join(told)}."


def _supplier(session: Session, name: str) -> int | None:
    """The one supplier on our list that goes by ``name``; None for none or several."""
    query = select(Supplier.id).where(
        Supplier.match_name == match_name(name), Supplier.retired_at.is_(None)
    )
    found = list(session.scalars(query.limit(2)))
    return found[0] if len(found) == 1 else None


def _note(session: Session, report: ContractReport, by: str | None) -> None:
    session.add(
        Audit(
            at=now(), actor=by or "command", action="imported contracts", subject="contracts",
            reason=f"{report.file_name}: {report.summary}",
        )
    )  # fmt: skip
