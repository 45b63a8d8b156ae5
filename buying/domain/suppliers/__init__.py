"""Suppliers: when two are the same, what they sell, and whether they are preferred today."""

from __future__ import annotations

from buying.domain.suppliers.categories import CategoryLike, category_named, category_of_cpv
from buying.domain.suppliers.identity import (
    Identity,
    Index,
    Match,
    company_number,
    cqc_number,
    find_postcode,
    postcode,
)
from buying.domain.suppliers.names import also_known_as, legal_form, match_name
from buying.domain.suppliers.preference import (
    Expiry,
    Standing,
    categories_after,
    expiry,
    standing,
)

__all__ = [
    "CategoryLike",
    "Expiry",
    "Identity",
    "Index",
    "Match",
    "Standing",
    "also_known_as",
    "categories_after",
    "category_named",
    "category_of_cpv",
    "company_number",
    "cqc_number",
    "expiry",
    "find_postcode",
    "legal_form",
    "match_name",
    "postcode",
    "standing",
]
