"""What became of a request to Microsoft: carried out, not now, not sure, or never.

Which answers may be tried again is from "Messages in bot conversations", section "Status codes
retry guidance": 412, 429, 502, 503 and 504. A 500 is not among them: it may have been carried
out.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC
from email.utils import parsedate_to_datetime

import httpx

from bot.chats.platform import Gone, Later, Unsure
from buying.clock import now

log = logging.getLogger(__name__)

AGAIN = frozenset({412, 429, 502, 503, 504})
NEVER = frozenset({400, 403, 404, 405, 410, 413, 415})
LONGEST_REST = 3600.0
"""Seconds. Longer rests are asked for by mistake."""

CODE = re.compile(r"[A-Za-z]{1,60}")


class Refused(Exception):
    """Our token was not taken (401)."""


def of_answer(answer: httpx.Response, *, repeatable: bool) -> None:
    """Return where it was carried out. ``repeatable``: whether doing it twice does no harm.

    Raises Refused for 401, else Later, Unsure or Gone.
    """
    if answer.is_success:
        return
    why = f"Teams answered {answer.status_code}{_code(answer)}"
    if answer.status_code == 401:
        raise Refused(why)
    if answer.status_code in AGAIN:
        raise Later(why, rest(answer))
    if answer.status_code in NEVER:
        log.warning("%s: this is not tried again", why)
        raise Gone(why)
    raise Later(why) if repeatable else Unsure(why)


def of_break(error: httpx.TransportError, *, repeatable: bool) -> Exception:
    """What to raise where there was no whole answer."""
    why = f"Teams could not be reached ({type(error).__name__})"
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return Later(why)
    if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return Gone(why)
    return Later(why) if repeatable else Unsure(why)


def rest(answer: httpx.Response) -> float | None:
    """The seconds that ``Retry-After`` asks for, as a number or a date; None where it does not."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said), LONGEST_REST)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now()).total_seconds()
    return min(max(seconds, 0.0), LONGEST_REST)


def _code(answer: httpx.Response) -> str:
    """The name of the error, such as BotNotInConversationRoster; its text may quote a message."""
    try:
        code = answer.json()["error"]["code"]
    except (ValueError, KeyError, TypeError, httpx.StreamError):
        return ""
    return f" {code}" if isinstance(code, str) and CODE.fullmatch(code) else ""
