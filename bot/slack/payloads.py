"""What Slack sends, as arrivals: who said what, and where. Pure; nothing here asks anybody.

Which fields a payload has is from the pages "Message event", "app_mention event", "Implementing
slash commands", "Shortcuts interaction payload", "block_actions payload" and "View interactions
payload" of Slack's documentation. A payload without them raises KeyError, TypeError or ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack import incoming_text
from buying.service.arrivals import Arrival, Place, RemoteFile
from buying.service.said import Refused, Said, checked

JSON = Mapping[str, Any]

START = Said(action="start")
HELLO = Said(text="hello")
"""What somebody means who only calls the bot by its name."""

SPOKEN = frozenset((None, "file_share", "me_message", "thread_broadcast"))
"""The subtypes of messages that somebody wrote; all others tell of something that happened."""

NOT_STORED = "tombstone"
"""The mode of a file that was deleted."""


def team_of(body: JSON) -> str:
    """The id of the workspace in which our app is, for any kind of payload; empty for none."""
    view = body.get("view") or {}
    team = body.get("team") or {}
    return str(body.get("team_id") or view.get("app_installed_team_id") or team.get("id") or "")


def message(body: JSON) -> Arrival | None:
    """A direct message or a mention; None for what nobody wrote, and for what is not for us.

    A message may come as an event of either kind, and again: its channel and time name it.
    """
    event = body["event"]
    if event.get("subtype") not in SPOKEN or event.get("bot_id") or not event.get("user"):
        return None
    channel, private = str(event["channel"]), _is_direct(event)
    if event["type"] == "message" and not private:
        return None
    said = _texts(incoming_text.plain(str(event.get("text") or ""), _bot(body)))
    sent = _files(event.get("files") or ())
    return Arrival(
        event=f"slack:said:{body['team_id']}:{channel}:{event['ts']}",
        platform="slack",
        workspace=str(body["team_id"]),
        account=str(event["user"]),
        place=Place(
            channel=channel, private=private, thread=event.get("thread_ts"), message=event["ts"]
        ),
        said=said if said or sent else (HELLO,),
        files=sent,
    )


def command(body: JSON) -> Arrival:
    """A slash command: what follows it, or a start where nothing does.

    Nobody else sees it where it is typed, so it is said in private wherever that is.
    """
    written = incoming_text.plain(str(body.get("text") or ""))
    said = _texts(written) or (START,)
    return _in_private(body, str(body["user_id"]), f"slack:command:{body['trigger_id']}", said)


def shortcut(body: JSON) -> Arrival:
    """A shortcut: from the menu a start; on a message a start, then the words of that message."""
    written = incoming_text.plain(str((body.get("message") or {}).get("text") or ""))
    said = (START, *_texts(written))
    return _in_private(body, str(body["user"]["id"]), f"slack:shortcut:{body['trigger_id']}", said)


def press(body: JSON, number: int, said: Said) -> Arrival:
    """The use of a control: the one with that number (from 0) of those in the payload."""
    action, user = body["actions"][number], str(body["user"]["id"])
    container = body.get("container") or {}
    on = container.get("message_ts") or container.get("view_id") or ""
    event = f"slack:press:{team_of(body)}:{user}:{on}:{action['action_ts']}:{number}"
    return Arrival(
        event=event,
        platform="slack",
        workspace=team_of(body),
        account=user,
        place=place_of(body),
        said=(_kept(said),),
    )


def form(body: JSON, said: Said) -> Arrival:
    """A modal that was sent. Sent again it is the same view in the same state."""
    return _in_private(body, str(body["user"]["id"]), form_event(body), (_kept(said),))


def form_event(body: JSON) -> str:
    """The name of the event that a modal was sent."""
    view = body["view"]
    return f"slack:form:{view['id']}:{view['hash']}:{body['user']['id']}"


def place_of(body: JSON) -> Place:
    """Where a control stands: in a message, or in the Home tab, which is private."""
    container, user = body.get("container") or {}, str(body["user"]["id"])
    channel = str(container.get("channel_id") or user)
    return Place(
        channel=channel,
        private=channel.startswith("D") or channel == user,
        thread=container.get("thread_ts"),
        message=container.get("message_ts"),
    )


def _in_private(body: JSON, user: str, event: str, said: Sequence[Said]) -> Arrival:
    # The person's id stands for the direct channel with them, which the payload does not name.
    return Arrival(
        event=event,
        platform="slack",
        workspace=team_of(body),
        account=user,
        place=Place(channel=user, private=True),
        said=tuple(said),
    )


def _is_direct(event: JSON) -> bool:
    return event.get("channel_type") == "im" or str(event["channel"]).startswith("D")


def _bot(body: JSON) -> str | None:
    """The bot's own user id, as the payload of an event names it."""
    listed = body.get("authorizations") or ()
    return next((str(each["user_id"]) for each in listed if each.get("is_bot")), None)


def _texts(written: str) -> tuple[Said, ...]:
    return (Said(text=written),) if written else ()


def _kept(said: Said) -> Said:
    """As any database can keep it; what is too long is refused later, in words."""
    try:
        return checked(said)
    except Refused:
        return said


def _files(listed: Sequence[JSON]) -> tuple[RemoteFile, ...]:
    return tuple(_file(each) for each in listed if each.get("mode") != NOT_STORED)


def _file(listed: JSON) -> RemoteFile:
    return RemoteFile(
        name=incoming_text.storable(str(listed.get("name") or listed.get("title") or "")) or "file",
        url=str(listed.get("url_private_download") or listed.get("url_private") or ""),
        size=listed.get("size"),
        kind=str(listed.get("mimetype") or ""),
    )
