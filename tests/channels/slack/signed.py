"""Requests as Slack sends them: signed by Slack's own library, with its own payloads."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

PATH = "/slack/events"
SECRET = "0123456789abcdef0123456789abcdef"
JSON = Mapping[str, Any]


def headers(body: str, secret: str = SECRET, ago: float = 0) -> dict[str, str]:
    """The headers of a request that Slack signed so many seconds ago."""
    stamp = str(int(time.time() - ago))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    assert signature is not None
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}


def as_json(payload: JSON) -> tuple[str, str]:
    """The body and content type of an event."""
    return json.dumps(payload), "application/json"


def as_form(payload: JSON) -> tuple[str, str]:
    """The body and content type of a slash command."""
    return urlencode(payload), "application/x-www-form-urlencoded"


def as_payload(payload: JSON) -> tuple[str, str]:
    """The body and content type of what people press, send, search and pick."""
    return as_form({"payload": json.dumps(payload)})


def post(
    http: httpx.Client, sent: tuple[str, str], *, secret: str = SECRET, ago: float = 0,
    more: Mapping[str, str] | None = None,
) -> httpx.Response:  # fmt: skip
    """Send a body with its content type, signed."""
    body, kind = sent
    signed = {**headers(body, secret, ago), "Content-Type": kind, **(more or {})}
    return http.post(PATH, content=body.encode(), headers=signed)
