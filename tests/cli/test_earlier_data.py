"""Data of an earlier Buywell, whose rules this one cannot read: refused in a sentence, unharmed."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from buying.clock import now, today
from buying.rulebook import RulebookError
from buying.rulebook.contents import Contents, contents_of, read_contents
from buying.service import rulebooks
from buying.service.people import Who
from buying.store.database import transaction
from buying.store.tables import RulebookVersion
from tests.cli.test_commands import Command, buywell
from tests.conftest import ROOT, forget

__all__ = ["buywell"]

OF_ROUTES = contents_of({"routes.yml": b"routes:\n  - {id: card, up_to: petty_limit}\n"})


def of_lives() -> Contents:
    """The rules that ship, with the lives of things where they stood before costs had a file."""
    now = read_contents(ROOT / "rulebook")
    lives = now.files["categories.yml"].replace(b"    risk: ", b"    life_years: 7\n    risk: ")
    assert lives != now.files["categories.yml"]
    return contents_of({**now.files, "categories.yml": lives})


def kept(data_dir: Path, rules: Contents) -> Contents:
    """Put ``rules`` where an earlier Buywell kept them."""
    for path, content in rules.files.items():
        place = data_dir / "rulebooks" / rules.fingerprint / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return rules


@pytest.fixture(params=["routes", "lives"])
def rules(request: pytest.FixtureRequest, data_dir: Path) -> Contents:
    """Rules in one of the forms that earlier ones had."""
    return kept(data_dir, OF_ROUTES if request.param == "routes" else of_lives())


@pytest.fixture
def earlier(data_dir: Path, rules: Contents) -> Path:
    """A database of an earlier shape with a purchase, and the rules that the purchase follows."""
    database = data_dir / "buywell.sqlite"
    with sqlite3.connect(database) as made:
        made.execute("CREATE TABLE purchases (id INTEGER PRIMARY KEY, rulebook VARCHAR)")
        made.execute("INSERT INTO purchases (rulebook) VALUES (?)", [rules.fingerprint])
    return database


def version(rules: Contents, first_day: date) -> None:
    """Rules that were published, and which no purchase follows."""
    with transaction() as session:
        session.add(
            RulebookVersion(
                fingerprint=rules.fingerprint,
                label="Winter rules",
                effective_from=first_day,
                published_at=now(),
                reason="The first",
                changes=[],
            )
        )


@pytest.mark.parametrize("command", ["demo", "web", "worker"])
def test_a_start_says_in_one_sentence_what_to_do(
    earlier: Path, rules: Contents, buywell: Command, command: str
) -> None:
    refusal = buywell(command).refusal()
    assert f"rulebooks/{rules.fingerprint}: an earlier Buywell kept these rules" in refusal
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


def test_where_no_purchase_follows_them_the_rules_of_today_take_their_place(
    people: dict[str, Who], rules: Contents
) -> None:
    version(rules, today() - timedelta(days=1))
    rulebooks.must_be_readable()
    rulebooks.take_in()
    newest = rulebooks.versions(people["robin"])[0]
    assert newest.state == "current"
    assert newest.changes == (
        "An earlier Buywell kept “Winter rules”, in a form that cannot be compared.",
    )


def test_rules_that_are_still_to_come_must_be_readable_too(database: Path, rules: Contents) -> None:
    version(rules, today() + timedelta(days=1))
    with pytest.raises(RulebookError, match="an earlier Buywell kept these rules"):
        rulebooks.must_be_readable()
