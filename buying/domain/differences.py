"""What must be said of quotes before they are compared: where they are not for the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from buying.domain.money import VAT_WORDS
from buying.domain.offers import Offer
from buying.english import listed

INCLUDES: Mapping[str, str] = {
    "delivery": "delivery",
    "fitting": "fitting",
    "training": "showing staff how to use it",
    "warranty": "a warranty",
    "removal": "taking the old one away",
}
"""What may be in a price: the value of the box ``includes`` to its words in a sentence."""


Said = tuple[str, str]
"""What a sentence is about, and the sentence."""


def differences(
    offers: Sequence[Offer], needed: Decimal | None, *, with_vat: bool
) -> tuple[Said, ...]:
    """What it is about, and a sentence, for each way in which prices stand for different things.

    ``needed``: how many are to be bought; ``with_vat``: whether costs are compared with VAT.
    """
    return (*_vat(offers, with_vat=with_vat), *_quantity(offers, needed), *_includes(offers),
            *_spoken(offers))  # fmt: skip


def _vat(offers: Sequence[Offer], *, with_vat: bool) -> Iterator[Said]:
    if len({offer.price.vat for offer in offers}) > 1:
        said = listed([f"{offer.name} {VAT_WORDS[offer.price.vat]}" for offer in offers])
        basis = "with VAT" if with_vat else "without VAT"
        yield (
            "VAT",
            f"The prices treat VAT in different ways: {said}. I compare all of them {basis}.",
        )


def _quantity(offers: Sequence[Offer], needed: Decimal | None) -> Iterator[Said]:
    for offer in offers:
        if needed is not None and offer.quantity not in (None, needed):
            yield (
                "Quantity",
                f"The price of {offer.name} is for {offer.quantity:f}, and you need "
                f"{needed:f}. Ask for a price for what you need, and change it here.",
            )


def _includes(offers: Sequence[Offer]) -> Iterator[Said]:
    given = [(offer, offer.includes) for offer in offers if offer.includes is not None]
    for part, words in INCLUDES.items():
        has = [offer.name for offer, included in given if part in included]
        lacks = [offer.name for offer, included in given if part not in included]
        if has and lacks:
            verb = "includes" if len(has) == 1 else "include"
            not_so = "does" if len(lacks) == 1 else "do"
            yield (
                "What is in the price",
                f"{listed(has)} {verb} {words} in the price, {listed(lacks)} {not_so} not. "
                "Ask what it costs there.",
            )


def _spoken(offers: Sequence[Offer]) -> Iterator[Said]:
    for offer in offers:
        if offer.spoken:
            yield "Not in writing", f"The price of {offer.name} is not in writing: {offer.spoken}"
