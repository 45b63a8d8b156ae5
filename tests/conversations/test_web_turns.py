"""The turns API and the terminal against the real Rasa, when things are well and when not."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pytest

from tests.conversations.house import ROOT, House, Talk
from tests.conversations.visitor import Visitor


@pytest.fixture
def talk(indoors: House, visitor: Visitor) -> Iterator[Talk]:
    """A new member of staff at the turns API."""
    with indoors.talking(visitor.person) as opened:
        yield opened


def ids(cards: list[dict[str, object]]) -> list[object]:
    return [card["id"] for card in cards]


def until(talk: Talk, wanted: str) -> list[object]:
    """What arrives on the stream of cards, up to the card ``wanted``."""
    seen: list[object] = []
    headers = {"Accept": "text/event-stream"}
    with talk.client.stream("GET", "/chat/cards", headers=headers, timeout=60) as stream:
        for row in stream.iter_lines():
            if row.startswith("data:"):
                seen.append(json.loads(row.removeprefix("data:"))["id"])
                if seen[-1] == wanted:
                    return seen
    raise AssertionError(f"the stream ended without {wanted}: {seen}")


def test_rasa_killed_in_mid_conversation_loses_nothing_and_the_purchase_goes_on(
    indoors: House, talk: Talk
) -> None:
    assert ids(talk.say("12 shower chairs"))[-1] == "ask.category"
    with indoors.without("engine"):
        assert ids(talk.answer("category", "equipment")) == ["turn.waiting"]
        assert ids(talk.say("are you there?")) == []
    assert until(talk, "ask.budget")[-2:] == ["turn.waiting", "ask.budget"]
    assert ids(talk.say("£60"))[-1] == "ask.purpose"


def test_the_action_server_killed_in_mid_conversation_loses_nothing_either(
    indoors: House, talk: Talk
) -> None:
    talk.say("12 shower chairs")
    with indoors.without("actions"):
        assert ids(talk.say("equipment")) == ["turn.waiting"]
    assert until(talk, "ask.budget")[-2:] == ["turn.waiting", "ask.budget"]


def test_one_press_that_arrives_twice_is_one_answer(talk: Talk) -> None:
    talk.say("12 shower chairs")
    body = {"answer": {"question": "category", "value": "equipment"}}
    both = [
        talk.client.post("/chat/turns", json=body, headers={"Idempotency-Key": "press"})
        for _ in range(2)
    ]
    assert both[0].json() == both[1].json()
    assert ids(both[0].json()["cards"]) == ["ask.budget"]


def test_the_command_talk_is_a_chat_that_scripts_can_use(indoors: House, visitor: Visitor) -> None:
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "buywell", "talk", "--person", visitor.person],
        input="12 shower chairs\n1\nwhy\nexit\n",
        env=indoors.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "What kind of thing is that?" in done.stdout
    assert "What is the most that you can spend?" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_command_talk_says_what_to_do_where_nothing_runs(
    indoors: House, visitor: Visitor
) -> None:
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "buywell", "talk", "--person", visitor.person],
        input="hello\n",
        env={**indoors.environment, "BUYWELL_PORT": "1025"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "Start it in another terminal" in done.stderr
