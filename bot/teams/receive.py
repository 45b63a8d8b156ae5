"""What somebody said in Teams, as an arrival: messages, files, and "Buy something like this"."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from bot.teams.activity import Activity, Json, part, text
from buying.service.arrivals import Arrival, Place, RemoteFile
from buying.service.said import LONGEST, Said

FILE = "application/vnd.microsoft.teams.file.download.info"
"""A file that somebody sent: "Send and receive files using bot"."""

LIKE_THIS = "buyLikeThis"
"""The command of the app that is on every message."""

MENTION = re.compile(r"<at\b[^<>]*>(.*?)</at>", re.DOTALL)
MOST_FILES = 10
HELP = Said(action="help")

PASTED = (
    "I cannot read a picture that is pasted into a message. "
    "Press the paper clip under the message box and send it as a file."
)
FILES_IN_PRIVATE = "Please send me files in our own chat, so that only I get them."


def event(activity: Activity) -> str:
    """An id for the event that is the same each time Teams sends it."""
    whole = f"{activity.conversation}\n{activity.id}"
    return f"teams:{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:40]}"


def place(activity: Activity) -> Place:
    """Where it was said. The id of a channel's conversation names its thread as well."""
    extra = {
        "service_url": activity.service_url,
        "tenant": next(iter(activity.tenants), ""),
        "bot": activity.bot,
        "user": activity.user,
        "account": activity.account,
    }
    return Place(
        channel=activity.conversation,
        private=activity.private,
        message=activity.answers or None,
        extra=extra,
    )


def arrival(
    activity: Activity,
    said: Sequence[Said] = (),
    files: Sequence[RemoteFile] = (),
    where: Place | None = None,
) -> Arrival:
    """An arrival that says this. One that says nothing opens the conversation."""
    where = where or place(activity)
    return Arrival(
        event=event(activity),
        platform="teams",
        workspace=where.extra["tenant"],
        account=activity.account,
        place=where,
        said=tuple(said),
        files=tuple(files),
    )


def message(activity: Activity) -> Arrival | None:
    """A typed message, with its files; None where there is nothing in it for us."""
    if not (activity.private or mentioned(activity)):
        return None
    words, sent = typed(activity), files(activity) if activity.private else []
    if words or sent:
        return arrival(activity, [Said(text=words)] if words else [], sent)
    # Our name alone: somebody wants to know what we are for.
    return None if activity.private else arrival(activity, [HELP])


def objection(activity: Activity) -> str | None:
    """A line about what came along and cannot be taken; None where there is nothing of that."""
    if not (activity.private or mentioned(activity)):
        return None
    kinds = {text(each, "contentType") for each in activity.attachments()}
    pasted = any(kind.startswith("image/") for kind in kinds)
    if not activity.private:
        # Anything else, such as the message that is answered, is nothing for us.
        return FILES_IN_PRIVATE if pasted or FILE in kinds else None
    return PASTED if pasted else None


def mentioned(activity: Activity) -> bool:
    """Whether we were spoken to by name."""
    return any(_is_us(activity, each) for each in activity.entities("mention"))


def typed(activity: Activity) -> str:
    """The text without our own name, as plain text. It is never read as a command to Rasa."""
    left = activity.text
    for each in activity.entities("mention"):
        if _is_us(activity, each) and text(each, "text"):
            left = left.replace(text(each, "text"), " ", 1)
    plain = html.unescape(MENTION.sub(r"\1", left)).replace("\xa0", " ")
    return "\n".join(" ".join(line.split(" ")).strip() for line in plain.splitlines()).strip()


def files(activity: Activity) -> list[RemoteFile]:
    """The files of a message, still where Microsoft keeps them."""
    return [
        RemoteFile(
            name=text(each, "name") or "file",
            url=address,
            kind=text(part(each, "content"), "fileType"),
        )
        for each in activity.attachments()
        if text(each, "contentType") == FILE
        and (address := text(part(each, "content"), "downloadUrl"))
    ][:MOST_FILES]


def like_this(activity: Activity) -> Arrival | None:
    """ "Buy something like this" on a message; None for a command that is not ours."""
    if text(activity.value, "commandId") != LIKE_THIS:
        return None
    body = part(part(activity.value, "messagePayload"), "body")
    words = text(body, "content")
    words = plain(words) if text(body, "contentType") == "html" else words.strip()
    said = [Said(action="start"), *([Said(text=words[:LONGEST])] if words else [])]
    # We may be no member of the chat in which the message stands: all of it goes on in ours.
    ours = place(activity).model_copy(update={"channel": "", "private": True})
    return arrival(activity, said, where=ours)


def plain(markup: str) -> str:
    """The text of a message that Teams gives as HTML."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_us(activity: Activity, mention: Json) -> bool:
    return text(part(mention, "mentioned"), "id") == activity.bot != ""


class _Reader(HTMLParser):
    """Collects text; what stands on lines of its own keeps them."""

    LINES = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.LINES:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.LINES - {"br"}:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        self.found.append(data)
