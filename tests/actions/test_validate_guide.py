"""The action, thin: a turn goes to the guide as it is, and what the guide says comes back."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sanic.response import json

from actions.guide import ValidateGuide, understanding
from actions.serve import say_no_more
from buying.service import people, turns
from buying.service.people import Who
from buying.service.turns import Said, UnknownTurn

RANKING = [{"name": "ask_why", "confidence": 0.9}, {"name": "thank", "confidence": 0.1}]
SURE = {"intent": RANKING[0], "intent_ranking": RANKING, "entities": []}
NOT_SURE = {"name": "nlu_fallback", "confidence": 0.6}


class Told:
    """What the action made of one message."""

    def __init__(self, message: dict[str, Any]) -> None:
        tracker = Tracker("c", {}, message, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        self.events = asyncio.run(ValidateGuide().run(dispatcher, tracker, {}))
        self.said = dispatcher.messages

    @property
    def custom(self) -> list[dict[str, Any]]:
        return [message["custom"] for message in self.said]


@pytest.fixture
def kept(people: dict[str, Who]) -> Any:
    """Keep a turn of priya's; gives the message that Rasa would hand to the action."""

    def keep(text: str) -> dict[str, Any]:
        turn = uuid.uuid4().hex
        turns.receive(turn, conversation(), "priya", "web", Said(text=text))
        return {"text": text, "metadata": {"turn": turn}}

    return keep


def conversation() -> str:
    return people.conversation("priya", "web")


class TestAnAnswer:
    def test_is_cards_without_text_and_a_receipt_at_the_end(self, kept: Any) -> None:
        message = kept("12 shower chairs")
        told = Told(message)
        *cards, receipt = told.custom
        assert [card["id"] for card in cards] == ["noted", "ask.category"]
        assert receipt == {"heard": message["metadata"]["turn"]}
        assert not any(part["text"] for part in told.said)

    def test_leaves_the_form_open(self, kept: Any) -> None:
        (event,) = Told(kept("12 shower chairs")).events
        assert (event["event"], event["name"], event["value"]) == ("slot", "answer", None)

    def test_ends_the_session_with_the_purchase(self, kept: Any) -> None:
        Told(kept("12 shower chairs"))
        Told(kept("cancel"))
        events = Told(kept("yes")).events
        assert [event["event"] for event in events] == ["slot", "followup"]
        assert events[1]["name"] == "action_session_start"


class TestAnError:
    @pytest.mark.parametrize("metadata", [None, {}, {"turn": "made-up"}, {"turn": None}])
    def test_of_the_service_goes_through(
        self, people: dict[str, Who], metadata: dict[str, Any] | None
    ) -> None:
        with pytest.raises(UnknownTurn):
            Told({"text": "hello", "metadata": metadata})

    def test_is_answered_without_a_copy_of_what_was_asked(self) -> None:
        answer = json({"error": "x", "request_body": {"text": "secret"}}, status=500)
        quiet = asyncio.run(say_no_more(None, answer))  # type: ignore[arg-type]
        assert quiet is not None and quiet.status == 500
        assert b"secret" not in (quiet.body or b"")

    def test_does_not_touch_other_answers(self) -> None:
        assert asyncio.run(say_no_more(None, json({}))) is None  # type: ignore[arg-type]


class TestUnderstanding:
    def test_is_what_rasa_made_of_the_message(self) -> None:
        found = understanding(SURE)
        assert (found.intent, found.confidence) == ("ask_why", 0.9)
        assert found.ranking == (("ask_why", 0.9), ("thank", 0.1))

    def test_has_no_intent_where_rasa_is_not_sure(self) -> None:
        found = understanding({"intent": NOT_SURE, "intent_ranking": [NOT_SURE, *RANKING]})
        assert (found.intent, found.confidence) == (None, 0.9)
        assert found.ranking[0] == ("ask_why", 0.9)

    @pytest.mark.parametrize("message", [{}, {"intent": None, "intent_ranking": None}])
    def test_of_nothing_is_nothing(self, message: dict[str, Any]) -> None:
        found = understanding(message)
        assert (found.intent, found.confidence, found.ranking) == (None, 0.0, ())
