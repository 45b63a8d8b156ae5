"""A box for a figure that is not certain: what it holds, and how it reads.

Such a box has one more part, ``unknown``: the tick beside "I don't know".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from buying.domain import reading
from buying.domain.money import VAT_WORDS, pounds, to_penny

UNKNOWN = "unknown"
TICKED = "yes"
NOT_KNOWN = "not known"
ENDS = ("low", "likely", "high")
_SHOWABLE = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")


def is_one(value: Any) -> bool:
    """Whether a structured answer is no plain figure: between two, or not known."""
    return isinstance(value, Mapping) and (UNKNOWN in value or "low" in value)


def says_unknown(given: Mapping[str, Sequence[str]], typed: str) -> bool:
    """Whether a posted box says "don't know": by its tick, or in words."""
    return TICKED in given.get(UNKNOWN, ()) or reading.is_unknown(typed)


def says_nothing(typed: str) -> bool:
    """Whether a typed amount is 0, which is the same with VAT and without."""
    return re.fullmatch(r"£?\s*0+(?:\.0+)?", typed) is not None


def parts(kind: str, value: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """The parts of a box that holds ``value``, for which :func:`is_one` holds.

    ``likely`` is left out where it is no more than the middle, so that it moves with the ends.
    """
    box = "amount" if kind == "money" else ""
    vat = {"vat": (str(value.get("vat", "")),)} if kind == "money" else {}
    if UNKNOWN in value:
        return {box: (), **vat, UNKNOWN: (TICKED,)}
    text = f"{_figure(value['low'])} to {_figure(value.get('high'))}"
    if value.get("likely") is not None and not _is_middle(kind, value):
        text += f", likely {_figure(value['likely'])}"
    return {box: (text,), **vat, UNKNOWN: ()}


def shown(kind: str, value: Mapping[str, Any]) -> str:
    """``£80 to £120 plus VAT, likely £100``, ``5 to 8, likely 7``, ``not known``.

    Raises KeyError for a VAT basis that nobody knows.
    """
    if UNKNOWN in value:
        return NOT_KNOWN
    low, likely, high = (_shown(kind, value.get(end)) for end in ENDS)
    basis = f" {VAT_WORDS[value['vat']]}" if "vat" in value else ""
    return f"{low} to {high}{basis}" + (f", likely {likely}" if likely else "")


def _figure(stored: Any) -> str:
    text = str(stored)
    return text.removesuffix(".00") if _SHOWABLE.fullmatch(text) else text


def _shown(kind: str, stored: Any) -> str:
    if stored is None:
        return ""
    text = str(stored)
    if not _SHOWABLE.fullmatch(text):
        return text
    return pounds(Decimal(text)) if kind == "money" else reading.show("number", text)


def _is_middle(kind: str, value: Mapping[str, Any]) -> bool:
    try:
        low, likely, high = (Decimal(str(value.get(end))) for end in ENDS)
        middle = (low + high) / 2
        return likely == (to_penny(middle) if kind == "money" else middle)
    except InvalidOperation:
        return False
