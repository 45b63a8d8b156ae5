"""Messages on their way to Slack and Teams: which goes next, and what became of it.

Of one conversation they go in order, one at a time; any number of processes may ask. A message
is ``waiting``, then ``sending`` while somebody holds its lease, then ``sent``; or ``failed``
where it can never arrive there, and then it takes another way (``reach.elsewhere``).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from buying.cards import Card, Model
from buying.clock import now
from buying.service import accounts, messages, reach
from buying.service.outbox import OPEN
from buying.store.database import reading, transaction
from buying.store.tables import Account, Conversation, Delivery, Message, Person

LEASE = timedelta(seconds=60)
"""How long a message may be on its way before somebody else may take it."""

GRACE = timedelta(seconds=2)
"""How long the process that answered has its messages to itself before the worker looks."""

TRIED_FOR = timedelta(hours=24)
"""How long a message is tried: a platform that is away comes back, and so does a right setting."""

MOST_PAUSE = timedelta(minutes=15)
"""The longest rest between two attempts."""

PENDING = ("waiting", "sending")

__all__ = ["OPEN", "Job", "Shown", "Way"]


class Way(Model):
    """The account through which a person is written to, and where. ``id``: our number of it."""

    id: int
    platform: str
    workspace: str
    account: str
    address: dict[str, Any] | None


class Job(Model):
    """A message that was taken to be sent. ``attempts`` counts this one too.

    ``unsure_since``: when an earlier attempt began that may have been carried out, so that the
    message may be there. ``turn`` is the id of the turn that it answers, None for none.
    ``way`` is None where the person has no account there any more, or was closed.
    """

    message: int
    conversation: str
    person: str
    card: Card
    turn: str | None
    attempts: int
    unsure_since: datetime | None
    way: Way | None


class Shown(Model):
    """A message on a platform whose standing may have changed."""

    message: int
    card: Card
    way: Way
    address: dict[str, Any]
    sent: str


def claim(conversation: str) -> Job | None:
    """Take the next message of a conversation for :data:`LEASE`.

    None when there is none, when one is on its way, or when it rests after an attempt. What
    waits for the end of quiet hours lets others pass.
    """
    # Most looks find nothing, and a mere reader keeps nobody waiting.
    with reading() as session:
        if not _free(session.scalar(_next(conversation))):
            return None
    with transaction() as session:
        row = session.scalar(_next(conversation).with_for_update())
        if row is None or not _free(row):
            return None
        unsure = row.tried_at
        row.state = "sending"
        row.attempts += 1
        row.tried_at = row.tried_at or now()
        row.leased_until = now() + LEASE
        return _job(session, row, unsure)


def _next(conversation: str) -> Select[Delivery]:
    return (
        select(Delivery)
        .where(
            Delivery.conversation_id == conversation,
            Delivery.state.in_(PENDING),
            _begun_or_ready(),
        )
        .order_by(Delivery.message_id)
        .limit(1)
    )


def _free(row: Delivery | None) -> bool:
    moment = now()
    if row is None or (row.leased_until is not None and row.leased_until > moment):
        return False
    return row.not_before <= moment


def _job(session: Session, row: Delivery, unsure: datetime | None) -> Job:
    message = session.get_one(Message, row.message_id)
    conversation = session.get_one(Conversation, row.conversation_id)
    account = _account(session, conversation)
    return Job(
        message=row.message_id,
        conversation=row.conversation_id,
        person=conversation.person_id,
        card=messages.read(message),
        turn=message.turn_id,
        attempts=row.attempts,
        unsure_since=unsure,
        way=_way(account) if account is not None else None,
    )


def _account(session: Session, conversation: Conversation) -> Account | None:
    if not session.get_one(Person, conversation.person_id).active:
        return None
    return accounts.on(session, conversation.person_id, conversation.channel)


def _way(account: Account) -> Way:
    return Way(
        id=account.id,
        platform=account.platform,
        workspace=account.workspace,
        account=account.account,
        address=account.address,
    )


def sure_it_is_not_there(message: int) -> None:
    """An attempt that may have been carried out was not; the message is sent anew."""
    with transaction() as session:
        session.get_one(Delivery, message).tried_at = now()


def arrived(message: int, way: Way, address: dict[str, Any], sent: str, shown: str | None) -> None:
    """A message is there. ``sent``: the platform's id of it; ``shown``: how it stands."""
    with transaction() as session:
        row = session.get_one(Delivery, message, with_for_update=True)
        row.state, row.leased_until, row.tried_at = "sent", None, None
        row.account_id, row.address, row.sent, row.shown = way.id, address, sent, shown
        # What was said while it was on its way may have answered it.
        row.stale, row.not_before = shown == OPEN, now()
        carrier = session.get_one(Message, message)
        carrier.delivered_at = carrier.delivered_at or now()


def put_back(message: int, seconds: float | None = None, *, unsure: bool = False) -> None:
    """A message could not be sent now; it is tried again after ``seconds``, else after a while.

    ``unsure``: it may be there. One that was tried too often is given up.
    """
    with transaction() as session:
        row = session.get_one(Delivery, message, with_for_update=True)
        if row.state != "sending":
            return
        row.leased_until = None
        row.tried_at = row.tried_at if unsure else None
        if row.attempts > 1 and now() - _begun(session, row) > TRIED_FOR:
            _fail(session, row)
            return
        pause = timedelta(seconds=seconds if seconds is not None else 2.0 ** min(row.attempts, 12))
        row.state = "waiting"
        row.not_before = now() + min(pause, MOST_PAUSE)


def _begun(session: Session, row: Delivery) -> datetime:
    return session.get_one(Message, row.message_id).created_at


def gave_up(message: int) -> None:
    """A message can never arrive there: its person is told of it in another way, once."""
    with transaction() as session:
        row = session.get_one(Delivery, message, with_for_update=True)
        if row.state in PENDING:
            _fail(session, row)


def _fail(session: Session, row: Delivery) -> None:
    row.state, row.leased_until, row.tried_at = "failed", None, None
    session.flush()
    reach.elsewhere(session, row.message_id)


def failed_of(turn: str) -> bool:
    """Whether an answer to a turn could not be delivered."""
    query = (
        select(Delivery.message_id)
        .join(Message, Message.id == Delivery.message_id)
        .where(Message.turn_id == turn, Delivery.state == "failed")
    )
    with reading() as session:
        return session.scalar(query.limit(1)) is not None


def claim_stale(conversation: str, most: int = 20) -> list[Shown]:
    """Take the messages of a conversation whose standing is to be looked at again, oldest first."""
    query = (
        select(Delivery)
        .where(
            Delivery.conversation_id == conversation,
            _to_look_at(),
            Delivery.not_before <= now(),
            or_(Delivery.leased_until.is_(None), Delivery.leased_until <= now()),
        )
        .order_by(Delivery.message_id)
        .limit(most)
    )
    with reading() as session:
        if session.scalar(query.limit(1)) is None:
            return []
    with transaction() as session:
        found = []
        # What somebody else holds is looked at soon enough; to wait for it might be to wait in
        # a circle, for they may hold several in another order.
        for row in session.scalars(query.with_for_update(skip_locked=True)):
            shown = _shown(session, row)
            # Set before it is looked at: what is said meanwhile makes it stale again.
            row.stale = False
            row.shown = row.shown if shown else None
            row.leased_until = now() + LEASE if shown else None
            found += [shown] if shown else []
        return found


def _shown(session: Session, row: Delivery) -> Shown | None:
    """A message as it stands there; None where that is not its person's account any more, who
    alone may see what was answered."""
    account = session.get(Account, row.account_id)
    conversation = session.get_one(Conversation, row.conversation_id)
    person = session.get_one(Person, conversation.person_id)
    if account is None or row.address is None or row.sent is None:
        return None
    if account.ended_at is not None or account.person_id != person.id or not person.active:
        return None
    return Shown(
        message=row.message_id,
        card=messages.read(session.get_one(Message, row.message_id)),
        way=_way(account),
        address=row.address,
        sent=row.sent,
    )


def looked_at(message: int, shown: str | None, again_in: float | None = None) -> None:
    """A posted message shows how it stands, or is to be looked at again after some seconds."""
    with transaction() as session:
        row = session.get_one(Delivery, message, with_for_update=True)
        row.leased_until = None
        # What was said meanwhile made it stale again: what is shown may not be true any more.
        row.shown = OPEN if row.stale else shown
        if again_in is not None:
            row.stale = True
            row.not_before = now() + timedelta(seconds=again_in)


def due(platform: str) -> list[str]:
    """Conversations of a platform that have something to send or to look at again now.

    Those that wait longest come first. One whose next message rests is not among them, or the
    many that wait behind such messages would keep others from their turn.
    """
    with reading() as session:
        ready = [*session.execute(_to_send(platform)), *session.execute(_to_change(platform))]
    ready.sort(key=lambda row: row.message_id)
    return list(dict.fromkeys(row.conversation_id for row in ready))


def _to_send(platform: str) -> Select[str, int]:
    heads = (
        select(func.min(Delivery.message_id))
        .where(Delivery.state.in_(PENDING), _begun_or_ready())
        .group_by(Delivery.conversation_id)
    )
    return _ready(platform).where(Delivery.message_id.in_(heads))


def _to_change(platform: str) -> Select[str, int]:
    return _ready(platform).where(_to_look_at())


def _ready(platform: str) -> Select[str, int]:
    moment = now()
    return (
        select(Delivery.conversation_id, Delivery.message_id)
        .join(Conversation, Conversation.id == Delivery.conversation_id)
        .where(
            Conversation.channel == platform,
            or_(Delivery.leased_until.is_(None), Delivery.leased_until <= moment),
            or_(
                and_(Delivery.attempts > 0, Delivery.not_before <= moment),
                Delivery.not_before <= moment - GRACE,
            ),
        )
    )


def _begun_or_ready() -> ColumnElement[bool]:
    # What was tried keeps its place while it rests; what waits for the morning has none yet.
    return or_(Delivery.attempts > 0, Delivery.not_before <= now())


def _to_look_at() -> ColumnElement[bool]:
    # A lease that ran out means that whoever looked at it did not come to an end.
    abandoned = Delivery.leased_until.is_not(None)
    return and_(Delivery.state == "sent", Delivery.shown == OPEN, or_(Delivery.stale, abandoned))
