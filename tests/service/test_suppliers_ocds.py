"""Suppliers from an OCDS release package."""

from __future__ import annotations

import json
from typing import Any

import pytest

from buying.service import suppliers
from buying.service.suppliers import ImportReport, SupplierFileError, SupplierView
from buying.store.database import transaction

pytestmark = pytest.mark.usefixtures("database")


def party(name: str | None = "Sample Ltd", **more: Any) -> dict[str, Any]:
    return {"id": "GB-CFS-1001", "name": name, "roles": ["supplier"], **more}


def release(*parties: Any, cpv: str = "33196200-2", **more: Any) -> dict[str, Any]:
    bought = {"classification": {"scheme": "CPV", "id": cpv}}
    return {"ocid": "ocds-demo-1", "tender": bought, "parties": list(parties), **more}


def imported(*releases: Any, **options: Any) -> ImportReport:
    package = json.dumps({"version": "1.1", "releases": list(releases)})
    return suppliers.import_file(package.encode(), file_name="awards.json", **options)


def refusal(text: str) -> str:
    with pytest.raises(SupplierFileError) as refused:
        suppliers.import_file(text.encode(), file_name="awards.json")
    return str(refused.value)


def on_the_list() -> list[SupplierView]:
    with transaction() as session:
        return suppliers.everybody(session)


def test_all_that_a_party_says_is_kept() -> None:
    imported(
        release(
            party(
                id="GB-COH-975677",
                identifier={"scheme": "GB-COH", "id": "975677", "legalName": "Sample Limited"},
                address={
                    "streetAddress": "1 Sample Street, Anytown WC2A 1AF",
                    "locality": "Anytown",
                },
                details={"scale": "sme", "vcse": True},
            )
        )
    )
    (kept,) = on_the_list()
    assert (kept.name, kept.identifiers) == ("Sample Ltd", {"GB-COH": "00975677"})
    assert (kept.postcode, kept.area, kept.size, kept.vcse) == ("WC2A 1AF", "Anytown", "sme", True)
    assert (kept.categories, kept.preferred) == (("equipment",), False)


def test_only_suppliers_are_taken() -> None:
    buyer = {"id": "GB-LAC-1", "name": "Meadowshire Council", "roles": ["buyer"]}
    assert imported(release(buyer, party())).read == 1
    assert [kept.name for kept in on_the_list()] == ["Sample Ltd"]


def test_a_supplier_of_two_awards_is_one_supplier_that_sells_both() -> None:
    report = imported(release(party()), release(party("SAMPLE LIMITED"), cpv="85311100"))
    assert (report.taken, report.merged) == (1, 1)
    assert "the same Contracts Finder id as in party GB-CFS-1001" in report.merged_lines[0].said
    assert on_the_list()[0].categories == ("equipment", "care")


def test_one_name_under_two_numbers_is_two_suppliers() -> None:
    report = imported(release(party()), release(party(id="GB-CFS-1002")))
    assert (report.taken, report.merged) == (2, 0)


def test_a_winner_that_is_not_among_the_parties_is_taken_too() -> None:
    award = {"suppliers": [{"id": "GB-CFS-9", "name": "Demo Winner Ltd"}]}
    imported(release(awards=[award]))
    assert [kept.name for kept in on_the_list()] == ["Demo Winner Ltd"]


def test_a_party_that_is_broken_costs_only_itself() -> None:
    report = imported(
        release(party(None), party({"a": 1}), "nonsense", party("Demo Ltd", id="GB-CFS-2")),
        "no release",
        release(party(details={"scale": "huge", "vcse": "perhaps"}, id="GB-CFS-3")),
    )
    assert (report.read, report.taken, report.skipped) == (6, 1, 5)
    assert [(line.where, line.said) for line in report.skipped_lines] == [
        ("party GB-CFS-1001 in release 1", "This party has no name."),
        (
            "party GB-CFS-1001 in release 1",
            "“name” is not as OCDS 1.1 has it: input should be a valid string.",
        ),
        (
            "party without id in release 1",
            "“it” is not as OCDS 1.1 has it: input should be a valid dictionary or instance of"
            " Party.",
        ),
        (
            "release 2",
            "“it” is not as OCDS 1.1 has it: input should be a valid dictionary or instance of"
            " Release.",
        ),
        (
            "party GB-CFS-3 in release 3",
            "“details.vcse” is not as OCDS 1.1 has it: input should be a valid boolean, unable to"
            " interpret input.",
        ),
    ]


def test_a_number_that_is_no_company_number_is_left_out_and_named() -> None:
    wrong = {"scheme": "GB-COH", "id": "458577871"}
    report = imported(release(party(id="GB-COH-458577871", identifier=wrong)))
    assert report.remarks[0].said == "“458577871” is not a company number, so it was left out."
    assert on_the_list()[0].identifiers == {}


def test_what_no_category_is_for_is_counted() -> None:
    report = imported(release(party(), cpv="37452000"))
    assert (report.taken, report.without_category) == (1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"releases": [', "is not whole JSON"),
        ("[" * 100_000, "is not whole JSON"),
        ('{"records": []}', "no list of “releases”"),
        ("[1, 2]", "no list of “releases”"),
        ('{"releases": []}', "names no suppliers"),
    ],
)
def test_json_that_is_no_release_package_is_refused(text: str, said: str) -> None:
    assert said in refusal(text)
