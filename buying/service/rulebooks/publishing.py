"""Publishing: rules that passed every check become a version, in force from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from buying.clock import now, today
from buying.rulebook.contents import Contents, read_contents
from buying.rulebook.loading import build
from buying.service import policies, shelf
from buying.service.people import Who
from buying.service.rulebooks import draft_rows, texts
from buying.service.rulebooks.checking import examined
from buying.service.rulebooks.register import add_version, label_taken, take_in_files
from buying.service.rulebooks.roles import may_change
from buying.service.rulebooks.versions import all_versions
from buying.service.rulebooks.views import NotReady, RulebookChangeError, SavedSince, Version
from buying.store.database import reading, transaction
from buying.store.tables import RulebookVersion

LONGEST_LABEL = 60
LONGEST_REASON = 2000


@dataclass(frozen=True)
class Notice:
    """How a version is announced: its name, its first day, and why it is made."""

    label: str
    effective_from: date
    reason: str


def publish(who: Who, label: str, effective_from: date, reason: str) -> Version:
    """Make the draft a version in force from the day ``effective_from`` on.

    Raises NotAllowed, NoDraft, NotReady with all that the check found, SavedSince where the
    draft changed meanwhile, and RulebookChangeError for a day before today, a label that is
    taken, or a label or reason that is missing.
    """
    may_change(who)
    notice = _notice(label, effective_from, reason)
    with reading() as session:
        checked_files = dict(draft_rows.held(session).files)
        contents = draft_rows.contents(draft_rows.held(session))
    _passes(contents, effective_from)
    with transaction() as session:
        row = draft_rows.held(session)
        if row.files != checked_files:
            raise SavedSince("Somebody changed the draft meanwhile. Check it again, then publish.")
        made = _put(session, contents, notice, who.id)
        row.is_open, row.published_version, row.updated_at = None, made.id, now()
        return _seen(session, made)


def publish_folder(folder: Path, label: str, effective_from: date, reason: str) -> Version:
    """Make the rulebook in ``folder`` a version; for the command line, which has no person.

    Raises RulebookError where the folder cannot be read, and else as :func:`publish` does.
    """
    notice = _notice(label, effective_from, reason)
    contents = read_contents(folder)
    _passes(contents, effective_from)
    with transaction() as session:
        return _seen(session, _put(session, contents, notice, "command"))


def _notice(label: str, effective_from: date, reason: str) -> Notice:
    label, reason = " ".join(texts.taken(label).split()), texts.taken(reason).strip()
    if not label or len(label) > LONGEST_LABEL:
        raise RulebookChangeError(
            f"Give the version a name of {LONGEST_LABEL} characters or fewer, such as 2027-01."
        )
    if not reason or len(reason) > LONGEST_REASON:
        raise RulebookChangeError(
            f"Say why the rules change, in {LONGEST_REASON:,} characters or fewer."
        )
    if effective_from < today():
        raise RulebookChangeError("The first day must be today or later: the past keeps its rules.")
    return Notice(label, effective_from, reason)


def _passes(contents: Contents, on: date) -> None:
    checked = examined(contents, policies.current(), on)
    if not checked.ok:
        wrong = len(checked.problems) + len(checked.failures)
        what = "One thing is" if wrong == 1 else f"{wrong} things are"
        raise NotReady(f"{what} wrong in these rules. Mend that first.", checked)


def _put(session: Session, contents: Contents, notice: Notice, actor: str) -> RulebookVersion:
    # Else the next start would take the files for new ones, and put them over this version.
    take_in_files(session)
    if label_taken(session, notice.label):
        raise RulebookChangeError(f"There is already a version “{notice.label}”. Choose a name.")
    book = build(contents)
    held = policies.in_force(session, notice.effective_from)
    if held is not None and held.fingerprint == book.fingerprint:
        raise RulebookChangeError(
            f"These are the rules of the version “{held.label}”, in force on that day already. "
            "There is nothing to publish."
        )
    shelf.keep(contents)
    return add_version(session, book, notice.label, notice.effective_from, notice.reason, actor)


def _seen(session: Session, row: RulebookVersion) -> Version:
    return next(each for each in all_versions(session) if each.id == row.id)
