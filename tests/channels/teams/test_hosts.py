"""Which hosts are trusted: never one more than Microsoft's own validator would let pass."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from microsoft_agents.hosting.core import OutboundHostValidator

from bot.teams import hosts
from bot.teams.settings import TeamsSettings

THEIRS = OutboundHostValidator(enabled=True)
OURS = (hosts.services(TeamsSettings()), hosts.files(TeamsSettings()))
PIECES = (
    "https://", "http://", "//", "smba.trafficmanager.net", "botframework.com", "sharepoint.com",
    "teams.microsoft.com", "api.", "attacker.example", "@", ":", "443", "8443", "/", "\\", "?", "#",
    ".", "%40", "127.0.0.1", "[::1]", "user", " ", "\t", "\x00", "é", "svc.ms", "%2e", "0x7f.1",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_what_we_trust_microsoft_trusts_too(address: str) -> None:
    for ours in OURS:
        if ours.allow(address):
            assert THEIRS.is_allowed(address)
            assert httpx.URL(address).scheme == "https"


@pytest.mark.parametrize(
    "address",
    [
        "https://smba.trafficmanager.net/uk/",
        "https://smba.trafficmanager.net:443/emea/",
        "https://smba.infra.gcc.teams.microsoft.com/gcc",
        "https://SMBA.trafficmanager.net/teams/",
        "https://europe.webchat.botframework.com/",
    ],
)
def test_the_service_addresses_of_microsoft_are_trusted(address: str) -> None:
    assert OURS[0].allow(address)


def test_files_come_from_the_onedrive_of_any_organisation() -> None:
    assert OURS[1].allow("https://meadowshire-my.sharepoint.com/personal/priya/_layouts/15/x?t=1")
    assert not OURS[0].allow("https://meadowshire-my.sharepoint.com/teams/")


def test_another_cloud_can_be_added() -> None:
    ours = hosts.services(TeamsSettings(service_hosts="smba.example.org, .teams.example.com"))
    assert ours.allow("https://smba.example.org/teams/")
    assert ours.allow("https://one.teams.example.com/teams/")
    assert not ours.allow("https://other.example.org/teams/")
    assert not ours.allow("http://smba.example.org/teams/")


@pytest.mark.parametrize("address", [None, 7, b"https://smba.trafficmanager.net/", "", "x" * 99])
def test_what_is_no_address_is_not_trusted(address: object) -> None:
    assert not OURS[0].allow(address)
