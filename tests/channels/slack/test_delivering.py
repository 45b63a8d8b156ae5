"""What Slack does wrong while an answer is on its way: it arrives, once, and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chats import delivery
from tests.channels.slack import faults
from tests.channels.slack.faults import Fault
from tests.channels.slack.member import Member
from tests.channels.slack.stub import TOKEN

CATEGORY = "What kind of thing is that?"
POST, UPDATE = "chat.postMessage", "chat.update"


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """An attempt whose outcome is not known is settled after a moment, not after 20 seconds."""
    monkeypatch.setattr(delivery, "SETTLES_WITHIN", timedelta(seconds=0.5))
    monkeypatch.setattr("bot.slack.client.PATIENCE", 1.0)


def arrived_once(priya: Member) -> None:
    """The two cards that answer are there, each once, and in order."""
    priya.stub.until(lambda: any(CATEGORY in each.shown for each in priya.reads()), seconds=30)
    priya.says("repeat")
    priya.stub.until(lambda: sum(CATEGORY in each.shown for each in priya.reads()) == 2, seconds=30)
    shown = [each.shown.split("\n")[0] for each in priya.reads()]
    assert shown.count("I have noted:") == 1
    assert shown.index("I have noted:") == 0


@pytest.mark.parametrize("fault", [
    faults.busy(1),
    faults.error("ratelimited"),
    faults.error("request_timeout"),
    faults.error("something_new"),
], ids=lambda fault: fault.kind + fault.code)  # fmt: skip
@pytest.mark.parametrize("after", [0, 1])
def test_what_was_surely_not_posted_is_posted_later(
    priya: Member, worker: None, fault: Fault, after: int
) -> None:
    """Also in the middle of a turn: after the first of its two cards."""
    priya.stub.will(POST, *[faults.slow(0)] * after, fault)
    priya.says("12 shower chairs")
    arrived_once(priya)


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("fault", [
    faults.status(500), faults.status(503), faults.error("internal_error"),
    faults.error("fatal_error"), faults.nonsense(), faults.page(), faults.hang_up(),
    faults.nothing(),
], ids=lambda fault: fault.kind + fault.code)  # fmt: skip
def test_what_may_have_been_posted_is_looked_for_first(
    soon: None, priya: Member, worker: None, fault: Fault, done: bool
) -> None:
    priya.stub.will(POST, replace(fault, done=done))
    priya.says("12 shower chairs")
    arrived_once(priya)
    assert priya.stub.called("conversations.history")


def test_the_library_posts_nothing_a_second_time_by_itself(
    soon: None, priya: Member, worker: None
) -> None:
    priya.stub.will(POST, faults.hang_up(done=True))
    priya.says("12 shower chairs")
    arrived_once(priya)
    assert len(priya.stub.called(POST)) == len(priya.reads())


@pytest.mark.parametrize("fault", [faults.busy(1), faults.status(500), faults.hang_up(done=True)])
def test_an_answered_message_is_changed_in_the_end(
    priya: Member, worker: None, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr(delivery, "AGAIN", 1.0)
    priya.says("12 shower chairs")
    asked = priya.hears(CATEGORY)
    priya.stub.will(UPDATE, fault)
    priya.says("Furniture and furnishings")
    priya.stub.until(lambda: "You answered:" in asked.shown, seconds=20)


def test_a_message_that_was_deleted_is_left_alone(priya: Member) -> None:
    priya.says("12 shower chairs")
    asked = priya.hears(CATEGORY)
    priya.stub.messages.remove(asked)
    priya.says("Furniture and furnishings")
    priya.stub.until(lambda: priya.stub.called(UPDATE))
    priya.hears("What is the most that you can spend?")


def test_blocks_that_slack_will_not_show_are_told_in_words(priya: Member) -> None:
    priya.stub.will(POST, faults.slow(0), faults.error("invalid_blocks"))
    priya.says("12 shower chairs")
    posted = priya.stub.until(lambda: priya.reads()[1:])[0]
    assert posted.blocks == []
    assert CATEGORY in posted.text
    priya.says("Furniture and furnishings")
    priya.hears("What is the most that you can spend?")


@pytest.mark.parametrize("code", ["invalid_auth", "missing_scope", "token_expired"])
def test_what_an_administrator_must_put_right_is_said_in_the_log(
    priya: Member, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    priya.stub.will("users.info", faults.error(code))
    priya.says("12 shower chairs")
    priya.stub.until(lambda: code in caplog.text)
    assert "BUYWELL_SLACK_BOT_TOKEN" in caplog.text or "manifest" in caplog.text
    assert TOKEN not in caplog.text and "shower" not in caplog.text


def test_no_log_tells_what_people_say_or_the_token(
    soon: None, priya: Member, worker: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    priya.stub.will(POST, faults.nonsense(done=True), faults.busy(1), faults.status(500))
    priya.says("12 shower chairs for Mrs Smith")
    arrived_once(priya)
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("aiosqlite", "httpx"))]
    assert not any(TOKEN in text or "Smith" in text or "shower" in text for text in ours)
