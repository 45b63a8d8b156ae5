"""Which two rows are one supplier.

An identifier decides first, then name and postcode together. Two suppliers with
different identifiers of one scheme are never the same, whatever they are called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from buying.domain.suppliers.names import legal_form, match_name

COMPANY = "GB-COH"
CQC_LOCATION = "CQC-LOCATION"
CQC_PROVIDER = "CQC-PROVIDER"

_POSTCODE = r"(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)\s?([0-9][A-Z]{2})"
_POSTCODE_WHOLE = re.compile(_POSTCODE)
_POSTCODE_WITHIN = re.compile(rf"(?<![A-Z0-9]){_POSTCODE}(?![A-Z0-9])")
# GB begins a VAT number, and no company number.
_COMPANY = re.compile(r"((?!GB)[A-Z]{2})([0-9]{1,6})|(R0)([0-9]{6})|([0-9]{1,8})")
_CQC = re.compile(r"1-[0-9]{4,15}")


@dataclass(frozen=True)
class Identity:
    """What a supplier is known by. ``form`` is its legal form, ``ltd`` or so."""

    match_name: str
    form: str | None = None
    postcode: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, postcode: str | None, identifiers: Mapping[str, str]) -> Identity:
        """The identity of a supplier as it stands in a list."""
        return cls(match_name(name), legal_form(name), postcode, dict(identifiers))

    def joined(self, other: Identity) -> Identity:
        """This identity with what ``other`` adds to it."""
        return Identity(
            self.match_name,
            self.form or other.form,
            other.postcode or self.postcode,
            {**self.identifiers, **other.identifiers},
        )


@dataclass(frozen=True)
class Match:
    """What a search for a supplier gave.

    ``key``: the one it is; None where it is new or unclear. ``by``: the scheme
    that decided, or ``name``. ``unclear``: two of those with the same name and
    postcode. ``namesakes``: the first two of the same name, if it is new.
    """

    key: int | None = None
    by: str = ""
    unclear: tuple[int, ...] = ()
    namesakes: tuple[int, ...] = ()


Place = tuple[str, str | None]


class Index:
    """Suppliers by identifier and by name, each under a key of the caller's own.

    A name may be shared by thousands, so suppliers of one name and postcode lie
    in boxes by the schemes that they have numbers of: only a box without the
    schemes asked for can hold one that is the same by name.
    """

    def __init__(self) -> None:
        self._known: dict[int, Identity] = {}
        self._by_identifier: defaultdict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        self._by_name: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._by_place: defaultdict[Place, dict[frozenset[str], dict[int, None]]] = defaultdict(
            dict
        )

    def put(self, key: int, identity: Identity) -> None:
        """Add a supplier, or add what is newly known of one."""
        known = self._known.get(key)
        identity = known.joined(identity) if known else identity
        self._known[key] = identity
        self._by_name[identity.match_name][key] = None
        boxes = self._by_place[identity.match_name, identity.postcode]
        boxes.setdefault(frozenset(identity.identifiers), {})[key] = None
        for pair in identity.identifiers.items():
            self._by_identifier[pair][key] = None

    def look_up(self, identity: Identity) -> Match:
        """The supplier that ``identity`` belongs to, if one is known."""
        for scheme in sorted(identity.identifiers, key=_specific_first):
            for key in self._by_identifier.get((scheme, identity.identifiers[scheme]), ()):
                if _may_be_one(identity, self._known[key], scheme):
                    return Match(key, scheme)
        same = tuple(islice(self._same_name_and_place(identity), 2))
        if len(same) == 1:
            return Match(same[0], "name")
        namesakes = tuple(islice(self._by_name.get(identity.match_name, ()), 2))
        return Match(unclear=same, namesakes=namesakes)

    def _same_name_and_place(self, identity: Identity) -> Iterator[int]:
        seen: set[int] = set()
        for key in self._candidates(identity):
            if key not in seen and _same_by_name(identity, self._known[key]):
                seen.add(key)
                yield key

    def _candidates(self, identity: Identity) -> Iterator[int]:
        for pair in identity.identifiers.items():
            yield from self._by_identifier.get(pair, ())
        boxes = self._by_place.get((identity.match_name, identity.postcode), {})
        for schemes, keys in boxes.items():
            if schemes.isdisjoint(identity.identifiers):
                yield from keys


def _same_by_name(one: Identity, other: Identity) -> bool:
    return (
        (one.match_name, one.postcode) == (other.match_name, other.postcode)
        and not (one.form and other.form and one.form != other.form)
        and not _conflict(one, other)
    )


def _specific_first(scheme: str) -> tuple[int, str]:
    order = (CQC_LOCATION, COMPANY)
    return (order.index(scheme) if scheme in order else len(order), scheme)


def _conflict(one: Identity, other: Identity) -> bool:
    return any(
        other.identifiers.get(scheme, number) != number
        for scheme, number in one.identifiers.items()
    )


def _may_be_one(one: Identity, other: Identity, scheme: str) -> bool:
    # A firm and one of the homes that it runs share a company number and are not one.
    sites = (CQC_LOCATION in one.identifiers) == (CQC_LOCATION in other.identifiers)
    return not _conflict(one, other) and (scheme == CQC_LOCATION or sites)


def postcode(text: str) -> str | None:
    """A United Kingdom postcode as it is written: ``M33 4RT``; None for anything else."""
    found = _POSTCODE_WHOLE.fullmatch(" ".join(text.upper().split()))
    return f"{found[1]} {found[2]}" if found else None


def find_postcode(address: str) -> str | None:
    """The last postcode in an address; None where there is none."""
    found = _POSTCODE_WITHIN.findall(address.upper())
    return " ".join(found[-1]) if found else None


def company_number(text: str) -> str | None:
    """A Companies House number with its eight characters; None for anything else.

    Zeros that a spreadsheet dropped are put back: ``975677`` is ``00975677``.
    """
    found = _COMPANY.fullmatch(re.sub(r"[\s.-]", "", text.upper()))
    if found is None:
        return None
    letters, digits = found[1] or found[3] or "", found[2] or found[4] or found[5]
    return letters + digits.zfill(8 - len(letters)) if int(digits) else None


def cqc_number(text: str) -> str | None:
    """A CQC location or provider id, such as ``1-466088203``; None for anything else."""
    return text.strip() if _CQC.fullmatch(text.strip()) else None
