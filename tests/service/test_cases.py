"""The rulebook's own worked examples, and the names that it may use."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from buying import rulebook
from buying.domain import conditions
from buying.rulebook import Case, Expect, Rulebook
from buying.service import cases, policies
from buying.voice import asking, shows

ROOT = Path(__file__).resolve().parents[2]
BOOK = rulebook.load(ROOT / "rulebook")


def test_there_are_some_cases() -> None:
    assert len(BOOK.cases) >= 300


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
        ("workflow.yml", "when: {is: several_options}", "when: {is: options_compared}", "the open"),
        (
            "workflow.yml",
            "stands_on: [category, budget, purpose.goes_on, term, split]",
            "stands_on: [category, purpose.goes_on, term, split]",
            "the open",
        ),
        (
            "questions/option.yml",
            "options_compared, not: {is: goes_on}}",
            "options_compared, not: {is: stopped}}",
            "the boxes of option",
        ),
        ("checks.yml", "risk: high", "risk: medium", "the risk is medium"),
        ("law.yml", "value: 30000", "value: 30001", "what the law asks"),
    ],
)
def test_a_change_of_policy_is_noticed_by_a_case(
    edited: Path, file: str, old: str, new: str, says: str
) -> None:
    found = [problem.message for problem in cases.failures(after(edited, file, old, new))]
    assert any(says in message for message in found)


def test_a_failure_names_the_file_the_line_and_the_case(edited: Path) -> None:
    changed = after(edited, "cases/routes.yml", "route: purchase_card", "route: three_quotes")
    first = cases.failures(changed)[0]
    assert first.file == "cases/routes.yml"
    assert first.message.startswith(
        "“Furniture at exactly £250 with VAT (purchase card)”: the route"
    )


def test_a_failure_counts_prices_in_figures() -> None:
    one_price = Case(
        title="A stapler",
        given={"category": "office", "budget": {"amount": "60.00", "vat": "gross"}},
        expect=Expect(quotes=3),
        file="cases/x.yml",
        line=1,
    )
    assert cases.differences(BOOK, one_price) == ["the number of quotes is 1, not 3."]


def test_a_value_is_compared_to_the_penny() -> None:
    case = Case(
        title="Three payments of £100 with VAT",
        given={
            "category": "it",
            "budget": {"amount": "100.00", "vat": "gross"},
            "purpose": {"goes_on": "month"},
            "term": {"length": "3"},
        },
        expect=Expect(value={"net": 250, "gross": 300}),
        file="cases/x.yml",
        line=1,
    )
    assert cases.differences(BOOK, case) == []


def test_a_case_without_a_day_is_on_the_newest_of_the_rules() -> None:
    case = Case(
        title="A table",
        given={"category": "furniture", "budget": {"amount": "900.00", "vat": "gross"}},
        expect=Expect(duties=["reserve_for_local"]),
        file="cases/x.yml",
        line=1,
    )
    assert cases.differences(BOOK, case) == []


def test_looking_back_more_than_ten_years_for_parts_is_refused(edited: Path) -> None:
    with pytest.raises(rulebook.RulebookError, match="3650 days"):
        after(edited, "thresholds.yml", "value: 365}", "value: 999999}")


def test_the_names_that_the_rulebook_may_use_are_those_that_code_has() -> None:
    assert set(asking.CHOICE_SOURCES) == conditions.CHOICE_SOURCES
    assert set(asking.FIELD_SOURCES) == conditions.FIELD_SOURCES
    assert set(asking.DEFAULT_SOURCES) == conditions.DEFAULT_SOURCES
    assert set(shows.SHOWS) == conditions.SHOWS


def test_a_limit_without_vat_is_held_against_the_value_without_it(edited: Path) -> None:
    text = (edited / "thresholds.yml").read_text(encoding="utf-8")
    (edited / "thresholds.yml").write_text(text.replace("vat: gross", "vat: net"), encoding="utf-8")
    given = {"category": "furniture", "budget": {"amount": "300.00", "vat": "gross"}}
    for folder, way in ((ROOT / "rulebook", "two_prices"), (edited, "purchase_card")):
        case = Case(title="x", given=given, expect=Expect(), file="x", line=1)
        route = cases.play(rulebook.load(folder), case).known.route
        assert route is not None
        assert route.id == way


def test_then_is_answered_after_all_that_was_given() -> None:
    given = {"category": "it", "budget": {"amount": "90.00", "vat": "gross"}}
    case = Case(
        title="x", given=given, then={"category": "care"}, expect=Expect(), file="x", line=1
    )
    known = cases.play(BOOK, case).known
    assert known.category is not None
    assert known.category.id == "care"


def test_a_purchase_before_the_first_value_of_a_limit_is_an_error() -> None:
    with pytest.raises(rulebook.RulebookError, match="has no value for 2020-01-01"):
        policies.build(BOOK, date(2020, 1, 1))


def test_a_running_purchase_keeps_the_rulebook_that_it_began_with(
    edited: Path, database: Path, monkeypatch: pytest.MonkeyPatch
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

    settings.cache_clear()
    policies.forget()
