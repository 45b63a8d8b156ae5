"""What every answer carries, and what is refused before anybody reads it.

Plain ASGI wrappers: they pass streams (server-sent events) through untouched.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from buying.settings import settings

BODY_LIMIT = 1_048_576
"""Bytes. The longest thing people type is 10,000 characters."""

UPLOADS = frozenset({"/chat/files", "/chat/send-file", "/desk/spending/import"})
"""Where a file may be sent. What it may hold is counted there, so that a browser which sends too
much reads a sentence and not that its connection broke."""

UPLOAD_LIMIT = 32 * 1_048_576
"""Bytes after which even that is cut off."""

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": with that, browsers send "Origin: null" with our own forms.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class TooLarge(HTTPException):
    """More was sent than may be sent there."""

    def __init__(self) -> None:
        super().__init__(413)


class SafeHeaders:
    """Adds the headers above to every answer, error pages too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", _caching(scope))
                if settings().base_url.startswith("https://"):
                    headers["strict-transport-security"] = "max-age=63072000"
            await send(message)

        await self.app(scope, receive, with_headers)


def _caching(scope: Scope) -> str:
    """Pages are about people and are not kept; static files with a content mark are."""
    if not scope["path"].startswith("/static/"):
        return "no-store"
    marked = scope["query_string"].startswith(b"v=")
    return "public, max-age=31536000, immutable" if marked else "no-cache"


def from_elsewhere(scope: Scope) -> bool:
    """Whether a browser says that another site made this request change something.

    ``Sec-Fetch-Site`` decides where it is sent; else ``Origin`` must be this
    service. A request with neither does not come from a page in a browser. The
    rule is the one of Go's ``http.CrossOriginProtection`` (Go 1.25).
    """
    if scope["method"] in SAFE_METHODS:
        return False
    headers = Headers(scope=scope)
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    return origin != settings().base_url and urlsplit(origin).netloc != headers.get("host")


def declared_too_large(scope: Scope) -> bool:
    """Whether the request says at the start that it is above the limit."""
    length = Headers(scope=scope).get("content-length", "0")
    return not length.isdigit() or int(length) > most(scope)


def most(scope: Scope) -> int:
    """Bytes that may be sent to where ``scope`` leads."""
    return UPLOAD_LIMIT if scope["path"] in UPLOADS else BODY_LIMIT


def limited(receive: Receive, limit: int = BODY_LIMIT) -> Receive:
    """``receive`` that raises TooLarge once more than the limit has come in."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > limit:
                raise TooLarge
        return message

    return counted


class SecretFreeLog(logging.Filter):
    """Cuts what follows ``?`` from access-log lines: sign-in links carry a secret there."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                part.partition("?")[0] if isinstance(part, str) else part for part in record.args
            )
        return True
