"""Suppliers from an OCDS 1.1 release package, such as Contracts Finder gives.

Only what is needed is read, and each release and each party is checked by
itself, so that one that is not as the standard says costs only itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from buying.domain.suppliers import (
    CategoryLike,
    category_of_cpv,
    company_number,
    find_postcode,
    match_name,
    postcode,
)
from buying.domain.suppliers.identity import COMPANY
from buying.service.suppliers import cells as cell
from buying.service.suppliers.files import (
    Contents,
    Progress,
    RawFile,
    Row,
    SupplierFileError,
    Unread,
)

_PARTY_ID = re.compile(r"(?P<scheme>[A-Z]{2}-[A-Z0-9]{2,10})-(?P<id>[\w/-]{1,40})")
_SCHEME = re.compile(r"[A-Z][A-Z0-9-]{1,19}")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)


class Package(_Part):
    """The outermost object. ``releases`` are checked one by one later."""

    releases: list[Any]


class Classification(_Part):
    """A code of a scheme; the scheme of interest is CPV."""

    scheme: str | None = None
    id: str | None = None


class Item(_Part):
    """A thing bought."""

    classification: Classification | None = None


class Tender(_Part):
    """What was asked for."""

    classification: Classification | None = None
    additionalClassifications: list[Classification] | None = None  # noqa: N815
    items: list[Item] | None = None


class Named(_Part):
    """A party as an award names it."""

    id: str | None = None
    name: str | None = None


class Award(_Part):
    """Who won."""

    suppliers: list[Named] | None = None


class Release(_Part):
    """One notice. Its parties are checked one by one later."""

    ocid: str | None = None
    tender: Tender | None = None
    awards: list[Award] | None = None
    parties: list[Any] | None = None


class Identifier(_Part):
    """A number in a register."""

    scheme: str | None = None
    id: str | None = None
    legalName: str | None = None  # noqa: N815


class Address(_Part):
    """Where a party is."""

    streetAddress: str | None = None  # noqa: N815
    postalCode: str | None = None  # noqa: N815
    locality: str | None = None


class Details(_Part):
    """Size by the codelist partyScale, and whether it is a VCSE."""

    scale: str | None = None
    vcse: bool | None = None


class Party(_Part):
    """An organisation and its part in the notice."""

    id: str | None = None
    name: str | None = None
    roles: list[str] | None = None
    identifier: Identifier | None = None
    additionalIdentifiers: list[Identifier] | None = None  # noqa: N815
    address: Address | None = None
    details: Details | None = None


def read_ocds(
    raw: RawFile, text: str, categories: Sequence[CategoryLike], progress: Progress
) -> Contents:
    """Every supplier party of a release package, in the order of the file.

    Raises SupplierFileError where the file is no release package.
    """
    package = _package(raw, text)
    rows: list[Row | Unread] = []
    for number, given in enumerate(package.releases, start=1):
        rows.extend(_release(given, number, categories))
        progress("Reading releases", number, len(package.releases))
    if not rows:
        raise SupplierFileError(
            f"“{raw.name}” names no suppliers: none of its {len(package.releases)} releases has a"
            " party with the role “supplier”. Export award notices instead."
        )
    facts = f"releases: {len(package.releases)}, supplier parties: {len(rows)}"
    return Contents("OCDS release package", (facts,), tuple(rows))


def _package(raw: RawFile, text: str) -> Package:
    try:
        return Package.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            why = f"is not whole JSON ({first['ctx']['error']})"
        else:
            why = "is JSON, but not an OCDS release package: there is no list of “releases” in it"
        raise SupplierFileError(
            f"“{raw.name}” {why}. Export it again as an OCDS 1.1 release package."
        ) from error


def _release(given: Any, number: int, categories: Sequence[CategoryLike]) -> Iterator[Row | Unread]:
    try:
        release = Release.model_validate(given)
    except ValidationError as error:
        yield Unread(f"release {number}", "", _said_of(error))
        return
    codes = tuple(_codes(release.tender))
    listed: set[str] = set()
    for party in release.parties or ():
        row = _party(party, number, codes, categories)
        if row is not None:
            yield row
        if isinstance(party, dict):
            listed.add(str(party.get("id")))
    for named in (named for award in release.awards or () for named in award.suppliers or ()):
        if str(named.id) not in listed:
            listed.add(str(named.id))
            yield _row(Party(id=named.id, name=named.name), number, codes, categories)


def _codes(tender: Tender | None) -> Iterator[str]:
    """CPV codes of what was bought, the main one first."""
    if tender is None:
        return
    items = (item.classification for item in tender.items or ())
    for given in (tender.classification, *items, *(tender.additionalClassifications or ())):
        if given is not None and given.id and (given.scheme or "CPV").upper() == "CPV":
            yield given.id


def _party(
    given: Any, number: int, codes: tuple[str, ...], categories: Sequence[CategoryLike]
) -> Row | Unread | None:
    try:
        party = Party.model_validate(given)
    except ValidationError as error:
        name = given.get("name", "") if isinstance(given, dict) else ""
        known_as = given.get("id") if isinstance(given, dict) else None
        return Unread(_where(known_as, number), cell.short(str(name)), _said_of(error))
    if "supplier" not in (party.roles or ()):
        return None
    return _row(party, number, codes, categories)


def _row(
    party: Party, number: int, codes: tuple[str, ...], categories: Sequence[CategoryLike]
) -> Row | Unread:
    where = _where(party.id, number)
    legal_name = party.identifier.legalName if party.identifier else None
    name = cell.harmless(cell.words(party.name or legal_name or ""))
    if not match_name(name):
        return Unread(where, "", "this party has no name.")
    if len(name) > cell.NAME_LIMIT:
        return Unread(where, cell.short(name), f"its name is over {cell.NAME_LIMIT} letters.")
    identifiers, remarks = _identifiers(party)
    details = party.details or Details()
    return Row(
        where=where,
        name=name,
        identifiers=identifiers,
        categories=_categories(codes, categories),
        postcode=_place(party.address),
        area=cell.words((party.address and party.address.locality) or "")[:100] or None,
        size=_size(details.scale),
        vcse=details.vcse,
        remarks=remarks,
    )


def _where(party: object, number: int) -> str:
    return f"party {cell.words(str(party or 'without id'))[:60]} in release {number}"


def _identifiers(party: Party) -> tuple[dict[str, str], tuple[str, ...]]:
    found: dict[str, str] = {}
    remarks: list[str] = []
    for scheme, number in _numbers(party):
        if scheme == COMPANY:
            whole = company_number(number)
            if whole is None:
                remark = f"“{cell.short(number)}” is not a company number, so it was left out"
                remarks.extend([remark] if remark not in remarks else [])
                continue
            number = whole
        found.setdefault(scheme, number)
    return found, tuple(remarks)


def _numbers(party: Party) -> Iterator[tuple[str, str]]:
    given: Iterable[Identifier | None] = (party.identifier, *(party.additionalIdentifiers or ()))
    for one in given:
        if one is not None and one.id and one.scheme and _SCHEME.fullmatch(one.scheme.strip()):
            yield one.scheme.strip(), cell.words(one.id)[:60]
    own = _PARTY_ID.fullmatch((party.id or "").strip())
    if own is not None:
        yield own["scheme"], own["id"]


def _categories(codes: tuple[str, ...], categories: Sequence[CategoryLike]) -> tuple[str, ...]:
    # The main code says what was bought; the others often only what came with it.
    for code in codes:
        found = category_of_cpv(code, categories)
        if found is not None:
            return (found,)
    return ()


def _place(address: Address | None) -> str | None:
    if address is None:
        return None
    return postcode(address.postalCode or "") or find_postcode(address.streetAddress or "")


def _size(scale: str | None) -> str | None:
    try:
        return cell.size(scale) if scale else None
    except cell.Unreadable:
        return None


def _said_of(error: ValidationError) -> str:
    first = error.errors()[0]
    at = ".".join(str(part) for part in first["loc"]) or "it"
    return f"“{at}” is not as OCDS 1.1 has it: {first['msg'][:1].lower()}{first['msg'][1:]}."
