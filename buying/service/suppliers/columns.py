"""Which column of a supplier list is which: other people's headings, matched to ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "name", "supplier", "supplier name", "name of supplier", "company", "company name",
        "organisation", "organisation name", "organization", "business", "business name", "vendor",
        "vendor name", "contractor", "contractor name", "location name", "legal name",
        "trading name",
    ),
    "provider": ("provider name", "provider", "name of provider", "run by"),
    "cqc_location": ("cqc location id", "cqc location", "location id", "cqc id", "cqc number"),
    "cqc_provider": ("cqc provider id", "cqc provider", "provider id"),
    "company_number": (
        "company number", "companies house number", "company no", "company registration number",
        "company registration no", "crn", "company reg no",
    ),
    "postcode": ("postcode", "post code", "postal code", "zip"),
    "address": ("address", "registered address", "street address"),
    "area": (
        "local authority", "area", "area name", "council", "borough", "district", "county",
        "region", "town", "city",
    ),
    "size": ("size", "scale", "company size", "business size"),
    "sme": ("sme", "is sme", "small or medium", "sme status"),
    "vcse": ("vcse", "is vcse", "voluntary sector", "social enterprise", "charity"),
    "preferred": ("preferred", "preferred supplier", "is preferred", "approved"),
    "preferred_until": (
        "preferred until", "approved until", "valid until", "valid to", "expiry", "expiry date",
        "expires", "expires on", "end date", "contract end", "contract end date", "until",
    ),
    "category": ("category", "categories", "category id", "what they sell", "sells"),
    "cpv": ("cpv", "cpv code", "cpv codes"),
}  # fmt: skip
NOTES = (
    "note", "notes", "comment", "comments", "description", "type", "service types",
    "service type", "services", "specialisms", "specialisms services",
)  # fmt: skip

_NEAR = 90


@dataclass(frozen=True)
class Columns:
    """Field to the column that holds it; the columns of the note; and those not used."""

    fields: Mapping[str, int]
    notes: tuple[int, ...]
    unused: tuple[str, ...]

    @property
    def found(self) -> int:
        """How many headings were understood."""
        return len(self.fields) + len(self.notes)


class Headings:
    """The headings that a kind of list may have: field to its aliases, the usual one first."""

    def __init__(self, fields: Mapping[str, Sequence[str]], notes: Iterable[str] = ()) -> None:
        self._by_heading = {
            alias.replace(" ", ""): (field, rank)
            for field, aliases in fields.items()
            for rank, alias in enumerate(aliases)
        }
        self._long = [alias for alias in self._by_heading if len(alias) > 5]
        self._notes = {_plain(alias) for alias in notes}

    def match(self, headings: Sequence[str]) -> Columns:
        """Which of ``headings`` is which field.

        Case, spaces, underscores, brackets and a slip of the pen do not matter. Of
        two columns for one field the more usual heading wins, then the first.
        """
        best: dict[str, tuple[int, int]] = {}
        notes: list[int] = []
        for at, heading in enumerate(headings):
            plain = _plain(heading)
            if plain in self._notes:
                notes.append(at)
            elif plain and (hit := self._field(plain)):
                field, rank = hit
                best[field] = min(best.get(field, (rank, at)), (rank, at))
        fields = {field: at for field, (_, at) in best.items()}
        used = {*fields.values(), *notes}
        unused = tuple(h for at, h in enumerate(headings) if at not in used and h.strip())
        return Columns(fields, tuple(notes), unused)

    def _field(self, plain: str) -> tuple[str, int] | None:
        if plain in self._by_heading:
            return self._by_heading[plain]
        if len(plain) <= 5:
            return None
        near = process.extractOne(plain, self._long, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return self._by_heading[near[0]] if near else None


def columns(headings: Sequence[str]) -> Columns:
    """Match the headings of a supplier list to our fields."""
    found = _SUPPLIERS.match(headings)
    if "name" in found.fields or "provider" not in found.fields:
        return found
    fields = dict(found.fields)
    fields["name"] = fields.pop("provider")
    return Columns(fields, found.notes, found.unused)


def names_wanted() -> str:
    """The headings under which a supplier's name is looked for, for a sentence."""
    return "“name”, “supplier” or “provider name”"


def listed(headings: Iterable[str], most: int = 20) -> str:
    """Headings for a sentence: the first ``most`` of them, in quotation marks."""
    given = [f"“{heading[:40]}”" for heading in headings if heading.strip()]
    more = f" and {len(given) - most} more" if len(given) > most else ""
    return ", ".join(given[:most]) + more


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"\(.*?\)", "", heading.casefold()))


_SUPPLIERS = Headings(HEADINGS, NOTES)
