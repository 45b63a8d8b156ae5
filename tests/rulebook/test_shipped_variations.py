"""The rulebooks in ``variations/``: other organisations, told in data alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.mutation import Trial, mutants
from buying.rulebook import Case, Expect, Rulebook, load
from buying.rulebook.contents import is_read, read_contents
from buying.service.cases import failures, play
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
VARIATIONS = ROOT / "variations"
COUNCIL, TRUST, CHARITY = ROOT / "rulebook", VARIATIONS / "nhs_trust", VARIATIONS / "charity"
SHARED = VARIATIONS / "published" / "common"
PUBLISHED = sorted(
    file.parent for file in (VARIATIONS / "published").glob("*/routes.yml") if file.parent != SHARED
)
EVERY = [TRUST, CHARITY, *PUBLISHED]
LIVE = "Check the live document before use."


def named(folder: Path) -> str:
    return folder.name


@pytest.mark.parametrize("folder", EVERY, ids=named)
def test_its_worked_examples_come_out_as_they_say(folder):
    book = load(folder)

    assert [str(problem) for problem in failures(book)] == []
    assert {route.id for route in book.routes} == {case.expect.route for case in book.cases} - {
        None
    }


def test_all_eight_published_rules_are_there():
    assert [folder.name for folder in PUBLISHED] == [
        "bath_ne_somerset", "bexley", "buckinghamshire_2024", "dfe_schools", "guildford",
        "nhs_sandwell_2020", "spelthorne_2025", "wyre",
    ]  # fmt: skip


@pytest.mark.parametrize("folder", [SHARED, *EVERY], ids=named)
def test_it_is_data_and_nothing_else(folder):
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert "variation.yml" in files
    assert [file for file in files if file != "variation.yml" and not is_read(file)] == []


def test_no_code_knows_any_of_these_organisations():
    names = {load(folder).organisation.name for folder in EVERY}
    code = [
        path.read_text(encoding="utf-8")
        for part in ("actions", "bot", "buying", "desk", "web")
        for path in (ROOT / part).rglob("*.py")
    ]

    assert len(code) > 100
    assert [name for name in names if any(name in text for text in code)] == []


@pytest.mark.parametrize("folder", EVERY, ids=named)
def test_nothing_of_the_made_up_council_is_left_in_it(folder):
    assert "Meadowshire" not in repr(load(folder))


@pytest.mark.parametrize("folder", EVERY, ids=named)
def test_its_questions_are_those_of_the_council(folder):
    taken = read_contents(folder).taken_from

    assert {"workflow.yml", "categories.yml", "questions/need.yml"} <= taken.keys()
    assert {"routes.yml", "thresholds.yml", "organisation.yml"}.isdisjoint(taken)


@pytest.mark.parametrize("folder", PUBLISHED, ids=named)
def test_published_rules_say_where_they_are_from_and_to_check_it(folder):
    book = load(folder)
    for file in ("organisation.yml", "routes.yml", "thresholds.yml", "cases/edges.yml"):
        assert LIVE in (folder / file).read_text(encoding="utf-8")
    limits = {band.limit for table in book.tables for line in table.lines for band in line.bands}
    for name in limits - {None} - book.law.thresholds.keys():
        source = book.thresholds[name].source
        assert source.endswith(LIVE)
        assert "21 November 2026" in source
        assert any(domain in source for domain in ("gov.uk", "nhs.uk", ".com/"))
        assert "VAT" in source


@pytest.mark.parametrize("folder", PUBLISHED, ids=named)
def test_a_slip_in_a_published_limit_or_band_is_noticed(folder):
    trial = Trial(read_contents(folder))
    bands = [band for t in trial.book.tables for line in t.lines for band in line.bands]
    limits = [("thresholds.yml", (band.limit, "values")) for band in bands]
    slips = [
        slip
        for slip in mutants(trial.contents, trial.book)
        if slip.group == "band" or (slip.file, slip.path[:2]) in limits
    ]

    assert len(slips) > 8
    assert [str(slip) for slip in slips if trial.noticed(slip) is None] == []


# What one and the same purchase comes to: budget with VAT, category, then route and what is due
# at the council, the trust and the charity.
ONE_PURCHASE = [
    ("60.00", "furniture", ("purchase_card", ""), ("petty_cash", ""), ("petty_cash", "")),
    ("240.00", "furniture", ("purchase_card", ""), ("verbal_quotes", ""), ("one_price", "")),
    ("1200.00", "furniture", ("two_prices", ""), ("verbal_quotes", ""), ("two_prices", "")),
    ("11999.99", "furniture", ("three_quotes", ""), ("written_quotes", ""), ("trustees", "")),
    ("12000.00", "furniture", ("three_quotes", ""), ("written_quotes", "notice"), ("trustees", "")),
    ("29999.99", "furniture", ("three_quotes", ""), ("procurement_department", "notice"),
     ("trustees", "")),
    ("30000.00", "furniture", ("three_quotes", "notice"), ("procurement_department", "notice"),
     ("trustees", "")),
    ("135018.00", "furniture", ("specialist_led", "notice"), ("formal_tender", "tender"),
     ("trustees", "")),
    ("207720.00", "furniture", ("formal_tender", "tender"), ("formal_tender", "tender"),
     ("trustees", "")),
    ("500.00", "health", ("provider_selection", "regime"), ("provider_selection", "regime"),
     ("trustees", "")),
]  # fmt: skip
SHORT = {
    "contract_details_notice": "notice",
    "full_procedure": "tender",
    "provider_selection": "regime",
}


@pytest.mark.parametrize(
    ("amount", "category", "council", "trust", "charity"),
    ONE_PURCHASE,
    ids=[f"£{amount} of {category}" for amount, category, *_ in ONE_PURCHASE],
)
def test_the_same_purchase_goes_another_way_in_each(amount, category, council, trust, charity):
    assert (
        way(load(COUNCIL), amount, category),
        way(load(TRUST), amount, category),
        way(load(CHARITY), amount, category),
    ) == (council, trust, charity)


def way(book: Rulebook, amount: str, category: str) -> tuple[str, str]:
    """The route, and the first thing that the law asks, in a word."""
    given = {
        "need": {"item": "beds", "quantity": "1"},
        "category": category,
        "budget": {"amount": amount, "vat": "gross"},
    }
    case = Case(title="x", given=given, on=date(2026, 11, 21), expect=Expect(), file="x", line=1)
    known = play(book, case).known
    due = [SHORT[duty.id] for duty in known.duties if duty.id in SHORT]
    return known.route.id, "".join(due[:1])


def test_vat_is_a_cost_to_the_trust_and_to_the_charity():
    assert [load(folder).organisation.vat.recoverable for folder in (COUNCIL, TRUST, CHARITY)] == [
        True, False, False,
    ]  # fmt: skip
