"""When two rows are one supplier, and when they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buying.domain.suppliers import (
    Identity,
    Index,
    company_number,
    cqc_number,
    find_postcode,
    match_name,
    postcode,
)

COMPANY, HOME, PROVIDER = "GB-COH", "CQC-LOCATION", "CQC-PROVIDER"


def supplier(name: str, place: str | None = None, **numbers: str) -> Identity:
    schemes = {"company": COMPANY, "home": HOME, "provider": PROVIDER}
    return Identity.of(name, place, {schemes[key]: number for key, number in numbers.items()})


def found(asked: Identity, *known: Identity) -> int | None:
    index = Index()
    for key, identity in enumerate(known):
        index.put(key, identity)
    return index.look_up(asked).key


identities = st.builds(
    Identity.of,
    st.sampled_from(["Sample Ltd", "Sample LLP", "Sample", "Demo Care", "Demo Care Ltd"]),
    st.sampled_from([None, "M33 4RT", "M41 5BU"]),
    st.dictionaries(st.sampled_from([COMPANY, HOME, PROVIDER]), st.sampled_from("12")),
)


@given(st.lists(identities, max_size=12))
def test_suppliers_with_different_numbers_of_one_scheme_are_never_one(rows: list[Identity]) -> None:
    index, groups = Index(), list[list[Identity]]()
    for row in rows:
        match = index.look_up(row)
        if match.unclear:
            continue
        key = len(groups) if match.key is None else match.key
        groups += [[]] if match.key is None else []
        groups[key].append(row)
        index.put(key, row)
    for group in groups:
        for scheme in (COMPANY, HOME, PROVIDER):
            assert len({row.identifiers[scheme] for row in group if scheme in row.identifiers}) <= 1


@given(st.lists(identities, min_size=1, max_size=12))
def test_a_supplier_that_was_put_in_is_known_or_unclear(rows: list[Identity]) -> None:
    index = Index()
    for key, row in enumerate(rows):
        index.put(key, row)
    for row in rows:
        match = index.look_up(row)
        assert match.key is not None or match.unclear


def test_a_number_decides_before_the_name() -> None:
    known = supplier("Old Sample Name Ltd", "M33 4RT", company="00000001")
    assert found(supplier("New Sample Name Ltd", "M41 5BU", company="00000001"), known) == 0


def test_the_same_name_and_postcode_are_one_where_no_number_says_otherwise() -> None:
    known = supplier("Sample Care Limited", "M33 4RT", company="00000001")
    assert found(supplier("SAMPLE CARE LTD", "M33 4RT"), known) == 0
    assert found(supplier("SAMPLE CARE LTD", "M33 4RT", company="00000002"), known) is None


@pytest.mark.parametrize("place", [None, "M41 5BU"])
def test_the_same_name_elsewhere_is_kept_apart_and_mentioned(place: str | None) -> None:
    index = Index()
    index.put(0, supplier("Broadway", "M31 4DH"))
    match = index.look_up(supplier("Broadway", place))
    assert (match.key, match.namesakes) == (None, (0,))


def test_two_lists_without_postcodes_still_agree() -> None:
    assert found(supplier("Sample Ltd"), supplier("Sample Limited")) == 0


def test_an_llp_and_a_limited_company_of_one_name_are_two_firms() -> None:
    assert found(supplier("Sample UK LLP", "M33 4RT"), supplier("Sample UK Ltd", "M33 4RT")) is None


def test_a_firm_and_a_home_that_it_runs_are_two() -> None:
    home = supplier("Demo House", "M33 4RT", home="1-1001", company="00000001")
    assert found(supplier("Demo Care Ltd", "M41 5BU", company="00000001"), home) is None
    assert found(supplier("Demo Hall", "M41 5BU", home="1-1002", company="00000001"), home) is None


def test_a_row_that_fits_two_suppliers_is_unclear() -> None:
    index = Index()
    index.put(0, supplier("Demo House", "M33 4RT", home="1-1001"))
    index.put(1, supplier("Demo House", "M33 4RT", home="1-1002"))
    match = index.look_up(supplier("Demo House", "M33 4RT"))
    assert (match.key, match.unclear) == (None, (0, 1))


def test_what_is_learnt_of_a_supplier_counts_from_then_on() -> None:
    index = Index()
    index.put(0, supplier("Sample Ltd", "M33 4RT"))
    index.put(0, supplier("Sample Ltd", "M33 4RT", company="00000001"))
    assert index.look_up(supplier("Renamed Ltd", company="00000001")).key == 0
    assert match_name("Sample Ltd") == "sample"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("00975677", "00975677"),
        ("975677", "00975677"),
        (" oc303525 ", "OC303525"),
        ("SC12345", "SC012345"),
        ("458577871", None),
        ("GB123456789", None),
        ("GB123456", None),
        ("00000000", None),
        ("n/a", None),
    ],
)
def test_company_numbers_get_back_the_zeros_that_a_spreadsheet_drops(
    typed: str, number: str | None
) -> None:
    assert company_number(typed) == number


def test_postcodes_are_found_and_written_one_way() -> None:
    assert postcode("m334rt") == "M33 4RT"
    assert postcode("Sale") is None
    assert find_postcode("1 Sample Street, Anytown   WC2A 1AF") == "WC2A 1AF"
    assert find_postcode("1 Sample Street") is None


def test_cqc_ids_have_their_own_shape() -> None:
    assert cqc_number("1-466088203") == "1-466088203"
    assert cqc_number("466088203") is None
