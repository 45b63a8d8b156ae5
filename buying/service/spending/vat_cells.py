"""What a finance system's column about VAT says: an amount, a rate, a code, or on which side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from buying.service.spending.amounts import Unclear, amount

REDUCED = Decimal("0.05")
"""The United Kingdom's reduced rate (VAT Act 1994, section 29A)."""

STANDARD_CODES = frozenset({"s", "sr", "std", "standard", "standard rate", "standard rated", "t1"})
REDUCED_CODES = frozenset({"r", "rr", "reduced", "reduced rate", "lower rate", "t5"})
EXEMPT_CODES = frozenset(
    {
        "e", "z", "zr", "zero", "zero rate", "zero rated", "exempt", "no vat", "none", "nil",
        "o", "os", "outside scope", "outside the scope", "t0", "t2", "t9",
    }
)  # fmt: skip
"""Codes that leave no VAT to pay: zero-rated, exempt and outside the scope.

Those with a T are the ones that Sage 50 begins with in the United Kingdom.
"""

BASES = {"net": "net", "ex": "net", "excluded": "net", "plus vat": "net", "gross": "gross",
         "inc": "gross", "included": "gross", "with vat": "gross"}  # fmt: skip
_PERCENT = re.compile(r"(?<![\d.,])(?P<rate>\d{1,2}(?:\.\d+)?)\s*(?:%|per ?cent\b)", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}(?:\.\d)?")


@dataclass(frozen=True)
class Vat:
    """What the cell says. Nothing set: it is empty; ``aside``: what it says is not understood.

    ``amount``: pounds of VAT, signed. ``rate``: a fraction, 0 where no VAT is paid. Both: a bare
    figure such as "20" that may be either. ``basis``: ``net`` or ``gross``, for an amount whose
    column does not say.
    """

    amount: Decimal | None = None
    rate: Decimal | None = None
    basis: str = ""
    aside: str = ""


def read(text: str, standard: Decimal, *, is_code: bool = False) -> Vat:
    """The cell ``text``. ``standard``: the standard rate of VAT, a fraction.

    ``is_code``: its column is of rates or codes, so that a bare figure is a rate.
    """
    plain = " ".join(text.casefold().split())
    if not re.search(r"\w", plain):
        return Vat()
    percent = _PERCENT.search(plain)
    if percent:
        return Vat(rate=Decimal(percent["rate"]) / 100)
    word = " ".join(re.sub(r"[^a-z0-9 ]", " ", plain).split())
    coded = _coded(word, standard)
    if coded is not None:
        return Vat(rate=coded)
    basis = BASES.get(word) or BASES.get(word[:3].strip())
    return Vat(basis=basis) if basis else _figure(text, plain, standard, is_code)


def _coded(word: str, standard: Decimal) -> Decimal | None:
    if word in EXEMPT_CODES:
        return Decimal(0)
    if word in STANDARD_CODES:
        return standard
    return REDUCED if word in REDUCED_CODES else None


def _figure(text: str, plain: str, standard: Decimal, is_code: bool) -> Vat:
    bare = Decimal(plain) / 100 if _BARE.fullmatch(plain) else None
    if is_code:
        return Vat(rate=bare) if bare is not None else Vat(aside=text)
    try:
        pounds = amount(text)
    except Unclear:
        return Vat(aside=text)
    return Vat(amount=pounds, rate=bare if bare in (standard, REDUCED) else None)
