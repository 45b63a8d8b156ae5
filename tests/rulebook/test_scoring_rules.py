"""What a rulebook may say about scoring, what it may not, and what comes of it."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from buying.domain.scoring import ScoringRules
from buying.rulebook.differences import differences
from buying.rulebook.loading import load
from buying.service.building import build
from tests.conftest import ROOT
from tests.rulebook.conftest import Copy

WHY = "  why: Our rules ask for it.\n"
MISTAKES = {
    "an unknown method": (
        "  method: lowest_prise\n",
        [
            "criteria.yml:25: 'method' cannot be 'lowest_prise'. Use linear_range, lowest_price, "
            "standard_differential, price_per_quality_point or value_for_money_index. "
            "Did you mean 'lowest_price'?"
        ],
    ),
    "a misspelt key": (
        "  lowshare: 0.5\n",
        ["criteria.yml:25: 'lowshare' is not a known key here. Did you mean 'low_share'?"],
    ),
    "a method without a reason": (
        "  method: lowest_price\n",
        ["criteria.yml:25: say in 'why' why options are scored by 'lowest_price'."],
    ),
    "a least rating for what is no criterion": (
        "  least: {qualty: 3}\n",
        ["criteria.yml:25: there is no selection criterion 'qualty'. Did you mean 'quality'?"],
    ),
    "a least rating for cost": (
        "  least: {cost: 3}\n",
        ["criteria.yml:25: 'cost' is a cost, which is not rated from 1 to 5. Leave it out here."],
    ),
    "a least rating that there is not": (
        "  least: {quality: 6}\n",
        ["criteria.yml:25: 'quality' must be 5 or less."],
    ),
    "a least quality that its method has no use for": (
        "  least_quality: 40\n",
        [
            "criteria.yml:25: 'least_quality' does not go with the method 'linear_range'. "
            "Use 'least' for a criterion, or another method."
        ],
    ),
    "a share in per cent": (
        "  low_share: 70\n",
        ["criteria.yml:25: 'low_share' must be less than 1."],
    ),
    "one price beside none": (
        "  low_quotes: 1\n",
        ["criteria.yml:25: 'low_quotes' must be 2 or more."],
    ),
}


def with_scoring(copy: Copy, lines: str) -> None:
    copy.replace("criteria.yml", None, f"scoring:\n{lines}")


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line(small, mistake):
    lines, told = MISTAKES[mistake]
    with_scoring(small, lines)

    assert small.problems() == told


def test_a_rulebook_that_says_nothing_is_scored_as_usual(small):
    scoring = small.load().criteria.scoring

    assert ScoringRules(**{**scoring.model_dump(), "why": ""}) == ScoringRules()


def test_what_a_rulebook_says_is_what_its_policy_scores_by(tmp_path):
    ours = Copy(Path(shutil.copytree(ROOT / "rulebook", tmp_path / "ours")))
    method = "method: value_for_money_index\n  least_quality: 40"
    ours.replace("criteria.yml", "method: linear_range", method)
    ours.replace("criteria.yml", "least: {}", "least: {quality: 3}")
    ours.replace("criteria.yml", "low_share: 0.7", "low_share: 0.6")

    rules = build(load(ours.folder), date(2026, 12, 1)).scoring

    assert (rules.method, rules.least_quality) == ("value_for_money_index", Decimal(40))
    assert rules.least == {"quality": Decimal(3)}
    assert (rules.low_share, rules.low_quotes) == (Decimal("0.6"), 3)
    assert rules.why


def test_the_rulebook_that_ships_scores_by_the_linear_range_and_says_why():
    rules = build(load(ROOT / "rulebook"), date(2026, 12, 1)).scoring

    assert rules.method == "linear_range"
    assert rules.why.endswith(".")


def test_a_change_of_scoring_is_told(small):
    before = small.load()
    with_scoring(small, f"  method: lowest_price\n{WHY}  least: {{quality: 3}}\n  low_share: 0.6\n")

    assert differences(before, small.load()) == (
        "Scoring: the method is now “lowest_price”; it was “linear_range”.",
        "Scoring: the reason given for the method is now “Our rules ask for it.”; it was not set.",
        "Scoring: the least rating for quality is new: 3.",
        "Scoring: the share of the middle price under which a price is asked about is now 0.6; "
        "it was 0.7.",
    )
