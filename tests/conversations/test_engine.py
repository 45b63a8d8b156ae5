"""Rasa behind its wall: every message reaches the guide, and nothing else happens."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.engine import Engine, EngineAway, TurnFailed
from tests.conversations.house import House
from tests.conversations.visitor import Visitor


def rows(database: Path, query: str, *values: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(query, values).fetchall()


class TestEveryMessageIsHeard:
    def test_the_very_first_one(self, visitor: Visitor) -> None:
        assert visitor.say("12 shower chairs") == ["noted", "ask.category"]

    def test_a_button_which_has_no_text(self, visitor: Visitor) -> None:
        visitor.say("12 shower chairs")
        assert visitor.press("why") == ["why", "ask.category"]

    @pytest.mark.parametrize("typed", ["/restart", "/affirm", '/go_back{"answer": "x"}', "/back"])
    def test_a_slash_is_a_word_and_never_an_order_to_rasa(
        self, visitor: Visitor, typed: str
    ) -> None:
        visitor.say("12 shower chairs")
        visitor.say("equipment")
        visitor.say("£60")
        assert visitor.say(typed) == ["ask.purpose"]
        assert visitor.say("repeat") == ["ask.purpose"]

    def test_own_words_for_a_command_are_understood(self, visitor: Visitor) -> None:
        visitor.say("12 shower chairs")
        assert visitor.say("why do you need to know that") == ["why", "ask.category"]

    def test_after_a_purchase_has_ended(self, visitor: Visitor) -> None:
        visitor.say("12 shower chairs")
        visitor.say("cancel")
        assert visitor.say("yes") == ["ended.cancelled"]
        assert visitor.say("a garden bench") == ["noted", "ask.category"]

    def test_conversations_side_by_side_do_not_mix(self, indoors: House) -> None:
        visitors = [Visitor() for _ in range(6)]
        wanted = ["cushions", "wheelchairs", "gloves", "benches", "curtains", "hoists"]
        with ThreadPoolExecutor(len(visitors)) as pool:
            list(pool.map(Visitor.say, visitors, wanted))
        for visitor, words in zip(visitors, wanted, strict=True):
            told = " ".join(card.model_dump_json() for card in visitor.ask("summary"))
            assert [word for word in wanted if word in told.lower()] == [words]


class TestWhatGoesWrong:
    def test_a_turn_that_failed_is_told_from_an_answer_and_can_be_sent_again(
        self, visitor: Visitor, indoors: House
    ) -> None:
        visitor.say("12 shower chairs")
        turn = visitor.keep("equipment")
        database = indoors.data / "buywell.sqlite"
        rows(database, "ALTER TABLE entries RENAME TO gone")
        try:
            with pytest.raises(TurnFailed):
                visitor.send(turn, "equipment")
        finally:
            rows(database, "ALTER TABLE gone RENAME TO entries")
        assert [card.id for card in visitor.send(turn, "equipment")] == ["ask.budget"]

    def test_a_turn_that_nobody_kept(self, visitor: Visitor) -> None:
        with pytest.raises(TurnFailed):
            visitor.send(uuid.uuid4().hex, "made up")

    def test_a_turn_sent_twice_is_heard_once(self, visitor: Visitor) -> None:
        turn = visitor.keep("12 shower chairs")
        first = visitor.send(turn, "12 shower chairs")
        assert visitor.send(turn, "12 shower chairs") == first
        assert visitor.say("repeat") == ["ask.category"]

    def test_rasa_killed_in_the_middle(self, visitor: Visitor, indoors: House) -> None:
        visitor.say("12 shower chairs")
        turn = visitor.keep("equipment")
        with indoors.without("engine"), pytest.raises(EngineAway) as away:
            visitor.send(turn, "equipment")
        assert not isinstance(away.value, TurnFailed)
        assert [card.id for card in visitor.send(turn, "equipment")] == ["ask.budget"]

    def test_the_action_server_killed_in_the_middle(self, visitor: Visitor, indoors: House) -> None:
        visitor.say("12 shower chairs")
        turn = visitor.keep("equipment")
        with indoors.without("actions"):
            with pytest.raises(EngineAway) as away:
                visitor.send(turn, "equipment")
            assert not asyncio.run(ready())
        assert not isinstance(away.value, TurnFailed)
        assert asyncio.run(ready())
        assert [card.id for card in visitor.send(turn, "equipment")] == ["ask.budget"]

    def test_rasa_loses_its_file(self, visitor: Visitor, indoors: House) -> None:
        visitor.say("12 shower chairs")
        rows(indoors.data / "engine.sqlite", "DELETE FROM events")
        assert visitor.say("equipment") == ["ask.budget"]


async def ready() -> bool:
    async with Engine() as engine:
        return await engine.ready()


class TestTheWall:
    def test_rasa_keeps_its_place_and_no_words(self, visitor: Visitor, indoors: House) -> None:
        secret = f"cushions for {uuid.uuid4().hex}"
        visitor.say(secret)
        for _ in range(12):
            visitor.say("why")
        kept = rows(
            indoors.data / "engine.sqlite",
            "SELECT type_name FROM events WHERE sender_id = ? ORDER BY id",
            visitor.conversation,
        )
        assert kept == [("session_started",), ("slot",), ("active_loop",), ("action",)]
        files = list(indoors.data.glob("engine.sqlite*"))
        assert files
        assert not any(secret.encode() in path.read_bytes() for path in files)

    def test_words_stay_out_of_the_logs_of_a_turn_that_failed(
        self, visitor: Visitor, indoors: House
    ) -> None:
        secret = f"/cushions {uuid.uuid4().hex}"
        with pytest.raises(TurnFailed):
            visitor.send(uuid.uuid4().hex, secret)
        assert "validate_guide" in indoors.log("engine")
        assert not any(secret[1:] in indoors.log(name, 10_000) for name in ("engine", "actions"))

    @pytest.mark.parametrize("offset", [1, 2])
    def test_rasa_and_its_actions_listen_on_loopback_alone(self, house: House, offset: int) -> None:
        table = Path("/proc/net/tcp")
        if not table.exists():
            pytest.skip("needs /proc/net/tcp, which only Linux has")
        port = f":{house.port + offset:04X}"
        listening = [
            line.split()[1]
            for line in table.read_text().splitlines()
            if line.split()[3] == "0A" and line.split()[1].endswith(port)
        ]
        assert listening == [f"0100007F{port}"]

    @pytest.mark.parametrize(
        "path", ["/model/parse", "/conversations/x/tracker", "/webhooks/slack/webhook", "/status"]
    )
    def test_rasa_has_no_other_door(self, house: House, path: str) -> None:
        address = f"http://127.0.0.1:{house.port + 1}{path}"
        assert httpx.get(address, trust_env=False).status_code == 404

    def test_rasa_writes_only_under_the_data_folder(self, house: House) -> None:
        assert {path.name for path in house.data.iterdir()} >= {"engine.sqlite", "tmp"}
        assert not (house.data / "models").exists() or not any((house.data / "models").iterdir())

    def test_rasa_starts_without_the_libraries_that_it_does_not_use(self, house: House) -> None:
        loaded = Path(f"/proc/{house.pid('engine')}/maps")
        if not loaded.exists():
            pytest.skip("needs /proc, which only Linux has")
        libraries = loaded.read_text()
        assert "sklearn" in libraries
        assert not {name for name in ("tensorflow", "matplotlib") if name in libraries}
