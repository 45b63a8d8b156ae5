"""Versions of the rulebook: which there are, how two differ, taking one back."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import now, today
from buying.rulebook import Rulebook
from buying.rulebook.differences import differences
from buying.service import policies
from buying.service.people import Who
from buying.service.rulebooks import texts
from buying.service.rulebooks.register import note, take_in_files
from buying.service.rulebooks.roles import NotThere, may_change, may_read
from buying.service.rulebooks.views import RulebookChangeError, State, Version
from buying.store.database import reading, transaction
from buying.store.tables import Person, RulebookVersion

LEAST_OF_FINGERPRINT = 6


def versions(who: Who) -> tuple[Version, ...]:
    """Every version, newest first: by the day it takes effect, then by when it was published.

    Raises NotAllowed.
    """
    may_read(who)
    return listed()


def listed() -> tuple[Version, ...]:
    """As :func:`versions`, for the command line, which has no person."""
    _have_one()
    with reading() as session:
        return all_versions(session)


def named(name: str) -> Rulebook:
    """The rulebook of the version that goes by ``name``, for the command line.

    ``name`` is a label (of several the newest) or the first characters of a fingerprint, six at
    least. Raises RulebookChangeError where no version is meant, and RulebookError where the copy
    that is kept of it has gone.
    """
    there = listed()
    found = [each for each in there if each.label.lower() == name.lower()]
    if len(name) >= LEAST_OF_FINGERPRINT:
        found += [each for each in there if each.fingerprint.startswith(name.lower())]
    if not found:
        raise RulebookChangeError(
            f"There is no folder and no version “{name}”. `buywell rulebook versions` lists them."
        )
    return policies.kept(found[0].fingerprint)


def version(who: Who, id: int) -> Version:
    """One version. Raises NotAllowed, and NotThere where there is none."""
    found = next((each for each in versions(who) if each.id == id), None)
    if found is None:
        raise NotThere
    return found


def compare(who: Who, before: int, after: int) -> tuple[str, ...]:
    """The differences between two versions in words. Raises NotAllowed, NotThere.

    Raises RulebookError where the copy that is kept of one has gone.
    """
    first, second = (version(who, each).fingerprint for each in (before, after))
    return differences(policies.kept(first), policies.kept(second))


def withdraw(who: Who, version_id: int, reason: str) -> None:
    """Take back a version that is still to come.

    Raises NotAllowed, NotThere, and RulebookChangeError for one that has been in force or was
    withdrawn before, and where no reason is given.
    """
    may_change(who)
    reason = texts.taken(reason).strip()
    if not reason:
        raise RulebookChangeError("Say why this version is withdrawn. It is kept on the record.")
    with transaction() as session:
        row = session.get(RulebookVersion, version_id, with_for_update=True)
        if row is None:
            raise NotThere
        _may_withdraw(row)
        row.withdrawn_at = now()
        note(session, who.id, "withdrew a rulebook", row.label, reason)


def all_versions(session: Session) -> tuple[Version, ...]:
    """As :func:`versions`, within the caller's transaction."""
    rows = session.execute(
        select(RulebookVersion, Person.name)
        .outerjoin(Person, Person.id == RulebookVersion.published_by)
        .order_by(*policies.newest_first())
    ).all()
    held = policies.in_force(session, today())
    return tuple(_seen(row, name, held) for row, name in rows)


def _have_one() -> None:
    """The rules in force are a version, even where no start has taken in the files."""
    with reading() as session:
        if session.scalar(select(RulebookVersion.id).limit(1)) is not None:
            return
    with transaction() as session:
        take_in_files(session)


def _may_withdraw(row: RulebookVersion) -> None:
    if row.withdrawn_at is not None:
        raise RulebookChangeError(f"The version “{row.label}” was withdrawn before.")
    if row.effective_from <= today():
        raise RulebookChangeError(
            f"The version “{row.label}” has been in force, so it stays on the record. "
            "Publish another version instead."
        )


def _seen(row: RulebookVersion, name: str | None, held: RulebookVersion | None) -> Version:
    return Version(
        id=row.id,
        fingerprint=row.fingerprint,
        label=row.label,
        effective_from=row.effective_from,
        published_at=row.published_at,
        published_by=name,
        how="files" if row.from_files else "desk" if row.published_by else "command",
        reason=row.reason,
        changes=tuple(row.changes),
        state=_state(row, held),
        withdrawn_at=row.withdrawn_at,
    )


def _state(row: RulebookVersion, held: RulebookVersion | None) -> State:
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.effective_from > today():
        return "coming"
    return "current" if held is not None and row.id == held.id else "past"
