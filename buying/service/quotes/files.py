"""Files that people send for their purchases: taken, kept as they came, given back."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from buying.cards import Model
from buying.clock import now
from buying.domain.quotes import kind_of
from buying.domain.quotes.kinds import MEDIA
from buying.domain.workflow import base_key
from buying.service import record
from buying.service.guide.scene import Scene
from buying.service.people import Who
from buying.service.quotes.reading import read
from buying.service.said import EventReused, Refused
from buying.store.database import reading, transaction
from buying.store.tables import Audit, Conversation, File, Person, Purchase
from buying.voice.quotes import OPTION

LARGEST = 5 * 1024 * 1024
"""Bytes of one file."""

MOST = 20
"""Files of one purchase."""

MOST_A_DAY = 60
"""Files of one person in 24 hours, whatever purchases they begin: the disk has an end."""

LONGEST_NAME = 120
NAMELESS = "file"
_FOLDERS = re.compile(r".*[/\\]")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


class TooLarge(Refused):
    """More than :data:`LARGEST`."""

    code = "file_too_large"

    def __init__(self) -> None:
        super().__init__(
            "That file is larger than 5 MB. Send a smaller one, or type the figures yourself."
        )


class TooMany(Refused):
    """The purchase has :data:`MOST` files already."""

    code = "too_many_files"

    def __init__(self) -> None:
        super().__init__(
            f"This purchase has {MOST} files already, and cannot have more. "
            "Please type the figures yourself."
        )


class TooManyToday(Refused):
    """The person has sent :data:`MOST_A_DAY` files within a day."""

    code = "too_many_files"

    def __init__(self) -> None:
        super().__init__(
            f"You have sent {MOST_A_DAY} files since yesterday, and I cannot take more today. "
            "Please type the figures yourself."
        )


class NotNow(Refused):
    """No question that is open takes a file."""

    code = "not_now"

    def __init__(self) -> None:
        super().__init__(
            "I cannot take a file now. Send a quote when I ask you about a price that you have."
        )


class NotThere(Exception):
    """There is no such file for this person."""


class Given(Model):
    """A file handed back: its bytes, and the media type that its content shows."""

    name: str
    media_type: str
    data: bytes


def keep(person_id: str, conversation_id: str, event: str, name: str, data: bytes) -> str:
    """Keep a file for the purchase at hand and have it read; its id.

    ``event`` is the event id: the same one gives the same id again. Raises TooLarge, TooMany,
    TooManyToday, NotNow or EventReused, each with a sentence for the person.
    """
    if len(data) > LARGEST:
        raise TooLarge
    mark = hashlib.sha256(data).hexdigest()
    with reading() as session:
        known = _known(session, conversation_id, event, mark)
        purchase = None if known else _open(session, conversation_id, person_id)
    if known is not None or purchase is None:
        return known or ""
    # Before the transaction, which must not wait for a slow file.
    found = read(data)
    with transaction() as session:
        # Holding the purchase keeps two files that come at once from taking one number or event.
        session.get_one(Purchase, purchase, with_for_update=True)
        known = _known(session, conversation_id, event, mark)
        if known is not None:
            return known
        number = _next_number(session, purchase, person_id)
        row = File(
            id=secrets.token_urlsafe(24), purchase_id=purchase, number=number, event=event,
            conversation_id=conversation_id, name=safe_name(name), kind=kind_of(data),
            size=len(data), sha256=mark, data=data, by_id=person_id, at=now(),
            state="unreadable" if found.trouble else "read", found=found.model_dump(mode="json"),
        )  # fmt: skip
        session.add(row)
        _note(session, row, person_id, "sent")
        return row.id


def give(person: Who, reference: str, file_id: str) -> Given:
    """A file of the purchase ``reference`` for somebody who may read that. Raises NotThere.

    It goes on record when it is not the requester who asks.
    """
    with transaction() as session:
        purchase = session.scalar(select(Purchase).where(Purchase.reference == reference))
        reader = session.get(Person, person.id)
        row = session.get(File, file_id)
        if purchase is None or reader is None or row is None or row.purchase_id != purchase.id:
            raise NotThere
        if not record.may_read(session, reader, purchase):
            raise NotThere
        if reader.id != purchase.requester_id:
            _note(session, row, reader.id, "downloaded")
        media = MEDIA.get(row.kind, "application/octet-stream")  # type: ignore[call-overload]
        return Given(name=row.name, media_type=media, data=row.data)


def safe_name(name: str) -> str:
    """A file's name without its folder, and without what could mislead on a page or a disk."""
    plain = unicodedata.normalize("NFC", _FOLDERS.sub("", name))
    shown = "".join(c for c in plain if unicodedata.category(c)[0] != "C")
    short = " ".join(_NOT_IN_NAMES.sub("_", shown).split()).strip(". ")
    if len(short) <= LONGEST_NAME:
        return short or NAMELESS
    stem, dot, ending = short.rpartition(".")
    room = LONGEST_NAME - len(ending) - 1
    return f"{stem[:room]}.{ending}" if dot and len(ending) < 10 else short[:LONGEST_NAME]


def _known(session: Session, conversation_id: str, event: str, mark: str) -> str | None:
    row = session.scalar(select(File).where(File.event == event))
    if row is None:
        return None
    if (row.conversation_id, row.sha256) != (conversation_id, mark):
        raise EventReused
    return row.id


def _open(session: Session, conversation_id: str, person_id: str) -> int:
    """The purchase at hand, where it is theirs and asks for a price. Raises NotNow."""
    conversation = session.get(Conversation, conversation_id)
    id = conversation.purchase_id if conversation else None
    purchase = session.get(Purchase, id) if id is not None else None
    if purchase is None or purchase.requester_id != person_id or purchase.ended_at is not None:
        raise NotNow
    scene = Scene(session, purchase)
    if scene.open is None or not scene.mine or base_key(scene.open.key) != OPTION:
        raise NotNow
    # Refused here already, so that no file is read for nothing.
    _next_number(session, purchase.id, person_id)
    return purchase.id


def _next_number(session: Session, purchase_id: int, person_id: str) -> int:
    have = _count(session, purchase_id)
    if have >= MOST:
        raise TooMany
    if _today(session, person_id) >= MOST_A_DAY:
        raise TooManyToday
    return have + 1


def _today(session: Session, person_id: str) -> int:
    since = now() - timedelta(days=1)
    query = select(func.count()).select_from(File).where(File.by_id == person_id, File.at > since)
    return session.scalar(query) or 0


def _count(session: Session, purchase_id: int) -> int:
    query = select(func.count()).select_from(File).where(File.purchase_id == purchase_id)
    return session.scalar(query) or 0


def _note(session: Session, row: File, actor: str, what: str) -> None:
    """Put on record who did what with a file; its name stands in the list of files."""
    reference = session.get_one(Purchase, row.purchase_id).reference
    action = f"{what} file {row.number}"
    session.add(Audit(at=now(), actor=actor, action=action, subject=reference))
