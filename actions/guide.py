"""The one action: give the turn to the guide and hand back what it says."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from buying.service.guide import Understanding, hear

FALLBACK = "nlu_fallback"
"""What Rasa puts first in the ranking when it is not sure enough of anything."""


class ValidateGuide(Action):
    """Runs at each message of the form ``guide``, whatever it was and however it began.

    A plain action and not rasa-sdk's FormValidationAction: that one calls nothing
    when the slot did not change, so a turn that is tried again would not be heard.
    """

    def name(self) -> str:
        """The name by which Rasa calls it before it fills the form's slot."""
        return "validate_guide"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say the guide's cards, then a receipt; leave the form open for the next message.

        An error of the service goes through: the action server answers 500 and the
        front door, which finds no receipt, tries the turn again.
        """
        message = tracker.latest_message
        turn = str((message.get("metadata") or {}).get("turn", ""))
        # The service waits for its database; other conversations must not wait with it.
        heard = await asyncio.to_thread(hear, turn, understanding(message))
        for card in heard.cards:
            dispatcher.utter_message(json_message=card.model_dump(mode="json", exclude_none=True))
        dispatcher.utter_message(json_message={"heard": turn})
        events = [SlotSet("answer", None)]
        if heard.finished:
            # A purchase that has ended leaves nothing for Rasa to carry on with.
            events.append(FollowupAction("action_session_start"))
        return events


def understanding(message: dict[str, Any]) -> Understanding:
    """What Rasa makes of a message, most likely intent first; no intent if it is not sure."""
    ranking = tuple(
        (str(one["name"]), float(one["confidence"]))
        for one in message.get("intent_ranking") or ()
        if one["name"] != FALLBACK
    )
    name = (message.get("intent") or {}).get("name")
    return Understanding(
        intent=None if name == FALLBACK else name,
        confidence=ranking[0][1] if ranking else 0.0,
        ranking=ranking,
        entities=tuple(message.get("entities") or ()),
    )
