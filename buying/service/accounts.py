"""Whose an account of Slack or Teams is, and through which one a person is reached."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from buying.cards import Model
from buying.clock import now
from buying.service import people
from buying.service.people import InvalidPerson, PersonError, Who
from buying.settings import settings
from buying.store.database import reading, transaction
from buying.store.tables import Account, Audit, Person

PLATFORMS: tuple[str, ...] = ("slack", "teams")
"""Chats to which messages are sent; the pages of our own are read where they are."""

USED_AGAIN = timedelta(minutes=1)
"""How long "last used" may lag behind, so that not every message writes it."""


class Identity(Model):
    """What a platform says of an account.

    ``verified``: the platform vouches for the e-mail address. ``outsider`` says why somebody is
    no member of the organisation (a guest, another organisation, a bot), in words that follow
    "because"; None for a member. ``zone``: a time zone such as Europe/London.
    """

    email: str | None = None
    verified: bool = False
    name: str = ""
    zone: str | None = None
    outsider: str | None = None


class Known(Model):
    """An account that is tied to a person. ``id`` is our own number of it."""

    id: int
    platform: str
    workspace: str
    account: str
    who: Who
    address: dict[str, Any] | None
    zone: str | None


class Stranger(PersonError):
    """An account that is nobody's; the text is for the one who wrote, and says whom to ask."""


def find(platform: str, workspace: str, account: str) -> Known | None:
    """The person of an account; None for an unknown one. Raises Stranger for one of somebody
    who may not use Buywell any more."""
    with reading() as session:
        row = _row(session, platform, workspace, account)
        if row is None or row.ended_at is not None:
            return None
        person = session.get_one(Person, row.person_id)
        if not person.active:
            raise Stranger(refusal("your account here was closed"))
        return _known(row, person)


def recognise(platform: str, workspace: str, account: str, identity: Identity) -> Known:
    """Tie an account to the person whom the platform's verified e-mail address names.

    Where nobody has that address and its domain may join by itself, a person is added. Raises
    Stranger, which says why and names an administrator.
    """
    email = (identity.email or "").strip().lower()
    if identity.outsider:
        raise Stranger(refusal(identity.outsider))
    if not email or not identity.verified:
        raise Stranger(refusal("I cannot see a confirmed e-mail address of yours there"))
    with transaction() as session:
        person = session.scalar(select(Person).where(func.lower(Person.email) == email))
        how = "email"
        if person is None and email.rpartition("@")[2] in settings().join_domains_listed:
            person, how = _join(session, identity.name.strip() or email, email), "domain"
        if person is None or not person.active:
            raise Stranger(refusal("I do not know your e-mail address"))
        return _link(session, platform, workspace, account, person, how, identity.zone)


def link(platform: str, workspace: str, account: str, person_id: str, *, by: str) -> Known:
    """Tie an account to a person by its id in the directory. Raises people.UnknownPerson."""
    with transaction() as session:
        person = session.get(Person, person_id)
        if person is None or not person.active:
            raise people.UnknownPerson(f"There is nobody with the id “{person_id}”.")
        return _link(session, platform, workspace, account, person, "command", None, by)


def unlink(platform: str, workspace: str, account: str | None = None, *, by: str) -> int:
    """End one account, or all of a workspace from which the app was removed; how many."""
    with transaction() as session:
        query = select(Account).where(
            Account.platform == platform,
            Account.workspace == workspace,
            Account.ended_at.is_(None),
        )
        rows = session.scalars(query.where(Account.account == account) if account else query).all()
        for row in rows:
            row.ended_at = now()
            session.add(_note(by, f"unlinked {platform}", row.person_id))
        return len(rows)


def used(number: int, address: dict[str, Any] | None = None, zone: str | None = None) -> None:
    """Note that the person did something there just now, and where they are answered.

    ``number``: our own number of the account.
    """
    # Mostly there is nothing new, and a mere reader keeps nobody waiting.
    with reading() as session:
        if not _news(session.get_one(Account, number), address, zone):
            return
    with transaction() as session:
        row = session.get_one(Account, number)
        for name, value in _news(row, address, zone).items():
            setattr(row, name, value)


def _news(row: Account, address: dict[str, Any] | None, zone: str | None) -> dict[str, Any]:
    """What is to be written of the use of an account: columns and values."""
    moment = now()
    found: dict[str, Any] = {"used_at": moment} if moment - row.used_at > USED_AGAIN else {}
    if address is not None and row.address != address:
        found["address"] = address
    if zone and row.zone != zone:
        found["zone"] = zone
    return found


def forget_address(number: int) -> None:
    """The platform takes nothing at the address of an account any more: it is to be asked anew."""
    with transaction() as session:
        session.get_one(Account, number).address = None


def of_person(session: Session, person_id: str) -> Account | None:
    """The account through which a person is reached: of all their chats the last used one."""
    query = (
        select(Account)
        .where(Account.person_id == person_id, Account.ended_at.is_(None))
        .order_by(Account.used_at.desc(), Account.id.desc())
    )
    return session.scalar(query.limit(1))


def on(session: Session, person_id: str, platform: str) -> Account | None:
    """A person's last used account of one platform."""
    query = (
        select(Account)
        .where(
            Account.person_id == person_id,
            Account.platform == platform,
            Account.ended_at.is_(None),
        )
        .order_by(Account.used_at.desc(), Account.id.desc())
    )
    return session.scalar(query.limit(1))


def listed(person_id: str | None = None) -> list[tuple[Known, datetime]]:
    """Accounts that are tied to people, with when each was last used; newest first."""
    query = select(Account).where(Account.ended_at.is_(None)).order_by(Account.used_at.desc())
    if person_id is not None:
        query = query.where(Account.person_id == person_id)
    with reading() as session:
        return [
            (_known(row, session.get_one(Person, row.person_id)), row.used_at)
            for row in session.scalars(query)
        ]


def refusal(because: str) -> str:
    """A polite refusal that says whom to ask. ``because`` is a clause without a full stop."""
    return f"I am sorry, I cannot help you here yet, because {because}. {_whom_to_ask()}"


def _whom_to_ask() -> str:
    admins = [who for who in people.everybody() if "administrator" in who.roles]
    if not admins:
        return f"Please ask whoever looks after Buywell at {settings().organisation}."
    names = " or ".join(f"{who.name} ({who.email})" for who in admins[:2])
    return f"{names} can put that right."


def _join(session: Session, name: str, email: str) -> Person:
    try:
        made = people.add_in(session, name, email, settings().join_team, ("staff",), by="system")
    except InvalidPerson as error:
        raise Stranger(refusal("I cannot use the e-mail address that you have there")) from error
    return session.get_one(Person, made.id)


def _link(
    session: Session,
    platform: str,
    workspace: str,
    account: str,
    person: Person,
    how: str,
    zone: str | None,
    by: str = "system",
) -> Known:
    row = _row(session, platform, workspace, account)
    if row is None:
        row = Account(platform=platform, workspace=workspace, account=account)
        session.add(row)
    row.person_id, row.how, row.ended_at = person.id, how, None
    row.linked_at = row.used_at = now()
    row.zone = zone or row.zone
    session.flush()
    session.add(_note(by, f"linked {platform}", person.id, f"by {how}"))
    return _known(row, person)


def _row(session: Session, platform: str, workspace: str, account: str) -> Account | None:
    query = select(Account).where(
        Account.platform == platform,
        Account.workspace == workspace,
        Account.account == account,
    )
    return session.scalar(query)


def _known(row: Account, person: Person) -> Known:
    return Known(
        id=row.id,
        platform=row.platform,
        workspace=row.workspace,
        account=row.account,
        who=people.seen(person),
        address=row.address,
        zone=row.zone,
    )


def _note(actor: str, action: str, subject: str, reason: str | None = None) -> Audit:
    return Audit(at=now(), actor=actor, action=action, subject=subject, reason=reason)
