"""The rulebook's own worked examples, and the names that it may use."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from buying import rulebook
from buying.domain import conditions
from buying.rulebook import Case, Rulebook
from buying.service import cases, policies
from buying.voice import asking, shows

ROOT = Path(__file__).resolve().parents[2]
BOOK = rulebook.load(ROOT / "rulebook")


def test_there_are_some_cases() -> None:
    assert len(BOOK.cases) >= 18


@pytest.mark.parametrize("case", BOOK.cases, ids=lambda case: case.title)
def test_what_a_case_expects_is_what_follows(case: Case) -> None:
    assert cases.differences(BOOK, case) == []


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "rulebook", tmp_path / "rulebook"))


def after(folder: Path, file: str, old: str, new: str) -> Rulebook:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return rulebook.load(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("thresholds.yml", "value: 250}", "value: 249}", "the route is two_prices"),
        ("thresholds.yml", "value: 5000}", "value: 5001}", "the route is two_prices"),
        ("routes.yml", "specialist_first: true", "specialist_first: false", "the open question"),
        ("workflow.yml", "when: {is: several_options}", "when: {is: options_compared}", ""),
        (
            "workflow.yml",
            "        when: {is: supplier_unfamiliar}\n        shows",
            "        shows",
            "the open",
        ),
    ],
)
def test_a_change_of_policy_is_noticed_by_a_case(
    edited: Path, file: str, old: str, new: str, says: str
) -> None:
    found = [problem.message for problem in cases.failures(after(edited, file, old, new))]
    if says:
        assert any(says in message for message in found)
    else:
        assert found == []


def test_a_failure_names_the_file_the_line_and_the_case(edited: Path) -> None:
    changed = after(edited, "cases/routes.yml", "route: purchase_card", "route: three_quotes")
    first = cases.failures(changed)[0]
    assert first.file == "cases/routes.yml"
    assert first.message.startswith("“A £60 pack of gloves goes on the purchase card”: the route")


def test_the_names_that_the_rulebook_may_use_are_those_that_code_has() -> None:
    assert set(asking.CHOICE_SOURCES) == conditions.CHOICE_SOURCES
    assert set(asking.FIELD_SOURCES) == conditions.FIELD_SOURCES
    assert set(asking.DEFAULT_SOURCES) == conditions.DEFAULT_SOURCES
    assert set(shows.SHOWS) == conditions.SHOWS


def test_limits_without_vat_are_brought_to_the_basis_of_values(edited: Path) -> None:
    book = rulebook.load(edited)
    text = (edited / "thresholds.yml").read_text(encoding="utf-8")
    (edited / "thresholds.yml").write_text(text.replace("vat: gross", "vat: net"), encoding="utf-8")
    net = policies.build(rulebook.load(edited), date(2026, 11, 21))
    gross = policies.build(book, date(2026, 11, 21))
    assert gross.routes[0].up_to == Decimal(250)
    assert net.routes[0].up_to == Decimal(300)


def test_a_purchase_before_the_first_value_of_a_limit_is_an_error() -> None:
    with pytest.raises(rulebook.RulebookError, match="has no value for 2020-01-01"):
        policies.build(BOOK, date(2020, 1, 1))


def test_a_running_purchase_keeps_the_rulebook_that_it_began_with(
    edited: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUYWELL_RULEBOOK_DIR", str(edited))
    forget()
    first = policies.current()
    after(edited, "thresholds.yml", "value: 250}", "value: 300}")
    forget()
    assert policies.current().fingerprint != first.fingerprint
    kept = policies.kept(first.fingerprint)
    assert kept.threshold("petty_limit", date(2026, 11, 21)) == 250
    forget()


def forget() -> None:
    from buying.settings import settings

    for cached in (settings, policies.current, policies.kept, policies.policy):
        cached.cache_clear()
