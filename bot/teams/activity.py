"""What Teams sends: an activity, read as far as it is needed.

"Event-driven conversations with activity handlers" asks bots to be ready for events that nobody
expected. So it is read leniently: what is unknown, empty or null is left out, and never a reason
to lose a message. The models of Microsoft's Agents SDK refuse an activity for an empty or a null
field, and log what was in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
LONGEST_ID = 500


@dataclass(frozen=True)
class Activity:
    """One activity. Texts are empty where there are none.

    ``kind``: message, invoke, ...; ``name``: of an invoke; ``answers``: the id of the message
    whose control was used; ``value``: what a control or an invoke says. ``scope``: personal,
    groupChat or channel. ``user`` and ``bot`` are ids of the channel, ``account`` the directory's
    id of whoever did it. ``tenants``: every organisation that it names as its own.
    """

    kind: str
    id: str
    channel: str
    conversation: str
    scope: str
    service_url: str
    user: str
    account: str
    bot: str
    tenants: frozenset[str]
    text: str
    name: str
    action: str
    answers: str
    value: Any
    raw: Json

    @property
    def private(self) -> bool:
        """Whether it is a direct conversation with us."""
        return self.scope == "personal"

    def entities(self, kind: str) -> Iterator[Json]:
        """What it says besides its text, of one kind, such as ``mention``."""
        return (each for each in _objects(self.raw.get("entities")) if each.get("type") == kind)

    def attachments(self) -> Iterator[Json]:
        """What is attached."""
        return _objects(self.raw.get("attachments"))

    def added(self) -> frozenset[str]:
        """The ids of those who came into the conversation."""
        return frozenset(text(each, "id") for each in _objects(self.raw.get("membersAdded")))


class NotReadable(ValueError):
    """This is no activity."""


def read(told: Any) -> Activity:
    """An activity out of JSON. Raises NotReadable where it has no kind or conversation."""
    if not isinstance(told, Mapping):
        raise NotReadable
    conversation, sender = part(told, "conversation"), part(told, "from")
    made = Activity(
        kind=text(told, "type"),
        id=text(told, "id"),
        channel=text(told, "channelId"),
        conversation=text(conversation, "id"),
        scope=text(conversation, "conversationType"),
        service_url=text(told, "serviceUrl"),
        user=text(sender, "id"),
        account=text(sender, "aadObjectId").lower() or text(sender, "id"),
        bot=text(part(told, "recipient"), "id"),
        tenants=_tenants(told, conversation),
        text=text(told, "text"),
        name=text(told, "name"),
        action=text(told, "action"),
        answers=text(told, "replyToId"),
        value=told.get("value"),
        raw=told,
    )
    ids = (made.id, made.conversation, made.user, made.bot, made.answers)
    if not (made.kind and made.conversation and made.user) or max(map(len, ids)) > LONGEST_ID:
        raise NotReadable
    return made


def part(told: Any, name: str) -> Json:
    """The object of that name within an object; an empty one where there is none."""
    found = told.get(name) if isinstance(told, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def text(told: Any, name: str) -> str:
    """The text of that name within an object; empty where there is none."""
    found = told.get(name) if isinstance(told, Mapping) else None
    return found if isinstance(found, str) else ""


def _tenants(told: Json, conversation: Json) -> frozenset[str]:
    named = (
        text(part(part(told, "channelData"), "tenant"), "id"),
        text(conversation, "tenantId"),
    )
    return frozenset(each.lower() for each in named if each)


def _objects(told: Any) -> Iterator[Json]:
    return (
        (each for each in told if isinstance(each, Mapping)) if isinstance(told, list) else iter(())
    )
