"""The register of versions: writing down which rulebook is in force from which day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buying.clock import now, today
from buying.rulebook import Rulebook
from buying.rulebook.differences import differences
from buying.service import policies
from buying.service.shelf import EarlierForm
from buying.store.database import is_made, reading, transaction
from buying.store.tables import Audit, Purchase, RulebookVersion

TAKEN_IN = "Buywell was started with these files."


def must_be_readable() -> None:
    """Raises RulebookError where purchases follow, or will, rules that this Buywell cannot read.

    For a start, before the tables get their newest shape: data that are refused stay as they
    were, so that the Buywell that made them can go on with them.
    """
    for fingerprint in _followed():
        policies.kept(fingerprint)


def _followed() -> set[str]:
    """The fingerprints of the rules of every purchase, and of versions whose day is to come."""
    found: set[str] = set()
    with reading() as session:
        if is_made(Purchase):
            found.update(session.scalars(select(Purchase.rulebook)))
        if is_made(RulebookVersion):
            coming = select(RulebookVersion.fingerprint).where(
                RulebookVersion.effective_from > today(), RulebookVersion.withdrawn_at.is_(None)
            )
            found.update(session.scalars(coming))
    return found


def take_in() -> None:
    """Make the files of ``rulebook_dir`` a version from today, if they are not what they were.

    For the start of a process. What was published since the files last changed stays in force.
    Raises RulebookError where a file is wrong.
    """
    try:
        with transaction() as session:
            take_in_files(session)
    except IntegrityError:
        # Another process that started at the same moment took in the very same files.
        return


def take_in_files(session: Session) -> None:
    """As :func:`take_in`, within the caller's transaction."""
    found = policies.files()
    query = select(RulebookVersion).where(RulebookVersion.from_files.is_not(None))
    last = session.scalar(query.order_by(RulebookVersion.from_files.desc()).limit(1))
    if last is not None and last.fingerprint == found.fingerprint:
        return
    label = _free(session, found.version)
    row = add_version(session, found, label, today(), TAKEN_IN, "system")
    row.from_files = 1 + (last.from_files or 0 if last else 0)
    session.flush()


def add_version(
    session: Session, book: Rulebook, label: str, effective_from: date, reason: str, actor: str
) -> RulebookVersion:
    """Write down that ``book``, whose files are kept, is in force from a day on.

    ``actor`` is as in the audit: a person's id, ``command`` or ``system``.
    """
    before = policies.in_force(session, effective_from)
    row = RulebookVersion(
        fingerprint=book.fingerprint,
        label=label,
        effective_from=effective_from,
        published_at=now(),
        published_by=None if actor in ("command", "system") else actor,
        reason=reason,
        changes=list(_changes(before, book)) if before else [],
    )
    session.add(row)
    session.flush()
    note(session, actor, "published a rulebook", label, f"from {effective_from}: {reason}")
    return row


def _changes(before: RulebookVersion, book: Rulebook) -> tuple[str, ...]:
    try:
        return differences(policies.kept(before.fingerprint), book)
    except EarlierForm:
        said = f"An earlier Buywell kept “{before.label}”, in a form that cannot be compared."
        return (said,)


def label_taken(session: Session, label: str) -> bool:
    """Whether a version that was not withdrawn goes by ``label``; capitals do not matter."""
    query = select(RulebookVersion.id).where(
        func.lower(RulebookVersion.label) == label.lower(), RulebookVersion.withdrawn_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


def note(
    session: Session, actor: str, action: str, subject: str, reason: str | None = None
) -> None:
    """A row of the audit about the rulebook; ``subject`` is a version's label or a file."""
    session.add(
        Audit(at=now(), actor=actor, action=action, subject=f"rulebook: {subject}", reason=reason)
    )


def _free(session: Session, label: str) -> str:
    made, number = label, 1
    while label_taken(session, made):
        number += 1
        made = f"{label} ({number})"
    return made
