"""People who write in Teams: what they do becomes signed requests to the real service."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

import httpx
from microsoft_agents.activity import (
    Activity,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    Mention,
)

from tests.channels.teams import app, signed
from tests.channels.teams.stub import Message, Microsoft

PEOPLE = ("priya", "sam", "morgan", "alex", "robin")
BOT = f"28:{signed.APP}"
CHANNEL = "19:team@thread.tacv2;messageid=1700000000000"


def account(person: str) -> str:
    """The directory's id of a person."""
    number = PEOPLE.index(person) if person in PEOPLE else 99
    return f"00000000-0000-4000-8000-{number:012}"


def user(person: str) -> str:
    """The channel's id of a person."""
    return f"29:{person}"


def direct(person: str) -> str:
    """The id of a person's conversation with us."""
    return f"a:direct-{user(person)}"


def member(person: str, **other: Any) -> dict[str, Any]:
    """What Teams knows of somebody."""
    return {
        "id": user(person),
        "aadObjectId": account(person),
        "name": person.title(),
        "email": f"{person}@demo.example",
        "userPrincipalName": f"{person}@demo.example",
        "tenantId": signed.TENANT,
        "userRole": "user",
        **other,
    }


@dataclass
class Chat:
    """The organisation's Teams, with our service behind it."""

    http: httpx.Client
    microsoft: Microsoft
    ids: Any = field(default_factory=lambda: itertools.count(1))

    def says(self, person: str, text: str, **more: Any) -> httpx.Response:
        """Somebody types in their own chat with us, or elsewhere."""
        return self.sends(self.activity(person, text=text, **more))

    def mentions(self, person: str, text: str, where: str = CHANNEL) -> httpx.Response:
        """Somebody speaks to us by name in a channel."""
        named = f"<at>Buywell</at> {text}"
        return self.says(person, named, where=where, scope="channel", entities=[mention()])

    def presses(self, person: str, message: Message, title: str, **typed: str) -> httpx.Response:
        """Somebody fills in boxes of a card and presses one of its buttons."""
        value = app.press(message.card, title, **typed)
        return self.sends(self.activity(person, value=value, replyToId=message.id))

    def invokes(self, person: str, name: str, value: Any, **more: Any) -> httpx.Response:
        """The app asks something in somebody's name and waits for the answer."""
        return self.sends(self.activity(person, kind="invoke", name=name, value=value, **more))

    def installs(self, person: str, action: str = "add") -> httpx.Response:
        """Somebody adds the app for themselves, or removes it."""
        return self.sends(self.activity(person, kind="installationUpdate", action=action))

    def activity(
        self,
        person: str,
        *,
        kind: str = "message",
        where: str | None = None,
        scope: str = "personal",
        attachments: list[Attachment] | None = None,
        entities: list[Any] | None = None,
        tenant: str = signed.TENANT,
        **more: Any,
    ) -> dict[str, Any]:
        """An activity as Microsoft's own models write it; ``more`` goes in as it is."""
        made = Activity(
            type=kind,
            id=f"{1700000000000 + next(self.ids)}",
            channel_id="msteams",
            service_url=self.microsoft.service,
            from_property=ChannelAccount(
                id=user(person), name=person.title(), aad_object_id=account(person)
            ),
            conversation=ConversationAccount(
                id=where or direct(person), conversation_type=scope, tenant_id=tenant
            ),
            recipient=ChannelAccount(id=BOT, name="Buywell"),
            channel_data={"tenant": {"id": tenant}},
            **({"attachments": attachments} if attachments else {}),
            **({"entities": entities} if entities else {}),
        )
        written = made.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return {**written, **more}

    def sends(
        self, activity: Any, headers: dict[str, str] | None = None, **claims: Any
    ) -> httpx.Response:
        """Post an activity, signed as it should be unless ``headers`` say otherwise."""
        if headers is None:
            headers = signed.bearer(signed.claims(self.microsoft.service, **claims))
        return self.http.post("/teams/messages", json=activity, headers=headers)

    def answer(self, person: str, number: int = 1) -> list[Message]:
        """The messages in somebody's own chat, once there are so many."""
        where = direct(person)
        self.microsoft.wait(lambda: len(self.microsoft.of(where)) >= number)
        return self.microsoft.of(where)

    def reads(self, person: str, words: str) -> Message:
        """The message in somebody's own chat that has these words, once it is there."""
        return self.reads_in(direct(person), words)

    def reads_in(self, where: str, words: str) -> Message:
        """As :meth:`reads`, in any conversation; the newest one."""

        def found() -> list[Message]:
            return [each for each in self.microsoft.of(where) if words in each.words]

        newest: Message = self.microsoft.wait(found)[-1]
        return newest


def mention(id: str = BOT, text: str = "<at>Buywell</at>") -> Mention:
    """That somebody is spoken to by name."""
    return Mention(mentioned=ChannelAccount(id=id, name="Buywell"), text=text)
