"""What a purchase may come to, and limits to hold it against."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from buying.domain.money import Money


@dataclass(frozen=True)
class Value:
    """An amount in pounds without and with VAT, unrounded."""

    net: Decimal
    gross: Decimal

    @classmethod
    def of(cls, money: Money, rate: Decimal) -> Value:
        """``money`` on both bases; ``rate`` is the standard rate of VAT, 0.20 for 20 %."""
        return cls(money.net(rate), money.gross(rate))

    def times(self, number: Decimal | int) -> Value:
        """As much ``number`` times over."""
        return Value(self.net * number, self.gross * number)

    def __add__(self, other: Value) -> Value:
        return Value(self.net + other.net, self.gross + other.gross)

    def or_more(self, other: Value | None) -> Value:
        """The larger of both, on each basis by itself: two prices may differ in their VAT."""
        if other is None:
            return self
        return Value(max(self.net, other.net), max(self.gross, other.gross))


NOTHING = Value(Decimal(0), Decimal(0))
EXACT = 9
"""Decimals to which a value is held against a limit. Taking VAT off leaves endless fractions, so
that £2,000 with VAT three times over would else come to a trace more than £5,000 without."""


@dataclass(frozen=True)
class Limit:
    """A threshold as it stands on one day, in pounds; ``vat`` is the basis it is measured on."""

    name: str
    amount: Decimal
    vat: Literal["net", "gross", "exempt"]

    def measure(self, value: Value) -> Decimal:
        """The side of ``value`` that this limit is about."""
        return round(value.net if self.vat == "net" else value.gross, EXACT)

    def passed(self, value: Value) -> bool:
        """Whether ``value`` is more than the limit."""
        return self.measure(value) > self.amount

    def reached(self, value: Value) -> bool:
        """Whether ``value`` is the limit or more."""
        return self.measure(value) >= self.amount
