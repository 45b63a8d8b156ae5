"""The reference cases of national thresholds, notices, values and routes, from the rulebooks' data.

The cases are kept beside the project, not in it. Each is put to a rulebook the way that a worked
example is: as a purchase on a day, of which only answers are told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import yaml

from buying.domain.known import Known
from buying.domain.suppliers.categories import category_of_cpv
from buying.rulebook import Case, Expect, OtherInCase, Rulebook, load
from buying.service.cases import play
from tests.conftest import ROOT

FILE = ROOT.parent / "shared" / "reference" / "cases.yaml"
FAMILIES = ("THR-", "NOT-", "VAL-", "RTE-")
VARIATIONS = ROOT / "variations"
PENNY = Decimal("0.01")
COUNCIL, TRUST = ROOT / "rulebook", VARIATIONS / "nhs_trust"
BUYERS = {
    "sub_central": COUNCIL,
    "local_authority": COUNCIL,
    "nhs_trust": TRUST,
    "central": TRUST,
    "school": VARIATIONS / "published" / "dfe_schools",
}
CATEGORIES = {"goods_services": ("furniture", "services"), "light_touch": ("care",)}
"""Categories of the rulebooks for what the cases call a category."""


def _reference() -> list[dict[str, Any]]:
    if not FILE.is_file():
        return []
    every = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [case for case in every["cases"] if case["id"].startswith(FAMILIES)]


REFERENCE = _reference()


def bought(book: Rulebook, amount: Any, vat: str = "gross", **more: Any) -> Known:
    """What is known of a purchase with this budget. ``more``: answers, and parts of the case."""
    about = {key: more.pop(key) for key in ("on", "earlier") if key in more}
    given = {
        "need": {"item": "profiling beds", "quantity": "1"},
        "category": "furniture",
        "budget": {"amount": str(amount), "vat": vat},
        **more,
    }
    case = Case(title="A case", given=given, expect=Expect(), file="cases", line=1, **about)
    return play(book, case).known


def duties(known: Known) -> set[str]:
    return {duty.id for duty in known.duties}


def threshold_table(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    book = load(COUNCIL)
    for day, column in (
        (date(2025, 12, 31), expected["until_2025-12-31"]),
        (date(2026, 1, 1), expected["from_2026-01-01"]),
    ):
        for name, amount in column.items():
            for regime, authority in places_in_the_law(name):
                assert limit(book, regime, authority, day) == amount


def places_in_the_law(name: str) -> list[tuple[str, str]]:
    """The regimes and the authority that a column of the reference table stands for."""
    if name in ("light_touch", "works"):
        return [(name, "central"), (name, "sub_central")]
    authority = "sub_central" if name.endswith("subcentral") else "central"
    return [("goods", authority), ("services", authority)]


def limit(book: Rulebook, regime: str, authority: str, day: date) -> Decimal:
    found = next(each for each in book.law.regimes if each.id == regime)
    name = found.thresholds[authority]
    assert book.threshold_money(name, day).vat == "gross"
    return book.threshold(name, day)


def threshold_vat(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    book = load(BUYERS[inputs["authority"]])
    assert float(book.organisation.vat.standard_rate) == inputs["vat_rate"]

    known = bought(book, inputs["net"], "net", on=inputs["commenced"])

    assert known.value.gross == expected["gross"]
    assert known.regime.limit.amount == expected["threshold"]
    assert known.above is expected["above"]


def threshold_date(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    book = load(BUYERS[inputs["authority"]])
    for category in CATEGORIES[inputs["category"]]:
        known = bought(book, inputs["gross"], category=category, on=inputs["commenced"])

        assert known.above is expected["above_threshold"]


def notifiable_below_threshold(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    book = load(BUYERS[inputs["authority"]])
    for category in ("furniture", "services", "care"):
        known = bought(book, inputs["gross"], category=category)

        assert ("contract_details_notice" in duties(known)) is expected["notifiable"]


def contract_value(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    assert inputs["vat_rate"] == 0
    term = {
        "length": str(inputs["term_years"]),
        "extension": str(inputs["extension_years"]),
        "extras": {"amount": str(inputs["optional_items"]), "vat": "exempt"},
    }

    every_year = {"category": "services", "purpose": {"goes_on": "year"}, "term": term}

    known = bought(load(COUNCIL), inputs["annual"], "exempt", **every_year)

    assert known.value.gross == known.value.net == expected["estimated_value"]


def disaggregation(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    book = published("guildford")
    *before, last = inputs["orders"]
    assert book.threshold("one_quote_limit", date.fromisoformat(last["date"])) == 5000
    order: dict[str, Any] = {"on": last["date"], "earlier": tuple(map(other, before))}

    alone = bought(book, last["amount"], **order)
    together = bought(book, last["amount"], split={"decision": "together"}, **order)

    assert alone.route.title == expected["single_order_route"]
    assert [part.value.gross for part in alone.split.purchases] == [4800, 4800]
    assert alone.split.total.gross == together.value.gross == expected["aggregate"]
    assert together.route.title == expected["correct_route"]


def other(order: dict[str, Any]) -> OtherInCase:
    return OtherInCase(
        reference=order["date"], item="profiling beds", value=order["amount"], began=order["date"]
    )


def published(name: str) -> Rulebook:
    book = load(VARIATIONS / "published" / name)
    assert all("Check the live document before use" in text for text in sources(book))
    return book


def sources(book: Rulebook) -> list[str]:
    """Where each limit of the organisation's own table is from."""
    names = {band.limit for table in book.tables for line in table.lines for band in line.bands}
    own = names - {None} - book.law.thresholds.keys()
    return [book.thresholds[name].source for name in own]


def route_rules(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    book = published(inputs.get("organisation", "nhs_sandwell_2020"))
    vat = "net" if inputs.get("vat_basis") == "excl_vat" else "gross"
    values = inputs.get("values") or edges(inputs["rules"])
    routes = expected.get("routes") or [by_rules(inputs["rules"], value) for value in values]

    came = [bought(book, value, vat).route.title for value in values]

    assert came == routes


def edges(rules: list[dict[str, Any]]) -> list[Decimal]:
    limits = [Decimal(str(rule["up_to"])) for rule in rules if rule["up_to"] is not None]
    return [amount + step for amount in limits for step in (-PENNY, 0, PENNY)]


def by_rules(rules: list[dict[str, Any]], value: Decimal) -> str:
    """The route that the reference's own rules give for a value."""
    for rule in rules:
        most = rule["up_to"]
        if most is None or value < most or (value == most and rule.get("inclusive", True)):
            return rule["route"]
    raise AssertionError(f"no rule for {value}")


def regime(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    book = load(COUNCIL)
    words = {"PSR": "health_care", "light": "light_touch", "goods": "goods"}
    for what, wanted in zip(inputs["cases"], expected["regimes"], strict=True):
        category = category_of_cpv(what["cpv"], book.categories.values())

        known = bought(book, 100, category=category)

        assert known.regime.id == words[wanted.split()[0]]
        # Only what a relevant authority arranges is under the Provider Selection Regime.
        psr = known.regime.id == "health_care"
        assert ("provider_selection" in duties(known)) is psr
        assert not duties(bought(load(VARIATIONS / "charity"), 100, category=category))


def reservation(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    book = load(BUYERS[inputs["authority"]])
    first = date.fromisoformat(expected["from_date"])
    assert book.organisation.country == inputs["country"]

    def allowed(day: date) -> bool:
        known = bought(book, 20_000, on=day)
        assert known.above is not inputs["below_threshold"]
        return "reserve_for_local" in duties(known)

    assert allowed(date.fromisoformat(inputs["date"])) is expected["allowed"]
    assert allowed(first)
    assert not allowed(first - timedelta(days=1))
    rule = next(duty for duty in book.law.duties if duty.id == "reserve_for_local")
    assert ("advert" in rule.says) is expected["must_state_in_advert"]


BY_KIND: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    each.__name__: each
    for each in (
        threshold_table, threshold_vat, threshold_date, notifiable_below_threshold,
        contract_value, disaggregation, route_rules, regime, reservation,
    )
}  # fmt: skip


@pytest.mark.parametrize("case", REFERENCE, ids=[case["id"] for case in REFERENCE])
def test_a_reference_case_comes_out_of_the_rulebook(case):
    BY_KIND[case["kind"]](case["inputs"], case["expected"])


def test_no_reference_case_is_left_out(shared):
    text = (shared / "reference" / "cases.yaml").read_text(encoding="utf-8")
    listed = [line.removeprefix("- id: ") for line in text.splitlines() if line[:6] == "- id: "]

    tried = [case["id"] for case in REFERENCE]

    assert tried == [name for name in listed if name.startswith(FAMILIES)]
    assert {name[:4] for name in tried} == set(FAMILIES)
    assert {case["kind"] for case in REFERENCE} == BY_KIND.keys()
