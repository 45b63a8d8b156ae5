"""The tables of chats that are not our own pages: Slack and Teams."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from buying.store.base import Base


class Account(Base):
    """An account of a platform and whose it is. One account belongs to one person.

    ``workspace`` is a Slack team or a Microsoft tenant, ``account`` a Slack user or a directory
    object. Both are ids of the platform, which do not change when a name or an address does.
    """

    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    how: Mapped[str]
    """How it was tied to the person: email, domain or command."""
    linked_at: Mapped[datetime]
    used_at: Mapped[datetime]
    """When the person last did something there."""
    zone: Mapped[str | None]
    """The time zone that the platform knows of the person, such as Europe/London."""
    address: Mapped[dict[str, Any] | None]
    """Where the platform takes private messages for the person; None until that is known."""
    ended_at: Mapped[datetime | None]
    """When it stopped being of use: unlinked, or the app was removed."""
    __table_args__ = (UniqueConstraint("platform", "workspace", "account"),)


class ArrivalRow(Base):
    """Something that arrived from a platform, kept before it is acknowledged.

    States: waiting, working, done, refused. ``content`` is a ``service.arrivals.Arrival`` as
    JSON; it is emptied once it has become turns, or was refused.
    """

    __tablename__ = "arrivals"
    number: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(unique=True)
    platform: Mapped[str]
    workspace: Mapped[str]
    account: Mapped[str]
    content: Mapped[dict[str, Any] | None]
    place: Mapped[dict[str, Any]]
    """Where it was said: ``service.arrivals.Place`` as JSON."""
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    """Until when somebody works on it, or until when it rests."""
    __table_args__ = (Index("ix_arrivals_state", "state", "platform", "account", "number"),)


class Delivery(Base):
    """How far a message has come on its way to a platform.

    States: waiting, sending, sent, failed. Of one conversation they go in the order of their
    numbers, one at a time.
    """

    __tablename__ = "deliveries"
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    """The end of quiet hours, or of a rest after an attempt."""
    leased_until: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    """When the first attempt began whose outcome is not known: see ``Unsure``."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Through which account it went."""
    address: Mapped[dict[str, Any] | None]
    """Where it went."""
    sent: Mapped[str | None]
    """The platform's id of the message there."""
    shown: Mapped[str | None]
    """``open`` while it has controls there; None where nothing about it can change (any more)."""
    stale: Mapped[bool] = mapped_column(default=False)
    """Whether how it stands may not be true any more."""
    __table_args__ = (
        Index("ix_deliveries_state", "state", "conversation_id", "message_id"),
        Index("ix_deliveries_shown", "shown", "conversation_id"),
    )


class Reminder(Base):
    """That somebody was reminded of something, so that it happens once."""

    __tablename__ = "reminders"
    key: Mapped[str] = mapped_column(primary_key=True)
    """What of, whom, and which time: ``waiting:approval@BW-0001:morgan:2``."""
    said_at: Mapped[datetime]


class Letter(Base):
    """An e-mail to somebody whom no chat reaches. States: waiting, sent, failed."""

    __tablename__ = "letters"
    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), unique=True)
    """The message that it tells of; its words stay here and are not in the e-mail."""
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
