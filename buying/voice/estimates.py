"""Figures of an offer in words: what was given, and what is usual where nobody knows."""

from __future__ import annotations

from decimal import Decimal

from buying.domain.costs import KINDS, Option
from buying.domain.costs.spreads import Spread
from buying.domain.costs.usual import UsualCosts
from buying.domain.money import VAT_WORDS, pounds
from buying.domain.offers import RUNNING, Estimate, Offer
from buying.english import years_words
from buying.voice.shown import money_words

NOT_KNOWN = "not known"
PAYS = {"week": "a week", "month": "a month", "year": "a year"}


def price(offer: Offer) -> str:
    """``£900 with VAT``; of hire also how often it is paid."""
    each = PAYS.get(offer.pays)
    return f"{money_words(offer.price)} {each}" if each else money_words(offer.price)


def cost(estimate: Estimate | None) -> str:
    """``£80 to £120 with VAT, likely £90``; ``not known``; a dash where it was not asked."""
    if estimate is None:
        return "–"
    if estimate.pounds is None:
        return NOT_KNOWN
    if not estimate.pounds.high:
        return pounds(Decimal(0))
    said = f"{between(estimate.pounds)} {VAT_WORDS[estimate.vat]}"
    certain = estimate.pounds.low == estimate.pounds.high
    return said if certain else f"{said}, likely {pounds(estimate.pounds.likely)}"


def taken(offer: Offer, kind: str, option: Option, basis: str) -> str:
    """As :func:`cost`; where nobody knows, with what the sum takes in its place.

    ``not known: £90 with VAT is usual (£80 to £120)``.
    ``basis``: "with VAT" or "without VAT", as ``option`` is costed.
    """
    estimate = (offer.costs or {}).get(kind)
    line = next((one for one in option.lines if one.assumed and one.kind == _line(kind)), None)
    if estimate is None or estimate.known or line is None:
        return cost(estimate)
    low, high = line.between
    ends = "" if low == high else f" ({pounds(low)} to {pounds(high)})"
    return f"{NOT_KNOWN}: {pounds(line.amount)} {basis} is usual{ends}"


def lasts(offer: Offer, option: Option) -> str:
    """``5 to 8 years, likely 7``; where nobody knows, ``not known: 7 years is usual (5 to 10)``."""
    low, likely, high = option.lives[0], option.life_years, option.lives[-1]
    if offer.life is not None:
        return life(offer.life) if low == high else f"{life(offer.life)}, likely {likely}"
    ends = "" if low == high else f" ({low} to {high})"
    return f"{NOT_KNOWN}: {years_words(likely)} is usual{ends}"


def _line(kind: str) -> str:
    return "other" if kind == RUNNING else kind


def between(spread: Spread) -> str:
    """``£80 to £120``, or one amount where it is certain."""
    if spread.low == spread.high:
        return pounds(spread.likely)
    return f"{pounds(spread.low)} to {pounds(spread.high)}"


def life(years: Spread | None) -> str:
    """``8 years``, ``5 to 8 years``, ``not known``."""
    if years is None:
        return NOT_KNOWN
    if years.low == years.high:
        return years_words(int(years.likely))
    return f"{years.low:f} to {years.high:f} years"


def cost_kinds(offers: tuple[Offer, ...]) -> tuple[str, ...]:
    """Every kind of cost that was asked about for one of the offers, in order."""
    return tuple(dict.fromkeys(kind for offer in offers for kind in offer.costs or {}))


def cost_label(kind: str, usual: UsualCosts) -> str:
    """A kind of cost as the box called it that asked for it; ``usual`` is of the category."""
    if kind == RUNNING:
        return "Running costs a year"
    line = usual.line(kind)
    return line.words if line else KINDS[kind]
