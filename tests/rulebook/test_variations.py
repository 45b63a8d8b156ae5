"""A rulebook that is another one apart from the files of its own: ``variation.yml``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from buying.rulebook import RulebookError, load
from buying.rulebook.loading import read_contents
from tests.rulebook.conftest import NAMES, SMALL, Copy


@pytest.fixture
def parish(tmp_path: Path) -> Copy:
    """The rulebook that the variations are of."""
    return Copy(Path(shutil.copytree(SMALL, tmp_path / "parish")))


@pytest.fixture
def church(parish: Copy) -> Copy:
    """A variation of ``parish``, with nothing of its own yet."""
    return variation(parish, "church", "of: ../parish\n")


def variation(beside: Copy, name: str, text: str) -> Copy:
    made = Copy(beside.folder.parent / name)
    made.write("variation.yml", text)
    return made


def test_a_variation_with_nothing_of_its_own_is_the_same_rulebook(parish, church):
    assert church.load() == parish.load()
    assert church.load().fingerprint == parish.load().fingerprint


def test_a_file_of_its_own_takes_the_place_of_the_whole_file(parish, church):
    text = (parish.folder / "organisation.yml").read_text("utf-8")
    church.write("organisation.yml", text.replace("name: ", "name: St "))

    assert church.load().organisation.name == f"St {parish.load().organisation.name}"
    assert church.load().thresholds == parish.load().thresholds
    assert church.load().fingerprint != parish.load().fingerprint


def test_files_are_added_and_left_out(parish, church):
    church.write("help/vat.md", "# What is VAT?\n\nA tax.\n\nSource: HMRC\n")
    church.write("variation.yml", "of: ../parish\nwithout: [help/whole*]\n")

    assert set(church.load().help) == {"vat"}
    assert set(parish.load().help) == {"whole_life_cost"}


def test_a_file_that_is_left_out_may_come_back_as_its_own(parish, church):
    church.write("variation.yml", "of: ../parish\nwithout: [help/*]\n")
    church.write("help/whole_life_cost.md", "# What?\n\nAll of it.\n\nSource: us\n")

    assert church.load().help["whole_life_cost"].title == "What?"


def test_variations_of_variations_are_followed_three_deep_and_no_further(parish, church):
    first = church
    first.write("help/vat.md", "# What is VAT?\n\nA tax.\n\nSource: HMRC\n")
    variation(parish, "second", "of: ../church\n")
    third = variation(parish, "third", "of: ../second\n")
    fourth = variation(parish, "fourth", "of: ../third\n")

    assert "vat" in third.load().help
    assert fourth.problems() == [
        "variation.yml:1: this makes more than 3 variations in a row. "
        "Make it a variation of a rulebook nearer to the whole one."
    ]


def test_rulebooks_that_are_made_from_one_another_are_refused(parish, church):
    other = variation(parish, "chapel", "# Round and round.\nof: ../church\n")
    church.write("variation.yml", "of: ../chapel\n")

    assert other.problems() == ["variation.yml:1: ../chapel is itself made from this rulebook."]


def test_a_rulebook_that_is_a_variation_of_itself_is_refused(church):
    church.write("variation.yml", "of: ../church\n")

    assert church.problems() == ["variation.yml:1: ../church is itself made from this rulebook."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("of: /etc\n", "variation.yml:1: the folder is named from here, such as ../../rulebook."),
        ("of: 'C:\\rules'\n", "variation.yml:1: the folder is named from here"),
        ("of: ../nowhere\n", "variation.yml:1: there is no folder ../nowhere beside church."),
        ("off: ../parish\n", "'off' is not a known key here. Did you mean 'of'?"),
        ("without: []\n", "variation.yml:1: 'of' is missing."),
        ("of: ../parish\nof: ../parish\n", "variation.yml:2: 'of' is here twice"),
        (
            "of: ../parish\nwithout:\n  - help/*\n  - check.yml\n",
            "variation.yml:4: ../parish has no file 'check.yml' to leave out. "
            "Did you mean 'checks.yml'?",
        ),
        ("- a list\n", "variation.yml:1: this file must hold lines of 'key: value'."),
        ("", "variation.yml:1: this file is empty."),
    ],
)
def test_a_slip_in_variation_yml_is_told_with_its_line(church, text, told):
    church.write("variation.yml", text)

    problems = church.problems()

    assert any(told in problem for problem in problems)
    assert all(problem.startswith("variation.yml:") for problem in problems)


def test_a_mistake_in_a_file_of_the_other_rulebook_says_where_that_is(parish, church):
    parish.replace("organisation.yml", "kind: ", "kinds: ")
    church.write("help/vat.md", "What is VAT?\n\nA tax.\n\nSource: HMRC\n")

    of_other, own = (
        next(problem for problem in church.problems() if problem.startswith(file))
        for file in ("organisation.yml:", "help/vat.md:")
    )

    assert of_other.endswith("(This file is the one in ../parish.)")
    assert not own.endswith(")")


def test_a_missing_file_is_told_of_the_variation_as_of_any_rulebook(church):
    church.write("variation.yml", "of: ../parish\nwithout: [checks.yml]\n")

    assert "checks.yml: this file is missing." in church.problems()


def test_what_is_kept_of_a_variation_is_a_whole_rulebook(church):
    contents = read_contents(church.folder)

    assert "variation.yml" not in contents.files
    assert "thresholds.yml" in contents.files
    assert contents.taken_from["thresholds.yml"] == "../parish"


def test_the_fingerprint_does_not_depend_on_where_files_come_from(parish, church):
    whole = Path(shutil.copytree(parish.folder, parish.folder.parent / "whole"))
    text = (parish.folder / "organisation.yml").read_text("utf-8").replace("name: ", "name: St ")
    (whole / "organisation.yml").write_text(text, "utf-8")
    church.write("organisation.yml", text)

    assert load(whole, NAMES) == church.load()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(RulebookError, match="there is no such folder"):
        load(tmp_path / "nowhere", NAMES)
