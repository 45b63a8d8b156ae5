"""A figure that is not certain, carried as low, likely and high."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from buying.domain.costs.errors import CostError, exact


@dataclass(frozen=True)
class Spread:
    """The lowest, the likely and the highest that a figure may well be, in the figure's own unit.

    Raises CostError unless they come in that order, and for anything but finite Decimals.
    """

    low: Decimal
    likely: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        for value in (self.low, self.likely, self.high):
            exact(value, "the lowest, the likely and the highest figure")
        if not self.low <= self.likely <= self.high:
            raise CostError(
                "Give the lowest figure first, then the likely one, then the highest. "
                f"I got {self.low}, {self.likely} and {self.high}."
            )

    @classmethod
    def sure(cls, value: Decimal) -> Spread:
        """A figure that is certain: all three are ``value``."""
        return cls(value, value, value)

    def times(self, factor: Decimal) -> Spread:
        """Each figure times ``factor``, unrounded. Raises CostError for a factor below 0."""
        return Spread(self.low * factor, self.likely * factor, self.high * factor)

    def plus(self, other: Spread) -> Spread:
        """Both together: lowest with lowest, likely with likely, highest with highest."""
        return Spread(self.low + other.low, self.likely + other.likely, self.high + other.high)


NOTHING = Spread.sure(Decimal(0))
