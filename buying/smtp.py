"""The mail server that letters go through, as one address says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Literal
from urllib.parse import unquote, urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EXPECTED = "expected smtps://user:secret@host:465, or smtp://user:secret@host:587"
PORTS = {"smtps": 465, "smtp": 587}
Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True)
class Server:
    """A mail server. ``security``: encrypted from the start (tls), encrypted before anything is
    said (starttls), or not at all, which is for this machine only."""

    host: str
    port: int
    security: Security
    user: str = ""
    secret: str = field(default="", repr=False)


def server(url: str) -> Server:
    """The server of an address. Raises ValueError in words that do not repeat the address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(EXPECTED) from error
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(EXPECTED)
    if bool(parts.username) != bool(parts.password):
        raise ValueError(f"{EXPECTED}; a user and a secret go together")
    return Server(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        security=_security(parts.scheme, parts.hostname),
        user=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
    )


def _security(scheme: str, host: str) -> Security:
    if scheme == "smtps":
        return "tls"
    return "none" if host in LOOPBACK else "starttls"


def sender(text: str) -> Address:
    """Whom letters come from: ``buywell@council.example``, with or without a name before it.

    Raises ValueError where that is no address.
    """
    name, address = parseaddr(text)
    user, at, domain = address.rpartition("@")
    if not text.isprintable() or not at or not user or "." not in domain:
        raise ValueError("expected an address such as Buywell <buywell@council.example>")
    return Address(name, addr_spec=address)
