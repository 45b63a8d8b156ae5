"""Socket mode: the same people, heard through a connection that the worker opened."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from bot.chats import parts
from bot.engine import Engine
from bot.slack import socket
from bot.slack.settings import slack
from buying.service import arrivals
from tests.channels.double import Double
from tests.channels.slack import faults
from tests.channels.slack.member import JSON, Member
from tests.channels.slack.stub import APP_TOKEN, Stub
from tests.channels.slack.test_talking import CATEGORY, said_by

OPEN = "apps.connections.open"


@pytest.fixture
def by_socket(workspace: Stub, monkeypatch: pytest.MonkeyPatch) -> Stub:
    """Slack, where the app is set to socket mode and has no public address."""
    monkeypatch.setenv("BUYWELL_SLACK_APP_TOKEN", APP_TOKEN)
    monkeypatch.setenv("BUYWELL_SLACK_SIGNING_SECRET", "")
    monkeypatch.setattr(socket, "LOOK_EVERY", 0.1)
    slack.cache_clear()
    return workspace


@pytest.fixture
def listening(by_socket: Stub, engine: Double) -> Iterator[threading.Thread]:
    """A worker that hears Slack."""
    stops: list[Any] = []

    async def listen() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        made = parts.build(Engine(engine.url, engine.url))
        stops.append(lambda: loop.call_soon_threadsafe(stop.set))
        await socket.run(made, stop)
        await made.close()

    thread = threading.Thread(target=lambda: asyncio.run(listen()), daemon=True)
    thread.start()
    yield thread
    stops[0]()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def heard(by_socket: Stub, listening: threading.Thread, http: Any) -> Member:
    """Priya, in a workspace to which the worker is connected."""
    by_socket.until(lambda: by_socket.sockets)
    return Member(by_socket, http, "U0PRIYA")


def arrives(member: Member, kind: str, payload: JSON, envelope: str = "e-1") -> JSON:
    """Send something through the connection: what was answered."""
    sent = {"type": kind, "envelope_id": envelope, "payload": payload,
            "accepts_response_payload": kind != "events_api"}  # fmt: skip
    member.stub.send(sent)
    answer: JSON = member.stub.until(lambda: member.stub.envelopes.get(envelope))
    return answer


def test_a_message_is_answered(heard: Member) -> None:
    arrives(heard, "events_api", heard.message("12 shower chairs"))
    heard.hears(CATEGORY)


def test_a_button_and_a_form_are_heard(heard: Member) -> None:
    arrives(heard, "events_api", heard.message("12 shower chairs"))
    asked = heard.hears(CATEGORY)
    arrives(heard, "interactive", heard.press("Back", asked), "e-2")
    heard.stub.until(lambda: said_by("priya")[1:])
    assert said_by("priya")[-1].action == "back"


def test_a_command_is_answered_in_its_envelope(heard: Member) -> None:
    payload = {
        "command": "/buy", "text": "12 shower chairs", "user_id": heard.user,
        "team_id": heard.team, "channel_id": "C0TEAM", "trigger_id": heard.stub.trigger(),
    }  # fmt: skip
    answer = arrives(heard, "slash_commands", payload)
    assert "direct chat" in answer["payload"]["text"]
    heard.hears(CATEGORY)


def test_an_event_that_is_sent_again_is_one_turn(heard: Member) -> None:
    payload = heard.message("12 shower chairs")
    arrives(heard, "events_api", payload, "e-1")
    arrives(heard, "events_api", payload, "e-2")
    heard.hears(CATEGORY)
    assert len(said_by("priya")) == 1


def test_what_cannot_be_kept_is_not_acknowledged(
    heard: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, failures = arrivals.keep, [OSError()]

    def broken(arrival: Any) -> bool:
        if failures:
            raise failures.pop()
        return kept(arrival)

    monkeypatch.setattr(arrivals, "keep", broken)
    payload = heard.message("12 shower chairs")
    heard.stub.send({"type": "events_api", "envelope_id": "e-1", "payload": payload})
    heard.stub.until(lambda: not failures)
    arrives(heard, "events_api", payload, "e-2")
    heard.hears(CATEGORY)
    assert "e-1" not in heard.stub.envelopes


def test_a_connection_that_slack_renews_is_renewed(heard: Member) -> None:
    heard.stub.send({"type": "disconnect", "reason": "refresh_requested"})
    heard.stub.until(lambda: heard.stub.sockets[1:])
    arrives(heard, "events_api", heard.message("12 shower chairs"))
    heard.hears(CATEGORY)


@pytest.fixture
def refused_first(by_socket: Stub) -> None:
    by_socket.will(OPEN, faults.error("internal_error"), faults.status(500), faults.hang_up())


def test_a_connection_that_cannot_be_made_is_tried_again(
    refused_first: None, by_socket: Stub, listening: threading.Thread,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(socket, "CONNECTING", 1.0)
    by_socket.until(lambda: by_socket.sockets, seconds=60)


def test_the_address_of_the_connection_and_the_token_are_in_no_log(
    heard: Member, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    arrives(heard, "events_api", heard.message("chairs for Mrs Smith"))
    heard.newest()
    assert APP_TOKEN not in caplog.text
    assert "Smith" not in caplog.text


def test_without_an_app_token_nothing_is_opened(workspace: Stub, engine: Double) -> None:
    async def listen() -> None:
        made = parts.build(Engine(engine.url, engine.url))
        await asyncio.wait_for(socket.run(made, asyncio.Event()), 5)
        await made.close()

    asyncio.run(listen())
    assert workspace.called(OPEN) == []
