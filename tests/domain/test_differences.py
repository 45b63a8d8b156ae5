"""Quotes that are not for the same thing are pointed out before they are compared."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from buying.domain.differences import differences
from buying.domain.money import Money
from buying.domain.offers import Offer

NET = Money(Decimal(900), "net")
GROSS = Money(Decimal(900), "gross")


def offer(name: str, price: Money = NET, **said: Any) -> Offer:
    return Offer(name, name, name, price, {}, **said)


def said(*offers: Offer, needed: int | None = 12, with_vat: bool = False) -> tuple[str, ...]:
    number = None if needed is None else Decimal(needed)
    return tuple(words for _, words in differences(offers, number, with_vat=with_vat))


def test_quotes_for_the_same_thing_need_no_word() -> None:
    same = {"includes": frozenset({"delivery"}), "quantity": Decimal(12)}
    assert said(offer("A", **same), offer("B", **same)) == ()


def test_prices_with_and_without_vat() -> None:
    assert said(offer("A"), offer("B", GROSS)) == (
        "The prices treat VAT in different ways: A plus VAT and B with VAT. "
        "I compare all of them without VAT.",
    )
    assert said(offer("A"), offer("B", GROSS), with_vat=True)[0].endswith("them with VAT.")


def test_a_price_for_another_number() -> None:
    (note,) = said(offer("A", quantity=Decimal(10)), offer("B", quantity=Decimal(12)))
    assert note.startswith("The price of A is for 10, and you need 12.")


def test_a_number_is_not_held_against_a_need_without_one() -> None:
    assert said(offer("A", quantity=Decimal(10)), needed=None) == ()


def test_what_one_price_includes_and_another_does_not() -> None:
    (note,) = said(
        offer("A", includes=frozenset({"fitting"})),
        offer("B", includes=frozenset()),
        offer("C", includes=frozenset({"fitting"})),
    )
    assert note == "A and C include fitting in the price, B does not. Ask what it costs there."


def test_what_was_not_said_is_not_held_against_anybody() -> None:
    assert said(offer("A", includes=frozenset({"fitting"})), offer("B")) == ()


def test_a_price_that_was_only_spoken() -> None:
    (note,) = said(offer("A", spoken="Jo of A, on the phone, 3 May"), offer("B"))
    assert note == "The price of A is not in writing: Jo of A, on the phone, 3 May"
