"""Teams as one of the platforms: who somebody is there, and how cards come to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.chats.platform import Address, CannotLook, Gone, Picture
from bot.chats.standing import Standing
from bot.teams import offers, outgoing, picture
from bot.teams.cards import adaptive
from bot.teams.cards.again import FRESH, Again
from bot.teams.client import Client
from bot.teams.files import Files
from bot.teams.picture import Shown
from bot.teams.settings import TeamsSettings, teams
from buying.cards import Card
from buying.service.accounts import Identity
from buying.service.arrivals import Place, RemoteFile

OUTSIDERS = {
    "guest": "you are a guest in this organisation",
    "anonymous": "you are not signed in",
}
FROM_ELSEWHERE = "#ext#"
"""In the user name of an account that was invited from elsewhere, whatever its role: what its
e-mail address is, the organisation's own directory does not vouch for."""

ELSEWHERE = "your account is of another organisation"


class TeamsPlatform:
    """One object serves a process. Implements :class:`bot.chats.platform.Platform`.

    An address is a place's ``channel`` with what its ``extra`` holds: ``service_url``,
    ``tenant``, ``bot``, ``user`` and ``account``. Where the channel is empty, the direct
    conversation with that user is meant.
    """

    name = "teams"

    def __init__(self, settings: TeamsSettings | None = None) -> None:
        self._settings = settings or teams()
        self._client = Client(self._settings)
        self._files = Files(self._settings)
        self._direct: dict[tuple[str, str], str] = {}

    async def identity(self, workspace: str, account: str, place: Place) -> Identity:
        """What Teams says of an account.

        Its e-mail address is the one in the organisation's own directory, which only that
        organisation can write, so it counts as verified; nobody of another one is a member.
        """
        where = await self._there(_address(place))
        member = await self._client.member(where, where.get("user") or account)
        role = _text(member, "userRole").lower()
        invited = FROM_ELSEWHERE in _text(member, "userPrincipalName").lower()
        same = (_text(member, "aadObjectId") or _text(member, "objectId")).lower() == account
        tenant = _text(member, "tenantId").lower()
        ours = same and tenant == workspace and not invited
        outsider = OUTSIDERS.get(role) or (None if ours else ELSEWHERE)
        email = _text(member, "email") or _text(member, "userPrincipalName")
        full = f"{_text(member, 'givenName')} {_text(member, 'surname')}".strip()
        return Identity(
            email=email or None,
            verified=bool(email) and outsider is None,
            name=_text(member, "name") or full,
            outsider=outsider,
        )

    async def private(self, workspace: str, account: str, place: Place | None) -> dict[str, Any]:
        """The address of the direct conversation, opened where there is none.

        Raises Gone where the person has not got the app.
        """
        if place is not None and place.private and place.channel:
            return _address(place)
        known = place.extra if place is not None else {}
        where = {
            "channel": "",
            "service_url": known.get("service_url") or self._settings.service_url,
            "tenant": workspace,
            "bot": known.get("bot") or f"28:{self._settings.app_id}",
            "user": known.get("user") or account,
            "account": account,
        }
        return await self._there(where)

    async def fetch(self, file: RemoteFile, most: int) -> bytes:
        """A file's content. Raises quotes.files.TooLarge for more than ``most`` bytes."""
        return await self._files.fetch(file.url, most)

    async def send(
        self, address: Address, card: Card, standing: Standing, mark: str, picture: Picture | None
    ) -> str:
        """Post a card; the id of the message. Teams has no place for ``mark``."""
        where = await self._there(address)
        return await self._client.post(where, self._card(where, card, standing, picture))

    async def update(
        self, address: Address, sent: str, card: Card, standing: Standing, picture: Picture | None
    ) -> None:
        """Make a posted message show how its card stands now."""
        await self.show_again(address, sent, card, standing, picture, FRESH)

    async def show_again(
        self,
        address: Address,
        sent: str,
        card: Card,
        standing: Standing,
        picture: Picture | None,
        again: Again,
    ) -> None:
        """As :meth:`update`, with what was typed in the card and a sentence at each box."""
        if not sent:
            raise Gone("Teams did not say the id of that message")
        where = await self._there(address)
        await self._client.put(where, sent, self._card(where, card, standing, picture, again))

    async def find(self, address: Address, mark: str, since: datetime) -> str | None:
        """Teams lets no bot look for its messages."""
        raise CannotLook

    async def note(self, place: Place, account: str, text: str) -> None:
        """Write one line in answer to what somebody wrote; in a channel, in the same thread."""
        where = await self._there(_address(place))
        await self._client.post(where, outgoing.line(where, text))

    async def show(self, place: Place, cards: Sequence[Card], by: str) -> None:
        """Post cards without controls in a group, because ``by`` (a name) asked for it."""
        where = _address(place)
        await self._client.post(where, outgoing.line(where, f"{by} shows this here:"))
        for card in cards:
            made = adaptive.message(card, Standing())
            await self._client.post(where, outgoing.card(where, made))

    async def typing(self, place: Place) -> None:
        """Show that an answer is being thought of."""
        await self._client.post(await self._there(_address(place)), outgoing.TYPING)

    async def offer(self, place: Place, name: str, size: int, reference: str) -> None:
        """Ask whether the file of a purchase may be put into the person's OneDrive."""
        where = _address(place)
        what = f"The file of purchase {reference}, to keep or to print."
        asked = outgoing.consent(where, name, size, what, offers.context(reference))
        await self._client.post(where, asked)

    async def bring(self, data: bytes, upload: Mapping[str, Any]) -> None:
        """Put a file where its owner allowed it."""
        await self._files.bring(_text(upload, "uploadUrl"), data)

    async def show_file(self, place: Place, name: str, upload: Mapping[str, Any]) -> None:
        """Post the card of a file that was brought."""
        where = _address(place)
        url, unique_id = _text(upload, "contentUrl"), _text(upload, "uniqueId")
        await self._client.post(where, outgoing.file_info(where, name, url, unique_id))

    async def take_away(self, place: Place) -> None:
        """Take away the message whose control was used."""
        if place.message:
            await self._client.delete(_address(place), place.message)

    async def close(self) -> None:
        """Close what is open."""
        await self._client.close()
        await self._files.close()

    def _card(
        self,
        address: Address,
        card: Card,
        standing: Standing,
        drawn: Picture | None,
        again: Again = FRESH,
    ) -> dict[str, Any]:
        made = adaptive.message(card, standing, self._picture(address, drawn), again)
        return outgoing.card(address, offers.beside(card, made))

    def _picture(self, address: Address, drawn: Picture | None) -> str | None:
        if drawn is None:
            return None
        shown = Shown(address.get("tenant", ""), address.get("account", ""), drawn.name)
        return picture.address(shown, self._settings)

    async def _there(self, where: Address) -> dict[str, Any]:
        """An address with its channel; the direct conversation is opened where there is none."""
        if where["channel"]:
            return dict(where)
        key = (where["service_url"], where["user"])
        if key not in self._direct:
            wanted = outgoing.conversation(where["bot"], where["user"], where["tenant"])
            self._direct[key] = await self._client.open(where, wanted)
        return {**where, "channel": self._direct[key]}


def _address(place: Place) -> dict[str, Any]:
    return {"channel": place.channel, **place.extra}


def _text(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) else ""
