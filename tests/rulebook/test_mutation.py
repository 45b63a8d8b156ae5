"""A slip of the hand in a rulebook is refused, or makes a worked example come out otherwise."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.mutation import MUST_DIE, Mutant, Trial, harmless_mutants, mutants
from benchmarks.mutation.conditions import here, slips
from benchmarks.mutation.harmless import CENTRAL_HARMLESS, HARMLESS
from buying.rulebook import load
from buying.rulebook.contents import contents_of, read_contents
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
COUNCIL, TRUST, CHARITY = (
    ROOT / "rulebook", ROOT / "variations" / "nhs_trust", ROOT / "variations" / "charity"
)  # fmt: skip
FILES = ("thresholds.yml", "law.yml", "routes.yml", "checks.yml", "workflow.yml", "questions/")
SAMPLE = 40
"""How many of the other slips are tried here; ``python -m benchmarks.mutation`` tries all."""


@pytest.fixture(scope="module")
def council() -> Trial:
    return Trial(read_contents(COUNCIL))


def unnoticed(trial: Trial, slips: list[Mutant]) -> list[str]:
    assert slips, "there is nothing to try"
    return [str(slip) for slip in slips if trial.noticed(slip) is None]


@pytest.mark.parametrize("file", FILES)
def test_no_slip_in_a_number_band_line_or_condition_of_the_council_goes_unnoticed(council, file):
    found = [
        slip
        for slip in mutants(council.contents, council.book)
        if slip.group in MUST_DIE and slip.file.startswith(file)
    ]

    assert unnoticed(council, found) == []


def test_of_all_other_slips_a_sample_is_noticed(council):
    others = [m for m in mutants(council.contents, council.book) if m.group not in MUST_DIE]

    assert unnoticed(council, Random(3).sample(others, SAMPLE)) == []


@pytest.mark.parametrize("folder", [TRUST, CHARITY], ids=["the trust", "the charity"])
def test_of_the_slips_in_a_variation_a_sample_is_noticed(folder):
    trial = Trial(read_contents(folder))
    every = list(mutants(trial.contents, trial.book))

    assert unnoticed(trial, Random(3).sample(every, SAMPLE)) == []


@pytest.mark.parametrize("folder", [COUNCIL, TRUST], ids=["the council", "the trust"])
def test_a_slip_that_is_called_harmless_is_noticed_by_nothing(folder):
    trial = Trial(read_contents(folder))
    found = list(harmless_mutants(trial.contents, trial.book))

    assert unnoticed(trial, found) == [str(slip) for slip in found]


def test_nothing_is_called_harmless_that_no_rulebook_has():
    trials = [Trial(read_contents(folder)) for folder in (COUNCIL, TRUST)]
    found = {slip.what for t in trials for slip in harmless_mutants(t.contents, t.book)}

    assert found == HARMLESS.keys() | CENTRAL_HARMLESS.keys()


def test_without_worked_examples_a_slip_in_a_number_goes_unnoticed():
    whole = read_contents(CHARITY)
    bare = contents_of({f: c for f, c in whole.files.items() if not f.startswith("cases/")})
    trial = Trial(bare)
    numbers = [m for m in mutants(bare, trial.book) if m.group == "threshold"]

    assert len(unnoticed(trial, numbers)) == len(numbers) > 10


def test_a_slip_is_told_with_its_file_and_line():
    contents = read_contents(CHARITY)
    told = [str(slip) for slip in mutants(contents, load(CHARITY))]

    assert "thresholds.yml:8: threshold: 'petty_limit' is 100.01, not 100" in told
    assert "routes.yml:58: band: 'below' in place of 'up_to'" in told
    assert "checks.yml:14: condition: 'training' left out of 'category'" in told


def test_every_slip_in_a_condition_is_tried():
    when = {"category": ["care", "office"], "not": {"value_over": "petty_limit"}}

    assert [what for what, _ in slips(when)] == [
        "condition left out",
        "condition turned round",
        "'category: ['care', 'office']' left out",
        "'care' left out of 'category'",
        "'office' left out of 'category'",
        "'not: {'value_over': 'petty_limit'}' left out",
        "condition turned round",
        "'value_at_least' in place of 'value_over'",
    ]


@pytest.mark.parametrize(
    ("when", "means"),
    [
        ({"authority": "none"}, True),
        ({"authority": "central", "risk": "high"}, False),
        ({"organisation": ["charity", "council"], "risk": "high"}, {"risk": "high"}),
        ({"any_of": [{"authority": "central"}, {"risk": "high"}]}, {"any_of": [{"risk": "high"}]}),
        ({"not": {"country": "Wales"}}, True),
        ({"not": {"all_of": [{"country": "England"}]}}, False),
    ],
)
def test_what_only_asks_who_the_buyer_is_is_worked_out(when, means):
    assert here(when, load(CHARITY).organisation) == means


def test_reading_a_rulebook_for_slips_leaves_its_files_alone(tmp_path: Path):
    contents = read_contents(CHARITY)
    trial = Trial(contents)
    for slip in Random(1).sample(list(mutants(contents, trial.book)), 5):
        trial.noticed(slip)

    assert read_contents(CHARITY) == contents
    assert load(CHARITY) == trial.book
