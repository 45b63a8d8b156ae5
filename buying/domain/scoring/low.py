"""Prices that are much lower than the others: ask about them, and never turn them down for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from buying.domain.money import pounds
from buying.domain.scoring.errors import FULL, exact
from buying.domain.scoring.result import shown
from buying.domain.scoring.rules import USUAL, ScoringRules


@dataclass(frozen=True)
class UnusuallyLow:
    """A price to ask about. ``price`` and ``median`` (the middle of all prices) in pounds."""

    name: str
    price: Decimal
    median: Decimal
    sentence: str


def unusually_low(
    prices: Mapping[str, Decimal], rules: ScoringRules = USUAL
) -> tuple[UnusuallyLow, ...]:
    """Prices below ``rules.low_share`` of the median, in order of name.

    ``prices``: the price by name of each quote, in pounds on one VAT basis and for the same
    things. Empty where there are fewer than ``rules.low_quotes``. This flags and never
    rejects: above the thresholds of the Procurement Act 2023 a supplier must be heard before
    an abnormally low tender is set aside (s.19), and it is good practice below them. The
    share is a convention and not law. Raises ScoreError for what is no plain number.
    """
    for name, price in prices.items():
        exact(price, f"the price of {name}")
    if len(prices) < rules.low_quotes:
        return ()
    middle = median(prices.values())
    return tuple(
        UnusuallyLow(name, price, middle, _sentence(name, price, middle, rules.low_share))
        for name, price in sorted(prices.items())
        if price < rules.low_share * middle
    )


def _sentence(name: str, price: Decimal, middle: Decimal, share: Decimal) -> str:
    return (
        f"{name} asks for {pounds(price)}, which is less than {shown(share * FULL)} % of the "
        f"middle price, {pounds(middle)}. Ask them how they can do it for that price and what it "
        "leaves out, and write down what they say. A low price alone is no reason to turn them "
        "down."
    )
