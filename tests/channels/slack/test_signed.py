"""Who gets in at the door: what Slack signed a moment ago, and nothing else."""

from __future__ import annotations

import time

import httpx
import pytest
from sqlalchemy import func, select

from bot.slack.settings import slack
from buying.service import arrivals
from buying.store.database import reading
from buying.store.tables import ArrivalRow
from tests.channels.double import Double
from tests.channels.slack import faults, signed
from tests.channels.slack.member import Member
from tests.channels.slack.stub import Stub

NEWER = "fedcba9876543210fedcba9876543210"


def kept() -> int:
    """How many arrivals there are in the database."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(ArrivalRow)) or 0


def test_what_is_not_signed_is_turned_away(priya: Member) -> None:
    body, kind = signed.as_json(priya.message("hello"))
    answer = priya.http.post(signed.PATH, content=body, headers={"Content-Type": kind})
    assert (answer.status_code, kept()) == (401, 0)


@pytest.mark.parametrize("how", [
    {"secret": NEWER},
    {"ago": 302},
    {"ago": -310},
    {"more": {"X-Slack-Signature": ""}},
    {"more": {"X-Slack-Signature": "v0=" + "0" * 64}},
    {"more": {"X-Slack-Request-Timestamp": "soon"}},
    {"more": {"X-Slack-Request-Timestamp": ""}},
    {"more": {"X-Slack-Request-Timestamp": "9" * 400}},
])  # fmt: skip
def test_what_is_signed_wrongly_or_long_ago_is_turned_away(
    priya: Member, how: dict[str, object]
) -> None:
    answer = priya.sends(priya.message("hello"), **how)
    assert (answer.status_code, kept()) == (401, 0)


def test_a_signature_belongs_to_one_body_and_one_moment(priya: Member) -> None:
    body, kind = signed.as_json(priya.message("12 chairs"))
    headers = {**signed.headers(body), "Content-Type": kind}
    other = body.replace("12 chairs", "99 chairs")
    assert priya.http.post(signed.PATH, content=other, headers=headers).status_code == 401
    later = {**headers, "X-Slack-Request-Timestamp": str(int(time.time()) + 1)}
    assert priya.http.post(signed.PATH, content=body, headers=later).status_code == 401
    assert kept() == 0


@pytest.mark.parametrize("strange", [b"\xff\xfe{}", b"\x00"])
def test_bytes_that_are_no_text_are_turned_away(http: httpx.Client, strange: bytes) -> None:
    headers = {**signed.headers("{}"), "Content-Type": "application/json"}
    assert http.post(signed.PATH, content=strange, headers=headers).status_code == 401


def test_a_signature_of_strange_letters_is_turned_away(http: httpx.Client) -> None:
    headers = {
        b"X-Slack-Request-Timestamp": str(int(time.time())).encode(),
        b"X-Slack-Signature": "v0=é".encode(),
    }
    assert http.post(signed.PATH, content=b"{}", headers=headers).status_code == 401


def test_a_secret_is_replaced_without_a_gap(
    workspace: Stub, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("BUYWELL_SLACK_SIGNING_SECRET", f"{NEWER}, {signed.SECRET}")
    slack.cache_clear()
    priya = request.getfixturevalue("priya")
    assert priya.sends(priya.message("with the old one")).status_code == 200
    assert priya.sends(priya.message("with the new one"), secret=NEWER).status_code == 200
    assert priya.sends(priya.message("with neither"), secret="0" * 32).status_code == 401
    assert kept() == 2


def test_a_request_that_is_played_again_changes_nothing(priya: Member) -> None:
    body, kind = signed.as_json(priya.message("12 shower chairs"))
    headers = {**signed.headers(body), "Content-Type": kind}
    for _ in range(3):
        assert priya.http.post(signed.PATH, content=body, headers=headers).status_code == 200
    priya.hears("What kind of thing is that?")
    assert kept() == 1
    assert sum("I have noted" in each.shown for each in priya.reads()) == 1


def test_slack_may_ask_whether_the_address_is_ours(http: httpx.Client) -> None:
    asked = signed.as_json({"type": "url_verification", "challenge": "abc", "token": "x"})
    assert signed.post(http, asked).json() == {"challenge": "abc"}
    assert signed.post(http, asked, secret=NEWER).status_code == 401


def test_before_there_is_a_token_only_that_question_is_answered(
    workspace: Stub, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("BUYWELL_SLACK_BOT_TOKEN", "")
    slack.cache_clear()
    priya = request.getfixturevalue("priya")
    asked = signed.as_json({"type": "url_verification", "challenge": "abc"})
    assert signed.post(priya.http, asked).json() == {"challenge": "abc"}
    assert (priya.says("hello").status_code, kept()) == (503, 0)


def test_without_slack_there_is_no_such_address(
    workspace: Stub, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("BUYWELL_SLACK_SIGNING_SECRET", "")
    slack.cache_clear()
    assert request.getfixturevalue("priya").says("hello").status_code == 404


@pytest.mark.parametrize(("body", "kind"), [
    ("{", "application/json"),
    ("[]", "application/json"),
    ("payload=%7B", "application/x-www-form-urlencoded"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused(http: httpx.Client, body: str, kind: str) -> None:
    assert signed.post(http, (body, kind)).status_code in (400, 200)
    assert kept() == 0


def test_what_is_too_large_is_refused_unread(http: httpx.Client) -> None:
    assert signed.post(http, ("x" * 2_000_000, "application/json")).status_code == 413


def test_kinds_that_nobody_knows_are_acknowledged_and_passed_over(
    priya: Member, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    strange = [
        priya.event({"type": "reaction_added", "user": "U0PRIYA", "reaction": "secret_words"}),
        {"type": "something_new", "team_id": priya.team, "text": "secret_words"},
    ]
    assert [priya.sends(each).status_code for each in strange] == [200, 200]
    assert priya.interacts("workflow_step_edit", callback_id="secret_words").status_code == 200
    assert kept() == 0
    assert "reaction_added" in caplog.text and "something_new" in caplog.text
    assert "secret_words" not in caplog.text


def test_what_cannot_be_kept_is_not_acknowledged(
    priya: Member, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_arrival: object) -> bool:
        raise OSError("the disk is full of 12 shower chairs")

    monkeypatch.setattr(arrivals, "keep", broken)
    assert priya.says("12 shower chairs").status_code == 500
    assert "OSError" in caplog.text and "shower" not in caplog.text


def test_the_answer_waits_for_nothing_but_the_database(priya: Member, engine: Double) -> None:
    """The engine hears nobody, and Slack itself answers slowly: neither delays it."""
    engine.may_answer.clear()
    priya.stub.faults = lambda _method: faults.slow(2)
    took = []
    for number in range(20):
        began = time.perf_counter()
        assert priya.says(f"message {number}").status_code == 200
        took.append(time.perf_counter() - began)
    assert sorted(took)[18] < 1
    engine.may_answer.set()
