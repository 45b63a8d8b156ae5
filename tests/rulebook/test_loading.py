"""What a rulebook that is in order gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from buying.domain.money import Money
from buying.rulebook import ByRoute, Condition, RulebookError, load
from buying.rulebook.loading import read_contents
from tests.rulebook.conftest import NAMES

WAIT = """
wait:
  unit: days
  source: Rule 9
  values: [{from: 2026-01-01, value: 5}]
"""


def test_the_small_rulebook_loads_whole(small):
    book = small.load()

    assert book.version == "2026-11"
    assert list(book.categories) == ["equipment", "care"]
    assert [route.id for route in book.routes] == ["card", "prices", "led"]
    assert book.routes[2].specialist_first is True
    assert book.questions["budget"].limits.least == Decimal("0.01")
    assert book.questions["need"].field("quantity").kind == "number"
    assert book.help["whole_life_cost"].title == "What is whole-life cost?"
    assert book.help["whole_life_cost"].source == "The Green Book"


def test_steps_come_in_order_and_a_bare_name_is_short_for_a_step(small):
    steps = [step for _, step in small.load().workflow.steps()]

    assert [step.ask for step in steps] == [
        "need", "category", "budget", "conflict", "option", "approval", "declined",
    ]  # fmt: skip
    assert steps[3].when.is_ == "worried"
    assert steps[5].of == "budget_holder"
    assert steps[5].stands_on == ("option", "budget")


def test_a_repeated_step_needs_as_many_answers_as_its_route_asks_quotes(small):
    book = small.load()
    repeat = next(step.repeat for _, step in book.workflow.steps() if step.ask == "option")

    assert repeat.least == ByRoute(by_route="quotes")
    assert [repeat.least_for(route) for route in book.routes] == [1, 2, 3]
    assert repeat.least_for(None) == 1


def test_a_condition_reads_one_value_or_several_and_gives_itself_back(small):
    small.replace("workflow.yml", "{not: {route: card}}", "{not: {route: [card, led]}}")
    steps = {step.ask: step for _, step in small.load().workflow.steps()}

    assert steps["approval"].when.not_.route == ("card", "led")
    assert steps["declined"].when.answer == {"approval.decision": ("decline",)}
    assert steps["approval"].when.data() == {"not": {"route": ("card", "led")}}
    assert Condition.model_validate({"all_of": [{"is": "worried"}]}).all_of[0].is_ == "worried"


def test_words_that_yaml_takes_for_truth_stay_words(small):
    small.replace("questions/declined.yml", "value: stop", "value: no")
    small.replace("questions/declined.yml", "value: change", "value: on")

    values = [choice.value for choice in small.load().questions["declined"].choices]

    assert values == ["on", "no"]


def test_a_case_keeps_answers_as_they_are_stored_and_knows_its_place(small):
    skipped = "category: equipment\n    conflict: null"
    small.replace("cases/small.yml", "category: equipment", skipped)
    case, declined = small.load().cases

    assert case.on == date(2026, 3, 1)
    assert list(case.given) == ["need", "category", "conflict", "budget"]
    assert case.given["conflict"] is None
    assert case.given["budget"] == {"amount": "90.00", "vat": "gross"}
    assert (declined.file, declined.line, declined.expect.open) == ("cases/small.yml", 13, "none")


def test_a_case_may_be_like_an_earlier_one_and_give_nothing_of_its_own(small):
    given = small.load().cases[1]
    assert given.like is None

    small.write("cases/zz.yml", "- title: Again\n  like: Declined\n  expect: {open: none}\n")
    again = small.load().cases[2]

    assert (again.like, dict(again.given), again.preferred) == ("Declined", {}, ())


def test_dates_and_exact_numbers_in_a_case_become_text(small):
    since = "fields:\n  - {id: since, label: When, kind: date}\n"
    small.replace("cases/small.yml", "quantity: 2", "quantity: 2.5, since: 2026-03-02")
    small.replace("questions/need.yml", "fields:\n", since)

    assert small.load().cases[0].given["need"] == {
        "item": "chairs", "quantity": "2.5", "since": "2026-03-02",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 1, 1), "250"),
        (date(2026, 6, 30), "250"),
        (date(2026, 7, 1), "300"),
        (date(2031, 1, 1), "300"),
    ],
)
def test_a_threshold_has_the_value_of_its_day(small, day, value):
    assert small.load().threshold("small_limit", day) == Decimal(value)


def test_a_threshold_before_its_first_day_is_refused_and_never_guessed(small):
    with pytest.raises(RulebookError) as caught:
        small.load().threshold("small_limit", date(2025, 12, 31))

    assert str(caught.value) == (
        "thresholds.yml:5: the threshold 'small_limit' has no value for 2025-12-31: its first is "
        "from 2026-01-01. Add the value that held then, with its source."
    )


def test_an_unknown_threshold_is_refused_with_the_nearest_name(small):
    with pytest.raises(RulebookError) as caught:
        small.load().threshold("smal_limit", date(2026, 1, 1))

    assert str(caught.value) == (
        "thresholds.yml: there is no threshold 'smal_limit'. Did you mean 'small_limit'?"
    )


def test_a_threshold_in_pounds_keeps_its_vat_basis_and_its_pennies(small):
    limit = small.load().threshold_money("large_limit", date(2026, 1, 1))

    assert limit == Money(Decimal("4999.99"), "gross")


def test_a_threshold_that_is_no_money_has_no_pounds(small):
    small.replace("thresholds.yml", "large_limit:", f"{WAIT}large_limit:")
    book = small.load(names=replace(NAMES, thresholds=frozenset({"wait"})))

    assert book.threshold("wait", date(2026, 1, 1)) == 5
    with pytest.raises(RulebookError, match="'wait' is not an amount of money"):
        book.threshold_money("wait", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("year", "rate"), [(1, "0.035"), (30, "0.035"), (31, "0.03"), (75, "0.03"), (76, "0.025")]
)
def test_the_discount_rate_falls_with_the_years(small, year, rate):
    assert small.load().discount_rate(year, date(2026, 1, 1)) == Decimal(rate)


def test_a_day_before_the_discount_rates_is_refused(small):
    with pytest.raises(RulebookError) as caught:
        small.load().discount_rate(1, date(2002, 12, 31))

    assert str(caught.value).startswith(
        "costs.yml:4: the discount rate 'green_book' has no value for 2002-12-31"
    )


def test_weights_are_those_of_the_category_or_the_default_ones(small):
    book = small.load()

    assert book.weights("care") == {"cost": 30, "quality": 70}
    assert book.weights("equipment") == {"cost": 60, "quality": 40}
    assert book.weights(None) == book.weights("equipment")


def test_a_route_is_found_by_its_name(small):
    book = small.load()

    assert book.route("led").quotes == 3
    with pytest.raises(RulebookError, match=r"there is no route 'lead'\. Did you mean 'led'"):
        book.route("lead")


def test_criteria_are_told_with_the_questions_that_meet_them(small):
    touched = small.load().criteria_touched()

    assert list(touched) == [f"P{number}" for number in range(1, 18)]
    assert touched["P4"] == ("approval", "conflict", "declined")
    assert touched["P17"] == ()


def test_what_nothing_covers_is_a_warning_and_does_not_stop_the_start(small):
    warnings = [str(warning) for warning in small.load().warnings]

    assert "questions: no question meets P17 of the standard." in warnings
    assert "routes.yml:22: no case in cases/ expects the route 'led'." in warnings
    assert not any("P11 " in warning for warning in warnings)


def test_a_criterion_that_never_counts_is_a_warning(small):
    small.replace("criteria.yml", "{cost: 60, quality: 40}", "{cost: 100}")
    small.replace("criteria.yml", "{cost: 30, quality: 70}", "{cost: 100}")

    assert "criteria.yml:7: no category gives weight to 'quality'." in [
        str(warning) for warning in small.load().warnings
    ]


def test_nothing_in_a_loaded_rulebook_can_be_changed(small):
    book = small.load()

    with pytest.raises(TypeError):
        book.criteria.weights["default"]["cost"] = 100
    with pytest.raises(TypeError):
        book.questions["budget"] = book.questions["need"]
    with pytest.raises(ValidationError):
        book.questions["budget"].label = "Money"
    with pytest.raises(AttributeError):
        book.fingerprint = "0"


def test_a_rulebook_is_read_again_only_when_a_file_has_changed(small):
    before = small.load()
    same = small.load()
    small.replace("organisation.yml", "2026-11", "2026-12")
    after = small.load()

    assert same is before
    assert after.version == "2026-12"
    assert after.fingerprint != before.fingerprint


def test_the_fingerprint_depends_on_contents_and_not_on_the_folder(small, tmp_path):
    small.folder.rename(tmp_path / "elsewhere")
    moved = read_contents(tmp_path / "elsewhere")

    assert moved.fingerprint == read_contents(Path(__file__).parent / "small").fingerprint


def test_files_that_a_computer_hides_are_passed_over(small):
    small.write(".DS_Store", "x")

    assert small.problems() == []


def test_the_rulebook_that_ships_is_in_order_and_meets_every_criterion(root):
    book = load(root / "rulebook")

    assert [p for p in book.warnings if "standard" in p.message] == []
    assert len(book.questions) >= 20
