"""Files that people sent, fetched from Slack, and pictures of ours, taken there."""

from __future__ import annotations

import logging
from collections import OrderedDict
from urllib.parse import urlsplit

import aiohttp

from bot.chats.platform import Gone, Later, Picture
from bot.slack.cards import limits
from bot.slack.client import Slack
from bot.slack.outcomes import pause
from buying.service.arrivals import RemoteFile
from buying.service.quotes.files import TooLarge
from buying.settings import LOOPBACK

log = logging.getLogger(__name__)

DOWNLOAD = aiohttp.ClientTimeout(total=30, sock_read=10)
"""Seconds for a whole file, and between two pieces of it."""

PIECE = 65_536
"""Bytes read at once."""

MOST_KEPT = 200
"""Pictures whose file in Slack is remembered, so that one is taken there once."""

_BROKEN_OFF = (aiohttp.ClientError, TimeoutError, OSError)


async def fetch(slack: Slack, file: RemoteFile, most: int) -> bytes:
    """The content of a file that Slack keeps. Raises TooLarge above ``most`` bytes, Later, Gone.

    The bot's token goes to Slack's own host for files and to no other, so what is kept elsewhere
    (a file of another service that somebody linked to) cannot be fetched.
    """
    if not is_ours(slack, file.url):
        raise Gone("the file is not kept by Slack")
    headers = {"Authorization": f"Bearer {slack.token}"}
    get = slack.http.get(file.url, headers=headers, allow_redirects=False, timeout=DOWNLOAD)
    try:
        async with get as answer:
            _check(answer, file)
            return await _read(answer, most)
    except _BROKEN_OFF as error:
        raise Later(f"a file could not be fetched: {type(error).__name__}") from None


def is_ours(slack: Slack, url: str) -> bool:
    """Whether an address is that of Slack's files: the host ``files`` of the API's own domain."""
    try:
        api, parts = urlsplit(slack.settings.api_url), urlsplit(url)
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None:
        return False
    if api.hostname in LOOPBACK:
        return (parts.scheme, parts.netloc) == (api.scheme, api.netloc)
    host = f"files.{(api.hostname or '').removeprefix('www.')}"
    return parts.scheme == "https" and parts.netloc.lower() == host


def _check(answer: aiohttp.ClientResponse, file: RemoteFile) -> None:
    if answer.status == 429 or answer.status >= 500:
        raise Later(f"a file could not be fetched: status {answer.status}", pause(answer.headers))
    # Without the scope, Slack leads to its sign-in page, or shows that.
    page = answer.content_type == "text/html" and not file.kind.startswith("text/html")
    if page or answer.status in (301, 302, 303, 307, 308, 401, 403):
        log.error("the app may not read files: does it have the scope files:read?")
        raise Gone("the app may not read the file")
    if answer.status != 200:
        raise Gone(f"the file is not there: status {answer.status}")


async def _read(answer: aiohttp.ClientResponse, most: int) -> bytes:
    if (answer.content_length or 0) > most:
        raise TooLarge
    held = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        held += piece
        if len(held) > most:
            raise TooLarge
    return bytes(held)


class Pictures:
    """Pictures that were taken to Slack, by their name, with the ids of their files there.

    A file belongs to the bot alone until a message shows it.
    """

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._ids: OrderedDict[str, str] = OrderedDict()

    async def id_of(self, picture: Picture) -> str:
        """The id of a picture's file, uploaded where it is not. Raises Later, Unsure, Gone."""
        if picture.name not in self._ids:
            self._ids[picture.name] = await self._upload(picture)
        self._ids.move_to_end(picture.name)
        while len(self._ids) > MOST_KEPT:
            self._ids.popitem(last=False)
        return self._ids[picture.name]

    def forget(self, picture: Picture) -> None:
        """The file cannot be shown: it is uploaded anew the next time."""
        self._ids.pop(picture.name, None)

    async def _upload(self, picture: Picture) -> str:
        begun = await self._slack.call(
            "files.getUploadURLExternal",
            filename=f"{picture.name}.png",
            length=len(picture.png),
            alt_txt=limits.cut(picture.alt, limits.ALT // 2),
        )
        url, file = str(begun.get("upload_url")), str(begun.get("file_id"))
        if not is_ours(self._slack, url):
            raise Gone("Slack wants a picture to be sent elsewhere")
        await self._send(url, picture.png)
        done = [{"id": file, "title": limits.cut(picture.alt, limits.OPTION_TEXT)}]
        await self._slack.call("files.completeUploadExternal", files=done)
        return file

    async def _send(self, url: str, data: bytes) -> None:
        try:
            async with self._slack.http.post(url, data=data, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise Later(f"a picture was not taken: status {answer.status}")
        except _BROKEN_OFF as error:
            raise Later(f"a picture was not taken: {type(error).__name__}") from None
