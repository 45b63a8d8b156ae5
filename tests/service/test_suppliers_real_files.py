"""The two real files that lie beside the project on some machines."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from buying.rulebook import Category
from buying.service import suppliers
from buying.service.suppliers import ImportReport, SupplierView
from buying.store.database import transaction

pytestmark = pytest.mark.usefixtures("database")

TODAY = date(2026, 11, 30)


@pytest.fixture
def homes(shared: Path) -> Path:
    return shared / "data" / "trafford_care_homes_cqc.csv"


@pytest.fixture
def awards(shared: Path) -> Path:
    return shared / "data" / "contracts_finder_ocds_2025Q1_extract.json"


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.read, report.taken, report.merged, report.skipped


def on_the_list() -> list[SupplierView]:
    with transaction() as session:
        return suppliers.everybody(session, limit=1000)


def test_the_care_homes_of_trafford(homes: Path) -> None:
    report = suppliers.import_file(homes, preferred=True)
    kept = on_the_list()
    assert counts(report) == (56, 56, 0, 0)
    assert len({home.identifiers["CQC-LOCATION"] for home in kept}) == 56
    assert all(home.categories == ("care",) and home.area == "Trafford" for home in kept)
    assert sum("Nursing homes" in (home.note or "") for home in kept) == 18
    assert sum("Residential homes" in (home.note or "") for home in kept) == 39
    assert Counter(home.name for home in kept)["Halecroft Grange"] == 2


def test_the_awards_of_contracts_finder(awards: Path) -> None:
    care = Category(id="care", label="Care", cpv=("85",))
    report = suppliers.import_file(awards, known_categories=(care,))
    kept = on_the_list()
    assert counts(report) == (202, 185, 17, 0)
    assert "releases: 184, supplier parties: 202" in report.facts
    assert sum("GB-COH" in supplier.identifiers for supplier in kept) == 41
    assert sum(supplier.vcse is True for supplier in kept) == 7  # 8 parties, one of them twice
    # 38 by the main code of what was bought, one by an additional code.
    assert sum("care" in supplier.categories for supplier in kept) == 39
    assert [line.said for line in report.remarks if "company number" in line.said] == [
        "“458577871” is not a company number, so it was left out."
    ]


def test_two_offices_of_one_firm_are_kept_apart_and_found_together(awards: Path) -> None:
    suppliers.import_file(awards)
    with transaction() as session:
        found = suppliers.find(session, "wsp u.k. ltd")
    assert {supplier.name for supplier in found[:2]} == {"WSP UK Limited", "WSP UK Ltd"}
    assert {supplier.postcode for supplier in found[:2]} == {"LS1 4AP", "WC2A 1AF"}


def test_both_files_again_change_nothing(homes: Path, awards: Path) -> None:
    for file in (homes, awards):
        suppliers.import_file(file)
    before = on_the_list()
    for file in (homes, awards):
        assert suppliers.import_file(file).repeat_of is not None
    assert on_the_list() == before
    assert len(before) == 56 + 185


def test_a_purchase_can_be_made_from_a_home_on_the_list(homes: Path) -> None:
    suppliers.import_file(homes, preferred=True)
    with transaction() as session:
        shown = suppliers.preferred_for(session, "care", "a week in a nursing home", TODAY)
        how = suppliers.is_familiar(session, "urmston manor", "care", TODAY)
    assert len(shown) == 5
    assert "Nursing" in f"{shown[0].name} {shown[0].note}"
    assert (how.status, how.supplier and how.supplier.postcode) == ("preferred", "M41 9EJ")
