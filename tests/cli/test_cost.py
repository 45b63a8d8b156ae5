"""``buywell cost``: whole-life costs from a file, as somebody types it."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from buying.cli.app import main
from buying.service import costing
from buying.settings import settings

PRICE = {"kind": "price", "amount": "1200.00", "vat": "net"}
SERVICING = {"kind": "servicing", "amount": {"low": 10, "likely": 90, "high": 300}, "each": "year"}
STURDY = {"name": "Sturdy", "life_years": 10, "lines": [PRICE]}
CHEAP = {"name": "Cheap", "life_years": 10, "lines": [{**PRICE, "amount": "900"}, SERVICING]}
HOISTS = json.dumps({"options": [STURDY, CHEAP]}).encode()


@dataclass
class Done:
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    code: int


class Shell:
    """Runs the command as the console script does, in a place without a database."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.patch = patch
        self.capture = capture

    def __call__(self, *arguments: str, typed: bytes = b"") -> Done:
        """``buywell cost`` with ``arguments``; ``typed`` comes on standard input."""
        self.patch.setattr(sys, "argv", ["buywell", "cost", *arguments])
        self.patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(typed)))
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(*self.capture.readouterr(), int(ended.value.code or 0))


@pytest.fixture
def cost(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """The command, where there is no database and no folder for one."""
    monkeypatch.setenv("BUYWELL_DATABASE_URL", "sqlite:////nowhere/at/all.sqlite")
    monkeypatch.setenv("COLUMNS", "100")
    settings.cache_clear()
    return Shell(monkeypatch, capsys)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two hoists in a file."""
    path = tmp_path / "hoists.json"
    path.write_bytes(HOISTS)
    return path


def test_it_shows_the_cheapest_first_the_parts_and_what_would_change_it(
    cost: Shell, file: Path
) -> None:
    done = cost(str(file))
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.index("  Sturdy ") < done.stdout.index("  Cheap ")
    assert "£1,200" in done.stdout and "Servicing" in done.stdout
    assert "What would change it\n- " in done.stdout
    assert "Take care\n- " in done.stdout
    assert "Amounts are without VAT" in done.stdout


@pytest.mark.parametrize("options", [4, 8, 50])
def test_no_amount_is_broken_or_lost_however_many_options_there_are(
    cost: Shell, monkeypatch: pytest.MonkeyPatch, options: int
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    names = [f"Supplier {number} of Meadowshire" for number in range(options)]
    priced = [
        {**STURDY, "name": name, "lines": [{**PRICE, "amount": f"{2000 + number}.25"}, SERVICING]}
        for number, name in enumerate(names)
    ]
    done = cost("-", typed=json.dumps({"options": priced}).encode())
    by_part = done.stdout.partition("by part")[2].partition("What would")[0].split()
    for number in range(options):
        assert f"£{2000 + number:,}.25" in by_part
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_json_is_what_every_other_door_gives(cost: Shell, file: Path) -> None:
    expected = costing.answer(HOISTS, costing.rules_of_files()).as_json()
    assert cost(str(file), "--json").stdout == expected + "\n"


def test_a_dash_reads_what_is_typed(cost: Shell, file: Path) -> None:
    assert cost("-", "--json", typed=HOISTS).stdout == cost(str(file), "--json").stdout


def test_mistakes_go_to_standard_error_with_their_place(cost: Shell) -> None:
    wrong = json.dumps({"options": [{**STURDY, "life_years": 0.5}]}).encode()
    done = cost("-", typed=wrong)
    assert (done.code, done.stdout) == (2, "")
    assert "options[0].life_years: Give whole years, from 1 to 125. I got 0.5." in done.stderr


@pytest.mark.parametrize("typed", [b"", b"{", b"\xff", b"[" * 99_999, b"x" * 300_000])
def test_a_file_that_is_no_request_is_refused(cost: Shell, typed: bytes) -> None:
    done = cost("-", typed=typed)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("buywell: ") and "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named(cost: Shell, tmp_path: Path) -> None:
    done = cost(str(tmp_path / "nothing.json"))
    assert done.code == 2
    assert "nothing.json cannot be read" in done.stderr


def test_names_are_printed_as_they_are(cost: Shell) -> None:
    name = "[red]Sturdy[/red] :smile:"
    done = cost("-", typed=json.dumps({"options": [{**STURDY, "name": name}]}).encode())
    assert name in done.stdout
    assert "\x1b" not in done.stdout


def test_the_help_has_an_example(cost: Shell) -> None:
    done = cost("--help")
    assert done.code == 0
    assert "Example: buywell cost hoists.json" in done.stdout
