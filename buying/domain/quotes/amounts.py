"""Amounts on a quote, read strictly: one way of reading, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from buying.domain.money import VatBasis, pounds
from buying.domain.reading import vat
from buying.domain.reading.tidy import plain

POUNDS = "GBP"
_SIGNS = {"£": POUNDS, "€": "EUR", "$": "USD", "¥": "JPY", "₹": "INR"}
_CODES = "gbp|eur|usd|chf|sek|nok|dkk|pln|czk|huf|aud|cad|nzd|jpy|inr|cny|zar"
NAMES = {"EUR": "euros", "USD": "dollars", "CHF": "Swiss francs", "JPY": "yen"}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?"
_AMOUNT = re.compile(
    rf"(?P<open>\()?\s*(?P<minus>-)?\s*(?P<before>us\$|[£€$¥₹]|(?:{_CODES})\b)?\s*(?P<minus2>-)?"
    rf"(?P<number>{_NUMBER})(?:\s*(?P<after>[€£$]|(?:{_CODES})\b))?(?P<close>\))?"
)
_SUFFIXED = re.compile(rf"(?P<amount>{_AMOUNT.pattern})\s*(?P<tail>[^\d].*)?")
_ENDS = re.compile(
    rf"(?P<label>.*?[a-z%)].*?)\s*[:=]?\s+(?P<amount>-?\(?(?:us\$|[£€$]|(?:{_CODES})\s)?\s*-?"
    rf"{_NUMBER}\)?(?:\s*(?:[€£$]|(?:{_CODES})\b))?)(?P<tail>\s+(?:\+|plus|ex|exc|inc|incl|excl)"
    r"[a-z. ]*vat)?"
)
_ODD = re.compile(r"(?:[£€$]\s*)?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|(?:[£€$]\s*)?\d+,\d{1,2}")
_THREE = re.compile(r"\d{1,3}\.\d{3}")
_THOUSANDS = re.compile(r"[£€$]\s?(?:000|k\b|m\b)|\b0{3}'?s\b|\b(?:thousands|millions)\b")
_MARK = re.compile(rf"us\$|[£€$¥₹](?=\s*\d)|(?<![a-z])(?:{_CODES})(?![a-z])|(?<=\d)\s?€")
_WORDS = re.compile(r"\b(euros?|dollars?|pounds? sterling)\b")
_WORD_CODES = {"e": "EUR", "d": "USD", "p": POUNDS}


@dataclass(frozen=True)
class Amount:
    """A figure of money. ``currency`` None where none stands by it; ``vat`` as its words say.

    ``plain``: bare digits, which may as well be a count.
    """

    number: Decimal
    currency: str | None = None
    vat: VatBasis | None = None
    plain: bool = False

    @property
    def words(self) -> str:
        """``£1,200``, ``€1,200``, ``1,200``: the sign as far as one stands there."""
        figure = pounds(self.number)
        if self.currency in (None, POUNDS):
            return figure
        sign = next((sign for sign, code in _SIGNS.items() if code == self.currency), None)
        return figure.replace("£", sign or f"{self.currency} ")


def amount(text: str) -> Amount | None:
    """The amount that a cell holds, perhaps with words on VAT after it; None for anything else."""
    simple = plain(text)
    found = _SUFFIXED.fullmatch(simple)
    # "1.200" is one thing to a British reader and a thousand times that to a German one.
    if found is None or _THREE.fullmatch(found["number"]):
        return None
    tail, basis = (found["tail"] or "").strip(), None
    if tail:
        basis, sure, rest = vat.split(tail)
        if basis is None or not sure or rest.strip(" ()+.,;:"):
            return None
    return _made(found, basis)


def labelled(text: str) -> tuple[str, Amount] | None:
    """``Total ex VAT: £1,200``: the label and the amount of a cell that holds both."""
    found = _ENDS.fullmatch(plain(text))
    if found is None:
        return None
    read = amount(found["amount"] + (found["tail"] or ""))
    return (found["label"], read) if read else None


def is_odd(text: str) -> bool:
    """Whether a figure is written in a way that can be read twice, such as ``1.200,00``."""
    return _ODD.fullmatch(plain(text)) is not None


def in_thousands(text: str) -> bool:
    """Whether a text says that figures stand in thousands: ``£000``, ``£k``."""
    return _THOUSANDS.search(plain(text)) is not None


def currencies(text: str) -> set[str]:
    """The currencies that a text names, by sign, code or word."""
    simple = plain(text)
    found = {_code(match[0].strip()) for match in _MARK.finditer(simple)}
    return found | {_WORD_CODES[match[0][0]] for match in _WORDS.finditer(simple)}


def currency_name(code: str) -> str:
    """A currency in words: ``euros``; its code where there are none."""
    return NAMES.get(code, code)


def _made(found: re.Match[str], basis: VatBasis | None) -> Amount:
    number = Decimal(found["number"].replace(",", ""))
    if found["minus"] or found["minus2"] or (found["open"] and found["close"]):
        number = -number
    mark = found["before"] or found["after"]
    bare = mark is None and found["number"].isdigit()
    return Amount(number, _code(mark) if mark else None, basis, bare)


def _code(mark: str) -> str:
    return _SIGNS.get(mark.removeprefix("us"), mark.upper())
