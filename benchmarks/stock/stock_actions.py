"""What an ordinary Rasa form does in its action server: check an answer, and submit."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import AllSlotsReset, EventType
from rasa_sdk.executor import CollectingDispatcher

Slots = dict[str, Any]


class ValidatePurchaseForm(FormValidationAction):
    """Takes any answer that is not empty."""

    def name(self) -> str:
        """The name by which Rasa calls it."""
        return "validate_purchase_form"

    def _take(self, slot: str, value: Any) -> Slots:
        return {slot: value.strip() or None}

    def validate_item(self, value: Any, *_: Any) -> Slots:
        """Any words."""
        return self._take("item", value)

    def validate_budget(self, value: Any, *_: Any) -> Slots:
        """Any words."""
        return self._take("budget", value)


class ActionSubmit(Action):
    """Says what was given and forgets it."""

    def name(self) -> str:
        """The name by which Rasa calls it."""
        return "action_submit"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Slots
    ) -> list[EventType]:
        """One message with everything."""
        dispatcher.utter_message(text=f"Thank you: {tracker.get_slot('item')}.")
        return [AllSlotsReset()]
