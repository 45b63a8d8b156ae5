"""Versions of the rulebook: which is in force, the draft of the next, publishing it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from buying.clock import today
from buying.rulebook import RulebookError
from buying.service import people as people_service
from buying.service import policies, rulebooks
from buying.service.desk import NotAllowed, NotThere
from buying.service.people import Who
from buying.service.rulebooks import (
    DraftFile,
    NoDraft,
    NotReady,
    RulebookChangeError,
    SavedSince,
    Version,
)
from buying.service.rulebooks.threshold_values import with_value
from buying.store.database import reading
from buying.store.tables import Audit, Purchase
from tests.conftest import ROOT, forget
from tests.service.conftest import Talk

CASES = """\
- title: Slippers for £280 need two prices
  on: 2026-11-21
  given:
    need: {item: slippers, quantity: "20"}
    category: furniture
    budget: {amount: "280.00", vat: gross}
  expect: {route: two_prices}
"""
PETTY = "    - {from: 2026-01-01, value: 250}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the rulebook that ships, with one worked example, which the settings point at."""
    copy = Path(shutil.copytree(ROOT / "rulebook", tmp_path / "rules"))
    shutil.rmtree(copy / "cases")
    (copy / "cases").mkdir()
    (copy / "cases" / "slippers.yml").write_text(CASES, "utf-8")
    monkeypatch.setenv("BUYWELL_RULEBOOK_DIR", str(copy))
    return copy


@pytest.fixture
def robin(folder: Path, people: dict[str, Who]) -> Who:
    """An administrator, in an organisation with rules and people."""
    return people["robin"]


@pytest.fixture
def alex(people: dict[str, Who]) -> Who:
    """A commissioning specialist."""
    return people["alex"]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """``later(7)``: a week passes."""

    def pass_days(number: int) -> None:
        moment = datetime.now(UTC) + timedelta(days=number)
        monkeypatch.setattr("buying.clock.now", lambda: moment)

    return pass_days


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1, (file, text.count(old))
    (folder / file).write_text(text.replace(old, new), "utf-8")


def raise_petty(folder: Path, to: int = 300) -> None:
    text = (folder / "thresholds.yml").read_text("utf-8")
    assert PETTY in text
    changed = text.replace(PETTY, PETTY.replace("250", str(to)), 1)
    (folder / "thresholds.yml").write_text(changed, "utf-8")


def restart() -> None:
    """Every process ends and starts again."""
    forget()
    rulebooks.take_in()


def petty() -> Decimal:
    """The petty limit that a purchase which begins now would follow."""
    return policies.current().threshold("petty_limit", today())


def the_file(who: Who, path: str) -> DraftFile:
    view = rulebooks.draft(who)
    assert view is not None
    found = view.file(path)
    assert found is not None
    return found


def rewrite(who: Who, path: str, old: str, new: str) -> None:
    """Change the text of a file of the draft, as somebody at the desk would."""
    shown = the_file(who, path)
    assert shown.text is not None and old in shown.text
    rulebooks.save(who, path, shown.text.replace(old, new, 1), shown.seen)


def mend_case(who: Who) -> None:
    rewrite(who, "cases/slippers.yml", "route: two_prices", "route: purchase_card")


def three_hundred(who: Who, from_: date | None = None) -> None:
    """The draft that raises the petty limit to £300, with its worked example."""
    rulebooks.begin(who)
    day = from_ or date(2026, 6, 1)
    rulebooks.add_threshold_value(who, "petty_limit", Decimal(300), day, "Cabinet, 4 May (made up)")
    mend_case(who)


def states(who: Who) -> list[tuple[str, str]]:
    return [(version.label, version.state) for version in rulebooks.versions(who)]


def publish(who: Who, label: str = "2027-01", in_days: int = 0) -> Version:
    day = today() + timedelta(days=in_days)
    return rulebooks.publish(who, label, day, "Cabinet decided")


class TestWhichIsInForce:
    def test_the_first_version_is_what_the_files_say(self, robin):
        (version,) = rulebooks.versions(robin)

        assert version.label == policies.current().version
        assert version.state == "current" and version.how == "files"
        assert version.effective_from == today()
        assert version.published_by is None and version.changes == ()

    def test_a_start_with_the_same_files_adds_no_version(self, robin):
        restart()
        restart()

        assert len(rulebooks.versions(robin)) == 1

    def test_a_start_with_changed_files_makes_them_the_rules_from_today(self, robin, folder):
        restart()
        raise_petty(folder)
        assert petty() == 250

        restart()

        assert petty() == 300
        newest, first = rulebooks.versions(robin)
        assert newest.state == "current" and first.state == "past"
        assert newest.label == f"{first.label} (2)"
        assert newest.changes[0].startswith("The petty limit")
        assert newest.changes[0].endswith("it was £250 with VAT.")

    def test_what_was_published_stays_in_force_when_the_files_did_not_change(self, robin):
        restart()
        three_hundred(robin)
        publish(robin)

        restart()

        assert petty() == 300
        assert states(robin)[0] == ("2027-01", "current")

    def test_files_that_go_back_to_what_they_were_count_as_changed(self, robin, folder):
        restart()
        raise_petty(folder)
        restart()
        raise_petty_back = (folder / "thresholds.yml").read_text("utf-8").replace("300}", "250}", 1)
        (folder / "thresholds.yml").write_text(raise_petty_back, "utf-8")

        restart()

        assert petty() == 250
        assert len(rulebooks.versions(robin)) == 3

    def test_processes_that_start_together_take_the_files_in_once(self, robin):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: rulebooks.take_in(), range(16)))

        assert len(rulebooks.versions(robin)) == 1

    def test_a_process_that_went_on_running_follows_what_another_took_in(self, robin, folder):
        restart()
        raise_petty(folder)
        command = [sys.executable, "-c", "from buying.service import rulebooks as r; r.take_in()"]

        subprocess.run(command, cwd=ROOT, check=True)

        assert policies.files().threshold("petty_limit", today()) == 250
        assert petty() == 300

    def test_files_that_somebody_is_still_writing_stop_no_process_that_runs(self, robin, folder):
        rulebooks.take_in()
        held = policies.current().fingerprint
        (folder / "routes.yml").write_text("routes: [", "utf-8")
        forget()
        assert policies.current().fingerprint == held
        assert policies.kept(held).fingerprint == held

    def test_broken_files_stop_a_start(self, robin, folder):
        (folder / "routes.yml").write_text("routes: []\n", "utf-8")
        forget()

        with pytest.raises(RulebookError, match=r"routes\.yml"):
            rulebooks.take_in()

    def test_a_copy_that_has_gone_is_told_with_what_to_do(self, robin, data_dir):
        restart()
        three_hundred(robin)
        version = publish(robin)
        shutil.rmtree(data_dir / "rulebooks" / version.fingerprint)
        forget()

        with pytest.raises(RulebookError, match="from a backup"):
            policies.current()


class TestARunningPurchase:
    def test_keeps_its_rules_and_the_next_follows_the_new_ones(self, robin, talk: Talk):
        restart()
        talk("priya", "12 shower chairs")
        three_hundred(robin)
        publish(robin)
        talk("sam", "12 shower chairs")

        with reading() as session:
            hers, his = session.scalars(select(Purchase.rulebook).order_by(Purchase.id))
        assert policies.kept(hers).threshold("petty_limit", today()) == 250
        assert policies.kept(his).threshold("petty_limit", today()) == 300


class TestWhoMayDoWhat:
    def test_staff_and_budget_holders_see_nothing(self, robin, people):
        rulebooks.begin(robin)
        for person in (people["priya"], people["morgan"]):
            for read in (rulebooks.versions, rulebooks.draft, rulebooks.check, rulebooks.book_of):
                with pytest.raises(NotAllowed):
                    read(person)

    def test_specialists_and_auditors_read_and_change_nothing(self, robin, alex):
        auditor = people_service.add("Ash Reed", "ash@demo.example", "Audit", ["auditor"])
        restart()
        rulebooks.begin(robin)
        for person in (alex, auditor):
            assert rulebooks.versions(person)
            assert rulebooks.draft(person) is not None
            assert rulebooks.check(person).ok
            for change in changes(person):
                with pytest.raises(NotAllowed, match="administrator"):
                    change()
        assert the_file(robin, "thresholds.yml").state == "same"


def changes(who: Who) -> list[Callable[[], object]]:
    """Everything that changes something."""
    day = today()
    return [
        lambda: rulebooks.begin(who),
        lambda: rulebooks.save(who, "help/vat.md", "x", ""),
        lambda: rulebooks.remove(who, "help/vat.md"),
        lambda: rulebooks.discard(who),
        lambda: rulebooks.add_threshold_value(who, "petty_limit", Decimal(1), day, "us"),
        lambda: rulebooks.publish(who, "x", day, "y"),
        lambda: rulebooks.withdraw(who, 1, "y"),
    ]


class TestTheDraft:
    def test_there_is_one_for_all_administrators(self, robin):
        other = people_service.add("Jo Ash", "jo@demo.example", "Finance", ["administrator"])

        first, second = rulebooks.begin(robin), rulebooks.begin(other)

        assert first == second
        assert first.begun_by == robin.name
        assert first.based_on == policies.current().version
        assert first.changed == ()

    def test_of_two_who_begin_at_the_same_moment_both_get_the_same(self, robin):
        with ThreadPoolExecutor(4) as pool:
            begun = list(pool.map(lambda _: rulebooks.begin(robin), range(4)))

        assert len({view.id for view in begun}) == 1

    def test_nothing_can_be_done_where_there_is_none(self, robin):
        assert rulebooks.draft(robin) is None
        for change in changes(robin)[1:6]:
            with pytest.raises(NoDraft, match="There is no draft"):
                change()
        with pytest.raises(NoDraft):
            rulebooks.check(robin)

    def test_files_are_changed_added_and_taken_away(self, robin):
        rulebooks.begin(robin)
        rewrite(robin, "thresholds.yml", "250}", "260}")
        rulebooks.save(robin, "help/gift.md", "# What is a gift?\n\nA thing.\n\nSource: us\n", "")
        rulebooks.remove(robin, "help/vat.md")

        view = rulebooks.draft(robin)

        assert {file.path: file.state for file in view.changed} == {
            "thresholds.yml": "changed",
            "help/gift.md": "added",
            "help/vat.md": "removed",
        }
        assert view.file("help/vat.md").text is None
        assert view.files[0].path == "organisation.yml"

    def test_a_change_that_is_taken_back_is_none(self, robin):
        rulebooks.begin(robin)
        rewrite(robin, "thresholds.yml", "250}", "260}")
        rewrite(robin, "thresholds.yml", "260}", "250}")
        text = the_file(robin, "help/vat.md").text
        rulebooks.remove(robin, "help/vat.md")
        rulebooks.save(robin, "help/vat.md", text.replace("\n", "\r\n"), "")
        rulebooks.save(robin, "help/gift.md", "# What?\n", "")
        rulebooks.remove(robin, "help/gift.md")

        assert rulebooks.draft(robin).changed == ()

    def test_what_somebody_else_saved_meanwhile_is_not_written_over(self, robin):
        rulebooks.begin(robin)
        seen = the_file(robin, "checks.yml").seen
        rewrite(robin, "checks.yml", "P4", "P4!")

        for late in (
            lambda: rulebooks.save(robin, "checks.yml", "checks: []\n", seen),
            lambda: rulebooks.remove(robin, "checks.yml", seen),
            lambda: rulebooks.save(robin, "help/vat.md", "new to me", ""),
        ):
            with pytest.raises(SavedSince, match="Nothing of yours was saved"):
                late()
        assert "P4!" in the_file(robin, "checks.yml").text

    def test_other_files_may_be_changed_at_the_same_time(self, robin):
        view = rulebooks.begin(robin)
        rewrite(robin, "checks.yml", "P4", "P4!")

        file = view.file("thresholds.yml")
        rulebooks.save(robin, "thresholds.yml", file.text + "# more\n", file.seen)

        assert len(rulebooks.draft(robin).changed) == 2

    @pytest.mark.parametrize(
        "path",
        ["../secret.yml", "/etc/passwd", "questions/../routes.yml", "questions//need.yml",
         "./routes.yml", "questions/.yml", "questions/a/b.yml", "notes.txt", "variation.yml",
         "help/vat.yml", "questions\\need.yml", "", "questions/", "help/a b.md", "help/é.md",
         "help/a\n.md", "help/" + "a" * 61 + ".md", "help/\x00.md"],
    )  # fmt: skip
    def test_a_path_that_no_rulebook_has_is_refused(self, robin, path):
        rulebooks.begin(robin)

        with pytest.raises(RulebookChangeError, match="no such file"):
            rulebooks.save(robin, path, "x", "")
        with pytest.raises(RulebookChangeError, match="no such file"):
            rulebooks.remove(robin, path)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("x" * 100_001, "over 100 KB"),
            ("é" * 50_001, "over 100 KB"),
            ("one\ntwo \x00", "Line 2 holds a character"),
            ("\ud800", "Line 1 holds a character"),
        ],
    )
    def test_a_text_that_cannot_be_kept_is_refused(self, robin, text, said):
        rulebooks.begin(robin)

        with pytest.raises(RulebookChangeError, match=said):
            rulebooks.save(robin, "help/gift.md", text, "")

    @pytest.mark.parametrize("text", ["[" * 50_000, "- " * 40_000 + "a", "{a: " * 20_000])
    def test_a_text_that_is_nested_without_end_is_told_by_the_check(self, robin, text):
        rulebooks.begin(robin)
        rulebooks.save(robin, "checks.yml", text, the_file(robin, "checks.yml").seen)

        assert any("Use fewer levels" in each.message for each in rulebooks.check(robin).problems)

    def test_a_draft_that_is_discarded_leaves_nothing_behind(self, robin):
        rulebooks.begin(robin)
        rewrite(robin, "thresholds.yml", "250}", "260}")

        rulebooks.discard(robin)

        assert rulebooks.draft(robin) is None
        assert rulebooks.begin(robin).changed == ()
        assert petty() == 250

    def test_the_book_of_the_draft_can_be_tried_before_it_is_published(self, robin, alex):
        three_hundred(robin)

        assert rulebooks.book_of(alex).threshold("petty_limit", date(2027, 1, 1)) == 300
        in_force = rulebooks.book_of(alex, draft=False)
        assert in_force.threshold("petty_limit", date(2027, 1, 1)) == 250


LAYOUTS = {
    "one value a line": (
        "limit: # why\n  unit: GBP\n  source: Rule 3\n  values:\n"
        "    - {from: 2026-01-01, value: 250}  # first\n    # and then\n"
        "    - {from: 2027-01-01, value: 350}\nother: x\n"
    ),
    "without a line end": (
        "limit:\n  unit: GBP\n  source: Rule 3\n  values:\n"
        "  - {from: 2026-01-01, value: 250}\n  - {from: 2027-01-01, value: 350}"
    ),
    "keys on lines of their own": (
        "limit:\n  source: >-\n    Rule 3\n  unit: GBP\n  values:\n"
        "    - from: 2026-01-01\n      value: 250\n\n    - value: 350\n      from: 2027-01-01\n"
        "\n# The other.\nother: x\n"
    ),
    "all in one line": (
        "limit:\n  unit: GBP\n  source: \"Rule 3\"\n"
        "  values: [{from: 2026-01-01, value: 250}, {from: 2027-01-01, value: 350}] # all\n"
    ),
}  # fmt: skip


class TestANewThresholdValue:
    @pytest.mark.parametrize("layout", LAYOUTS)
    @pytest.mark.parametrize("day", ["2025-01-01", "2026-06-01", "2028-01-01"])
    def test_takes_its_place_and_leaves_the_rest_as_it_was_written(self, layout, day):
        from buying.rulebook.reading import read

        text = LAYOUTS[layout]

        new = with_value(
            "thresholds.yml", text, "limit", Decimal("300.50"), date.fromisoformat(day), ""
        )

        values = read("", new.encode()).data["limit"]["values"]
        assert [each["from"] for each in values] == sorted(each["from"] for each in values)
        assert {"from": date.fromisoformat(day), "value": Decimal("300.50")} in values
        assert len(values) == 3
        left = new.replace(f"{{from: {day}, value: 300.50}}", "")
        assert [c for c in left if c not in " -,\n"] == [c for c in text if c not in " -,\n"]

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_of_a_day_that_has_one_takes_its_place(self, layout):
        text = LAYOUTS[layout]

        new = with_value("thresholds.yml", text, "limit", Decimal(300), date(2026, 1, 1), "")

        assert new == text.replace("250", "300")

    @pytest.mark.parametrize("layout", LAYOUTS)
    @pytest.mark.parametrize("source", ["Cabinet decision 12", "Who: “us”, #1 " * 12])
    def test_adds_where_it_is_from_to_the_source(self, layout, source):
        from buying.rulebook.reading import read

        day = date(2026, 6, 1)
        first = with_value("thresholds.yml", LAYOUTS[layout], "limit", Decimal(1), day, "A slip")
        new = with_value("thresholds.yml", first, "limit", Decimal(300), day, source)

        said = read("", new.encode()).data["limit"]["source"]
        assert said == f"Rule 3; from 1 June 2026: {source.strip()}"
        written = new.partition("source: ")[2].partition("\n  values:")[0]
        assert max(map(len, written.splitlines())) <= 96

    def test_the_file_of_the_draft_differs_in_that_line_and_its_source(self, robin):
        rulebooks.begin(robin)
        before = the_file(robin, "thresholds.yml").text

        rulebooks.add_threshold_value(robin, "petty_limit", Decimal(300), date(2026, 12, 1), "")

        after = the_file(robin, "thresholds.yml").text
        assert after == before.replace(PETTY, f"{PETTY}    - {{from: 2026-12-01, value: 300}}\n", 1)

    @pytest.mark.parametrize("value", ["-1", "NaN", "Infinity", "1e20", "0.00001"])
    def test_that_is_no_amount_is_refused(self, robin, value):
        rulebooks.begin(robin)

        with pytest.raises(RulebookChangeError, match="a number of 0 or more"):
            rulebooks.add_threshold_value(
                robin, "petty_limit", Decimal(value), date(2026, 12, 1), ""
            )

    def test_for_a_threshold_that_is_not_there_is_refused(self, robin):
        rulebooks.begin(robin)

        with pytest.raises(RulebookChangeError, match="no threshold “petty”"):
            rulebooks.add_threshold_value(robin, "petty", Decimal(1), date(2026, 12, 1), "")

    def test_waits_until_the_file_can_be_read(self, robin):
        rulebooks.begin(robin)
        rewrite(robin, "thresholds.yml", "petty_limit:", "petty_limit")

        with pytest.raises(RulebookChangeError, match=r"Mend this first: thresholds\.yml:"):
            rulebooks.add_threshold_value(robin, "small_limit", Decimal(1), date(2026, 12, 1), "")


class TestTheCheck:
    def test_of_an_untouched_draft_finds_nothing(self, robin):
        rulebooks.begin(robin)

        checked = rulebooks.check(robin)

        assert checked.ok and checked.changes == ()

    def test_names_file_and_line_of_every_mistake(self, robin):
        rulebooks.begin(robin)
        rewrite(robin, "thresholds.yml", "unit: GBP", "unit: EUR")
        rewrite(robin, "checks.yml", "then: warn", "then: shout")

        checked = rulebooks.check(robin)

        assert not checked.ok
        assert [problem.file for problem in checked.problems] == ["checks.yml", "thresholds.yml"]
        for problem in checked.problems:
            lines = the_file(robin, problem.file).text.splitlines()
            assert any(word in lines[problem.line - 1] for word in ("EUR", "shout"))

    def test_names_worked_examples_that_come_out_otherwise(self, robin):
        rulebooks.begin(robin)
        rewrite(robin, "thresholds.yml", "value: 250}", "value: 300}")

        checked = rulebooks.check(robin)

        (failure,) = checked.failures
        assert not checked.ok
        assert (failure.file, failure.line) == ("cases/slippers.yml", 1)
        assert "Slippers for £280 need two prices" in failure.message

    def test_says_what_would_change(self, robin):
        three_hundred(robin)

        checked = rulebooks.check(robin)

        assert checked.ok
        assert checked.changes[0].startswith("The petty limit")
        assert any("is £300 with VAT from 1 June 2026" in change for change in checked.changes)
        assert checked.changes[-1].startswith("One worked example is changed")

    def test_warns_when_other_rules_came_into_force_since(self, robin, folder):
        restart()
        rulebooks.begin(robin)
        edit(folder, "organisation.yml", 'version: "', 'version: "new ')
        restart()

        (warning, *_) = rulebooks.check(robin).warnings

        assert "came into force after this draft began" in warning

    def test_warns_of_a_version_that_is_to_come(self, robin):
        three_hundred(robin)
        publish(robin, "2027-01", in_days=9)
        rulebooks.begin(robin)

        (warning, *_) = rulebooks.check(robin).warnings

        assert "“2027-01” takes effect later" in warning


class TestPublishing:
    def test_from_today_changes_what_the_next_purchase_follows(self, robin):
        three_hundred(robin)

        version = publish(robin)

        assert petty() == 300
        assert version.state == "current" and version.how == "desk"
        assert (version.published_by, version.reason) == (robin.name, "Cabinet decided")
        assert version.changes == rulebooks.version(robin, version.id).changes != ()
        assert rulebooks.draft(robin) is None

    def test_from_a_later_day_waits_for_that_day(self, robin, later):
        three_hundred(robin)

        version = publish(robin, in_days=9)

        assert version.state == "coming" and petty() == 250
        later(8)
        assert petty() == 250
        later(9)
        assert petty() == 300
        assert states(robin)[0] == ("2027-01", "current")

    def test_of_two_versions_from_one_day_the_later_published_holds(self, robin):
        three_hundred(robin)
        publish(robin, "first")
        rulebooks.begin(robin)
        rewrite(robin, "thresholds.yml", "value: 300}", "value: 310}")
        publish(robin, "second")

        assert petty() == 310
        assert states(robin)[:2] == [("second", "current"), ("first", "past")]

    def test_is_refused_with_everything_that_is_wrong(self, robin):
        rulebooks.begin(robin)
        rewrite(robin, "thresholds.yml", "value: 250}", "value: 300}")

        with pytest.raises(NotReady, match="One thing is wrong") as refused:
            publish(robin)

        assert len(refused.value.checked.failures) == 1
        assert rulebooks.draft(robin) is not None
        assert petty() == 250

    @pytest.mark.parametrize(
        ("label", "days", "reason", "said"),
        [
            ("", 0, "why", "Give the version a name"),
            ("x" * 61, 0, "why", "60 characters or fewer"),
            ("2027-01", 0, " ", "Say why the rules change"),
            ("2027-01", 0, "x" * 2001, "2,000 characters or fewer"),
            ("2027-01", -1, "why", "today or later"),
            ("2027\x00", 0, "why", "cannot be seen"),
            ("2027-01", 0, "why\x1b", "cannot be seen"),
        ],
    )
    def test_is_refused_without_a_name_a_day_and_a_reason(self, robin, label, days, reason, said):
        three_hundred(robin)
        day = today() + timedelta(days=days)

        with pytest.raises(RulebookChangeError, match=said):
            rulebooks.publish(robin, label, day, reason)

    def test_is_refused_under_a_name_that_is_taken(self, robin):
        three_hundred(robin)
        taken = policies.current().version

        with pytest.raises(RulebookChangeError, match="already a version"):
            publish(robin, f" {taken.upper()} ")

    def test_of_the_rules_in_force_is_refused(self, robin):
        rulebooks.begin(robin)

        with pytest.raises(RulebookChangeError, match="nothing to publish"):
            publish(robin)

    def test_is_written_down_with_who_when_and_why(self, robin):
        three_hundred(robin)
        publish(robin)

        with reading() as session:
            rows = session.scalars(select(Audit).where(Audit.subject.startswith("rulebook")))
            written = [(row.actor, row.action, row.subject) for row in rows]
        assert ("robin", "began a draft", f"rulebook: {states(robin)[1][0]}") in written
        assert ("robin", "changed a draft", "rulebook: thresholds.yml") in written
        assert ("robin", "published a rulebook", "rulebook: 2027-01") in written

    def test_from_a_folder_goes_through_the_same_checks(self, robin, folder, tmp_path):
        other = Path(shutil.copytree(folder, tmp_path / "other"))
        restart()
        raise_petty(other)
        with pytest.raises(NotReady):
            rulebooks.publish_folder(other, "2027-01", today(), "Cabinet decided")
        edit(other, "cases/slippers.yml", "two_prices", "purchase_card")

        version = rulebooks.publish_folder(other, "2027-01", today(), "Cabinet decided")

        assert version.how == "command" and petty() == 300
        restart()
        assert petty() == 300

    def test_a_variation_is_kept_whole(self, robin, folder, tmp_path, data_dir):
        variation = tmp_path / "variation"
        variation.mkdir()
        (variation / "variation.yml").write_text("of: ../rules\n", "utf-8")
        shutil.copy(folder / "organisation.yml", variation)
        edit(variation, "organisation.yml", "name: ", "name: New ")

        version = rulebooks.publish_folder(variation, "new", today(), "Another name")

        kept = data_dir / "rulebooks" / version.fingerprint
        assert (kept / "thresholds.yml").exists()
        assert not (kept / "variation.yml").exists()
        forget()
        assert policies.current().organisation.name.startswith("New ")


class TestTakingBack:
    def test_a_version_to_come_can_be_withdrawn(self, robin, later):
        three_hundred(robin)
        version = publish(robin, in_days=9)

        rulebooks.withdraw(robin, version.id, "Cabinet changed its mind")

        later(20)
        assert petty() == 250
        assert ("2027-01", "withdrawn") in states(robin)

    def test_a_version_that_holds_or_held_cannot(self, robin):
        three_hundred(robin)
        version = publish(robin)
        first = rulebooks.versions(robin)[-1]

        for each in (version, first):
            with pytest.raises(RulebookChangeError, match="stays on the record"):
                rulebooks.withdraw(robin, each.id, "A slip")

    def test_needs_a_reason_and_a_version_and_happens_once(self, robin):
        three_hundred(robin)
        version = publish(robin, in_days=9)

        with pytest.raises(RulebookChangeError, match="Say why"):
            rulebooks.withdraw(robin, version.id, " ")
        with pytest.raises(NotThere):
            rulebooks.withdraw(robin, 999, "A slip")
        rulebooks.withdraw(robin, version.id, "A slip")
        with pytest.raises(RulebookChangeError, match="was withdrawn before"):
            rulebooks.withdraw(robin, version.id, "A slip")

    def test_its_name_may_be_used_again(self, robin):
        three_hundred(robin)
        rulebooks.withdraw(robin, publish(robin, in_days=9).id, "A slip")
        three_hundred(robin)

        assert publish(robin).state == "current"


class TestComparing:
    def test_two_versions_are_told_apart_either_way(self, robin, alex):
        three_hundred(robin)
        second = publish(robin)
        first = rulebooks.versions(robin)[-1]

        forth = rulebooks.compare(alex, first.id, second.id)
        back = rulebooks.compare(alex, second.id, first.id)

        assert forth == second.changes
        assert any("is no longer £300" in sentence for sentence in back)
        assert rulebooks.compare(alex, first.id, first.id) == ()

    def test_a_version_that_is_not_there_is_told(self, robin, alex):
        with pytest.raises(NotThere):
            rulebooks.version(alex, 999)
        with pytest.raises(NotThere):
            rulebooks.compare(alex, 1, 999)
