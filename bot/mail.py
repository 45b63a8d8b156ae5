"""Sends letters by SMTP. A letter says that something waits; what it is stays on the chat page."""

from __future__ import annotations

import asyncio
import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from hashlib import sha256
from html import escape

from buying import smtp
from buying.service import letters
from buying.service.letters import Line, Post
from buying.settings import settings
from buying.smtp import Server

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds to wait for each answer of the mail server."""

AT_ONCE = 4
"""Letters on their way at the same time."""

NEVER = frozenset({550, 551, 553})
"""Answers to a recipient's address that another attempt does not change: no such mailbox, not here,
a name that is not allowed (RFC 5321, section 4.2.3)."""


class Mailer:
    """Sends what waits, without keeping its caller waiting."""

    def __init__(self) -> None:
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def look(self) -> int:
        """Begin to send what is due; how many letters. Nothing without a mail server."""
        server = settings().mail_server
        if server is None:
            return 0
        self._busy = {person: task for person, task in self._busy.items() if not task.done()}
        waiting = await asyncio.to_thread(letters.due)
        free = [person for person in waiting if person not in self._busy]
        begun = free[: AT_ONCE - len(self._busy)]
        for person in begun:
            task = asyncio.create_task(asyncio.to_thread(deliver, server, person))
            task.add_done_callback(_ended)
            self._busy[person] = task
        return len(begun)

    async def settled(self) -> None:
        """Wait until every letter begun has come to an end."""
        await asyncio.gather(*self._busy.values(), return_exceptions=True)


def _ended(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None:
        # What went wrong may quote a letter: only its kind is logged.
        log.error("a letter came to a stop: %s", type(error).__name__)


def deliver(server: Server, person_id: str) -> None:
    """Send a person what is due to them; what goes wrong is tried again later."""
    post = letters.claim(person_id)
    if post is None:
        return
    try:
        message = written(post)
    except (ValueError, MessageError) as error:
        _went_wrong(post, error, for_good=True)
        return
    try:
        _send(server, message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        _went_wrong(post, error, for_good=codes <= NEVER)
    except (OSError, smtplib.SMTPException) as error:
        _went_wrong(post, error, for_good=False)
    else:
        letters.sent(post)


def _went_wrong(post: Post, error: Exception, *, for_good: bool) -> None:
    # What went wrong may quote an address: only its kind is logged.
    kind = type(error).__name__
    if for_good:
        letters.refused(post)
        log.error("a letter was refused for good: %s", kind)
    elif letters.put_back(post):
        log.warning("a letter could not be sent yet: %s", kind)
    else:
        log.error("a letter was given up: %s", kind)


def _send(server: Server, message: EmailMessage) -> None:
    with _connected(server) as connection:
        connection.send_message(message)


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """A connection on which the secret and the letter may be sent."""
    safe = ssl.create_default_context()
    connection = _opened(server, safe)
    try:
        if server.security == "starttls":
            connection.starttls(context=safe)
        if server.user:
            connection.login(server.user, server.secret)
        yield connection
        # The letter has been taken: how one parts does not change that.
        with suppress(OSError, smtplib.SMTPException):
            connection.quit()
    finally:
        connection.close()


def _opened(server: Server, safe: ssl.SSLContext) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=safe)
    return smtplib.SMTP(server.host, server.port, timeout=PATIENCE)


def written(post: Post) -> EmailMessage:
    """A letter as it is sent: plain text, and the same as simple HTML.

    It has the same Message-ID each time that it is tried, so that a mail system can tell a repeat.
    Raises ValueError or MessageError for an address that cannot be one.
    """
    sender = smtp.sender(settings().mail_from)
    message = EmailMessage()
    message["From"] = sender
    message["To"] = _recipient(post)
    message["Subject"] = _subject(post)
    message["Date"] = formatdate()
    message["Message-ID"] = f"<buywell.{_mark(post)}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(post))
    message.add_alternative(_html(post), subtype="html")
    return message


def _recipient(post: Post) -> Address:
    if not post.to.rpartition("@")[0]:
        raise ValueError("that is no address")
    return Address(_plain(post.name), addr_spec=post.to)


def _mark(post: Post) -> str:
    """A name of the letter that tells nothing about it."""
    parts = ",".join(str(number) for number in post.letters)
    return sha256(f"{settings().base_url} {parts}".encode()).hexdigest()[:32]


def _subject(post: Post) -> str:
    references = list(dict.fromkeys(line.reference for line in post.lines if line.reference))
    about = f": {', '.join(references[:3])}" if references else ""
    return f"Something waits for you in Buywell{about}"


HELLO = "Something waits for you in Buywell:"
AFTER = (
    "The link signs you in, once. It is for you alone: do not pass it on. If it has stopped "
    "working, open {page} or ask your administrator for a new one."
)


def _text(post: Post) -> str:
    lines = "\n".join(f"- {_said(line)}" for line in post.lines)
    after = AFTER.format(page=settings().base_url)
    return f"Hello {_first(post)},\n\n{HELLO}\n{lines}\n\nOpen it here:\n{post.link}\n\n{after}\n"


def _html(post: Post) -> str:
    lines = "".join(f"<li>{escape(_said(line))}</li>" for line in post.lines)
    after = AFTER.format(page=settings().base_url)
    return (
        '<!doctype html><html lang="en"><body>'
        f"<p>Hello {escape(_first(post))},</p><p>{HELLO}</p><ul>{lines}</ul>"
        f'<p><a href="{escape(post.link)}">Open it in Buywell</a></p>'
        f"<p>{escape(after)}</p></body></html>"
    )


def _said(line: Line) -> str:
    """A line of a letter; a title that names the purchase need not be told it twice."""
    told = not line.reference or line.reference in line.title
    return line.title if told else f"{line.reference}: {line.title}"


def _first(post: Post) -> str:
    return (_plain(post.name).split() or ["there"])[0]


def _plain(text: str) -> str:
    """``text`` on one line, without what could begin another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
