"""Letters: e-mails that tell somebody whom no chat reaches that something waits.

A letter tells of a message that the person finds on the chat page; what the message says stays
there. It is ``waiting``, then ``sent``; ``failed`` where it was tried too often or can never
arrive; ``dropped`` where it is of no use any more: it was read on the page, or is answered.
One for somebody with a chat is ``watched`` at first: what they do not read on the page is said in
their chat (``reach.unread``), and only without one does it become a letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from buying.cards import Card, Model
from buying.clock import now
from buying.service import accounts, messages, people, quiet
from buying.settings import settings
from buying.store.database import reading, transaction
from buying.store.tables import Letter, Message, Person, Purchase, Task, Turn

GATHER = timedelta(minutes=5)
"""How long a letter waits for others to the same person, which it then tells of too."""

LEASE = timedelta(minutes=3)
"""How long a letter may be on its way before somebody else may take it."""

MOST_ATTEMPTS = 12
MOST_PAUSE = timedelta(hours=2)
"""Together some fourteen hours outside quiet hours: a mail server that is away comes back."""

MOST_LINES = 20
"""Messages that one letter tells of; the rest are in the next."""


class Line(Model):
    """A message that a letter tells of: its title, and the purchase that it is about."""

    title: str
    reference: str


class Post(Model):
    """A letter as it is sent: to whom, and the messages that it tells of.

    ``letters`` are the numbers of its parts; ``link`` is a page of this service that signs the
    person in, once.
    """

    letters: tuple[int, ...]
    to: str
    name: str
    lines: tuple[Line, ...]
    link: str


def queue(session: Session, person_id: str, said: Iterable[Card]) -> bool:
    """Have the person told by e-mail of messages on their chat page; False without a mail server.

    ``said``: cards as :func:`messages.say` gave them back.
    """
    if settings().mail_server is None:
        return False
    _add(session, person_id, said, "waiting")
    return True


def watch(session: Session, person_id: str, said: Iterable[Card]) -> None:
    """See later whether messages on the page of somebody with a chat were read there."""
    _add(session, person_id, said, "watched")


def _add(session: Session, person_id: str, said: Iterable[Card], state: str) -> None:
    for card in said:
        session.add(
            Letter(
                message_id=card.message,
                person_id=person_id,
                state=state,
                attempts=0,
                not_before=quiet.not_before(session, person_id, now() + GATHER),
            )
        )


def watched() -> list[int]:
    """The numbers of those that are to be looked at now, oldest first."""
    query = select(Letter.id).where(Letter.state == "watched", Letter.not_before <= now())
    with reading() as session:
        return list(session.scalars(query.order_by(Letter.id)))


def missed(session: Session, number: int) -> int | None:
    """End watching; the message that is to be said in a chat, None where there is none.

    Where the person has no chat any more, it becomes a letter.
    """
    row = session.get(Letter, number, with_for_update=True)
    if row is None or row.state != "watched":
        return None
    person = session.get_one(Person, row.person_id)
    if not person.active or not _of_use(session, row):
        row.state = "dropped"
        return None
    if accounts.of_person(session, row.person_id) is None:
        row.state = "waiting" if settings().mail_server is not None else "dropped"
        return None
    row.state = "dropped"
    return row.message_id


def due() -> list[str]:
    """The people who have a letter to get now, longest waiting first."""
    moment = now()
    query = (
        select(Letter.person_id)
        .where(
            Letter.state == "waiting",
            Letter.not_before <= moment,
            or_(Letter.leased_until.is_(None), Letter.leased_until <= moment),
        )
        .order_by(Letter.id)
    )
    with reading() as session:
        return list(dict.fromkeys(session.scalars(query)))


def claim(person_id: str) -> Post | None:
    """Take all that a person is to be told of for :data:`LEASE`, as one letter.

    None where there is nothing, where it rests, or where none of it is of use any more.
    """
    with transaction() as session:
        rows = _waiting(session, person_id)
        if not rows or rows[0].not_before > now():
            return None
        person = session.get_one(Person, person_id)
        wanted = [row for row in _together(rows) if _drop_useless(session, row, person)]
        for row in wanted:
            row.attempts += 1
            row.leased_until = now() + LEASE
        lines = tuple(dict.fromkeys(_line(session, row) for row in wanted))
    if not wanted:
        return None
    return Post(
        letters=tuple(row.id for row in wanted),
        to=person.email,
        name=person.name,
        lines=lines,
        link=_link(person_id),
    )


def sent(post: Post) -> None:
    """A letter has reached the mail server."""
    _end(post.letters, "sent")


def refused(post: Post) -> None:
    """A letter can never arrive."""
    _end(post.letters, "failed")


def put_back(post: Post) -> bool:
    """A letter could not be sent now; it is tried again after a while. False: it is given up."""
    with transaction() as session:
        rows = _rows(session, post.letters)
        for row in rows:
            row.leased_until = None
            pause = min(timedelta(minutes=2.0**row.attempts), MOST_PAUSE)
            row.not_before = quiet.not_before(session, row.person_id, now() + pause)
            row.state = "failed" if row.attempts >= MOST_ATTEMPTS else "waiting"
        return any(row.state == "waiting" for row in rows)


def _waiting(session: Session, person_id: str) -> list[Letter]:
    query = (
        select(Letter)
        .where(
            Letter.person_id == person_id,
            Letter.state == "waiting",
            or_(Letter.leased_until.is_(None), Letter.leased_until <= now()),
        )
        .order_by(Letter.not_before, Letter.id)
        .limit(MOST_LINES)
        .with_for_update()
    )
    return list(session.scalars(query))


def _together(rows: Sequence[Letter]) -> list[Letter]:
    """Those that go in one letter: what is new, or just what was in a letter tried before, which
    may have arrived after all and must be known again."""
    first = _tried(rows[0])
    return [row for row in rows if _tried(row) == first]


def _tried(row: Letter) -> tuple[int, datetime | None]:
    return row.attempts, (row.leased_until or row.not_before) if row.attempts else None


def _drop_useless(session: Session, row: Letter, person: Person) -> bool:
    """Whether a letter is still of use; ends it where it is not."""
    if not person.active or not _of_use(session, row):
        row.state = "dropped"
    return row.state == "waiting"


def _of_use(session: Session, row: Letter) -> bool:
    message = session.get_one(Message, row.message_id)
    return not _read(session, message) and not _answered(session, message)


def _read(session: Session, message: Message) -> bool:
    """Whether the page has fetched a message, or the person has written below it since."""
    query = select(Turn.id).where(
        Turn.conversation_id == message.conversation_id, Turn.received_at > message.created_at
    )
    return message.delivered_at is not None or session.scalar(query.limit(1)) is not None


def _answered(session: Session, message: Message) -> bool:
    """Whether a message puts a question to a role that needs no answer any more."""
    question = messages.read(message).question
    if question is None or "@" not in question.id:
        return False
    query = select(Task.id).where(
        Task.purchase_id == message.purchase_id,
        Task.question == question.id.partition("@")[0],
        Task.closed_at.is_(None),
    )
    return session.scalar(query.limit(1)) is None


def _line(session: Session, row: Letter) -> Line:
    message = session.get_one(Message, row.message_id)
    purchase = session.get(Purchase, message.purchase_id) if message.purchase_id else None
    return Line(
        title=_title(messages.read(message), purchase),
        reference=purchase.reference if purchase else "",
    )


def _title(card: Card, purchase: Purchase | None) -> str:
    """The card's title, unless it may tell what is bought: an e-mail goes through many hands."""
    if card.question is not None and "@" not in card.question.id:
        return "It is your turn: there is a question for you"
    title = " ".join((card.title or "").split())
    # An item is kept with its number: 12 × shower chairs.
    bought = ((purchase and purchase.item) or "").lower().rpartition("× ")[2]
    tells = bool(bought) and bought in title.lower()
    return "There is a message for you" if tells or not title else title


def _link(person_id: str) -> str:
    token = people.issue(person_id, "link", by="system")
    return f"{settings().base_url}/sign-in?token={token}&next=/chat"


def _end(letters: Sequence[int], state: str) -> None:
    with transaction() as session:
        for row in _rows(session, letters):
            row.state, row.leased_until = state, None
            row.sent_at = now() if state == "sent" else None


def _rows(session: Session, letters: Sequence[int]) -> list[Letter]:
    query = select(Letter).where(Letter.id.in_(letters), Letter.state == "waiting")
    return list(session.scalars(query.with_for_update()))
