"""The ``buywell`` command, as somebody types it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.slack.settings import slack
from buying.cli.app import main
from buying.cli.errors import CommandError
from buying.cli.running import step
from buying.service import people as people_service
from buying.service.people import Who
from buying.settings import settings
from buying.store.database import transaction
from buying.store.tables import Supplier

FAMILIES = (
    (), ("up",), ("web",), ("worker",), ("talk",), ("demo",), ("token",), ("link",),
    ("cost",), ("people",), ("people", "list"), ("people", "add"),
    ("people", "close"), ("people", "reopen"),
    ("rulebook",), ("rulebook", "check"), ("rulebook", "versions"), ("rulebook", "diff"),
    ("rulebook", "publish"),
    ("contracts",), ("contracts", "import"), ("contracts", "list"), ("contracts", "retire"),
    ("suppliers",), ("suppliers", "import"), ("suppliers", "list"), ("suppliers", "history"),
)  # fmt: skip


@dataclass
class Done:
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    code: int

    def refusal(self) -> str:
        """The sentence on standard error of a command that could not go on."""
        assert self.code == 2
        assert self.stdout == ""
        return self.stderr


Command = Callable[..., Done]


@pytest.fixture
def buywell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command as the console script does: ``buywell("token", "priya")``."""

    def run(*arguments: str, **environment: str) -> Done:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["buywell", *arguments])
        settings.cache_clear()
        slack.cache_clear()
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(*capsys.readouterr(), int(ended.value.code or 0))

    return run


def test_the_script_is_installed_and_reports_without_a_traceback(database: Path) -> None:
    script = Path(sys.executable).with_name("buywell")
    done = subprocess.run([script, "token", "nobody"], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("buywell: There is nobody called “nobody”.")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "environment",
    [
        {"BUYWELL_DATA_DIR": "{data_dir}/nowhere"},
        {"BUYWELL_DATA_DIR": "{data_dir}"},
        {"BUYWELL_DATABASE_URL": "nonsense"},
        {"BUYWELL_DATABASE_URL": "nosuch://address"},
    ],
    ids=["no folder", "nothing prepared", "no address", "unknown kind"],
)
def test_a_database_that_cannot_be_used_is_one_sentence_that_says_what_to_do(
    environment: dict[str, str], data_dir: Path, buywell: Command
) -> None:
    given = {name: value.format(data_dir=data_dir) for name, value in environment.items()}
    refusal = buywell("people", "list", **given).refusal()
    assert "The database cannot be used" in refusal
    assert "make run" in refusal
    assert len(refusal.splitlines()) == 1


def test_a_data_folder_that_cannot_be_made_is_named(data_dir: Path, buywell: Command) -> None:
    (data_dir / "file").write_text("in the way")
    refusal = buywell("demo", BUYWELL_DATA_DIR=str(data_dir / "file" / "data")).refusal()
    assert f"The data folder {data_dir / 'file' / 'data'} cannot be used" in refusal
    assert len(refusal.splitlines()) == 1


@pytest.mark.parametrize("command", FAMILIES, ids=" ".join)
def test_every_command_explains_itself_with_an_example(
    command: tuple[str, ...], buywell: Command
) -> None:
    done = buywell(*command, "--help")
    assert done.code == 0
    if command not in {("contracts",), ("people",), ("rulebook",), ("suppliers",)}:
        assert f"buywell {' '.join(command)}".strip() in done.stdout.split("Example:")[1]


def test_a_token_is_the_last_line_and_lets_its_holder_in(
    people: dict[str, Who], buywell: Command
) -> None:
    done = buywell("token", "priya")
    assert done.code == 0, done.stderr
    assert people_service.who(done.stdout.splitlines()[-1], "api") == people["priya"]


def test_a_link_is_the_last_line_and_signs_its_holder_in(
    people: dict[str, Who], buywell: Command
) -> None:
    done = buywell("link", "Morgan@demo.example", BUYWELL_PUBLIC_URL="https://buy.example/")
    address, _, secret = done.stdout.splitlines()[-1].partition("?token=")
    assert address == "https://buy.example/sign-in"
    session = people_service.redeem(secret)
    assert session is not None
    assert people_service.who(session, "session") == people["morgan"]


@pytest.mark.parametrize("command", ["token", "link"])
def test_an_unknown_person_is_said_in_one_sentence(
    command: str, database: Path, buywell: Command
) -> None:
    assert "nobody called “nobody”" in buywell(command, "nobody").refusal()


def test_a_wrong_setting_is_named_and_says_what_is_expected(buywell: Command) -> None:
    assert "BUYWELL_PORT is wrong" in buywell("token", "priya", BUYWELL_PORT="80").refusal()


def test_the_demonstration_makes_people_and_suppliers_once(
    data_dir: Path, buywell: Command
) -> None:
    first = buywell("demo")
    assert first.code == 0, first.stderr
    assert "Added 5 fictional people and 25 fictional suppliers" in first.stdout
    assert "Added 3 fictional contracts" in first.stdout
    assert "Added 0 fictional people and 0 fictional suppliers" in buywell("demo").stdout
    assert {who.id for who in people_service.everybody()} == {
        "priya", "sam", "morgan", "alex", "robin",
    }  # fmt: skip
    with transaction() as session:
        suppliers = session.query(Supplier).all()
    assert all(supplier.preferred and supplier.categories for supplier in suppliers)


def test_a_person_is_added_and_listed(database: Path, buywell: Command) -> None:
    added = buywell(
        "people", "add", "Jo Bloggs", "jo@demo.example", "--team", "Day services",
        "--role", "staff", "--role", "auditor",
    )  # fmt: skip
    assert added.code == 0, added.stderr
    listed = buywell("people", "list").stdout
    assert "jo-bloggs" in listed
    assert "staff, auditor" in listed


def test_a_role_that_is_none_is_refused(database: Path, buywell: Command) -> None:
    done = buywell("people", "add", "Jo", "jo@demo.example", "--team", "T", "--role", "king")
    assert "“king” is not a role" in done.refusal()


def test_the_rulebook_that_ships_is_in_order(buywell: Command) -> None:
    done = buywell("rulebook", "check")
    assert done.code == 0, done.stderr


def test_a_rulebook_that_is_not_there_is_said(tmp_path: Path, buywell: Command) -> None:
    done = buywell("rulebook", "check", BUYWELL_RULEBOOK_DIR=str(tmp_path / "nothing"))
    assert "nothing" in done.refusal()


def test_starting_twice_says_that_the_port_is_in_use(data_dir: Path, buywell: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = buywell("up", BUYWELL_PORT=str(port))
    assert f"Port {port} is in use" in done.refusal()


def test_an_error_in_the_middle_of_a_step_begins_a_line_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(CommandError), step("Preparing the database"):
        raise CommandError("no")
    assert capsys.readouterr().out == "Preparing the database ... not done\n"


def test_somebody_who_left_is_closed_by_name_and_reopened_by_id(
    people: dict[str, Who], buywell: Command
) -> None:
    assert "buywell people reopen priya" in buywell("people", "close", "Priya Sample").stdout
    assert "priya" not in buywell("people", "list").stdout
    assert "link priya" in buywell("people", "reopen", "priya").stdout
    assert "priya" in buywell("people", "list").stdout
    assert "has been closed" in buywell("people", "reopen", "priya").refusal()


@pytest.mark.parametrize("command", ["up", "web", "worker"])
def test_a_wrong_setting_of_a_chat_stops_the_start_and_does_not_show_its_secret(
    command: str, people: dict[str, Who], buywell: Command
) -> None:
    refusal = buywell(command, BUYWELL_SLACK_BOT_TOKEN="not-a-token").refusal()
    assert "BUYWELL_SLACK_BOT_TOKEN is wrong: expected" in refusal
    assert "not-a-token" not in refusal
