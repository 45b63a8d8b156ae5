"""The rulebook that a purchase follows, and the policy it makes on the day it began."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from buying.clock import today
from buying.domain.policy import Policy
from buying.rulebook import Rulebook, RulebookError
from buying.rulebook.contents import read_contents
from buying.rulebook.loading import build as build_book
from buying.service import shelf
from buying.service.building import build
from buying.settings import settings
from buying.store.database import reading
from buying.store.tables import RulebookVersion


def current() -> Rulebook:
    """The rulebook that new purchases follow today.

    It is the version in force. Until a start has taken in the files of ``rulebook_dir``
    (``rulebooks.take_in``), it is what they say. Files that somebody is still writing stop
    nobody: the version in force holds. Raises RulebookError where a file of it is wrong.
    """
    with reading() as session:
        held = session.scalar(_in_force(today()).with_only_columns(RulebookVersion.fingerprint))
        try:
            found = files()
        except RulebookError:
            if held is None:
                raise
            return shelf.book(held)
        if held is None or held == found.fingerprint or not _taken_in(session, found):
            return found
    return kept(held)


def in_force(session: Session, on: date) -> RulebookVersion | None:
    """The version in force ``on`` a day, as far as is published now; None before the first."""
    return session.scalar(_in_force(on))


def _in_force(on: date) -> Select[RulebookVersion]:
    there = RulebookVersion.effective_from <= on, RulebookVersion.withdrawn_at.is_(None)
    return select(RulebookVersion).where(*there).order_by(*newest_first()).limit(1)


def _taken_in(session: Session, book: Rulebook) -> bool:
    query = select(RulebookVersion.id).where(
        RulebookVersion.fingerprint == book.fingerprint, RulebookVersion.from_files.is_not(None)
    )
    return session.scalar(query.limit(1)) is not None


def newest_first() -> tuple[ColumnElement[Any], ...]:
    """The order of versions: by the day they take effect, then by when they were published."""
    row = RulebookVersion
    return row.effective_from.desc(), row.published_at.desc(), row.id.desc()


def kept(fingerprint: str) -> Rulebook:
    """The rulebook that an earlier purchase began with. Raises RulebookError if it is gone."""
    try:
        found = files()
    except RulebookError:
        return shelf.book(fingerprint)
    return found if found.fingerprint == fingerprint else shelf.book(fingerprint)


@lru_cache
def files() -> Rulebook:
    """What the files of ``rulebook_dir`` say, read once a process. Raises RulebookError.

    A copy is kept, for purchases that begin by it.
    """
    contents = read_contents(settings().rulebook_dir)
    found = build_book(contents)
    shelf.keep(contents)
    return found


@lru_cache(maxsize=256)
def policy(fingerprint: str, on: date) -> Policy:
    """The policy for a purchase that began ``on`` under the rulebook ``fingerprint``.

    Raises RulebookError where a threshold has no value for that day.
    """
    return build(kept(fingerprint), on)


def forget() -> None:
    """Read everything anew from now on: for tests, which stand for one process after another."""
    shelf.forget()
    files.cache_clear()
    policy.cache_clear()
