"""Whether a contract is about the thing that somebody wants to buy."""

from __future__ import annotations

import pytest

from buying.domain.contract_fit import fits

EQUIPMENT = "Care and mobility equipment"
OFFICE = "Office supplies and printing"


@pytest.mark.parametrize(
    ("title", "category", "item"),
    [
        ("Shower chairs and bath lifts", EQUIPMENT, "12 × shower chairs"),
        ("Framework for the supply of shower chairs", EQUIPMENT, "shower chair"),
        ("Hoists", EQUIPMENT, "ceiling hoist"),
        ("Contract for hoists and slings, lot 2", EQUIPMENT, "slings"),
        ("Supply of hoists", EQUIPMENT, "hoist for the bathroom"),
        ("Stationery contract", OFFICE, "stationery"),
        # These say no more than that there is a contract for all of the category.
        ("Care and mobility equipment framework", EQUIPMENT, "12 × shower chairs"),
        ("Office supplies", OFFICE, "pens"),
        ("Corporate contract: printing", OFFICE, "pens"),
        ("General framework agreement", OFFICE, ""),
    ],
)
def test_it_fits(title: str, category: str, item: str) -> None:
    assert fits(title, category, item)


@pytest.mark.parametrize(
    ("title", "category", "item"),
    [
        ("Riser recliner chairs", EQUIPMENT, "12 × shower chairs"),
        ("Hoists and slings", EQUIPMENT, "wheelchairs"),
        ("Servicing of hoists", EQUIPMENT, "grab rails"),
        ("Franking machines", OFFICE, "pens"),
        ("Hoists", EQUIPMENT, ""),
    ],
)
def test_it_does_not_fit(title: str, category: str, item: str) -> None:
    assert not fits(title, category, item)
