"""An option: one thing that could be bought, how long it lasts, and its lines of cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from buying.domain.costs.errors import CostError
from buying.domain.costs.lines import BOUGHT, MOST_YEARS, CostLine
from buying.domain.money import pounds
from buying.english import years_words


@dataclass(frozen=True)
class Option:
    """One thing that could be bought, how many years it lasts, and its costs.

    ``life_low`` and ``life_high``: between what the life may be, where it is not certain.
    Raises CostError for a life that is not a whole number of years from 1 to 125,
    for lives out of order, for no costs, for a cost after the end of the life, and where it
    could be sold for more than is paid for it.
    """

    name: str
    life_years: int
    lines: tuple[CostLine, ...]
    life_low: int | None = None
    life_high: int | None = None

    def __post_init__(self) -> None:
        low, high = self._life_between()
        for life in (self.life_years, low, high):
            whole_years(life, f"how long {self.name} lasts")
        if not low <= self.life_years <= high:
            raise CostError(f"Put the lives of {self.name} in order: low, likely, high.")
        if not self.lines:
            raise CostError(f"Give at least one cost for {self.name}.")
        for line in self.lines:
            self._check_fits(line)
        self._check_residual()

    @property
    def lives(self) -> range:
        """Every life in whole years that it may have; one where it is certain."""
        low, high = self._life_between()
        return range(low, high + 1)

    def lasting(self, years: int) -> Option:
        """The same option with a life of ``years``, for certain.

        What falls in the year of its end (resale, disposal) moves with the end. What would
        fall after it is left out. Raises CostError for a life out of range.
        """
        lines = tuple(
            moved for line in self.lines if (moved := _moved(line, self.life_years, years))
        )
        return replace(self, life_years=years, lines=lines, life_low=None, life_high=None)

    def may_last(self, years: int) -> bool:
        """Whether :meth:`lasting` ``years`` leaves a cost, and no resale above what is paid."""
        reached = any(line.span(self.life_years, years) for line in self.lines)
        return reached and self._sum(("residual",), years) <= self._sum(BOUGHT, years)

    def flows(self) -> Iterator[tuple[CostLine, int]]:
        """Each line with each year of one life in which it falls."""
        for line in self.lines:
            for year in line.years(self.life_years):
                yield line, year

    def _life_between(self) -> tuple[int, int]:
        low = self.life_years if self.life_low is None else self.life_low
        return low, self.life_years if self.life_high is None else self.life_high

    def _check_fits(self, line: CostLine) -> None:
        years = line.years(self.life_years)
        if not years or years[-1] > self.life_years:
            when = line.each_year_to or line.each_year_from or line.year
            raise CostError(
                f"{self.name} lasts {years_words(self.life_years)}, but {line.words} falls in "
                f"year {when}. Change the year, or how long it lasts."
            )

    def _check_residual(self) -> None:
        back = self._sum(("residual",), self.life_years)
        if back > self._sum(BOUGHT, self.life_years):
            raise CostError(
                f"{self.name} would be sold for {pounds(back)}, which is more than is paid "
                "for it. Check both amounts."
            )

    def _sum(self, kinds: tuple[str, ...], lasting: int) -> Decimal:
        """What lines of these kinds come to, undiscounted, in one life of ``lasting`` years."""
        total = Decimal(0)
        for line in self.lines:
            if line.kind in kinds and (span := line.span(self.life_years, lasting)):
                total += line.amount * (span[1] - span[0] + 1)
        return total


def _moved(line: CostLine, life: int, years: int) -> CostLine | None:
    """``line`` for a life of ``years`` in place of ``life``; None where it would not be reached."""
    span = line.span(life, years)
    if span is None:
        return None
    if line.each_year_from is None:
        return replace(line, year=span[0])
    return replace(line, each_year_to=None if span[1] == years else span[1])


def whole_years(years: int, what: str) -> int:
    """``years`` unchanged. Raises CostError unless it is a whole number from 1 to 125."""
    if isinstance(years, bool) or not isinstance(years, int) or not 1 <= years <= MOST_YEARS:
        raise CostError(f"Give {what} in whole years, from 1 to {MOST_YEARS}. I got {years}.")
    return years
