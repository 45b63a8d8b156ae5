"""What must be said of a quote before it is compared."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from buying.domain.quotes.found import QuoteRead
from buying.english import day_in_words


def points(read: QuoteRead, *, needed: Decimal | None, today: date) -> tuple[str, ...]:
    """Sentences on what to look at: what the quote leaves open, another quantity, an old date.

    ``needed``: how many are to be bought, None where that is not known.
    """
    return (*read.doubts, *_each(read, needed), *_quantity(read, needed), *_validity(read, today))


def lasting(read: QuoteRead, *, today: date) -> tuple[str, ...]:
    """The points that still hold once the form was filled in: without what to fill in."""
    said = (_DONE.sub("", doubt).strip() for doubt in read.doubts if not _MISSED.match(doubt))
    return (*(doubt for doubt in said if doubt), *_validity(read, today))


_DONE = re.compile(
    r",? then fill (?:it )?in(?: the price)?(?=\.$)|(?:Please fill|Fill) (?:it )?in[^.]*\.$"
    r"|Work out what it is a year\.$"
)
_MISSED = re.compile(r"I did not find|I could not read|There are several yearly costs")
"""What the reading missed, and the person has seen to."""


def _each(read: QuoteRead, needed: Decimal | None) -> tuple[str, ...]:
    """A word on a "price" that could be for one, where it is for several."""
    price, quantity = read.boxes.get("price"), read.boxes.get("quantity")
    number = Decimal(quantity.value) if quantity else needed
    if price is None or number is None or number <= 1 or not price.single:
        return ()
    return (f"Check that the price is for all {number.normalize():f} of them, and not for one.",)


def _quantity(read: QuoteRead, needed: Decimal | None) -> tuple[str, ...]:
    found = read.boxes.get("quantity")
    if found is None or needed is None or Decimal(found.value) == needed:
        return ()
    return (f"The quote is for {found.value}, and you need {needed.normalize():f}.",)


def _validity(read: QuoteRead, today: date) -> tuple[str, ...]:
    found = read.facts.get("valid_until")
    if found is None or date.fromisoformat(found.value) >= today:
        return ()
    day = day_in_words(date.fromisoformat(found.value))
    return (f"The quote was valid until {day}. Ask the supplier if the price still holds.",)
