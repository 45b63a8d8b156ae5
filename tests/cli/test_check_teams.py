"""``buywell check teams``: every step right, then each single thing missing or wrong in turn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest

from bot.chats import checks
from bot.teams import check, package
from bot.teams.settings import teams
from buying.service import arrivals
from buying.service.arrivals import Arrival, Place
from tests.channels.conftest import engine as engine
from tests.channels.teams import signed
from tests.channels.teams.conftest import microsoft as microsoft
from tests.channels.teams.stub import SECRET, Microsoft, Reply
from tests.cli import in_public, report
from tests.cli.test_commands import Command, Done
from tests.cli.test_commands import buywell as buywell
from tests.conftest import forget

ARRIVED = checks.arrived("Teams")
OTHER = "99999999-9999-4999-8999-999999999999"

Check = Callable[..., Done]


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate for the public address, which this machine trusts."""
    made = in_public.certificate(tmp_path)
    in_public.trust(made, monkeypatch)
    return made


@pytest.fixture
def public(
    certificate: Path, microsoft: Microsoft, engine: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Buywell at its public address, with Teams set up."""
    with in_public.service(certificate) as address:
        monkeypatch.setenv("BUYWELL_PUBLIC_URL", address)
        yield address


@pytest.fixture
def checked(buywell: Command, tmp_path: Path) -> Check:
    """Run the check with the settings as they are now, and the package of this test's own."""

    def run(**environment: str) -> Done:
        teams.cache_clear()
        done = buywell("check", "teams", "--package", str(tmp_path / "app.zip"), **environment)
        assert SECRET not in done.stdout + done.stderr
        return done

    return run


@pytest.fixture
def ready(public: str, checked: Check, buywell: Command, tmp_path: Path) -> Check:
    """Everything is done: the package is made, and somebody has written."""
    made = buywell("teams", "package", "--out", str(tmp_path / "app.zip"))
    assert made.code == 0, made.stderr
    hello("teams:1")
    return checked


def hello(event: str) -> None:
    place = Place(channel="a:direct", private=True)
    arrivals.keep(Arrival(event=event, platform="teams", workspace="t", account=OTHER, place=place))


def test_all_is_well(ready: Check, public: str) -> None:
    done = ready()
    assert set(report.states(done.stdout).values()) == {"ok"}, done.stdout
    assert (done.code, done.stderr) == (0, "")
    assert f"{public}/teams/messages is there, and asks who it is." in done.stdout
    assert done.stdout.endswith("All 10 steps are well.\n")


@pytest.mark.parametrize(
    ("setting", "step"),
    [("APP_ID", check.APP_ID), ("TENANT", check.TENANT), ("APP_SECRET", check.SECRET)],
)
def test_a_setting_that_is_missing_is_named_with_where_its_value_stands(
    setting: str, step: str, ready: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"BUYWELL_TEAMS_{setting}")
    done = ready()
    told = report.read(done.stdout)
    assert done.code == 1
    assert told[step].state == "missing"
    assert f"set BUYWELL_TEAMS_{setting} to it" in told[step].words
    left = {name: each.state for name, each in told.items() if each.state != "ok"}
    assert set(left.values()) - {"missing"} == {"not tried"}
    assert list(left.values()).count("missing") == 1
    assert "Next: In the Azure portal" in done.stdout


def test_with_nothing_set_every_setting_is_asked_for(
    database: Path, checked: Check, microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("APP_ID", "TENANT", "APP_SECRET"):
        monkeypatch.delenv(f"BUYWELL_TEAMS_{name}")
    done = checked()
    assert done.code == 1
    assert list(report.states(done.stdout).values())[:3] == ["missing"] * 3
    assert microsoft.calls == []


def test_a_setting_of_the_wrong_shape_is_named(ready: Check) -> None:
    done = ready(BUYWELL_TEAMS_TENANT="council.onmicrosoft.com")
    told = report.read(done.stdout)["The settings"]
    assert (done.code, told.state) == (1, "wrong")
    assert "BUYWELL_TEAMS_TENANT is wrong: expected an id such as" in told.words


def test_a_public_address_without_https_is_refused(ready: Check) -> None:
    done = ready(BUYWELL_PUBLIC_URL="http://buywell.example.org")
    told = report.read(done.stdout)["The settings"]
    assert (done.code, told.state) == (1, "wrong")
    assert "BUYWELL_PUBLIC_URL is wrong: expected https://" in told.words


def test_an_address_of_this_machine_alone_is_not_public(ready: Check) -> None:
    done = ready(BUYWELL_PUBLIC_URL="", BUYWELL_PORT="1999")
    told = report.read(done.stdout)
    assert told[check.PUBLIC].state == "missing"
    assert "set BUYWELL_PUBLIC_URL to its address" in told[check.PUBLIC].words
    assert told[check.PACKAGE].state == "not tried"
    assert told[check.DOOR].state == "wrong"
    assert "there was no connection" in told[check.DOOR].words


def test_a_secret_that_is_not_of_the_app_is_wrong(ready: Check, microsoft: Microsoft) -> None:
    microsoft.secrets.clear()
    done = ready()
    assert only_wrong(done) == check.LOGIN
    assert "The login refused the secret (invalid_client)" in words(done, check.LOGIN)


@pytest.mark.parametrize(
    ("number", "means"),
    [
        (7000215, "copy its Value (not its Secret ID)"),
        (7000222, "it has expired (AADSTS7000222). To do: Make a new client secret"),
        (700016, "no such app in this tenant"),
        (90002, "no such tenant (AADSTS90002). To do: Compare"),
        (12345, "look the code up"),
    ],
)
def test_what_the_login_says_of_a_secret_is_told_in_plain_words(
    number: int, means: str, ready: Check, microsoft: Microsoft
) -> None:
    said = json.dumps({"error": "invalid_client", "error_codes": [number]}).encode()
    microsoft.answers("POST .*/oauth2/v2.0/token", Reply(401, body=said))
    done = ready()
    assert only_wrong(done) == check.LOGIN
    assert f"AADSTS{number}" in words(done, check.LOGIN)
    assert means in words(done, check.LOGIN)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"error_codes": "all"}'])
def test_a_login_that_makes_no_sense_is_told_too(
    body: bytes, ready: Check, microsoft: Microsoft
) -> None:
    microsoft.answers("POST .*/oauth2/v2.0/token", Reply(500, body=body))
    assert only_wrong(ready()) == check.LOGIN


def test_while_secrets_are_changed_each_is_tried(ready: Check) -> None:
    done = ready(BUYWELL_TEAMS_APP_SECRET=f"{SECRET},the-older-one")
    told = report.states(done.stdout)
    assert told[f"{check.LOGIN} for secret 1"] == "ok"
    assert told[f"{check.LOGIN} for secret 2"] == "wrong"
    assert "the-older-one" not in done.stdout
    assert done.code == 1


def test_without_the_internet_each_address_is_named(ready: Check, microsoft: Microsoft) -> None:
    microsoft.answers("POST .*/oauth2/v2.0/token", Reply(0))
    microsoft.answers("GET /openid", Reply(0))
    microsoft.answers("POST /teams/", Reply(0))
    done = ready()
    told = report.read(done.stdout)
    for name in (check.LOGIN, check.KEYS, check.SERVICE):
        assert told[name].state == "wrong"
        assert microsoft.url in told[name].words
        assert "HTTPS_PROXY" in told[name].words
    assert told[check.DOOR].state == "ok"
    assert done.code == 1


def test_keys_that_cannot_be_had_are_wrong(ready: Check, microsoft: Microsoft) -> None:
    microsoft.keys.clear()
    assert only_wrong(ready()) == check.KEYS


@pytest.mark.parametrize(
    ("status", "means"),
    [
        (404, "runs without the settings of Teams"),
        (502, "the proxy does not reach the web process"),
        (301, "Teams does not follow"),
        (200, "let in what nobody signed"),
        (418, "is not what Buywell answers there"),
    ],
)
def test_what_else_answers_at_the_public_address_is_told(
    status: int, means: str, ready: Check, certificate: Path
) -> None:
    with in_public.something_else(certificate, status) as address:
        done = ready(BUYWELL_PUBLIC_URL=address)
    assert report.states(done.stdout)[check.DOOR] == "wrong"
    assert means in words(done, check.DOOR)


def test_a_certificate_that_nobody_trusts_is_told(
    ready: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    done = ready()
    assert only_wrong(done) == check.DOOR
    assert "its certificate cannot be trusted" in words(done, check.DOOR)


def test_a_package_that_was_not_made_is_asked_for(ready: Check, tmp_path: Path) -> None:
    (tmp_path / "app.zip").unlink()
    done = ready()
    told = report.read(done.stdout)[check.PACKAGE]
    assert (done.code, told.state) == (1, "missing")
    assert "Run buywell teams package" in told.words


def test_a_package_made_with_other_settings_is_told(ready: Check) -> None:
    done = ready(BUYWELL_ORGANISATION="Another council")
    assert only_wrong(done) == check.PACKAGE
    assert "It differs in: developer." in words(done, check.PACKAGE)


@pytest.mark.parametrize("content", [b"no zip", None], ids=["no zip", "no manifest"])
def test_a_package_that_cannot_be_read_is_told(
    content: bytes | None, ready: Check, tmp_path: Path
) -> None:
    file = tmp_path / "app.zip"
    if content is None:
        with ZipFile(file, "w"):
            pass
    else:
        file.write_bytes(content)
    assert only_wrong(ready()) == check.PACKAGE


def test_before_anybody_has_written_the_administrator_is_asked_to(
    public: str, checked: Check, buywell: Command, tmp_path: Path
) -> None:
    buywell("teams", "package", "--out", str(tmp_path / "app.zip"))
    done = checked()
    told = report.read(done.stdout)[ARRIVED]
    assert (done.code, told.state) == (1, "missing")
    assert "write hello" in told.words


def test_those_who_were_turned_away_are_counted(ready: Check) -> None:
    arrivals.refuse("teams:1")
    done = ready()
    assert done.code == 0
    assert "turned away: 1 (buywell accounts strangers)" in words(done, ARRIVED)


def test_a_database_that_was_not_prepared_is_told(
    ready: Check, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BUYWELL_DATA_DIR", str(tmp_path))
    forget()
    done = ready()
    assert only_wrong(done) == ARRIVED
    assert "The database cannot be read" in words(done, ARRIVED)


def test_the_package_is_what_teams_takes(public: str, buywell: Command, tmp_path: Path) -> None:
    file = tmp_path / "new" / "app.zip"
    done = buywell("teams", "package", "--out", str(file))
    assert f"Made {file} for {public}" in done.stdout
    with ZipFile(file) as archive:
        held = json.loads(archive.read("manifest.json"))
    assert held["id"] == signed.APP
    assert package.problems(held) == []


def test_no_package_without_the_settings(database: Path, buywell: Command) -> None:
    teams.cache_clear()
    assert "Teams is not set up yet" in buywell("teams", "package").refusal()


def test_the_door_answers_what_the_check_looks_for(public: str) -> None:
    # Nothing vouches for the meaning of 401 but the door itself.
    assert httpx.post(f"{public}{check.PATH}", json={}).status_code == 401


def only_wrong(done: Done) -> str:
    """The one step that is not well."""
    left = [name for name, state in report.states(done.stdout).items() if state != "ok"]
    assert done.code == 1 and len(left) == 1, done.stdout
    return left[0]


def words(done: Done, name: str) -> str:
    return report.read(done.stdout)[name].words
