"""``buywell rulebook``: versions, what changes between two, and publishing a folder."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from buying.clock import today
from buying.service import policies
from tests.cli.test_commands import Command, buywell
from tests.conftest import ROOT, forget

__all__ = ["buywell"]

CASE = """\
- title: Slippers for £280 need two prices
  on: 2026-11-21
  given:
    need: {item: slippers, quantity: "20"}
    category: furniture
    budget: {amount: "280.00", vat: gross}
  expect: {route: two_prices}
"""


@pytest.fixture
def rules(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Buywell's own rulebook for this test, with one worked example."""
    folder = Path(shutil.copytree(ROOT / "rulebook", tmp_path / "rules"))
    shutil.rmtree(folder / "cases")
    (folder / "cases").mkdir()
    (folder / "cases" / "slippers.yml").write_text(CASE, "utf-8")
    monkeypatch.setenv("BUYWELL_RULEBOOK_DIR", str(folder))
    return folder


@pytest.fixture
def raised(rules: Path, tmp_path: Path) -> Path:
    """The same rules with a petty limit of £300, and a worked example that says so."""
    folder = Path(shutil.copytree(rules, tmp_path / "raised"))
    replace(folder / "thresholds.yml", "value: 250}", "value: 300}")
    replace(folder / "cases" / "slippers.yml", "two_prices", "purchase_card")
    return folder


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def publish(buywell: Command, folder: Path, days: int = 0, label: str = "2027-01"):
    day = today() + timedelta(days=days)
    return buywell(
        "rulebook", "publish", str(folder), "--from", str(day), "--label", label,
        "--reason", "Cabinet decided",
    )  # fmt: skip


def test_a_folder_is_checked_by_name(raised: Path, buywell: Command):
    assert "is in order" in buywell("rulebook", "check", str(raised)).stdout
    replace(raised / "thresholds.yml", "value: 300}", "value: 250}")

    refused = buywell("rulebook", "check", str(raised)).refusal()

    assert "cases/slippers.yml:1: “Slippers for £280 need two prices”" in refused


def test_a_published_folder_is_in_force_and_listed_with_its_reason(raised, buywell: Command):
    done = publish(buywell, raised)

    assert done.code == 0
    assert "is £300 with VAT" in done.stdout
    assert "The version “2027-01” is published. It is in force since" in done.stdout
    forget()
    assert policies.current().threshold("petty_limit", today()) == 300
    newest, why, *_ = buywell("rulebook", "versions").stdout.splitlines()
    assert newest.startswith("2027-01") and policies.current().fingerprint[:12] in newest
    assert why.endswith("published by a command: Cabinet decided")


def test_a_version_for_a_later_day_waits(raised, buywell: Command):
    publish(buywell, raised, days=30)

    assert "in force from" in buywell("rulebook", "versions").stdout.splitlines()[0]
    assert policies.current().threshold("petty_limit", today()) == 250


def test_rules_with_mistakes_are_not_published(raised, buywell: Command):
    replace(raised / "thresholds.yml", "value: 300}", "value: 250}")

    refused = publish(buywell, raised).refusal()

    assert refused.startswith("buywell: One thing is wrong in these rules.")
    assert "cases/slippers.yml:1:" in refused


def test_a_day_that_has_passed_is_refused(raised, buywell: Command):
    assert "today or later" in publish(buywell, raised, days=-1).refusal()


def test_two_rulebooks_are_told_apart_by_folder_name_and_fingerprint(rules, raised, buywell):
    publish(buywell, raised)
    forget()
    fingerprint = policies.current().fingerprint[:8]

    for before, after in (
        (str(rules), str(raised)),
        (str(rules), "2027-01"),
        (str(rules), fingerprint),
    ):
        told = buywell("rulebook", "diff", before, after).stdout.splitlines()
        assert len(told) == 2
        assert told[0].startswith("The petty limit") and "it was £250 with VAT." in told[0]
    assert (
        buywell("rulebook", "diff", "2027-01", str(raised)).stdout == "These are the same rules.\n"
    )


def test_a_version_that_is_not_there_is_told(rules, buywell: Command):
    refused = buywell("rulebook", "diff", str(rules), "1999").refusal()

    assert "There is no folder and no version “1999”. `buywell rulebook versions` lists" in refused
