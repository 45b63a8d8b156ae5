"""The Home tab, links to our pages, and the end of the app in a workspace."""

from __future__ import annotations

import pytest

from buying.service import accounts
from buying.settings import settings
from tests.channels.slack import checking, faults
from tests.channels.slack.member import Member
from tests.channels.slack.stub import TEAM

CHANNEL = "C0TEAM"


def home(member: Member) -> str:
    """All that a person's Home tab says, once it is there."""
    view = member.stub.until(lambda: member.stub.homes.get(member.user))
    return checking.shown(view["blocks"])


def test_the_home_tab_offers_to_begin(priya: Member) -> None:
    priya.opens_home()
    assert "Start a purchase" in home(priya)


def test_a_button_of_the_home_tab_is_obeyed_in_the_direct_chat(priya: Member) -> None:
    priya.opens_home()
    home(priya)
    priya.presses_at_home("Start a purchase")
    priya.hears("What do you need")


def test_the_home_tab_lists_a_purchase_that_is_under_way(priya: Member) -> None:
    priya.says("12 shower chairs")
    priya.hears("What kind of thing is that?")
    priya.opens_home()
    assert "shower chairs" in home(priya)


def test_each_sees_their_own_home_tab(priya: Member) -> None:
    priya.says("12 shower chairs")
    priya.hears("What kind of thing is that?")
    sam = Member(priya.stub, priya.http, "U0SAM")
    sam.opens_home()
    assert "shower chairs" not in home(sam)


def test_a_stranger_reads_in_the_home_tab_whom_to_ask(priya: Member) -> None:
    priya.stub.users[priya.user]["is_restricted"] = True
    priya.opens_home()
    assert "guest" in home(priya) and "Robin" in home(priya)


def test_the_messages_tab_needs_nothing(priya: Member) -> None:
    assert priya.opens_home("messages").status_code == 200
    priya.says("hello")
    priya.newest()
    assert priya.stub.homes == {}


def test_a_home_tab_that_cannot_be_shown_breaks_nothing(priya: Member) -> None:
    priya.stub.will("views.publish", faults.status(500))
    assert priya.opens_home().status_code == 200
    priya.says("hello")
    priya.newest()


def test_a_fault_that_follows_an_acknowledgement_is_logged_by_its_kind_alone(
    priya: Member, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_given: object) -> None:
        raise RuntimeError("12 shower chairs")

    monkeypatch.setattr("bot.slack.home.publish", broken)
    assert priya.opens_home().status_code == 200
    priya.stub.until(lambda: "RuntimeError" in caplog.text)
    assert "shower" not in caplog.text


def share(member: Member, *addresses: str, **event: object) -> int:
    """Somebody posts links in a channel."""
    links = [{"domain": "x", "url": address} for address in addresses]
    shared = {
        "type": "link_shared", "user": member.user, "channel": CHANNEL,
        "message_ts": "1700000000.000100", "links": links, **event,
    }  # fmt: skip
    return member.sends(member.event(shared)).status_code


def test_a_link_to_a_purchase_file_says_only_that_it_is_one(priya: Member) -> None:
    priya.says("12 shower chairs")
    priya.hears("What kind of thing is that?")
    address = f"{settings().base_url}/purchases/BW-0001"
    assert share(priya, address) == 200
    (shown,) = priya.stub.until(lambda: priya.stub.unfurled)
    assert (shown["channel"], shown["ts"]) == (CHANNEL, "1700000000.000100")
    assert checking.shown(shown["unfurls"][address]["blocks"]) == (
        "Purchase file BW-0001. Sign in to read it."
    )


def test_a_link_that_is_still_being_written_is_answered_where_it_is(priya: Member) -> None:
    address = f"{settings().base_url}/purchases/BW-0001.pdf"
    share(priya, address, unfurl_id="U1", source="composer", channel="COMPOSER")
    (shown,) = priya.stub.until(lambda: priya.stub.unfurled)
    assert (shown["unfurl_id"], shown["source"]) == ("U1", "composer")
    assert "channel" not in shown


@pytest.mark.parametrize("link", [
    "{base}/purchases/BW-0001/files/secret",
    "{base}/chat",
    "{base}/purchases/ring-0800-123456-now",
    "https://elsewhere.example/purchases/BW-0001",
    "{base}.elsewhere.example/purchases/BW-0001",
    "not an address",
    "https://[",
])  # fmt: skip
def test_below_other_links_nothing_is_shown(priya: Member, link: str) -> None:
    good = f"{settings().base_url}/purchases/BW-0002"
    share(priya, link.format(base=settings().base_url), good)
    (shown,) = priya.stub.until(lambda: priya.stub.unfurled)
    assert set(shown["unfurls"]) == {good}


def test_where_others_read_along_no_link_is_explained(priya: Member) -> None:
    address = f"{settings().base_url}/purchases/BW-0001"
    shared = {"type": "link_shared", "channel": CHANNEL, "message_ts": "1.1",
              "links": [{"url": address}]}  # fmt: skip
    payload = priya.event(shared)
    assert priya.sends({**payload, "is_ext_shared_channel": True}).status_code == 200
    priya.says("hello")
    priya.newest()
    assert priya.stub.unfurled == []


@pytest.mark.parametrize("event", [
    {"type": "app_uninstalled"},
    {"type": "tokens_revoked", "tokens": {"bot": ["U0BUYWELL"], "oauth": []}},
])  # fmt: skip
def test_when_the_app_is_removed_nobody_is_reached_there_any_more(
    priya: Member, event: dict[str, object]
) -> None:
    priya.says("hello")
    priya.newest()
    assert priya.sends(priya.event(event)).status_code == 200
    assert accounts.find("slack", TEAM, priya.user) is None


def test_a_token_of_a_person_that_ends_is_none_of_ours(priya: Member) -> None:
    priya.says("hello")
    priya.newest()
    priya.sends(priya.event({"type": "tokens_revoked", "tokens": {"oauth": ["U0PRIYA"]}}))
    assert accounts.find("slack", TEAM, priya.user) is not None
