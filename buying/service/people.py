"""People, and the secrets by which they are known.

A secret (a bearer token, a sign-in link or a session) is shown once, to the
person it is for. The store keeps only its SHA-256, so that a copy of the
database lets nobody in.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from buying.cards import Model
from buying.clock import now
from buying.settings import settings
from buying.store.database import reading, transaction
from buying.store.tables import Audit, Conversation, Person, Token

ROLES: tuple[str, ...] = ("staff", "budget_holder", "specialist", "administrator", "auditor")
Kind = Literal["api", "link", "session"]

API_LIFETIME = timedelta(days=90)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class PersonError(Exception):
    """Something about a person is not as it should be; the text is for people."""


class UnknownPerson(PersonError):
    """Nobody goes by that name, e-mail address or id, or more than one does."""


class InvalidPerson(PersonError):
    """A person cannot be added as given."""


class Who(Model):
    """Somebody who uses the product, as every door sees them."""

    id: str
    name: str
    email: str
    team: str
    roles: tuple[str, ...]


def issue(
    person_id: str, kind: Kind, lifetime: timedelta | None = None, *, by: str = "command"
) -> str:
    """Make a secret for a person and return it; it cannot be shown again.

    Without a ``lifetime``, a link lives ``settings.link_hours``, a session
    ``settings.session_hours`` and a bearer token 90 days. ``by`` is who asked
    for it, for the audit. Raises UnknownPerson for an id that is not there or
    no longer active.
    """
    with transaction() as session:
        person = session.get(Person, person_id)
        if person is None or not person.active:
            raise UnknownPerson(f"There is nobody with the id “{person_id}” who may sign in.")
        return _issue(session, person_id, kind, lifetime, by)


def who(token: str, kind: Kind) -> Who | None:
    """Whose ``token`` this is; None when unknown, expired, ended or of another kind."""
    with reading() as session:
        held = _live(session, token, kind)
        person = session.get(Person, held.person_id) if held else None
        return seen(person) if person and person.active else None


def redeem(link_token: str) -> str | None:
    """Exchange a sign-in link for a session; a link works once, then gives None."""
    with transaction() as session:
        held = _live(session, link_token, "link")
        if held is None:
            return None
        person = session.get(Person, held.person_id)
        if person is None or not person.active or not _end(session, link_token):
            return None
        _note(session, person.id, "signed in", person.id)
        return _issue(session, person.id, "session", None, person.id)


def end(token: str) -> None:
    """Make a secret useless from now on; one that is unknown or ended stays so."""
    with transaction() as session:
        held = session.get(Token, _hash(token))
        if held is not None and _end(session, token):
            _note(session, held.person_id, f"ended a {held.kind}", held.person_id)


def find(name_or_email_or_id: str) -> Who:
    """The one active person meant by an id, an e-mail address or a name.

    Case does not matter. Raises UnknownPerson for none, and for a name that
    more than one person bears.
    """
    asked = name_or_email_or_id.strip()
    with reading() as session:
        for column in (Person.id, Person.email, Person.name):
            query = select(Person).where(func.lower(column) == asked.lower(), Person.active)
            found = session.scalars(query).all()
            if len(found) > 1:
                raise UnknownPerson(
                    f"More than one person is called “{asked}”. Give the e-mail address instead."
                )
            if found:
                return seen(found[0])
    raise UnknownPerson(
        f"There is nobody called “{asked}”. `buywell people list` shows who there is."
    )


def everybody() -> list[Who]:
    """Every active person, by name."""
    with reading() as session:
        query = select(Person).where(Person.active).order_by(Person.name, Person.id)
        return [seen(person) for person in session.scalars(query)]


def add(
    name: str,
    email: str,
    team: str,
    roles: Iterable[str],
    id: str | None = None,
    *,
    by: str = "command",
) -> Who:
    """Add a person. Without an ``id`` one is made from the name.

    Raises InvalidPerson for an empty name or team, an e-mail address that is
    none or is taken, an unknown role, or an id that is taken.
    """
    with transaction() as session:
        return add_in(session, name, email, team, roles, id, by=by)


def add_in(
    session: Session,
    name: str,
    email: str,
    team: str,
    roles: Iterable[str],
    id: str | None = None,
    *,
    by: str,
) -> Who:
    """As :func:`add`, within the caller's transaction."""
    name, email, team, roles = name.strip(), email.strip().lower(), team.strip(), tuple(roles)
    _check(name, email, team, roles)
    if session.scalar(select(Person).where(func.lower(Person.email) == email)):
        raise InvalidPerson(f"Somebody already has the e-mail address {email}.")
    if id is not None and session.get(Person, id) is not None:
        raise InvalidPerson(f"Somebody already has the id “{id}”.")
    person = Person(
        id=id or _free_id(session, name),
        name=name,
        email=email,
        team=team,
        roles=list(roles),
        active=True,
    )
    session.add(person)
    session.flush()
    _note(session, by, "added a person", person.id, f"roles: {', '.join(roles)}")
    return seen(person)


def close(person_id: str, *, by: str = "command") -> None:
    """Let a person in no more: not on the pages, not with a token, not in a chat.

    What they did stays on record. Raises UnknownPerson for an id that is not there, or is closed.
    """
    with transaction() as session:
        person = session.get(Person, person_id, with_for_update=True)
        if person is None or not person.active:
            raise UnknownPerson(f"There is nobody with the id “{person_id}” who may sign in.")
        person.active = False
        live = update(Token).where(Token.person_id == person_id, Token.ended_at.is_(None))
        session.execute(live.values(ended_at=now()))
        _note(session, by, "closed a person", person_id)


def reopen(person_id: str, *, by: str = "command") -> Who:
    """Let a person in again who was closed. Raises UnknownPerson where nobody like that is."""
    with transaction() as session:
        person = session.get(Person, person_id, with_for_update=True)
        if person is None or person.active:
            raise UnknownPerson(f"Nobody with the id “{person_id}” has been closed.")
        person.active = True
        _note(session, by, "reopened a person", person_id)
        return seen(person)


def conversation(person_id: str, channel: str) -> str:
    """The id of the person's conversation on ``channel``, made where there is none.

    The id is random and cannot be guessed. Raises UnknownPerson.
    """
    with reading() as session:
        known = session.scalar(_conversation(person_id, channel))
    if known is not None:
        return known
    with transaction() as session:
        return conversation_in(session, person_id, channel)


def conversation_in(session: Session, person_id: str, channel: str) -> str:
    """As :func:`conversation`, within the caller's transaction."""
    # The row lock keeps two tabs from making two conversations (SQLite has no
    # row locks and needs none: its transactions run one at a time).
    locked = select(Person).where(Person.id == person_id, Person.active).with_for_update()
    if session.scalar(locked) is None:
        raise UnknownPerson(f"There is nobody with the id “{person_id}” who may sign in.")
    known = session.scalar(_conversation(person_id, channel))
    if known is not None:
        return known
    made = Conversation(
        id=secrets.token_urlsafe(24), person_id=person_id, channel=channel, created_at=now()
    )
    session.add(made)
    session.flush()
    return made.id


def _conversation(person_id: str, channel: str) -> Select[str]:
    """The first conversation on ``channel`` of somebody who may sign in."""
    return (
        select(Conversation.id)
        .join(Person, Person.id == Conversation.person_id)
        .where(Person.id == person_id, Person.active, Conversation.channel == channel)
        .order_by(Conversation.created_at)
        .limit(1)
    )


def _issue(
    session: Session, person_id: str, kind: Kind, lifetime: timedelta | None, by: str
) -> str:
    secret = secrets.token_urlsafe(32)
    moment = now()
    session.add(
        Token(
            hash=_hash(secret),
            kind=kind,
            person_id=person_id,
            created_at=moment,
            expires_at=moment + (lifetime if lifetime is not None else _usual(kind)),
        )
    )
    _note(session, by, f"issued a {kind}", person_id)
    return secret


def _usual(kind: Kind) -> timedelta:
    if kind == "link":
        return timedelta(hours=settings().link_hours)
    if kind == "session":
        return timedelta(hours=settings().session_hours)
    return API_LIFETIME


def _live(session: Session, token: str, kind: Kind) -> Token | None:
    held = session.get(Token, _hash(token))
    if held is None or held.kind != kind or held.ended_at is not None:
        return None
    return held if held.expires_at > now() else None


def _end(session: Session, token: str) -> bool:
    # One statement that tests and sets, so that of two requests at once only one wins.
    query = (
        update(Token)
        .where(Token.hash == _hash(token), Token.ended_at.is_(None))
        .values(ended_at=now())
        .returning(Token.hash)
    )
    return session.scalar(query) is not None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def seen(person: Person) -> Who:
    """A person as every door sees them."""
    return Who(
        id=person.id,
        name=person.name,
        email=person.email,
        team=person.team,
        roles=tuple(person.roles),
    )


def _check(name: str, email: str, team: str, roles: tuple[str, ...]) -> None:
    if not name or not team:
        raise InvalidPerson("A person needs a name and a team.")
    if not EMAIL.fullmatch(email):
        raise InvalidPerson(f"“{email}” is not an e-mail address.")
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        given = f"“{unknown[0]}” is not a role" if unknown else "A person needs a role"
        raise InvalidPerson(f"{given}. The roles are {', '.join(ROLES)}.")


def _free_id(session: Session, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "person"
    taken = set(session.scalars(select(Person.id).where(Person.id.startswith(base))))
    if base not in taken:
        return base
    return next(made for n in range(2, len(taken) + 3) if (made := f"{base}-{n}") not in taken)


def _note(
    session: Session, actor: str, action: str, subject: str, reason: str | None = None
) -> None:
    session.add(Audit(at=now(), actor=actor, action=action, subject=subject, reason=reason))
