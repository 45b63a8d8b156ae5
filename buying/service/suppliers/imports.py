"""Taking a supplier file into the list, and the history of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import now
from buying.domain.suppliers import CategoryLike
from buying.service import policies
from buying.service.suppliers.csv import read_csv
from buying.service.suppliers.files import (
    Contents,
    Progress,
    RawFile,
    SupplierFileError,
    decode,
    open_file,
)
from buying.service.suppliers.ocds import read_ocds
from buying.service.suppliers.reports import ImportReport, ImportView
from buying.service.suppliers.taking import Taking, quietly
from buying.store.database import transaction
from buying.store.tables import Audit, SupplierImport


def import_file(
    source: str | Path | bytes,
    *,
    file_name: str | None = None,
    preferred: bool = False,
    categories: Iterable[str] = (),
    dry_run: bool = False,
    by: str | None = None,
    known_categories: Sequence[CategoryLike] | None = None,
    progress: Progress = quietly,
) -> ImportReport:
    """Take a CSV list or an OCDS release package into the supplier list.

    ``preferred`` makes every supplier of the file a preferred one, but those
    whose row says no. ``categories`` (ids of the rulebook) are added to those
    that the file itself gives. ``dry_run`` reports and stores nothing. ``by`` is
    a person's id. ``known_categories`` are the rulebook's where not given.
    Raises SupplierFileError, in a sentence, for a file or category that is no use.
    """
    known = rulebook_categories() if known_categories is None else known_categories
    wanted = checked(categories, known)
    raw = open_file(source, file_name)
    contents = read(raw, known, progress)
    with transaction() as session:
        earlier = _earlier(session, raw, preferred, wanted)
        if earlier is not None:
            return _repeat(raw, earlier, dry_run)
        taking = Taking(session, preferred, wanted)
        taking.take(contents.rows, progress)
        report = taking.report(raw, contents, dry_run)
        if dry_run:
            session.rollback()
            return report
        return _store(session, taking, report, by)


def read(raw: RawFile, known: Sequence[CategoryLike], progress: Progress = quietly) -> Contents:
    """What a file says, CSV or OCDS, by its content and not by its name."""
    text, letters = decode(raw)
    reader = read_ocds if text.lstrip()[:1] in ("{", "[") else read_csv
    contents = reader(raw, text, known, progress)
    return Contents(contents.kind, (f"{letters} text", *contents.facts), contents.rows)


def history(limit: int | None = 50) -> list[ImportView]:
    """The last imports, newest first; all of them where ``limit`` is None."""
    with transaction() as session:
        query = select(SupplierImport).order_by(SupplierImport.id.desc()).limit(limit)
        return [
            ImportView(
                number=done.id,
                file_name=done.file_name,
                at=done.at,
                by=done.by_id,
                report=ImportReport.model_validate(done.report).model_copy(
                    update={"number": done.id}
                ),
            )
            for done in session.scalars(query)
        ]


def rulebook_categories() -> tuple[CategoryLike, ...]:
    """The categories of the rulebook in force. Raises RulebookError."""
    return tuple(policies.current().categories.values())


def checked(asked: Iterable[str], known: Sequence[CategoryLike]) -> tuple[str, ...]:
    """Category ids without repeats. Raises SupplierFileError for one that is not known."""
    ids = [category.id for category in known]
    wanted = tuple(dict.fromkeys(asked))
    for category in wanted:
        if category not in ids:
            raise SupplierFileError(
                f"There is no category “{category}”. The categories are {', '.join(ids)}."
            )
    return wanted


def _earlier(
    session: Session, raw: RawFile, preferred: bool, categories: tuple[str, ...]
) -> SupplierImport | None:
    # The same file with another --preferred or --category says something new.
    query = select(SupplierImport).where(SupplierImport.sha256 == raw.sha256)
    for done in session.scalars(query.order_by(SupplierImport.id.desc())):
        report = ImportReport.model_validate(done.report)
        if (report.preferred, set(report.categories)) == (preferred, set(categories)):
            return done
    return None


def _repeat(raw: RawFile, earlier: SupplierImport, dry_run: bool) -> ImportReport:
    return ImportReport(
        file_name=raw.name,
        sha256=raw.sha256,
        dry_run=dry_run,
        repeat_of=earlier.id,
        repeat_at=earlier.at,
    )


def _store(session: Session, taking: Taking, report: ImportReport, by: str | None) -> ImportReport:
    done = SupplierImport(
        file_name=report.file_name, sha256=report.sha256, by_id=by, at=now(), report={}
    )
    session.add(done)
    session.flush()
    for supplier in taking.added.values():
        supplier.import_id = done.id
    report = report.model_copy(update={"number": done.id, "changes": taking.changed()})
    done.report = report.model_dump(mode="json")
    session.add(
        Audit(
            at=done.at,
            actor=by or "command",
            action="imported suppliers",
            subject=f"supplier import {done.id}",
            reason=f"{report.file_name}: {report.summary}",
        )
    )
    return report
