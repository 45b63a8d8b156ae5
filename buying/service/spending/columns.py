"""Which column of a finance system's export is which."""

from __future__ import annotations

import re

from buying.service.suppliers.columns import Columns, Headings

HEADINGS = Headings(
    {
        "reference": (
            "reference", "purchase reference", "purchase", "buywell reference", "buywell",
            "our reference", "your reference", "order reference", "requisition", "ref",
            "purchase ref", "requisition number", "order number", "po number", "purchase order",
            "po reference", "customer reference",
        ),
        "day": (
            "invoice date", "date of invoice", "invoice creation date", "date", "tax point",
            "document date", "transaction date", "posting date", "date posted", "effective date",
            "payment date", "date paid", "paid date", "date of payment", "day",
        ),
        "net": (
            "net", "net amount", "amount net", "nett", "nett amount", "amount nett",
            "invoice net amount", "invoice nett amount", "net value", "amount ex vat",
            "amount excluding vat", "amount excl vat", "ex vat", "excluding vat", "net of vat",
            "goods amount", "net amount gbp",
        ),
        "gross": (
            "gross", "gross amount", "amount gross", "invoice gross amount", "gross value",
            "amount inc vat", "amount including vat", "amount incl vat", "inc vat",
            "including vat", "total inc vat", "invoice total", "total including vat",
            "gross amount gbp",
        ),
        "amount": (
            "amount", "value", "invoice amount", "amount gbp", "transaction amount", "line amount",
            "total", "total amount", "invoice value", "amount paid", "payment amount", "sum",
        ),
        "vat": ("vat", "vat amount", "tax", "tax amount", "vat value", "vat basis", "vat gbp"),
        "code": (
            "vat rate", "vat code", "tax code", "tax rate", "vat percent", "tax percent",
            "vat type", "tax type", "tc",
        ),
        "kind": ("kind", "kind of cost", "cost kind", "cost type", "type of cost"),
        "description": (
            "description", "subj description", "subjective description", "expense type",
            "narrative", "line description", "details", "expense area", "expenditure type",
            "purpose", "type", "category", "what", "item",
        ),
        "invoice": (
            "invoice number", "invoice no", "invoice", "invoice ref", "invoice reference",
            "supplier invoice number", "supplier invoice", "document number", "document no",
            "transaction number", "transaction no", "voucher number",
        ),
        "note": ("note", "notes", "comment", "comments"),
    }
)  # fmt: skip
FIELDS = (
    "reference", "day", "net", "gross", "amount", "vat", "code", "kind", "description", "invoice",
    "note",
)  # fmt: skip
_CURRENCY = re.compile(r"\((?:£|gbp)\)|£|\bgbp\b", re.IGNORECASE)


def match(headings: list[str]) -> Columns:
    """Which of ``headings`` is which. Words in brackets count: "Amount (net)" is net."""
    plain = [_CURRENCY.sub(" ", heading).replace("%", " percent ") for heading in headings]
    found = HEADINGS.match([re.sub(r"[()]", " ", heading) for heading in plain])
    used = {*found.fields.values(), *found.notes}
    unused = tuple(h for at, h in enumerate(headings) if at not in used and h.strip())
    return Columns(found.fields, found.notes, unused)
