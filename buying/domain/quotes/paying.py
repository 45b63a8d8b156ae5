"""What on a quote leaves open what its total is for: hire, parts paid first, thousands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from buying.domain.money import VatBasis
from buying.domain.quotes.amounts import in_thousands
from buying.domain.quotes.totals import Total, period
from buying.domain.reading.tidy import plain

_HIRE = re.compile(r"\b(?:hir(?:e|ed|ing)|rent(?:al|ed)?|leas(?:e|ed|ing))\b")
_ALL_PRICES = re.compile(r"\b(?:prices?|rates|charges|figures|amounts|totals?)\b")
_IN_PARTS = re.compile(r"\b(?:deposit|instal?lments?|stage payments?|part payments?|up ?front)\b")
_DUE = re.compile(r"\b(?:payable|due|to pay|amount)\b")
_REDUCED = re.compile(
    r"\bvat\b[^a-z0-9]{0,4}(?:at |of |rate )?\(?5(?:\.0+)?\s?%|(?<![\d.])5(?:\.0+)?\s?% vat"
    r"|\breduced (?:rate|vat)\b"
)


class Unclear(Exception):
    """What a total is for cannot be told; the text says why, for people."""


def unclear(total: Total, rows: Sequence[str]) -> None:
    """Refuse a total that may be for a week, only a part of the price, or in thousands.

    ``rows``: all that stands on the quote, line by line. Raises Unclear.
    """
    for problem in _problems(total, [plain(row) for row in rows]):
        raise Unclear(problem)


def reduced(total: Total, basis: VatBasis, rows: Sequence[str]) -> tuple[str, ...]:
    """A word on VAT at the reduced rate, where no row gives its amount."""
    if basis == "exempt" or not any(_REDUCED.search(plain(row)) for row in rows):
        return ()
    return ("It speaks of VAT at the reduced rate of 5 %. I reckon with 20 %.",)


def _problems(total: Total, rows: Sequence[str]) -> Iterator[str]:
    figure = total.amount.words
    if any(in_thousands(row) for row in rows):
        yield f"The quote may be in thousands of pounds. It says {figure}. Fill in the price."
    if total.pays is None and (often := _hired(rows)):
        yield (
            f"The quote speaks of hire by the {often}, and the total of {figure} does not say "
            "for how long it is. Fill in the price."
        )
    if _DUE.search(plain(total.words)) and any(_IN_PARTS.search(row) for row in rows):
        yield (
            f"The quote is paid in parts, and {figure} may be only one of them. "
            "Fill in the whole price."
        )


def _hired(rows: Sequence[str]) -> str | None:
    """Week, month or year, where a line gives it for a hire or for all prices."""
    said = (row for row in rows if _HIRE.search(row) or _ALL_PRICES.search(row))
    return next((often for row in said if (often := period(row))), None)
