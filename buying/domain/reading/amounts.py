"""Amounts of money, in pounds, always with a VAT basis."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

from buying.domain.money import VAT_WORDS, Money, VatBasis, pounds, to_penny
from buying.domain.reading import vat
from buying.domain.reading.numbers import outside
from buying.domain.reading.results import Asking, Outcome, Unreadable, answer, wrong_shape
from buying.domain.reading.single import One, Wanted, one
from buying.domain.reading.tidy import plain

FOREIGN = re.compile(r"[$€¥₹]|\b(?:usd|eur|euros?|dollars?|yen|rupees|zloty|aud|cad|chf)\b")
_COUNTED = re.compile(r"(?<!\w)x\s?\d|\d\s?x(?!\w)")
BASES: tuple[str, ...] = get_args(VatBasis)
TRIMMINGS = re.compile(r"(?:/|\.)-(?=\s|$)|(?<=\d)\.(?=\s|$)")
"""The dashes after "£5.-" and "1,200/-", and a full stop."""
PERCENT = Unreadable(
    "percent",
    "That looks like a percentage. Please give an amount in pounds, for example £1,200.",
)
WANTED = Wanted("an amount in pounds", "£1,200", pounds)


def read(text: str, asking: Asking) -> Outcome:
    """``{"amount": "900.00", "vat": ..., "currency": "GBP"}``, rounded to the penny.

    The VAT basis is the one that the text names, else ``asking.vat``.
    """
    simple = plain(text)
    if FOREIGN.search(simple):
        return Unreadable(
            "currency",
            "I work in pounds only. Please give the amount in pounds, for example £1,200.",
        )
    basis, sure, simple = vat.split(TRIMMINGS.sub("", simple))
    found = one(simple, WANTED)
    if isinstance(found, Unreadable):
        return found
    if found.percent:
        return PERCENT
    sure = sure and (found.money or not _COUNTED.search(simple))
    sure = sure and _is_plain(found, named=basis is not None)
    return _within(replace(found, sure=sure), basis or asking.vat, asking)


def check(value: Any, asking: Asking, reader: Callable[[str, Asking], Outcome] = read) -> Outcome:
    """Money from a form: its amount may be typed, its basis is ticked.

    A bare string or number is an amount on the question's own basis. ``reader`` reads what
    was typed.
    """
    if isinstance(value, str):
        return reader(value, asking)
    if not isinstance(value, Mapping):
        return _check_number(value, asking)
    basis = value.get("vat", asking.vat)
    if basis not in BASES:
        return Unreadable("vat", "Please say if VAT is included: with VAT, plus VAT, or no VAT.")
    if value.get("currency", "GBP") != "GBP":
        return Unreadable("currency", "I work in pounds only. Please give the amount in pounds.")
    amount = value.get("amount")
    asked = replace(asking, vat=basis)
    if not isinstance(amount, str):
        return _check_number(amount, asked)
    if _says_otherwise(amount, basis):
        return Unreadable(
            "vat",
            "The words beside the amount and the VAT choice do not agree."
            " Please give the amount as a figure only, for example £1,200.",
        )
    return reader(amount, asked)


def show(value: Any) -> str:
    """``£1,200 with VAT``."""
    money = Money.of(value)
    return f"{pounds(money.amount)} {VAT_WORDS[money.vat]}" if money.amount else "£0"


def _check_number(value: Any, asking: Asking) -> Outcome:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return wrong_shape()
    if not abs(value) < 10**12:
        return Unreadable("too_much", "That amount is too large. Please check it.")
    return _within(One(Decimal(str(value)), True), asking.vat, asking)


def _says_otherwise(amount: str, basis: str) -> bool:
    named, _, _ = vat.split(plain(amount))
    return named is not None and named != basis


def _is_plain(found: One, *, named: bool) -> bool:
    """Whether the words around the figure leave no doubt that it is the amount."""
    marked = found.money or named
    return found.sure and (marked or not (found.before or found.after))


def _within(found: One, basis: VatBasis, asking: Asking) -> Outcome:
    least, most = asking.limits.least, asking.limits.most
    problem = outside(found.amount, least, most, "An amount", pounds)
    if problem:
        return problem
    amount = to_penny(found.amount)
    stored = Money(amount, basis).stored()
    shown = show(stored)
    how = f"{shown}, which is {found.how}" if found.how else None
    return answer(stored, shown, sure=found.sure and amount == found.amount, how=how)
