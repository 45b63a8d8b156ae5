"""NIST's heat-pump example, from its own project file to the figures that NIST published.

The file lies beside the project, not in it: an input of the Building Life-Cycle Cost program.
Energy prices rise by a table that is not in the file, so the published present value of the
existing system's electricity says what a kilowatt hour a year comes to over the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from buying.domain.costs import (
    CostLine,
    Option,
    Schedule,
    compare,
    flips,
    payback,
    paybacks,
    whole_life_cost,
)
from tests.domain.costing import close, with_line

POUND = Decimal(1)
"""The published figures are whole dollars."""


@dataclass(frozen=True)
class Project:
    """The two systems of the file, and how they are to be looked at."""

    old: Option
    new: Option
    schedule: Schedule


@pytest.fixture
def published(shared: Path) -> dict[str, Any]:
    text = (shared / "reference" / "cases.yaml").read_text(encoding="utf-8")
    cases = {case["id"]: case for case in yaml.load(text, yaml.CSafeLoader)["cases"]}
    energy = cases["LCC-10"]["inputs"]["energy_pv_given"]
    return {
        "old": {**cases["LCC-10"]["expected"]["pv"], "energy_given": Decimal(energy)},
        "both": {**cases["LCC-12"]["inputs"], **cases["LCC-12"]["expected"]},
    }


@pytest.fixture
def project(shared: Path, published: dict[str, Any]) -> Project:
    root = ElementTree.parse(shared / "data" / "nist_blcc_FEMPEnergy.xml").getroot()
    schedule = Schedule.level(_number(root, "DiscountRate"))
    years = _years(root, "Duration")
    old, new = root.iter("Alternative")
    a_kwh = published["old"]["energy_given"] / _usage(old) / schedule.annuity(years)
    return Project(_option(old, years, a_kwh), _option(new, years, a_kwh), schedule)


def _option(alternative: ElementTree.Element, years: int, a_kwh: Decimal) -> Option:
    energy = CostLine.yearly("energy", _usage(alternative) * a_kwh)
    return Option(_text(alternative, "Name"), years, (*_lines(alternative, years), energy))


def _lines(alternative: ElementTree.Element, years: int) -> Iterator[CostLine]:
    for part in alternative.iter("CapitalComponent"):
        yield CostLine("price", _number(part, "InitialCost"))
        yield _sold(part, years)
    for part in alternative.iter("CapitalReplacement"):
        yield CostLine("replacement", _number(part, "InitialCost"), year=_years(part, "Start"))
        yield _sold(part, years)
    for part in alternative.iter("RecurringCost"):
        yield CostLine.yearly("servicing", _number(part, "Amount"))
    for part in alternative.iter("NonRecurringCost"):
        yield CostLine("repairs", _number(part, "Amount"), year=_years(part, "Start"))


def _sold(part: ElementTree.Element, years: int) -> CostLine:
    back = _number(part, "InitialCost") * _number(part, "ResaleValueFactor")
    return CostLine("residual", back, year=years)


def _usage(alternative: ElementTree.Element) -> Decimal:
    return sum((_number(one, "YearlyUsage") for one in alternative.iter("EnergyUsage")), Decimal(0))


def _text(part: ElementTree.Element, tag: str) -> str:
    found = part.findtext(tag)
    assert found, f"the file has no {tag}"
    return found.strip()


def _number(part: ElementTree.Element, tag: str) -> Decimal:
    return Decimal(_text(part, tag))


def _years(part: ElementTree.Element, tag: str) -> int:
    years, _, months, _ = _text(part, tag).split()
    assert months == "0"
    return int(years)


def test_every_part_of_the_existing_system_is_as_published(
    project: Project, published: dict[str, Any]
) -> None:
    parts = whole_life_cost(project.old, project.schedule).by_part

    for theirs, ours in {
        "initial": "price",
        "energy": "energy",
        "recurring_om": "servicing",
        "non_recurring_om": "repairs",
        "replacement": "replacement",
        "residual": "residual",
    }.items():
        assert close(parts[ours], published["old"][theirs], POUND), theirs


def test_the_heat_pump_costs_least_over_its_life(
    project: Project, published: dict[str, Any]
) -> None:
    both = compare([project.old, project.new], project.schedule)

    assert both.cheapest == (published["both"]["lowest_lcc"],)
    assert close(both.figure(project.old.name), published["both"]["base_total"], POUND)
    assert close(both.figure(project.new.name), published["both"]["alt_total"], POUND)


def test_the_heat_pump_pays_back_when_published(
    project: Project, published: dict[str, Any]
) -> None:
    (found,) = paybacks([project.new, project.old], project.schedule)
    wanted = published["both"]

    assert (found.option, found.against) == (project.new.name, wanted["lowest_initial_cost"])
    assert found.extra == 1500
    assert found.simple == wanted["simple_payback_year"]
    assert found.discounted == wanted["discounted_payback_year"]
    assert close(found.net_savings, wanted["net_savings"], POUND)
    assert found.savings_to_investment is not None
    assert close(found.savings_to_investment, Decimal(str(wanted["sir"])), Decimal("0.01"))
    assert found.adjusted_rate is not None
    assert close(found.adjusted_rate * 100, Decimal(str(wanted["airr_percent"])), Decimal("0.01"))
    saved = wanted["non_investment_savings"]
    assert close(found.net_savings + wanted["increased_investment"], saved, POUND)


def test_a_dearer_heat_pump_would_lose_what_it_saves(project: Project) -> None:
    found = flips([project.old, project.new], project.schedule)
    price = next(f for f in found if (f.option, f.kind) == (project.new.name, "price"))

    turning = payback(with_line(project.new, "price", price.at), project.old, project.schedule)

    # A comparison is to the penny, so the two differ by a penny or so where the order turns.
    assert Decimal(0) < turning.net_savings < Decimal("0.02")
    assert turning.adjusted_rate is not None
    assert close(turning.adjusted_rate, project.schedule.rate(1), Decimal("0.000001"))
