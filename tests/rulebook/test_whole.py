"""Mistakes that concern files as a whole, several files, or several mistakes at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from buying.rulebook import Names, RulebookError, load
from tests.rulebook.conftest import NAMES, SMALL, Copy


def test_every_mistake_is_told_at_once(small):
    small.replace("questions/budget.yml", "hint:", "hnt:")
    small.replace("routes.yml", "quotes: 2", "quotes: two")
    small.replace("criteria.yml", "quality: 70", "quality: 69")
    small.remove("costs.yml")

    assert small.problems() == [
        "costs.yml: this file is missing.",
        "criteria.yml:14: the weights for 'care' add up to 99, not 100: cost 30, quality 69.",
        "questions/budget.yml:5: 'hnt' is not a known key here. Did you mean 'hint'?",
        "routes.yml:14: 'quotes' must be a whole number.",
    ]


def test_several_mistakes_in_one_file_are_all_told(small):
    small.replace("questions/need.yml", "label: What is it?", "lable: What is it?")
    small.replace("questions/need.yml", "kind: number", "kind: numbr")

    assert [problem.partition(": ")[0] for problem in small.problems()] == [
        "questions/need.yml:7",
        "questions/need.yml:8",
        "questions/need.yml:13",
    ]


SPLIT_IN_PERCENT = """split_window:
  unit: percent
  source: Rule 8
  values: [{from: 2026-01-01, value: 52}]
"""


def test_a_threshold_that_is_always_needed_is_missed():
    needed = replace(NAMES, thresholds=frozenset({"split_window"}))

    assert Copy(SMALL).problems(needed) == [
        "thresholds.yml: the threshold 'split_window' is missing, and it is always needed."
    ]


def test_a_threshold_that_is_always_needed_has_the_unit_that_is_meant(small):
    small.replace("thresholds.yml", None, SPLIT_IN_PERCENT)
    needed = replace(NAMES, thresholds=frozenset({"split_window"}))

    assert small.problems(needed) == [
        "thresholds.yml:15: 'split_window' is a number of days, not percent."
    ]


def test_a_threshold_that_only_a_broken_file_uses_is_not_called_unused(small):
    small.replace("routes.yml", "below: large_limit", "below: line")
    small.replace("questions/need.yml", "{is: worried}", "{value_over: large_limit}")
    assert small.problems() == []

    small.replace("questions/need.yml", "label: How many?", "lable: How many?")

    assert not any("nothing uses" in problem for problem in small.problems())


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("routes.yaml", "nothing reads this file. Did you mean 'routes.yml'?"),
        ("notes.txt", "nothing reads this file."),
        ("questions/extra.yaml", "nothing reads this file. Files in questions/ end in .yml."),
        ("help/vat.txt", "nothing reads this file. Files in help/ end in .md."),
        ("question/vat.yml", "nothing reads this file. Did you mean 'questions'?"),
        ("questions/old/need.yml", "nothing reads this file."),
    ],
)
def test_a_file_that_nothing_reads_is_told(small, file, said):
    small.write(file, "label: x\n")

    assert small.problems() == [f"{file}: {said}"]


def test_a_question_that_no_step_asks_is_told(small):
    text = (small.folder / "questions/conflict.yml").read_text("utf-8")
    small.write("questions/extra.yml", text)

    assert small.problems() == [
        "questions/extra.yml:1: no step of workflow.yml asks this question. "
        "Add a step, or remove the file."
    ]


@pytest.mark.parametrize("name", ["The Budget", "none"])
def test_a_question_file_whose_name_cannot_be_an_id_is_told(small, name):
    (small.folder / "questions/budget.yml").rename(small.folder / f"questions/{name}.yml")

    beginning = f"questions/{name}.yml:1: the file's name: '{name}' cannot be a name here"

    assert any(problem.startswith(beginning) for problem in small.problems())


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_is_told(small, text):
    small.write("questions/conflict.yml", text)

    assert small.problems() == ["questions/conflict.yml:1: this file is empty."]


@pytest.mark.parametrize("file", ["routes.yml", "questions/need.yml", "thresholds.yml"])
def test_a_list_where_keys_are_meant_is_told(small, file):
    small.write(file, "- one\n- two\n")

    assert small.problems() == [f"{file}:1: this file must hold lines of 'key: value'."]


def test_cases_that_are_no_list_are_told(small):
    small.write("cases/small.yml", "title: one\n")

    assert small.problems() == [
        "cases/small.yml:1: this file must be a list of cases: '- title: ...'."
    ]


def test_a_case_that_is_only_a_word_is_told(small):
    small.write("cases/small.yml", "- one\n")

    assert small.problems() == ["cases/small.yml:1: this case must hold lines of 'key: value'."]


def test_a_file_in_another_encoding_is_told(small):
    path = small.folder / "questions/budget.yml"
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))

    assert small.problems() == [
        "questions/budget.yml:5: this file is not in UTF-8. Save it again with the encoding UTF-8."
    ]


def test_a_file_from_a_windows_editor_is_read(small):
    path = small.folder / "questions/budget.yml"
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig"))

    assert small.problems() == []


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(RulebookError) as caught:
        load(tmp_path / "rulebook")

    assert str(caught.value) == "rulebook: there is no such folder."


def test_names_that_code_does_not_tell_are_not_judged(small):
    small.replace("workflow.yml", "{is: worried}", "{is: something_else}")

    assert small.problems(Names()) == []


def test_a_mended_rulebook_loads_again(small):
    small.replace("questions/budget.yml", "hint:", "hnt:")
    assert small.problems() != []

    small.replace("questions/budget.yml", "hnt:", "hint:")

    assert small.problems() == []


def test_the_small_rulebook_itself_has_no_mistake():
    assert load(Path(__file__).parent / "small", NAMES).version == "2026-11"
