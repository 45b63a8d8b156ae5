"""Slack as the delivery of messages uses it: pictures, looking for messages, files, addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from bot.chats.platform import Gone, Later, Picture, Unsure
from bot.chats.standing import NEW, Standing
from bot.examples import EXAMPLES
from bot.slack import files
from bot.slack.client import Slack
from bot.slack.platform import SlackPlatform
from bot.slack.settings import SlackSettings, slack
from buying.cards import Card
from buying.service.arrivals import Place, RemoteFile
from buying.service.quotes.files import TooLarge
from buying.settings import settings
from tests.channels.slack import checking, faults
from tests.channels.slack.faults import Fault
from tests.channels.slack.stub import BOT, Stub

Result = TypeVar("Result")
ADDRESS = {"channel": "D0PRIYA"}
HELLO = Card(id="hello", text="Hello", message=1)
PICTURED = EXAMPLES["picture"].model_copy(update={"message": 2})
PICTURE = Picture(png=b"\x89PNG picture", alt="Ridgeway costs least", name="BW-0001-abc")


@pytest.fixture
def do(workspace: Stub) -> Callable[[Callable[[SlackPlatform], Awaitable[Any]]], Any]:
    """Does something with a platform of its own."""

    def done(work: Callable[[SlackPlatform], Awaitable[Result]]) -> Result:
        async def within() -> Result:
            platform = SlackPlatform(Slack(slack(), patience=1.0))
            try:
                return await work(platform)
            finally:
                await platform.close()

        return asyncio.run(within())

    return done


def sending(
    card: Card = HELLO, picture: Picture | None = None, mark: str = "m-1", **more: str
) -> Callable[[SlackPlatform], Awaitable[str]]:
    return lambda platform: platform.send({**ADDRESS, **more}, card, NEW, mark, picture)


def images(stub: Stub) -> list[str]:
    """The ids of the pictures in the newest message."""
    blocks = stub.messages[-1].blocks
    return [block["slack_file"]["id"] for block in blocks if block["type"] == "image"]


def test_a_picture_is_taken_there_and_shown(do: Any, workspace: Stub) -> None:
    do(sending(PICTURED, PICTURE))
    (file,) = images(workspace)
    assert workspace.files[file].data == PICTURE.png
    assert "Picture:" not in workspace.messages[-1].shown


def test_the_same_picture_is_taken_there_once(do: Any, workspace: Stub) -> None:
    async def twice(platform: SlackPlatform) -> None:
        sent = await platform.send(ADDRESS, PICTURED, NEW, "m-1", PICTURE)
        await platform.update(ADDRESS, sent, PICTURED, Standing(), PICTURE)

    do(twice)
    assert len(workspace.files) == 1
    assert images(workspace) == list(workspace.files)


def test_a_picture_that_slack_does_not_know_yet_is_waited_for(do: Any, workspace: Stub) -> None:
    workspace.picture_refusals = 2
    do(sending(PICTURED, PICTURE))
    assert images(workspace) and len(workspace.messages) == 1


def test_a_picture_that_slack_never_shows_is_told_in_words(
    do: Any, workspace: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.posting.NOT_READY", (0.01, 0.01))
    workspace.picture_refusals = 99
    do(sending(PICTURED, PICTURE))
    assert images(workspace) == [] and "Picture:" in workspace.messages[-1].shown


@pytest.mark.parametrize("method", [
    "files.getUploadURLExternal", "files.completeUploadExternal",
])  # fmt: skip
@pytest.mark.parametrize("fault", [
    faults.busy(), faults.status(500), faults.error("missing_scope"), faults.hang_up(),
    faults.nonsense(), faults.nothing(), faults.error("file_uploads_disabled"),
])  # fmt: skip
def test_a_picture_that_cannot_be_taken_there_is_told_in_words(
    do: Any, workspace: Stub, method: str, fault: Fault
) -> None:
    # A connection that breaks while something is read is made anew once, without harm.
    workspace.will(method, fault, fault)
    do(sending(PICTURED, PICTURE))
    assert images(workspace) == [] and "Picture:" in workspace.messages[-1].shown
    assert len(workspace.messages) == 1


@pytest.mark.parametrize(("fault", "means"), [
    (faults.busy(7), Later),
    (faults.error("ratelimited"), Later),
    (faults.error("invalid_auth"), Later),
    (faults.error("something_new"), Later),
    (faults.status(500), Unsure),
    (faults.status(404), Unsure),
    (faults.error("internal_error"), Unsure),
    (faults.error("service_unavailable"), Unsure),
    (faults.nonsense(), Unsure),
    (faults.page(), Unsure),
    (faults.nothing(), Unsure),
    (faults.hang_up(), Unsure),
    (faults.error("channel_not_found"), Gone),
    (faults.error("account_inactive"), Gone),
    (faults.error("token_revoked"), Gone),
    (faults.error("is_archived"), Gone),
], ids=str)  # fmt: skip
def test_each_way_of_going_wrong_has_its_meaning_for_a_post(
    do: Any, workspace: Stub, fault: Fault, means: type[Exception]
) -> None:
    workspace.will("chat.postMessage", fault)
    with pytest.raises(means) as caught:
        do(sending())
    assert "Hello" not in str(caught.value)
    assert len(workspace.called("chat.postMessage")) == 1


@pytest.mark.parametrize("fault", [
    faults.status(500), faults.error("internal_error"), faults.nonsense(), faults.nothing(),
    faults.hang_up(),
], ids=str)  # fmt: skip
def test_what_can_be_done_twice_is_simply_tried_again_later(
    do: Any, workspace: Stub, fault: Fault
) -> None:
    sent = do(sending())
    workspace.will("chat.update", fault)
    with pytest.raises(Later):
        do(lambda platform: platform.update(ADDRESS, sent, HELLO, Standing(), None))
    workspace.will("users.info", fault, fault)
    with pytest.raises(Later):
        do(lambda platform: platform.identity("T", "U0PRIYA", Place(channel="D", private=True)))


def test_retry_after_is_honoured_and_bounded(do: Any, workspace: Stub) -> None:
    for asked, waited in ((7, 7), (0, 1), (999_999, 3600)):
        workspace.will("chat.postMessage", faults.busy(asked))
        with pytest.raises(Later) as caught:
            do(sending())
        assert caught.value.seconds == waited


def test_where_nobody_listens_it_is_tried_again_later(
    do: Any, workspace: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUYWELL_SLACK_API_URL", "http://127.0.0.1:9/api/")
    slack.cache_clear()
    with pytest.raises(Later):
        do(sending())


def find(
    mark: str, since: datetime | None = None, **more: str
) -> Callable[[SlackPlatform], Awaitable[str | None]]:
    since = since or datetime.now(UTC)
    return lambda platform: platform.find({**ADDRESS, **more}, mark, since)


def test_a_message_is_found_by_its_mark(do: Any, workspace: Stub) -> None:
    sent = do(sending(mark="m-7"))
    do(sending(mark="m-8"))
    assert do(find("m-7")) == sent
    assert do(find("m-9")) is None


def test_it_is_found_in_a_thread_and_behind_many_others(do: Any, workspace: Stub) -> None:
    sent = do(sending(mark="m-7", thread="1700000000.000100"))
    assert do(find("m-7", thread="1700000000.000100")) == sent
    sent = do(sending(mark="m-1"))

    async def many(platform: SlackPlatform) -> None:
        for number in range(120):
            await platform.send(ADDRESS, HELLO, NEW, f"n-{number}", None)

    do(many)
    assert do(find("m-1")) == sent


def test_it_is_found_where_slack_keeps_its_metadata_to_itself(do: Any, workspace: Stub) -> None:
    sent = do(sending(mark="m-7"))
    workspace.messages[-1].metadata = None
    assert do(find("m-7")) == sent


def test_what_was_posted_long_before_is_not_looked_through(do: Any, workspace: Stub) -> None:
    do(sending(mark="m-7"))
    assert do(find("m-7", datetime.now(UTC) + timedelta(minutes=5))) is None


def test_a_person_stands_for_the_direct_channel_with_them(do: Any, workspace: Stub) -> None:
    async def twice(platform: SlackPlatform) -> None:
        for number in range(2):
            await platform.send({"channel": "U0PRIYA"}, HELLO, NEW, f"m-{number}", None)

    do(twice)
    assert [each.channel for each in workspace.messages] == ["D0PRIYA", "D0PRIYA"]
    assert len(workspace.called("conversations.open")) == 1


def test_nobody_is_written_to_who_is_not_there(do: Any, workspace: Stub) -> None:
    with pytest.raises(Gone):
        do(lambda platform: platform.private("T", "U0NOBODY", None))
    who = do(lambda p: p.identity("T", "U0NOBODY", Place(channel="D", private=True)))
    assert who.outsider


def test_a_line_in_private_stays_and_one_in_a_group_is_for_one(do: Any, workspace: Stub) -> None:
    workspace.members["C0TEAM"] |= {BOT, "U0PRIYA"}
    tricky = "Ask <!channel> & *Robin* :smile: <@U0SAM>"
    private, group = Place(channel="D0PRIYA", private=True), Place(channel="C0TEAM", private=False)
    do(lambda platform: platform.note(private, "U0PRIYA", tricky))
    do(lambda platform: platform.note(group, "U0PRIYA", tricky))
    assert [each.shown for each in workspace.messages] == [tricky]
    assert [(each.shown, each.only_for) for each in workspace.whispers] == [(tricky, "U0PRIYA")]
    assert "<!channel>" not in workspace.messages[0].text


def test_the_address_of_our_own_page_in_a_line_can_be_pressed_and_is_not_looked_at_by_slack(
    do: Any, workspace: Stub
) -> None:
    place = Place(channel="D0PRIYA", private=True)
    ours = f"{settings().base_url}/sign-in?token=a-b_c"
    do(lambda platform: platform.note(place, "U0PRIYA", f"Open this: {ours} or https://x.example"))
    (block,) = workspace.messages[0].blocks
    pressed = [part["url"] for part in checking.parts(block) if part.get("type") == "link"]
    assert pressed == [ours]
    assert workspace.messages[0].text == f"Open this: {ours} or https://x.example"
    (sent,) = workspace.called("chat.postMessage")
    assert (sent["unfurl_links"], sent["unfurl_media"]) == (False, False)


def file(stub: Stub, data: bytes = b"quote", kind: str = "application/pdf") -> RemoteFile:
    sent = stub.add_file("quote.pdf", data, kind)
    return RemoteFile(name="quote.pdf", url=sent["url_private"], size=len(data), kind=kind)


def test_a_file_is_fetched_with_the_token(do: Any, workspace: Stub) -> None:
    assert do(lambda platform: platform.fetch(file(workspace, b"1" * 500_000), 600_000)) == (
        b"1" * 500_000
    )


def test_a_file_above_the_limit_is_not_read_to_its_end(do: Any, workspace: Stub) -> None:
    with pytest.raises(TooLarge):
        do(lambda platform: platform.fetch(file(workspace, b"1" * 1_000_001), 1_000_000))


@pytest.mark.parametrize("url", [
    "https://files.elsewhere.example/f", "https://files.slack.com.elsewhere.example/f",
    "http://127.0.0.1:1/f", "https://user@files.slack.com/f", "https://slack.com/f",
    "file:///etc/x", "", "https://[", "https://files.slack.com\\@elsewhere.example/f",
])  # fmt: skip
def test_the_token_goes_to_no_other_host(do: Any, workspace: Stub, url: str) -> None:
    with pytest.raises(Gone):
        do(lambda platform: platform.fetch(RemoteFile(name="f", url=url), 100))


@pytest.mark.parametrize(("api", "url", "ours"), [
    ("https://slack.com/api/", "https://files.slack.com/files-pri/T-F/a.pdf", True),
    ("https://www.slack.com/api/", "https://files.slack.com/a", True),
    ("https://slack-gov.com/api/", "https://files.slack-gov.com/a", True),
    ("https://slack.com/api/", "http://files.slack.com/a", False),
    ("https://slack.com/api/", "https://files.slack.com:444/a", False),
    ("https://slack.com/api/", "https://files.slack.com@evil.example/a", False),
    ("https://slack.com/api/", "https://a:b@files.slack.com/a", False),
    ("https://slack.com/api/", "https://files-slack.com/a", False),
])  # fmt: skip
def test_only_slacks_own_host_for_files_is_ours(
    monkeypatch: pytest.MonkeyPatch, api: str, url: str, ours: bool
) -> None:
    assert files.is_ours(Slack(SlackSettings(api_url=api)), url) is ours


def test_a_file_that_slack_leads_to_its_sign_in_page_for_is_not_followed(
    do: Any, workspace: Stub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wanted = file(workspace)
    monkeypatch.setenv("BUYWELL_SLACK_BOT_TOKEN", "xoxb-other")
    slack.cache_clear()
    with pytest.raises(Gone):
        do(lambda platform: platform.fetch(wanted, 100))
    assert "files:read" in caplog.text


def test_a_page_in_the_place_of_a_file_is_not_taken_for_it(do: Any, workspace: Stub) -> None:
    wanted = file(workspace, b"<html>Sign in</html>", "text/html")
    with pytest.raises(Gone):
        do(lambda p: p.fetch(wanted.model_copy(update={"kind": "application/pdf"}), 100))


def test_a_file_that_is_not_there_any_more_is_gone(do: Any, workspace: Stub) -> None:
    wanted = RemoteFile(name="f", url=f"{workspace.url}/files/F1/f.pdf")
    with pytest.raises(Gone):
        do(lambda platform: platform.fetch(wanted, 100))
