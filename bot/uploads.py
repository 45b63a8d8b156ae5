"""Files that people send in the chat, by the page or by a program, and files handed back."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from bot import page, requests
from bot.api import Key, as_json, refusal
from bot.place import CHANNEL, Here, Place, Taker
from bot.requests import BadRequest
from bot.turns import Turns
from buying.service.people import Who
from buying.service.quotes import files
from buying.service.quotes.reading import AT_ONCE
from buying.service.said import LONGEST, EventReused, Refused, Said
from web import auth

LONGEST_FIELD = 4 * LONGEST
"""Bytes of any part of the form that is no file: the boxes beside it are sent along."""

MOST_PARTS = 200
EXAMPLE = "curl -F file=@quote.pdf"

_KEEPERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="files")
"""Files that are slow to read must keep nobody waiting but those who send files."""

router = APIRouter()
Reader = Annotated[Who, Depends(auth.require())]
"""Anybody who is signed in may ask; the service says who may read which file."""


@dataclass
class Sent:
    """What was uploaded. ``data`` is None where there was no file, or an empty choice of one.

    ``over``: the file went on beyond what may be kept.
    """

    name: str = ""
    data: bytes | None = None
    over: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The first value of a part that is no file; empty for none."""
        return next(iter(self.fields.get(name, ())), "")


@router.post("/chat/files")
async def send_file(
    request: Request, here: Here, turns: Taker, turn: bool = False, key: Key = None
) -> Response:
    """Keep a file for the purchase at hand: ``{"file": id}``; with ``turn`` it is said as well."""
    try:
        event = here.event(requests.event_key(key))
        sent = await _read(request)
        kept = await _keep(here, f"{event}.file", sent)
        if not turn:
            return JSONResponse({"file": kept})
        said = Said(file=kept)
        cards = await turns.handle(event, here.conversation, here.who.id, CHANNEL, said)
    except Refused as error:
        raise refusal(requests.refused(error)) from error
    except BadRequest as error:
        raise refusal(error) from error
    return as_json(cards, file=kept)


@router.post("/chat/send-file")
async def send_from_page(request: Request, here: Here, turns: Taker) -> Response:
    """Keep a file that was picked on the page and say it, then show the page again.

    What was typed in the other boxes of the form goes with it.
    """
    sent = Sent()
    try:
        sent = await _read(request)
        key = sent.one("event")[: page.LONGEST_EVENT]
        kept = await _keep_again(here, here.event(f"{key}.file" if key else None), sent)
        said = Said(file=kept, beside=await page.beside(here, sent.fields))
        await _say_again(here, turns, kept, said)
    except (Refused, BadRequest) as error:
        card = page.number_of(sent.one("card"))
        return await page.with_problem(request, here, card, "file", str(error), sent.fields)
    return RedirectResponse("/chat#latest", status_code=303)


@router.get("/purchases/{reference}/files/{file_id}")
def give_file(reference: str, file_id: str, who: Reader) -> Response:
    """A file as it came, to be saved and never shown by the browser."""
    try:
        found = files.give(who, reference, file_id)
    except files.NotThere as error:
        raise HTTPException(404) from error
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(found.data, media_type=found.media_type, headers=headers)


async def _keep(here: Place, event: str, sent: Sent) -> str:
    if sent.data is None:
        message = f"There is no file in what you sent. Send it in a part called “file”: {EXAMPLE}."
        raise BadRequest("no_file", message)
    if sent.over:
        raise files.TooLarge
    who, where = here.who.id, here.conversation
    keep = partial(files.keep, who, where, event, sent.name, sent.data)
    return await asyncio.get_running_loop().run_in_executor(_KEEPERS, keep)


async def _keep_again(here: Place, event: str, sent: Sent) -> str:
    """As :func:`_keep`; another file from the same form is another event."""
    if sent.data is None:
        raise BadRequest("no_file", "Choose a file first, then press “Send the file”.")
    try:
        return await _keep(here, event, sent)
    except EventReused:
        return await _keep(here, here.event(), sent)


async def _say_again(here: Place, turns: Turns, kept: str, said: Said) -> None:
    """Say a file that was picked on the page."""
    try:
        # Named after the file, so that a press of the button that brings it again is one turn.
        turn = here.event(f"file-{kept}")
        await turns.handle(turn, here.conversation, here.who.id, CHANNEL, said)
    except EventReused:
        # The same file with something else typed beside it.
        await turns.handle(here.event(), here.conversation, here.who.id, CHANNEL, said)


async def _read(request: Request) -> Sent:
    """The form that ``request`` carries. Raises BadRequest.

    Of a file above the limit no more is held than that. The rest is passed over, so that a
    browser, which listens only once it has sent all, hears why the file is refused.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        message = f"Send the file as multipart/form-data, in a part called “file”: {EXAMPLE}."
        raise BadRequest("not_multipart", message, 415)
    form = _Form()
    try:
        parser = MultipartParser(options[b"boundary"], form.callbacks())  # type: ignore[arg-type]
        async for piece in request.stream():
            parser.write(piece)
        parser.finalize()
    except MultipartParseError as error:
        message = "That form did not reach me whole. Please send the file again."
        raise BadRequest("not_multipart", message, 400) from error
    return form.sent()


class _Form:
    """Parts of a multipart form as they come in, none longer than it may be."""

    def __init__(self) -> None:
        self._headers: dict[bytes, bytes] = {}
        self._header = (b"", b"")
        self._parts: list[tuple[dict[bytes, bytes], bytearray, bool]] = []

    def callbacks(self) -> dict[str, object]:
        """What the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._name(data[start:end]),
            "on_header_value": lambda data, start, end: self._value(data[start:end]),
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": lambda data, start, end: self._data(data[start:end]),
        }

    def sent(self) -> Sent:
        """What came."""
        made = Sent()
        for options, data, over in self._parts:
            name = options.get(b"name", b"").decode("utf-8", "replace")
            if b"filename" not in options:
                # What is too long for any box is left out, and not cut.
                if not over:
                    made.fields.setdefault(name, []).append(data.decode("utf-8", "replace"))
            elif name == "file" and (options[b"filename"] or data):
                made.over = over
                made.name = options[b"filename"].decode("utf-8", "replace")
                made.data = bytes(data)
        return made

    def _begin(self) -> None:
        self._headers, self._header = {}, (b"", b"")

    def _name(self, data: bytes) -> None:
        self._header = (self._header[0] + data, b"")

    def _value(self, data: bytes) -> None:
        self._header = (self._header[0], self._header[1] + data)

    def _header_end(self) -> None:
        self._headers[self._header[0].lower()] = self._header[1]
        self._header = (b"", b"")

    def _headers_finished(self) -> None:
        if len(self._parts) == MOST_PARTS:
            raise MultipartParseError("too many parts")
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._parts.append((options, bytearray(), False))

    def _data(self, data: bytes) -> None:
        options, kept, over = self._parts[-1]
        room = (files.LARGEST if b"filename" in options else LONGEST_FIELD) - len(kept)
        kept += data[: max(room, 0)]
        self._parts[-1] = (options, kept, over or len(data) > room)
