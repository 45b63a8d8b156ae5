"""Modals that people send."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.forms import NotRight
from bot.slack import forms_open, payloads
from bot.slack.cards import modal
from bot.slack.forms_open import Closed
from bot.slack.keeping import Keeper, in_thread
from bot.slack.presses import asked_by
from buying.service import arrivals


class Forms:
    """Hears forms: keeps a good one, and shows at its boxes what needs another look."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    async def hear(
        self, body: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext
    ) -> BoltResponse:
        """Take in a modal that was sent (``view_submission``)."""
        about = modal.about(body["view"])
        if about is None or await in_thread(_is_known, body):
            return await ack()
        found = await asked_by(body, about.message)
        values = (body["view"].get("state") or {}).get("values") or {}
        try:
            said = await in_thread(forms_open.sent, found, values)
        except NotRight as error:
            return await ack(response_action="errors", errors=forms_open.errors(found, error))
        except Closed as error:
            return await ack(response_action="update", view=error.view)
        await self._keeper.keep(payloads.form(body, said), context)
        return await ack()


def _is_known(body: dict[str, Any]) -> bool:
    """Whether this very form was taken before: it is not told that somebody else was quicker."""
    return arrivals.place_of(payloads.form_event(body)) is not None
