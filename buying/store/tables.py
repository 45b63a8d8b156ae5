"""The tables. Migrations in ``migrations/`` create them; this is how Python sees them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC on every database. A naive one is an error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    # A constraint with a name of its own can be changed by a later migration on any database.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[str]: JSON, Any: JSON}


class Person(Base):
    """Somebody who uses the product. ``roles`` holds words of ``people.ROLES``."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    team: Mapped[str]
    roles: Mapped[list[str]]
    active: Mapped[bool] = mapped_column(default=True)


class Token(Base):
    """A secret somebody holds; only its SHA-256 is here. Kinds: api, link, session."""

    __tablename__ = "tokens"
    hash: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Conversation(Base):
    """One thread with one person on one channel. The id cannot be guessed."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    channel: Mapped[str]
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    """The purchase that is being talked about; None when none is."""
    pending: Mapped[dict[str, Any] | None]
    """A reading to confirm, or a command to confirm, before anything is done."""
    created_at: Mapped[datetime]


class Purchase(Base):
    """A purchase: who, when, by which rulebook. What was said is in ``entries``."""

    __tablename__ = "purchases"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    requester_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    team: Mapped[str]
    rulebook: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str | None]
    """finished, cancelled or handed_over."""
    shared_at: Mapped[datetime | None]
    """When its evaluation was shared with commissioning specialists (P14)."""


class EntryRow(Base):
    """One answer, skip or reopening; rows are only ever added."""

    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    kind: Mapped[str]
    question: Mapped[str]
    value: Mapped[Any | None]
    by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    channel: Mapped[str]
    replaces_id: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (Index("ix_entries_purchase", "purchase_id", "id"),)


class Task(Base):
    """A step of a purchase that waits for somebody other than its requester."""

    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), index=True)
    question: Mapped[str]
    role: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Turn(Base):
    """What a person sent, kept before anything is done with it.

    ``id`` is the platform's event id, so that a retry is recognised. States:
    waiting, working, done, failed. ``payload`` is a ``service.said.Said`` as JSON.
    """

    __tablename__ = "turns"
    id: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str]
    payload: Mapped[dict[str, Any]]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]
    """When the service took it in; a turn is heard once, however often it is sent."""
    told_waiting_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_turns_state", "state", "conversation_id", "seq"),)


class Message(Base):
    """A card for a conversation: the outbox, and the record of what was said."""

    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    turn_id: Mapped[str | None] = mapped_column(index=True)
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    card: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_messages_conversation", "conversation_id", "id"),)


class Supplier(Base):
    """A supplier that the organisation knows. ``preferred`` ones are approved (P5)."""

    __tablename__ = "suppliers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    match_name: Mapped[str] = mapped_column(index=True)
    """The name as it is compared: see ``domain.suppliers.match_name``."""
    preferred: Mapped[bool] = mapped_column(default=False)
    categories: Mapped[list[str]]
    """Category ids of the rulebook."""
    identifiers: Mapped[dict[str, Any]]
    """Scheme to id: GB-COH (Companies House), CQC-LOCATION, CQC-PROVIDER ..."""
    area: Mapped[str | None]
    postcode: Mapped[str | None]
    size: Mapped[str | None]
    """micro, small, medium, sme, large or selfEmployed (OCDS partyScale)."""
    vcse: Mapped[bool | None]
    """Voluntary, community or social enterprise; None when not known."""
    preferred_until: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("supplier_imports.id"))
    retired_at: Mapped[datetime | None]


class SupplierImport(Base):
    """One run of ``buywell suppliers import``, with its report."""

    __tablename__ = "supplier_imports"
    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str]
    by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    report: Mapped[dict[str, Any]]


class Audit(Base):
    """Who did what, when and why; rows are only ever added."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    """A person's id, or ``command`` / ``system``."""
    action: Mapped[str]
    subject: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Text)
