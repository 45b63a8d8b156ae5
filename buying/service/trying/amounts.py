"""The amount in a question, its VAT basis, and for how many of what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from buying.domain import reading
from buying.domain.money import Money, VatBasis
from buying.domain.reading import vat
from buying.domain.reading.results import Unreadable
from buying.service.trying.terms import cut, each

_SCALE = r"(?:\s?(?:k|m|thousand|grand|million)\b)"
MONEY = re.compile(
    rf"£\s?\d[\d,]*(?:\.\d+)?{_SCALE}?"
    rf"|\b\d[\d,]*(?:\.\d+)?(?:{_SCALE}(?:\s(?:pounds|quid))?|\s(?:pounds|quid|gbp)\b)"
)
_BARE = re.compile(
    r"[$€¥₹]\s?\d[\d,.]*|\b\d{1,3}(?:,\d{3})+\b|\b\d{3,}\b(?!\s?-)|\b\d+\b(?=\s+of\b)"
)
_EXTRAS = re.compile(
    rf"(?:,?\s?\b(?:with|plus|and)\b\s?)+(?:up to )?(?P<money>{MONEY.pattern})"
    r"\s(?:of |in |for )?(?:optional )?(?:extras|options)\b"
)
_TIME = r"(?:day|night|hour|hr|minute|fortnight|week|month|quarter|year|annum)\b"
_APIECE = re.compile(
    rf"[\s(),]*(?:each\b(?!\s{_TIME})|apiece|a (?:piece|head|session|visit|shift)\b"
    rf"|per (?!{_TIME})[a-z]+)"
)
_UNCOUNTED = re.compile(
    rf"[\s(),|]*(?P<said>(?:an?|per|each|every|/) ?{_TIME}|every (?:\d+|other|second) [a-z]+"
    r"|(?:dai|night|hour|fortnight)ly\b)"
)
_VAT = re.compile(r"\bv\.?a\.?t\b|\bnet\b|\bgross\b")


class CannotRead(Exception):
    """The question cannot be read; the text says what to write instead."""


@dataclass(frozen=True)
class Amount:
    """What is paid: ``money`` each week, month, quarter or year (``each``) or once.

    ``apiece``: the money is for one of several things. ``named``: the question itself said
    whether VAT is in it. ``marked``: it was written as money, with £ or "thousand".
    """

    money: Money
    each: str | None
    apiece: bool
    named: bool
    marked: bool
    extras: Money | None
    left: str


def amount(text: str, typed_as: VatBasis, on: date) -> Amount:
    """The one amount in ``text``, which is plain and with digits. Raises CannotRead.

    ``typed_as`` is the basis of an amount without a word on VAT.
    """
    basis, text = _basis(text)
    used = basis or typed_as
    extras, text = _extras(text, used, on)
    match, marked = _one(text)
    money = _read(match[0], used, on)
    often, rest = each(text, match.end())
    apiece = _APIECE.match(rest, match.end())
    if apiece:
        rest = cut(rest, apiece)
    if often is None:
        often, rest = each(rest, match.end())
    _can_be_counted(rest, match.end())
    left = f"{rest[: match.start()]} | {rest[match.end() :]}"
    return Amount(money, often, bool(apiece), basis is not None, marked, extras, left)


def _basis(text: str) -> tuple[VatBasis | None, str]:
    if not _VAT.search(text):
        return None, text
    basis, _, rest = vat.split(text)
    return basis, rest


def _extras(text: str, basis: VatBasis, on: date) -> tuple[Money | None, str]:
    match = _EXTRAS.search(text)
    if match is None:
        return None, text
    return _read(match["money"], basis, on), cut(text, match)


def _one(text: str) -> tuple[re.Match[str], bool]:
    for pattern, marked in ((MONEY, True), (_BARE, False)):
        found = list(pattern.finditer(text))
        if len(found) > 1:
            amounts = " and ".join(match[0].strip() for match in found)
            raise CannotRead(f"That has more than one amount: {amounts}. Ask about one at a time.")
        if found:
            return found[0], marked
    raise CannotRead("Say an amount, for example “£18,000 of agency nursing for six months”.")


def _can_be_counted(text: str, after: int) -> None:
    uncounted = _UNCOUNTED.match(text, after)
    if uncounted:
        raise CannotRead(
            "I can count what is paid each week, month, quarter or year, not "
            f"“{uncounted['said']}”. Say what it comes to in a week, or in all."
        )


def _read(words: str, basis: VatBasis, on: date) -> Money:
    limits = reading.Limits(least=Decimal("0.01"), most=Decimal(10_000_000_000))
    found = reading.read("money", words.strip(), today=on, vat=basis, limits=limits)
    if isinstance(found, Unreadable):
        raise CannotRead(f"“{words.strip()}” cannot be read as an amount. {found.sentence}")
    return Money.of(found.value)
