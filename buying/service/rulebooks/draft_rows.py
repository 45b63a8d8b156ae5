"""The rows of drafts: the open one, its files as they stand, and how it is seen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from buying.clock import now, today
from buying.rulebook.contents import Contents, contents_of
from buying.service import policies, shelf
from buying.service.people import Who
from buying.service.rulebooks import texts
from buying.service.rulebooks.register import note, take_in_files
from buying.service.rulebooks.views import DraftFile, DraftView, FileState, NoDraft
from buying.store.tables import Person, RulebookDraft, RulebookVersion


def find(session: Session, hold: bool = False) -> RulebookDraft | None:
    """The open draft; None where there is none. ``hold`` it until the transaction ends."""
    query = select(RulebookDraft).where(RulebookDraft.is_open.is_(True))
    return session.scalar(query.with_for_update() if hold else query)


def held(session: Session) -> RulebookDraft:
    """The open draft, held until the transaction ends. Raises NoDraft."""
    row = find(session, hold=True)
    if row is None:
        raise NoDraft("There is no draft. Somebody published or discarded it; begin another.")
    return row


def start(session: Session, who: Who) -> RulebookDraft:
    """A new draft, begun from the rules in force. There must be no open one."""
    take_in_files(session)
    version = policies.in_force(session, today())
    assert version is not None
    moment = now()
    row = RulebookDraft(
        is_open=True,
        based_on=version.fingerprint,
        files={},
        made_by=who.id,
        made_at=moment,
        updated_at=moment,
    )
    session.add(row)
    session.flush()
    note(session, who.id, "began a draft", version.label)
    return row


def contents(row: RulebookDraft) -> Contents:
    """Every file of the draft as it stands; those that nobody changed are as they were."""
    files = dict(shelf.contents(row.based_on).files)
    for path, text in row.files.items():
        if text is None:
            files.pop(path, None)
        else:
            files[path] = text.encode()
    return contents_of(files)


def base_texts(row: RulebookDraft) -> dict[str, str]:
    """Path to text of the version that the draft began from."""
    return texts.of(shelf.contents(row.based_on).files)


def texts_of(row: RulebookDraft) -> dict[str, str]:
    """Path to text of the draft as it stands."""
    there = {**base_texts(row), **row.files}
    return {path: text for path, text in there.items() if text is not None}


def put(session: Session, who: Who, row: RulebookDraft, path: str, text: str | None) -> DraftView:
    """Put one text into the draft, None taking the file away; what is as before is no change."""
    if texts_of(row).get(path) != text:
        note(session, who.id, "changed a draft", path)
        row.updated_at = now()
    before = base_texts(row)
    files = {**row.files, path: text}
    row.files = {each: files[each] for each in files if before.get(each) != files[each]}
    return seen(session, row)


def seen(session: Session, row: RulebookDraft) -> DraftView:
    """The draft as people look at it."""
    before = base_texts(row)
    return DraftView(
        id=row.id,
        based_on=label(session, row.based_on),
        begun_by=session.get_one(Person, row.made_by).name,
        begun_at=row.made_at,
        updated_at=row.updated_at,
        files=tuple(
            _file(path, before.get(path), row.files.get(path, before.get(path)))
            for path in sorted({*before, *row.files}, key=texts.order)
        ),
    )


def label(session: Session, fingerprint: str) -> str:
    """What the version with this fingerprint is called, the newest of several."""
    query = select(RulebookVersion.label).where(RulebookVersion.fingerprint == fingerprint)
    return session.scalar(query.order_by(*policies.newest_first()).limit(1)) or fingerprint[:12]


def _file(path: str, before: str | None, text: str | None) -> DraftFile:
    if before == text:
        return DraftFile(path=path, text=text, state="same", seen=texts.mark(text))
    state: FileState = "added" if before is None else "removed" if text is None else "changed"
    return DraftFile(path=path, text=text, state=state, seen=texts.mark(text))
