"""What the desk says about suppliers and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from buying.service.purchases import Section
from buying.service.suppliers.views import SupplierView
from desk.forms import Box
from web.pages import day

REFERENCE = re.compile(r"[A-Z]{1,5}-[A-Z0-9-]{1,20}")
SORTS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "best_value": "Best value for money first",
    "worst_value": "Worst value for money first",
}
STAGES = {
    "look_back": "What was learnt",
    "choose": "How it was chosen",
    "buy": "How it was bought",
    "plan": "What was planned",
}
"""Stages in the order in which an evaluation is read."""

TABLES = {
    "weights": ("What decided between suppliers, agreed before the prices came", "Weight of 100"),
    "process_ratings": ("How well the buying went, on what was chosen at the start", "Rating"),
}
"""Answers that are shown as a table: its caption, and the heading of its numbers."""

SIZES = {
    "micro": "Micro (under 10 people)",
    "small": "Small (under 50 people)",
    "medium": "Medium (under 250 people)",
    "sme": "Small or medium (under 250 people)",
    "large": "Large",
    "selfEmployed": "Works for themselves",
}
SCHEMES = {
    "GB-COH": "Company number",
    "CQC-LOCATION": "CQC location",
    "CQC-PROVIDER": "CQC provider",
    "GB-CFS": "Contracts Finder id",
}


def items(labels: Mapping[str, str], chosen: str, anything: str = "") -> list[dict[str, Any]]:
    """The items of a select: ``anything`` first where it is given, then values and labels."""
    first = [{"value": "", "text": anything}] if anything else []
    return first + [
        {"value": value, "text": label or value, "selected": value == chosen}
        for value, label in labels.items()
    ]


def errors(boxes: Iterable[Box], problem: str) -> list[dict[str, str]]:
    """The error summary's list, each error with a link to its box."""
    listed = list(boxes)
    found = [{"text": box.error, "href": f"#{box.id}"} for box in listed if box.error]
    if problem:
        plain = problem.replace("**", "").replace("\n- ", " ")
        found.append({"text": plain, "href": f"#{listed[0].id}" if listed else "#main-content"})
    return found


def learnt_first(sections: Iterable[Section]) -> list[Section]:
    """Stages in the order in which an evaluation is read: what was learnt comes first."""
    order = list(STAGES)
    return sorted(sections, key=lambda each: order.index(each.id) if each.id in order else 99)


def preference(supplier: SupplierView) -> str:
    """Whether a supplier is preferred today, in words."""
    if not supplier.preferred:
        return "Not a preferred supplier"
    if supplier.preferred_until is None:
        return "Preferred supplier, with no last day given"
    if supplier.expiry == "expired":
        return f"Was a preferred supplier until {day(supplier.preferred_until)}"
    return f"Preferred supplier until {day(supplier.preferred_until)}"


def supplier_rows(supplier: SupplierView, categories: dict[str, str]) -> list[dict[str, Any]]:
    """The rows of a supplier's summary list; what is not known is left out."""
    kinds = [categories.get(each, each) for each in supplier.categories]
    known = [
        ("Standing", preference(supplier)),
        ("Sells", "\n".join(kinds)),
        ("Area", supplier.area),
        ("Postcode", supplier.postcode),
        ("Size", SIZES.get(supplier.size or "", supplier.size)),
        ("Charity or social enterprise", _yes_no(supplier.vcse)),
        *((SCHEMES.get(scheme, scheme), id) for scheme, id in supplier.identifiers.items()),
        ("Note", supplier.note),
    ]
    return [{"label": label, "value": value} for label, value in known if value]


def _yes_no(given: bool | None) -> str | None:
    return None if given is None else ("Yes" if given else "No")
