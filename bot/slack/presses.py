"""Controls that people use in messages and in the Home tab, and searches of long lists."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.chats.platform import Gone, Later, Unsure
from bot.forms import NotRight
from bot.slack import card_lookup, forms_open, payloads
from bot.slack.card_lookup import Asked
from bot.slack.cards import controls, ids, modal, searching
from bot.slack.cards.controls import Find, OpenForm
from bot.slack.keeping import Keeper, in_thread, later
from bot.slack.platform import SlackPlatform
from buying.service.said import Said

log = logging.getLogger(__name__)

JSON = Mapping[str, Any]

NOT_FOUND = "I cannot find this question any more. Look for my newest one below."


async def asked_by(body: JSON, message: int) -> Asked | None:
    """The card of a message of ours that was said to whoever sent ``body``; None for none."""
    if not message:
        return None
    user = str(body["user"]["id"])
    return await in_thread(card_lookup.find, payloads.team_of(body), user, message)


class Presses:
    """Hears what people press and pick."""

    def __init__(self, platform: SlackPlatform, keeper: Keeper) -> None:
        self._platform = platform
        self._keeper = keeper

    async def hear(
        self, body: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext
    ) -> BoltResponse:
        """Take in the use of controls (``block_actions``)."""
        for number, action in enumerate(body["actions"]):
            await self._used(body, number, action, context)
        return await ack()

    async def search(self, body: dict[str, Any], ack: AsyncAck) -> BoltResponse:
        """Give the answers of a long list that fit what is typed (``block_suggestion``)."""
        searched = controls.decode(body)
        if not isinstance(searched, Find):
            return await ack(options=[])
        about = searched if searched.message else modal.about(body.get("view") or {})
        found = await asked_by(body, about.message) if about else None
        question = found.card.question if found else None
        box = modal.field(question, searched.box) if question else None
        return await ack(options=searching.options(box, searched.typed) if box else [])

    async def _used(self, body: JSON, number: int, action: JSON, context: AsyncBoltContext) -> None:
        about = controls.about(action)
        if about is None:
            return
        # An action that is no answer belongs to no question.
        found = await asked_by(body, about.message) if about.question else None
        question = found.card.question if found else None
        try:
            said = controls.decode(action, body.get("state"), question)
        except NotRight as error:
            later(context, partial(self._tell, body, " ".join(error.sentences.values())))
            return
        if isinstance(said, Said) and await self._is_outdated(said, found):
            later(context, partial(self._tell, body, forms_open.CHANGED))
        elif isinstance(said, Said):
            seen = said.at(found.card.message) if found else said
            await self._keeper.keep(payloads.press(body, number, seen), context)
        elif isinstance(said, OpenForm):
            later(context, partial(self._open, body, found))
        elif about.what.partition(".")[0] in (ids.SEND, ids.ANSWER):
            later(context, partial(self._tell, body, NOT_FOUND))

    async def _is_outdated(self, said: Said, found: Asked | None) -> bool:
        if said.answer is None or found is None:
            return False
        return await in_thread(card_lookup.is_outdated, found)

    async def _open(self, body: JSON, found: Asked | None) -> None:
        """Open the modal of a form: Slack waits three seconds for it."""
        view = await in_thread(forms_open.opened, found)
        try:
            await self._platform.api.call("views.open", trigger_id=body["trigger_id"], view=view)
        except (Later, Unsure, Gone) as error:
            log.warning("a form could not be opened: %s", error)
            await self._tell(body, forms_open.NOT_OPENED)

    async def _tell(self, body: JSON, text: str) -> None:
        """Say something that only whoever used a control sees, and that is not kept."""
        place = payloads.place_of(body)
        await self._platform.whisper(place, str(body["user"]["id"]), text)
