"""The draft of the next version: begin it, look at it, change its files, throw it away."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError

from buying.clock import now
from buying.rulebook import Rulebook
from buying.rulebook.loading import build
from buying.service import policies
from buying.service.people import Who
from buying.service.rulebooks import draft_rows as rows
from buying.service.rulebooks import texts
from buying.service.rulebooks.register import note
from buying.service.rulebooks.roles import may_change, may_read
from buying.service.rulebooks.views import DraftView, SavedSince
from buying.store.database import reading, transaction


def draft(who: Who) -> DraftView | None:
    """The open draft; None where there is none. Raises NotAllowed."""
    may_read(who)
    with reading() as session:
        row = rows.find(session)
        return rows.seen(session, row) if row else None


def begin(who: Who) -> DraftView:
    """The open draft; a new one, begun from the rules in force, where there is none.

    Raises NotAllowed.
    """
    may_change(who)
    try:
        with transaction() as session:
            return rows.seen(session, rows.find(session) or rows.start(session, who))
    except IntegrityError:
        # Somebody else began one at the same moment: it is that one.
        with reading() as session:
            return rows.seen(session, rows.held(session))


def save(who: Who, path: str, text: str, seen: str) -> DraftView:
    """Put ``text`` into the draft's file ``path`` (a new file where there is none).

    ``seen`` is DraftFile.seen of the file as it was shown, "" for a new file. Raises NotAllowed,
    NoDraft, SavedSince, and RulebookChangeError for a path that nothing reads or a text that
    cannot be taken.
    """
    may_change(who)
    text = texts.taken(text)
    with transaction() as session:
        row = rows.held(session)
        texts.may_be_at(path, {*rows.base_texts(row), *row.files})
        _not_saved_since(rows.texts_of(row), path, seen)
        return rows.put(session, who, row, path, text)


def remove(who: Who, path: str, seen: str | None = None) -> DraftView:
    """Take a file out of the draft; ``seen`` as for :func:`save`, None looks at nothing.

    Raises NotAllowed, NoDraft, SavedSince, and RulebookChangeError where there is no such file.
    """
    may_change(who)
    with transaction() as session:
        row = rows.held(session)
        there = rows.texts_of(row)
        texts.must_be_there(path, there)
        if seen is not None:
            _not_saved_since(there, path, seen)
        return rows.put(session, who, row, path, None)


def discard(who: Who) -> None:
    """Throw the open draft away. Raises NotAllowed, NoDraft."""
    may_change(who)
    with transaction() as session:
        row = rows.held(session)
        row.is_open = None
        row.updated_at = now()
        note(session, who.id, "discarded a draft", rows.label(session, row.based_on))


def book_of(who: Who, draft: bool = True) -> Rulebook:
    """The rulebook of the open draft, or the one in force, for trying things out.

    Raises NotAllowed, NoDraft, and RulebookError with every problem of the draft.
    """
    may_read(who)
    if not draft:
        return policies.current()
    with reading() as session:
        found = rows.contents(rows.held(session))
    return build(found)


def _not_saved_since(there: Mapping[str, str], path: str, seen: str) -> None:
    if texts.mark(there.get(path)) != seen:
        raise SavedSince(
            f"Somebody else changed {path} after you opened it. Nothing of yours was saved. "
            "Copy what you wrote, open the file again and put your change in."
        )
