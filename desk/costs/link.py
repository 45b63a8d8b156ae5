"""A sheet packed into an address, so that it can be kept as a bookmark or sent to somebody."""

from __future__ import annotations

import base64
import binascii
import json
import zlib

from buying.service import costing
from buying.service.costing import Data, Mistake, Refused, Request

LONGEST = 7000
"""Characters. Many servers and browsers take addresses of 8,000."""


def pack(data: Data) -> str | None:
    """``data`` as letters for an address; None where there is too much of it."""
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(text, 9)).decode().rstrip("=")
    return packed if len(packed) <= LONGEST else None


def unpack(packed: str) -> Request:
    """What was packed. Raises Refused for anything that :func:`pack` did not make."""
    try:
        inflate = zlib.decompressobj()
        held = base64.urlsafe_b64decode(packed[:LONGEST] + "=" * (-len(packed) % 4))
        text = inflate.decompress(held, costing.LARGEST)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise _broken() from error
    if not inflate.eof or len(packed) > LONGEST:
        raise _broken()
    return costing.read_request(costing.read(text))


def _broken() -> Refused:
    said = "A part of the address is missing. Open the whole link, or begin again."
    return Refused([Mistake("", said)])
