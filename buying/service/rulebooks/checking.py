"""Checking rules before they are published: files, worked examples, and what would change."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import today
from buying.rulebook import Problem, Rulebook, RulebookError
from buying.rulebook.contents import Contents
from buying.rulebook.differences import differences
from buying.rulebook.loading import build
from buying.service import building, cases, policies
from buying.service.people import Who
from buying.service.rulebooks import draft_rows
from buying.service.rulebooks.roles import may_read
from buying.service.rulebooks.views import Checked, Finding
from buying.store.database import reading
from buying.store.tables import RulebookDraft, RulebookVersion


def check(who: Who) -> Checked:
    """Check the draft: every file, every worked example, and what would change.

    Raises NotAllowed, NoDraft.
    """
    may_read(who)
    with reading() as session:
        row = draft_rows.held(session)
        found = draft_rows.contents(row)
        warnings = _overtaken(session, row)
    checked = examined(found, policies.current(), today())
    return checked.model_copy(update={"warnings": (*warnings, *checked.warnings)})


def examined(contents: Contents, before: Rulebook, on: date) -> Checked:
    """What is to be said of rules that would take the place of ``before`` from ``on``."""
    try:
        book = build(contents)
    except RulebookError as error:
        return Checked(problems=_findings(error.problems))
    try:
        building.build(book, on)
        failures = cases.failures(book)
    except RulebookError as error:
        return Checked(problems=_findings(error.problems))
    return Checked(
        failures=_findings(failures),
        warnings=tuple(str(warning) for warning in book.warnings),
        changes=differences(before, book),
    )


def _findings(problems: list[Problem]) -> tuple[Finding, ...]:
    return tuple(Finding(file=each.file, line=each.line, message=each.message) for each in problems)


def _overtaken(session: Session, row: RulebookDraft) -> tuple[str, ...]:
    """That other rules came into force since the draft began, or are to come."""
    on = today()
    held = policies.in_force(session, on)
    said = []
    if held is not None and held.fingerprint != row.based_on:
        said.append(
            f"The version “{held.label}” came into force after this draft began. What it changed "
            "is not in this draft: look at what would change before you publish."
        )
    query = select(RulebookVersion).where(
        RulebookVersion.effective_from > on, RulebookVersion.withdrawn_at.is_(None)
    )
    said += [
        f"The version “{coming.label}” takes effect later and will take the place of this one. "
        "What this draft changes is not in it."
        for coming in session.scalars(query.order_by(RulebookVersion.effective_from))
    ]
    return tuple(said)
