"""Data of an earlier Buywell, whose rules this one cannot read: refused in a sentence, unharmed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from buying.rulebook.contents import contents_of
from tests.cli.test_commands import Command, buywell
from tests.conftest import forget

__all__ = ["buywell"]

RULES = b"routes:\n  - {id: card, up_to: petty_limit}\n"
FOLLOWED = contents_of({"routes.yml": RULES}).fingerprint


@pytest.fixture
def earlier(data_dir: Path) -> Path:
    """A database of an earlier shape with a purchase, and the rules that the purchase follows."""
    kept = data_dir / "rulebooks" / FOLLOWED
    kept.mkdir(parents=True)
    (kept / "routes.yml").write_bytes(RULES)
    database = data_dir / "buywell.sqlite"
    with sqlite3.connect(database) as made:
        made.execute("CREATE TABLE purchases (id INTEGER PRIMARY KEY, rulebook VARCHAR)")
        made.execute("INSERT INTO purchases (rulebook) VALUES (?)", [FOLLOWED])
    return database


@pytest.mark.parametrize("command", ["demo", "web", "worker"])
def test_a_start_says_in_one_sentence_what_to_do(
    earlier: Path, buywell: Command, command: str
) -> None:
    refusal = buywell(command).refusal()
    assert f"rulebooks/{FOLLOWED}: an earlier Buywell kept these rules" in refusal
    assert "set BUYWELL_DATA_DIR to an empty folder" in refusal
    assert len(refusal.splitlines()) == 1


def test_the_data_stay_as_they_were(earlier: Path, buywell: Command) -> None:
    buywell("demo").refusal()
    forget()
    with sqlite3.connect(earlier) as read:
        assert read.execute("SELECT name FROM sqlite_master").fetchall() == [("purchases",)]


def test_an_empty_folder_begins_anew(earlier: Path, buywell: Command) -> None:
    done = buywell("demo", BUYWELL_DATA_DIR=str(earlier.parent / "anew"))
    assert "Now here: alex, morgan, priya, robin, sam." in done.stdout
