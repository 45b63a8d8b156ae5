"""``buywell check slack``: every step right, then each single thing missing or wrong in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from bot.chats import checks
from bot.slack import check, manifest
from bot.slack.settings import slack
from buying.service import arrivals
from buying.service.arrivals import Arrival, Place
from tests.channels.conftest import engine as engine
from tests.channels.slack import faults, signed
from tests.channels.slack.conftest import workspace as workspace
from tests.channels.slack.stub import APP_TOKEN, TEAM, TOKEN, Stub
from tests.cli import in_public, report
from tests.cli.test_commands import Command, Done
from tests.cli.test_commands import buywell as buywell
from tests.conftest import forget

ARRIVED = checks.arrived("Slack")
SECRETS = (TOKEN, APP_TOKEN, signed.SECRET)

Check = Callable[..., Done]


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for the public address, which this machine trusts."""
    made = in_public.certificate(tmp_path)
    in_public.trust(made, monkeypatch)
    return made


@pytest.fixture
def public(
    certificate: Path, workspace: Stub, engine: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Buywell at its public address, with Slack set up."""
    workspace.scopes = sorted(manifest.scopes())
    with in_public.service(certificate) as address:
        monkeypatch.setenv("BUYWELL_PUBLIC_URL", address)
        yield address


@pytest.fixture
def checked(buywell: Command) -> Check:
    """Run the check with the settings as they are now; it never tells a secret."""

    def run(**environment: str) -> Done:
        slack.cache_clear()
        done = buywell("check", "slack", **environment)
        assert not [each for each in SECRETS if each in done.stdout + done.stderr]
        return done

    return run


@pytest.fixture
def ready(public: str, checked: Check) -> Check:
    """Everything is done, and somebody has written."""
    place = Place(channel="D0PRIYA", private=True)
    arrivals.keep(
        Arrival(event="slack:1", platform="slack", workspace=TEAM, account="U1", place=place)
    )
    return checked


@pytest.fixture
def by_socket(ready: Check, monkeypatch: pytest.MonkeyPatch) -> Check:
    """The same by socket mode alone, with no public address."""
    monkeypatch.setenv("BUYWELL_SLACK_APP_TOKEN", APP_TOKEN)
    monkeypatch.delenv("BUYWELL_SLACK_SIGNING_SECRET")
    monkeypatch.delenv("BUYWELL_PUBLIC_URL")
    return ready


def test_all_is_well(ready: Check, public: str) -> None:
    done = ready()
    assert set(report.states(done.stdout).values()) == {"ok"}, done.stdout
    assert (done.code, done.stderr) == (0, "")
    assert "It is the bot buywell in Meadow." in words(done, check.INSTALLED)
    assert f"{public}/slack/events answers as Slack expects it." in done.stdout
    assert done.stdout.endswith("All 8 steps are well.\n")


def test_all_is_well_in_socket_mode_without_a_public_address(by_socket: Check) -> None:
    done = by_socket()
    assert set(report.states(done.stdout).values()) == {"ok"}, done.stdout
    assert done.code == 0
    assert "Links in messages lead there too" in words(done, check.PUBLIC)
    assert check.DOOR not in report.states(done.stdout)


def test_with_nothing_set_every_setting_is_asked_for(
    database: Path, checked: Check, workspace: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BOT_TOKEN", "SIGNING_SECRET"):
        monkeypatch.delenv(f"BUYWELL_SLACK_{name}")
    done = checked()
    told = report.states(done.stdout)
    assert done.code == 1
    assert told[check.BOT_TOKEN] == told[check.WAY_IN] == told[check.PUBLIC] == "missing"
    assert told[check.INSTALLED] == told[check.SCOPES] == "not tried"
    assert workspace.calls == []
    assert "7 of 7 steps are left. Next: On api.slack.com/apps" in done.stdout


def test_without_the_bot_token_it_is_said_where_it_stands(
    ready: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BUYWELL_SLACK_BOT_TOKEN")
    done = ready()
    told = report.read(done.stdout)
    assert told[check.BOT_TOKEN].state == "missing"
    assert "copy Bot User OAuth Token" in told[check.BOT_TOKEN].words
    # Slack asks a new address its question perhaps before there is a token.
    assert told[check.DOOR].state == "ok"


def test_without_a_way_in_both_are_offered(ready: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BUYWELL_SLACK_SIGNING_SECRET")
    done = ready()
    assert only_left(done) == (check.WAY_IN, "missing")
    assert "BUYWELL_SLACK_SIGNING_SECRET" in words(done, check.WAY_IN)
    assert "BUYWELL_SLACK_APP_TOKEN" in words(done, check.WAY_IN)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-of-a-person", "which begins with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-of-a-bot", "which begins with xapp-"),
        ("SLACK_SIGNING_SECRET", "short", "the Signing Secret of the page Basic Information"),
        ("SLACK_TEAM", "Meadow", "the id of a workspace"),
        ("PUBLIC_URL", "http://buywell.example.org", "expected https://"),
    ],
)
def test_a_setting_of_the_wrong_shape_is_named_and_not_told(
    name: str, value: str, expected: str, ready: Check
) -> None:
    done = ready(**{f"BUYWELL_{name}": value})
    told = report.read(done.stdout)["The settings"]
    assert (done.code, told.state) == (1, "wrong")
    assert f"BUYWELL_{name} is wrong" in told.words
    assert expected in told.words
    assert value not in done.stdout


def test_an_address_of_this_machine_alone_is_not_public(
    ready: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BUYWELL_PUBLIC_URL")
    done = ready(BUYWELL_PORT="1999")
    told = report.read(done.stdout)
    assert told[check.PUBLIC].state == "missing"
    assert told[check.DOOR].state == "wrong"
    assert "there was no connection" in told[check.DOOR].words


@pytest.mark.parametrize(
    ("code", "means"),
    [
        ("invalid_auth", "Slack does not know this token"),
        ("account_inactive", "the app was removed from the workspace"),
        ("token_revoked", "the token was revoked"),
        ("something_new", "Slack refused BUYWELL_SLACK_BOT_TOKEN: something_new"),
    ],
)
def test_a_token_that_slack_refuses_is_told_in_plain_words(
    code: str, means: str, ready: Check, workspace: Stub
) -> None:
    workspace.will("auth.test", faults.error(code))
    done = ready()
    told = report.read(done.stdout)
    assert told[check.INSTALLED].state == "wrong"
    assert means in told[check.INSTALLED].words
    assert told[check.SCOPES].state == told[check.WORKSPACE].state == "not tried"
    assert done.code == 1


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (faults.hang_up(), "the connection broke"),
        (faults.page(), "its answer cannot be understood"),
        (faults.nonsense(), "its answer cannot be understood"),
    ],
)
def test_a_slack_that_cannot_be_reached_is_told(
    fault: faults.Fault, why: str, ready: Check, workspace: Stub
) -> None:
    workspace.will("auth.test", fault)
    done = ready()
    assert done.code == 1
    assert why in words(done, check.INSTALLED)
    assert "HTTPS_PROXY" in words(done, check.INSTALLED)


def test_without_the_internet_every_step_still_has_its_sentence(ready: Check) -> None:
    done = ready(BUYWELL_SLACK_API_URL="http://127.0.0.1:1/api/")
    assert "there was no connection" in words(done, check.INSTALLED)
    assert report.states(done.stdout)[check.DOOR] == "ok"


def test_a_scope_that_is_not_granted_is_named(ready: Check, workspace: Stub) -> None:
    workspace.scopes.remove("users:read.email")
    done = ready()
    assert only_left(done) == (check.SCOPES, "wrong")
    assert "These scopes are not granted: users:read.email." in words(done, check.SCOPES)
    assert "Run buywell slack manifest" in words(done, check.SCOPES)


def test_another_workspace_than_the_one_set_is_told(ready: Check) -> None:
    assert ready(BUYWELL_SLACK_TEAM=TEAM).code == 0
    done = ready(BUYWELL_SLACK_TEAM="T0OTHER")
    assert only_left(done) == (check.WORKSPACE, "wrong")
    assert f"Set BUYWELL_SLACK_TEAM to {TEAM}" in words(done, check.WORKSPACE)


@pytest.mark.parametrize(
    ("code", "means"),
    [
        ("invalid_auth", "BUYWELL_SLACK_APP_TOKEN does not work"),
        ("missing_scope", "lacks the scope connections:write"),
    ],
)
def test_an_app_token_that_slack_refuses_is_told(
    code: str, means: str, by_socket: Check, workspace: Stub
) -> None:
    workspace.will("apps.connections.open", faults.error(code))
    done = by_socket()
    assert only_left(done) == (check.SOCKET, "wrong")
    assert means in words(done, check.SOCKET)
    assert "App-Level Tokens, and generate one" in words(done, check.SOCKET)


def test_a_secret_with_which_the_service_was_not_started_is_told(ready: Check) -> None:
    assert ready().code == 0, "the door was made with the secret of that time"
    new = "f" * 32
    done = ready(BUYWELL_SLACK_SIGNING_SECRET=f"{new},{signed.SECRET}")
    assert only_left(done) == (check.DOOR, "wrong")
    assert "Restart the service" in words(done, check.DOOR)
    assert new not in done.stdout


@pytest.mark.parametrize(
    ("status", "means"),
    [
        (401, "does not take the newest secret"),
        (404, "runs without the settings of Slack"),
        (503, "the proxy does not reach the web process"),
        (302, "Slack does not follow"),
        (200, "is not what Buywell answers there"),
    ],
)
def test_what_else_answers_at_the_public_address_is_told(
    status: int, means: str, ready: Check, certificate: Path
) -> None:
    with in_public.something_else(certificate, status) as address:
        done = ready(BUYWELL_PUBLIC_URL=address)
    assert only_left(done) == (check.DOOR, "wrong")
    assert means in words(done, check.DOOR)


def test_a_certificate_that_nobody_trusts_is_told(
    ready: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    done = ready()
    assert only_left(done) == (check.DOOR, "wrong")
    assert "its certificate cannot be trusted" in words(done, check.DOOR)


def test_before_anybody_has_written_the_administrator_is_asked_to(
    public: str, checked: Check
) -> None:
    done = checked()
    assert only_left(done) == (ARRIVED, "missing")
    assert "Open a chat with Buywell in Slack, write hello" in words(done, ARRIVED)


def test_those_who_were_turned_away_are_counted(ready: Check) -> None:
    arrivals.refuse("slack:1")
    assert "turned away: 1 (buywell accounts strangers)" in words(ready(), ARRIVED)


def test_a_database_that_was_not_prepared_is_told(
    ready: Check, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BUYWELL_DATA_DIR", str(tmp_path))
    forget()
    done = ready()
    assert only_left(done) == (ARRIVED, "wrong")
    assert "The database cannot be read" in words(done, ARRIVED)


def test_the_door_refuses_what_the_check_did_not_sign(public: str) -> None:
    # So that the answer to the check means what it says.
    url = f"{public}/slack/events"
    assert httpx.post(url, json={"type": "url_verification"}).status_code == 401


def test_the_manifest_has_this_services_address(buywell: Command) -> None:
    done = buywell("slack", "manifest", BUYWELL_PUBLIC_URL="https://buy.council.example")
    made = yaml.safe_load(done.stdout)
    url = "https://buy.council.example/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == url
    assert made["features"]["unfurl_domains"] == ["buy.council.example"]


def test_the_manifest_for_socket_mode_needs_no_address(buywell: Command) -> None:
    done = buywell("slack", "manifest", "--socket")
    made = yaml.safe_load(done.stdout)
    assert made["settings"]["socket_mode_enabled"] is True
    assert "slack/events" not in done.stdout


def test_no_manifest_for_an_address_that_slack_cannot_reach(buywell: Command) -> None:
    assert "add --socket" in buywell("slack", "manifest").refusal()


def only_left(done: Done) -> tuple[str, str]:
    """The one step that is not well, and how it stands."""
    left = [(name, state) for name, state in report.states(done.stdout).items() if state != "ok"]
    assert done.code == 1 and len(left) == 1, done.stdout
    return left[0]


def words(done: Done, name: str) -> str:
    return report.read(done.stdout)[name].words
