"""The lines that a cost is made of: what is paid, and in which years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from buying.domain.costs.errors import CostError, exact
from buying.domain.money import pounds

MOST_YEARS = 125
"""The Green Book's tables end at year 125."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "price": "Price",
        "delivery": "Delivery",
        "installation": "Fitting",
        "training": "Training",
        "energy": "Energy",
        "water": "Water",
        "consumables": "Supplies it uses up",
        "servicing": "Servicing",
        "repairs": "Repairs",
        "insurance": "Insurance",
        "staff_time": "Staff time",
        "downtime": "Time out of use",
        "licence": "Licences",
        "hire": "Hire",
        "replacement": "Replacement parts",
        "disposal": "Disposal",
        "carbon": "Carbon",
        "residual": "What it can be sold for",
        "other": "Other costs",
    }
)
"""Each kind of line and the words for it. ``residual`` is taken off, the rest are added."""

BOUGHT = ("price", "delivery", "installation", "replacement")


@dataclass(frozen=True)
class CostLine:
    """One cost: once in ``year``, or each year from ``each_year_from`` to ``each_year_to``.

    ``amount`` is in pounds of today for the whole quantity, on the buyer's own VAT
    basis (:func:`buying.domain.costs.own_cost`), for one occurrence, never below 0;
    money that comes back is a line of kind ``residual``. Years count from the day
    of buying (year 0); ``each_year_to`` None is the last year of the option's life.

    ``low`` and ``high``: between what the amount may be, where it is not certain (None: it is
    ``amount``). ``assumed``: nobody knew it, and a usual figure stands in.
    Raises CostError for an unknown kind, a negative amount, years or a range out of order.
    """

    kind: str
    amount: Decimal
    year: int = 0
    each_year_from: int | None = None
    each_year_to: int | None = None
    label: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    assumed: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise CostError(f"I do not know a cost called {self.kind!r}. Use one of {_kinds()}.")
        self._check_amounts()
        self._check_years()

    @classmethod
    def yearly(
        cls,
        kind: str,
        amount: Decimal,
        first: int = 1,
        last: int | None = None,
        label: str = "",
        *,
        low: Decimal | None = None,
        high: Decimal | None = None,
        assumed: bool = False,
    ) -> CostLine:
        """A cost of each year from ``first`` to ``last`` (None: to the end of the life)."""
        return cls(
            kind, amount, each_year_from=first, each_year_to=last, label=label,
            low=low, high=high, assumed=assumed,
        )  # fmt: skip

    @property
    def words(self) -> str:
        """What people call this line."""
        return self.label or KINDS[self.kind]

    @cached_property
    def signed(self) -> Decimal:
        """The amount as it enters the sum: a residual is taken off."""
        return self.taken(self.amount)

    @cached_property
    def least(self) -> Decimal:
        """The least that it may add to the sum: for a residual, the most that comes back."""
        low, high = self.between
        return self.taken(high if self.kind == "residual" else low)

    @cached_property
    def most(self) -> Decimal:
        """The most that it may add to the sum."""
        low, high = self.between
        return self.taken(low if self.kind == "residual" else high)

    @property
    def between(self) -> tuple[Decimal, Decimal]:
        """Between what the amount may be; twice the amount where it is certain."""
        low = self.amount if self.low is None else self.low
        return low, self.amount if self.high is None else self.high

    @property
    def certain(self) -> bool:
        """Whether the amount is one figure that somebody gave."""
        low, high = self.between
        return low == high and not self.assumed

    def taken(self, amount: Decimal) -> Decimal:
        """``amount`` with the sign that it has in the sum."""
        return -amount if self.kind == "residual" else amount

    def years(self, life: int) -> range:
        """The years, counted from the day of buying, in which this line falls."""
        if self.each_year_from is None:
            return range(self.year, self.year + 1)
        last = life if self.each_year_to is None else self.each_year_to
        return range(self.each_year_from, last + 1)

    def span(self, life: int, lasting: int) -> tuple[int, int] | None:
        """The first and the last year in which it falls, if a life of ``life`` years is another.

        What falls in the year of the end moves with the end to ``lasting``; None: not reached.
        """
        if self.each_year_from is None:
            year = lasting if 0 < self.year == life else self.year
            return (year, year) if year <= lasting else None
        if self.each_year_from > lasting:
            return None
        to_the_end = self.each_year_to is None or self.each_year_to == life
        last = lasting if to_the_end else min(self.each_year_to or lasting, lasting)
        return self.each_year_from, last

    def _check_amounts(self) -> None:
        low, high = self.between
        for amount in (low, self.amount, high):
            if exact(amount, f"the amount for {self.words}") < 0:
                raise CostError(
                    f"{self.words} is below £0. Leave out the minus sign, and put money "
                    "that you get back under what it can be sold for."
                )
        if not low <= self.amount <= high:
            raise CostError(
                f"The figures for {self.words} are out of order: low {pounds(low)}, likely "
                f"{pounds(self.amount)}, high {pounds(high)}. Put the lowest first."
            )

    def _check_years(self) -> None:
        first, last = self.each_year_from, self.each_year_to
        if self.year < 0 or (first is not None and first < 0):
            raise CostError(f"{self.words} cannot fall before year 0. Year 0 is the day you buy.")
        if (first is not None and self.year != 0) or (first is None and last is not None):
            raise CostError(f"Say one year for {self.words}, or each year from one to another.")
        if first is not None and last is not None and last < first:
            raise CostError(f"{self.words} ends in year {last} but begins in year {first}.")


def _kinds() -> str:
    return ", ".join(KINDS)
