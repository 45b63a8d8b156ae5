"""What becomes of our messages when Microsoft is slow, busy, broken or not there at all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, TypeVar

import pytest

from bot.chats.platform import CannotLook, Gone, Later, Unsure
from bot.chats.standing import NEW, Standing
from bot.teams import client as client_module
from bot.teams.platform import TeamsPlatform
from bot.teams.settings import teams
from buying.cards import Card
from buying.service.arrivals import Place
from tests.channels.teams import signed
from tests.channels.teams.chat import BOT, CHANNEL, Chat, account, direct, user
from tests.channels.teams.stub import SECRET, Microsoft, Reply, elapsed

CARD = Card(id="a.card", title="Your advice has come", text="Take the **second** one.")
POSTS, PUTS, READS = "^POST .*/activities$", "^PUT ", "^GET .*/members/"
Made = TypeVar("Made")


def where(microsoft: Microsoft, **other: Any) -> dict[str, Any]:
    """The address of Priya's conversation."""
    return {
        "channel": direct("priya"), "service_url": microsoft.service, "tenant": signed.TENANT,
        "bot": BOT, "user": user("priya"), "account": account("priya"), **other,
    }  # fmt: skip


def place(microsoft: Microsoft, channel: str = CHANNEL, **extra: str) -> Place:
    """Somewhere in a group where Priya said something."""
    told = where(microsoft) | extra
    told.pop("channel")
    return Place(channel=channel, private=False, extra=told)


def does(work: Callable[[TeamsPlatform], Awaitable[Made]]) -> Made:
    """What a fresh platform makes of some work."""

    async def whole() -> Made:
        platform = TeamsPlatform()
        try:
            return await work(platform)
        finally:
            await platform.close()

    return asyncio.run(whole())


def sends(microsoft: Microsoft, **other: Any) -> str:
    """Post the card; its id."""
    return does(lambda it: it.send(where(microsoft, **other), CARD, NEW, "mark", None))


def updates(microsoft: Microsoft, sent: str) -> None:
    """Bring the card up to date."""
    does(lambda it: it.update(where(microsoft), sent, CARD, Standing(answered="Yes"), None))


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives up after a moment where there is no answer."""
    monkeypatch.setattr(client_module, "PATIENCE", 0.2)


def test_a_card_is_posted_and_brought_up_to_date(microsoft: Microsoft) -> None:
    sent = sends(microsoft)
    updates(microsoft, sent)
    assert [(m.id, m.changed) for m in microsoft.messages] == [(sent, 1)]


def test_what_microsoft_says_to_try_again_is_tried_again_when_it_says(
    microsoft: Microsoft,
) -> None:
    microsoft.answers(POSTS, Reply(429, {"Retry-After": "17"}))
    with pytest.raises(Later) as later:
        sends(microsoft)
    assert later.value.seconds == 17 and microsoft.messages == []


def test_a_rest_may_be_told_as_a_date(microsoft: Microsoft) -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    microsoft.answers(POSTS, Reply(503, {"Retry-After": moment}))
    with pytest.raises(Later) as later:
        sends(microsoft)
    assert later.value.seconds is not None and 60 < later.value.seconds <= 90


@pytest.mark.parametrize("told", ["", "soon", "-5", "١٢", "1e9999"])
def test_a_rest_that_cannot_be_read_is_left_to_us(microsoft: Microsoft, told: str) -> None:
    microsoft.answers(POSTS, Reply(429, {"Retry-After": told.encode().decode("latin-1")}))
    with pytest.raises(Later) as later:
        sends(microsoft)
    assert later.value.seconds is None


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
def test_passing_trouble_is_tried_again(microsoft: Microsoft, status: int) -> None:
    microsoft.answers(POSTS, Reply(status))
    with pytest.raises(Later):
        sends(microsoft)


@pytest.mark.parametrize("bad", [Reply(500), Reply(500, done=True), Reply(0), Reply(0, done=True)])
def test_a_post_that_may_be_there_is_not_simply_sent_again(
    microsoft: Microsoft, bad: Reply
) -> None:
    microsoft.answers(POSTS, bad)
    with pytest.raises(Unsure):
        sends(microsoft)
    assert len(microsoft.made(POSTS)) == 1


def test_a_post_without_an_answer_is_given_up_and_may_be_there(
    microsoft: Microsoft, hasty: None
) -> None:
    held = threading.Event()
    microsoft.answers(POSTS, Reply(200, wait=held))
    with pytest.raises(Unsure):
        sends(microsoft)
    held.set()


@pytest.mark.parametrize("bad", [Reply(500), Reply(0), Reply(503), Reply(429)])
def test_what_can_be_done_twice_is_tried_again(microsoft: Microsoft, bad: Reply) -> None:
    sent = sends(microsoft)
    microsoft.answers(PUTS, bad)
    with pytest.raises(Later):
        updates(microsoft, sent)
    microsoft.answers(READS, bad)
    with pytest.raises(Later):
        does(lambda it: it.identity(signed.TENANT, account("priya"), place(microsoft)))


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (403, "BotNotInConversationRoster"),
        (403, "MessageWritesBlocked"),
        (404, "ConversationNotFound"),
        (400, "BadArgument"),
        (413, "MessageSizeTooBig"),
    ],
)
def test_what_microsoft_says_not_to_try_again_is_not(
    microsoft: Microsoft, status: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    body = f'{{"error": {{"code": "{code}", "message": "about Mrs Whitcombe"}}}}'.encode()
    microsoft.answers(POSTS, Reply(status, body=body))
    with pytest.raises(Gone, match=code):
        sends(microsoft)
    assert code in caplog.text and "Whitcombe" not in caplog.text


def test_where_nobody_listens_it_is_tried_again(
    microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUYWELL_TEAMS_SERVICE_HOSTS", "http://127.0.0.1:9")
    teams.cache_clear()
    with pytest.raises(Later):
        sends(microsoft, service_url="http://127.0.0.1:9/teams/")


def test_without_the_internet_everything_waits(
    microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUYWELL_TEAMS_LOGIN_URL", "http://127.0.0.1:9")
    teams.cache_clear()
    with pytest.raises(Later):
        sends(microsoft)


def test_an_answer_that_cannot_be_read_still_means_that_it_is_there(microsoft: Microsoft) -> None:
    microsoft.answers(POSTS, Reply(201, body=b"<html>not json", done=True))
    assert sends(microsoft) == ""
    assert len(microsoft.messages) == 1
    with pytest.raises(Gone):
        updates(microsoft, "")


@pytest.mark.parametrize(
    "service",
    [
        "https://attacker.example/teams/",
        "https://attacker.trafficmanager.net/",
        "http://smba.trafficmanager.net/teams/",
        "https://user:word@smba.trafficmanager.net/teams/",
        "",
    ],
)
def test_the_token_goes_to_no_other_host_though_the_database_says_so(
    microsoft: Microsoft, service: str
) -> None:
    with pytest.raises(Gone):
        sends(microsoft, service_url=service)
    assert microsoft.calls == []


def test_the_token_does_not_follow_a_redirect(microsoft: Microsoft) -> None:
    other = Microsoft()
    microsoft.answers(POSTS, Reply(307, {"Location": f"{other.url}/teams/v3/conversations"}))
    with pytest.raises(Unsure):
        sends(microsoft)
    assert other.calls == []
    other.close()


def test_ids_from_outside_stay_within_the_address(microsoft: Microsoft) -> None:
    strange = "../../v3/conversations/a:other/activities?x=1#"
    sends(microsoft, channel=strange)
    assert [message.conversation for message in microsoft.messages] == [strange]


def test_a_token_is_asked_for_once(microsoft: Microsoft) -> None:
    async def thrice(it: TeamsPlatform) -> None:
        address = where(microsoft)
        await asyncio.gather(*(it.send(address, CARD, NEW, "mark", None) for _ in range(3)))

    does(thrice)
    assert microsoft.tokens == 1
    assert {call.token for call in microsoft.made(POSTS)} == {f"token-1-of-{signed.APP}"}


def test_a_token_that_is_not_taken_is_replaced_once(microsoft: Microsoft) -> None:
    microsoft.answers(POSTS, Reply(401))
    sends(microsoft)
    tokens = [call.token for call in microsoft.made(POSTS)]
    assert tokens == [f"token-1-of-{signed.APP}", f"token-2-of-{signed.APP}"]
    microsoft.answers(POSTS, Reply(401), Reply(401))
    with pytest.raises(Later):
        sends(microsoft)


def test_a_new_secret_takes_over_without_a_gap(
    microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUYWELL_TEAMS_APP_SECRET", f"the-new-one, {SECRET}")
    teams.cache_clear()
    sends(microsoft)
    microsoft.secrets = {"the-new-one"}
    sends(microsoft)
    assert len(microsoft.messages) == 2


def test_no_secret_is_logged_when_all_are_refused(
    microsoft: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    microsoft.secrets = set()
    with caplog.at_level("DEBUG"), pytest.raises(Later):
        sends(microsoft)
    assert "refused secret 1" in caplog.text and SECRET not in caplog.text


def test_two_apps_share_no_token(microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "55555555-5555-4555-8555-555555555555"

    async def both() -> None:
        mine = TeamsPlatform()
        monkeypatch.setenv("BUYWELL_TEAMS_APP_ID", other)
        teams.cache_clear()
        theirs = TeamsPlatform()
        for platform in (mine, theirs, mine):
            await platform.send(where(microsoft), CARD, NEW, "mark", None)
        await mine.close()
        await theirs.close()

    asyncio.run(both())
    used = [call.token.partition("-of-")[2] for call in microsoft.made(POSTS)]
    assert used == [signed.APP, other, signed.APP]


def test_a_slow_conversation_does_not_hold_up_another(microsoft: Microsoft) -> None:
    held = threading.Event()
    microsoft.answers("^POST .*slow.*/activities$", Reply(201, done=True, wait=held))

    async def both(it: TeamsPlatform) -> None:
        slow = asyncio.create_task(
            it.send(where(microsoft, channel="a:slow"), CARD, NEW, "mark", None)
        )
        await asyncio.to_thread(microsoft.wait, lambda: microsoft.made("slow"))
        await it.send(where(microsoft), CARD, NEW, "mark", None)
        assert not slow.done()
        held.set()
        await slow

    does(both)


def test_a_conversation_is_opened_with_somebody_who_has_not_written(microsoft: Microsoft) -> None:
    opened = does(lambda it: it.private(signed.TENANT, account("priya"), None))
    assert opened["channel"] and opened["service_url"] == microsoft.service
    asked = microsoft.made("^POST /teams/v3/conversations$")[0].body
    assert asked["tenantId"] == signed.TENANT and not asked["isGroup"]
    assert asked["members"] == [{"id": account("priya")}]


def test_a_thread_is_left_out_when_a_member_is_looked_up(microsoft: Microsoft) -> None:
    found = does(lambda it: it.identity(signed.TENANT, account("priya"), place(microsoft)))
    assert (found.email, found.verified, found.outsider) == ("priya@demo.example", True, None)
    assert all("messageid" not in call.path for call in microsoft.made(READS))


def test_where_we_are_no_member_we_use_our_own_conversation(microsoft: Microsoft) -> None:
    ours = place(microsoft, "").model_copy(update={"private": True})

    async def all_of_it(it: TeamsPlatform) -> None:
        found = await it.identity(signed.TENANT, account("priya"), ours)
        assert found.email == "priya@demo.example"
        await it.note(ours, account("priya"), "I do not know you.")
        address = {"channel": ours.channel, **ours.extra}
        sent = await it.send(address, CARD, NEW, "mark", None)
        await it.update(address, sent, CARD, Standing(answered="Yes"), None)

    does(all_of_it)
    assert [m.conversation for m in microsoft.messages] == [direct("priya")] * 2
    assert microsoft.messages[-1].changed == 1
    assert len(microsoft.made("^POST /teams/v3/conversations$")) == 1


def test_teams_lets_nobody_look_for_a_message(microsoft: Microsoft) -> None:
    with pytest.raises(CannotLook):
        does(lambda it: it.find(where(microsoft), "mark", datetime.now(UTC)))


def test_too_many_requests_in_mid_turn_lose_nothing(chat: Chat) -> None:
    chat.microsoft.answers(
        POSTS, Reply(429, {"Retry-After": "0"}), Reply(429, {"Retry-After": "0"})
    )
    chat.says("priya", "I need 12 shower chairs")
    chat.microsoft.wait(lambda: len(chat.microsoft.made(POSTS)) >= 2)
    chat.says("priya", "equipment")
    assert chat.reads("priya", "the most that you can spend")
    shown = [message.activity["summary"] for message in chat.microsoft.of(direct("priya"))]
    assert len(shown) == len(set(shown)) and any(
        "shower" in m.words for m in chat.microsoft.messages
    )


def test_the_acknowledgement_does_not_wait_for_microsoft(chat: Chat) -> None:
    chat.says("sam", "hello")
    chat.answer("sam")
    held = threading.Event()
    chat.microsoft.answers("priya", *[Reply(200, wait=held)] * 3)
    assert elapsed(lambda: chat.says("priya", "I need 12 shower chairs")) < 2
    held.set()
