"""Pictures for Teams, which fetches them from us: at an address that only its message knows.

Nobody is signed in when Teams fetches a picture. So the address says which picture it is for,
for whose account, and until when, and is signed with a key made from the secret of the app.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from bot.teams.settings import TeamsSettings, teams
from buying.charts import png
from buying.service import accounts, picture
from buying.service.accounts import Stranger
from buying.settings import settings

PATH = "/teams/pictures/cost.png"
LASTS = 30 * 24 * 3600
"""Seconds for which an address holds. A message that old tells the picture in words."""

LONGEST = 1_000
PURPOSE = b"buywell: addresses of pictures in Teams, 1"

router = APIRouter()


@dataclass(frozen=True)
class Shown:
    """A picture that may be fetched: its name, and the account whose message shows it."""

    tenant: str
    account: str
    name: str


def address(shown: Shown, given: TeamsSettings, moment: float | None = None) -> str | None:
    """Where Teams fetches a picture from; None where the service is not on public https."""
    base = settings().base_url
    if not base.startswith("https://"):
        return None
    until = int((moment if moment is not None else time.time()) + LASTS)
    told = json.dumps([shown.tenant, shown.account, shown.name, until], separators=(",", ":"))
    said = _coded(told.encode())
    # After a question mark, so that the access log does not keep it.
    return f"{base}{PATH}?t={said}.{_coded(_signed(said, given.secrets[0]))}"


def read(token: str, given: TeamsSettings, moment: float | None = None) -> Shown | None:
    """What an address stands for; None where it is not ours or does not hold any more."""
    said, _, signature = token.partition(".")
    if len(token) > LONGEST or not token.isascii():
        return None
    ours = [_coded(_signed(said, secret)) for secret in given.secrets]
    if not any(hmac.compare_digest(signature, each) for each in ours):
        return None
    tenant, account, name, until = json.loads(_decoded(said))
    if until < (moment if moment is not None else time.time()):
        return None
    return Shown(tenant, account, name)


@router.get(PATH)
def give(t: str = "") -> Response:
    """The picture of a message, while its owner may see it and its figures are the same."""
    given = teams()
    shown = read(t, given) if given.configured else None
    drawn = _drawn(shown) if shown is not None else None
    if drawn is None:
        raise HTTPException(404)
    headers = {
        "Cache-Control": "private, max-age=86400",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return Response(drawn, media_type="image/png", headers=headers)


def _drawn(shown: Shown) -> bytes | None:
    try:
        known = accounts.find("teams", shown.tenant, shown.account)
    except Stranger:
        return None
    reference, _, mark = shown.name.rpartition("-")
    chart = picture.chart(known.who, reference) if known is not None else None
    return png(chart) if chart is not None and chart.mark == mark else None


def _signed(said: str, secret: str) -> bytes:
    key = hmac.digest(secret.encode(), PURPOSE, hashlib.sha256)
    return hmac.digest(key, said.encode(), hashlib.sha256)


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(said: str) -> bytes:
    return base64.urlsafe_b64decode(said + "=" * (-len(said) % 4))
