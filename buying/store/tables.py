"""The tables. Migrations in ``migrations/`` create them; this is how Python sees them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from buying.store.base import Base as Base
from buying.store.base import UtcDateTime as UtcDateTime
from buying.store.chat_tables import Account as Account
from buying.store.chat_tables import ArrivalRow as ArrivalRow
from buying.store.chat_tables import Delivery as Delivery
from buying.store.chat_tables import Letter as Letter
from buying.store.chat_tables import Reminder as Reminder


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
    """A purchase: who, when, by which rulebook. What was said is in ``entries``.

    ``category`` to ``route`` follow from the entries and from the world as they last stood.
    They are kept so that colleagues' lists need not replay every purchase; empty where nothing
    has been recorded since they were introduced.
    """

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
    category: Mapped[str | None]
    """A category id of the rulebook."""
    item: Mapped[str | None] = mapped_column(Text)
    value_net: Mapped[Decimal | None]
    value_gross: Mapped[Decimal | None]
    """What this purchase alone may come to, in pounds without and with VAT, unrounded."""
    supplier: Mapped[str | None]
    stage: Mapped[str | None]
    """planned, open or done: see ``domain.together.stage``."""
    route: Mapped[str | None]
    """The id of the way of buying that the requester was last told of."""
    outside: Mapped[dict[str, Any] | None]
    """What was known from outside when it ended, as JSON: see ``service.guide.outside.Kept``."""
    __table_args__ = (Index("ix_purchases_category", "category", "updated_at"),)


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


class Contract(Base):
    """An agreement to buy from. ``reference`` is how a register knows it again."""

    __tablename__ = "contracts"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    supplier: Mapped[str]
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("suppliers.id"))
    """The same supplier on our list, where its name is there once."""
    category: Mapped[str] = mapped_column(index=True)
    starts: Mapped[date | None]
    ends: Mapped[date]
    """The last day on which one may order from it."""
    how: Mapped[str] = mapped_column(Text)
    """How to order from it, in words."""
    up_to: Mapped[Decimal | None]
    up_to_vat: Mapped[str | None]
    """The most that one order may come to, in pounds; net, gross or exempt. None: no limit."""
    note: Mapped[str | None] = mapped_column(Text)
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class Join(Base):
    """A wish to buy together: the requester of one purchase asks that of another.

    States: asked, accepted, declined, withdrawn. Accepted ones make the two one purchase where
    the rules look at the value.
    """

    __tablename__ = "joins"
    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), index=True)
    entry_id: Mapped[int]
    """The answer that asks for it, so that one answer asks once."""
    asked_by: Mapped[str] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    state: Mapped[str]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When it was withdrawn, before or after it was accepted."""
    note: Mapped[str | None] = mapped_column(Text)
    """Why it was declined, in the words of the one who declined."""


class RulebookVersion(Base):
    """A version of the rulebook. Its files are kept under its fingerprint in the data folder.

    In force is, of those that are not withdrawn and whose day has come, the one with the newest
    ``effective_from``; of several, the one published last.
    """

    __tablename__ = "rulebook_versions"
    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    effective_from: Mapped[date]
    published_at: Mapped[datetime]
    published_by: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    """None where a command published it, or a start took in files that had changed."""
    reason: Mapped[str] = mapped_column(Text)
    changes: Mapped[list[str]]
    """Differences from the version before, one sentence each."""
    from_files: Mapped[int | None] = mapped_column(unique=True)
    """Counts the times that files were taken in, so that of processes which start together only
    one takes them in; None for a version that was published."""
    withdrawn_at: Mapped[datetime | None]


class RulebookDraft(Base):
    """Work on the next version of the rulebook."""

    __tablename__ = "rulebook_drafts"
    id: Mapped[int] = mapped_column(primary_key=True)
    is_open: Mapped[bool | None] = mapped_column(unique=True)
    """True, or None once it was published or discarded: there is one open draft at most."""
    based_on: Mapped[str]
    """The fingerprint of the version that it began from."""
    files: Mapped[dict[str, Any]]
    """Path to text, for files that differ from that version; None for one taken away."""
    made_by: Mapped[str] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    published_version: Mapped[int | None] = mapped_column(ForeignKey("rulebook_versions.id"))


class SpendingRow(Base):
    """One thing that a purchase really cost; rows are only ever added.

    A row that takes back another has that one's number in ``takes_back_id`` and why in
    ``reason``; its other values repeat those of the row that it takes back.
    """

    __tablename__ = "spending"
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), index=True)
    day: Mapped[date]
    kind: Mapped[str]
    """A kind of ``domain.costs.KINDS``, or ``invoice``: towards the price."""
    amount: Mapped[Decimal]
    vat: Mapped[str]
    """Pounds; net, gross or exempt."""
    invoice: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    """None where a command took it in."""
    at: Mapped[datetime]
    channel: Mapped[str]
    takes_back_id: Mapped[int | None] = mapped_column(ForeignKey("spending.id"), unique=True)
    reason: Mapped[str | None] = mapped_column(Text)


class SpendingMark(Base):
    """That spending reached a share of what was agreed, so that people are told of it once."""

    __tablename__ = "spending_marks"
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), index=True)
    percent: Mapped[int]
    reached_at: Mapped[datetime]
    below_at: Mapped[datetime | None]
    """When costs were taken back and it fell below the mark again; None while it holds."""
    seen_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    seen_at: Mapped[datetime | None]
    """When a specialist took it off the desk's list."""


class SpendingReason(Base):
    """Why a purchase cost more or less than expected, in somebody's own words."""

    __tablename__ = "spending_reasons"
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class File(Base):
    """A file that somebody sent for a purchase, such as a quote, kept as it came.

    ``id`` cannot be guessed. ``state``: read, or unreadable. ``found`` is what was read, as
    JSON: see ``service.quotes.found``.
    """

    __tablename__ = "files"
    id: Mapped[str] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    number: Mapped[int]
    """Its number among the files of the purchase, from 1."""
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    event: Mapped[str] = mapped_column(unique=True)
    """The event id that brought it, so that a repeat is recognised."""
    name: Mapped[str]
    """As the sender called it, without its folder; never trusted."""
    kind: Mapped[str]
    """What it is by its content: see ``domain.quotes.kinds``."""
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str]
    data: Mapped[bytes] = mapped_column(deferred=True)
    by_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    state: Mapped[str]
    found: Mapped[Any | None]
    __table_args__ = (UniqueConstraint("purchase_id", "number"),)
