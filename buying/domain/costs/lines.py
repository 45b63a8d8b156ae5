"""What an option is made of: the lines of its cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
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
    Raises CostError for an unknown kind, a negative amount, years out of order.
    """

    kind: str
    amount: Decimal
    year: int = 0
    each_year_from: int | None = None
    each_year_to: int | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise CostError(f"I do not know a cost called {self.kind!r}. Use one of {_kinds()}.")
        if exact(self.amount, f"the amount for {self.words}") < 0:
            raise CostError(
                f"{self.words} is below £0. Leave out the minus sign, and put money "
                "that you get back under what it can be sold for."
            )
        self._check_years()

    @classmethod
    def yearly(
        cls, kind: str, amount: Decimal, first: int = 1, last: int | None = None, label: str = ""
    ) -> CostLine:
        """A cost of each year from ``first`` to ``last`` (None: to the end of the life)."""
        return cls(kind, amount, each_year_from=first, each_year_to=last, label=label)

    @property
    def words(self) -> str:
        """What people call this line."""
        return self.label or KINDS[self.kind]

    @property
    def signed(self) -> Decimal:
        """The amount as it enters the sum: a residual is taken off."""
        return -self.amount if self.kind == "residual" else self.amount

    def years(self, life: int) -> range:
        """The years, counted from the day of buying, in which this line falls."""
        if self.each_year_from is None:
            return range(self.year, self.year + 1)
        last = life if self.each_year_to is None else self.each_year_to
        return range(self.each_year_from, last + 1)

    def _check_years(self) -> None:
        first, last = self.each_year_from, self.each_year_to
        if self.year < 0 or (first is not None and first < 0):
            raise CostError(f"{self.words} cannot fall before year 0. Year 0 is the day you buy.")
        if (first is not None and self.year != 0) or (first is None and last is not None):
            raise CostError(f"Say one year for {self.words}, or each year from one to another.")
        if first is not None and last is not None and last < first:
            raise CostError(f"{self.words} ends in year {last} but begins in year {first}.")


@dataclass(frozen=True)
class Option:
    """One thing that could be bought, how many years it lasts, and its costs.

    Raises CostError for a life that is not a whole number of years from 1 to 125,
    for no costs, for a cost after the end of the life, and where it could be sold
    for more than is paid for it.
    """

    name: str
    life_years: int
    lines: tuple[CostLine, ...]

    def __post_init__(self) -> None:
        whole_years(self.life_years, f"how long {self.name} lasts")
        if not self.lines:
            raise CostError(f"Give at least one cost for {self.name}.")
        for line in self.lines:
            self._check_fits(line)
        self._check_residual()

    def flows(self) -> Iterator[tuple[CostLine, int]]:
        """Each line with each year of one life in which it falls."""
        for line in self.lines:
            for year in line.years(self.life_years):
                yield line, year

    def _check_fits(self, line: CostLine) -> None:
        years = line.years(self.life_years)
        if not years or years[-1] > self.life_years:
            when = line.each_year_to or line.each_year_from or line.year
            raise CostError(
                f"{self.name} lasts {years_words(self.life_years)}, but {line.words} falls in "
                f"year {when}. Change the year, or how long it lasts."
            )

    def _check_residual(self) -> None:
        back = self._sum(("residual",))
        if back > self._sum(BOUGHT):
            raise CostError(
                f"{self.name} would be sold for {pounds(back)}, which is more than is paid "
                "for it. Check both amounts."
            )

    def _sum(self, kinds: tuple[str, ...]) -> Decimal:
        return sum((line.amount for line, _ in self.flows() if line.kind in kinds), Decimal(0))


def whole_years(years: int, what: str) -> int:
    """``years`` unchanged. Raises CostError unless it is a whole number from 1 to 125."""
    if isinstance(years, bool) or not isinstance(years, int) or not 1 <= years <= MOST_YEARS:
        raise CostError(f"Give {what} in whole years, from 1 to {MOST_YEARS}. I got {years}.")
    return years


def years_words(years: int) -> str:
    """``1 year``, ``5 years``."""
    return "1 year" if years == 1 else f"{years} years"


def _kinds() -> str:
    return ", ".join(KINDS)
