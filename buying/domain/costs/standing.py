"""Which option would cost least if one figure were another, all else as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from operator import mul

from buying.domain.costs.comparison import Basis, basis_for, compare, figure
from buying.domain.costs.options import Option
from buying.domain.costs.schedule import Schedule
from buying.domain.costs.timing import NOTHING, weights
from buying.domain.costs.whole_life import equivalent_annual_cost, whole_life_total
from buying.domain.money import to_penny


class Standing:
    """Options as they stand, and as they would stand with one amount or one life changed.

    Every answer is the one that :func:`buying.domain.costs.compare` would give for the changed
    options, by the same sums. Raises CostError as ``compare`` does.
    """

    def __init__(self, options: Sequence[Option], schedule: Schedule, years: int | None) -> None:
        self.options = sorted(options, key=lambda option: option.name)
        self.costs = compare(options, schedule, years)
        self._schedule = schedule
        self._years = years
        self._lives: dict[str, set[int]] = {}
        self._weights: dict[str, list[Decimal]] = {}
        self._present: dict[str, list[Decimal]] = {}
        self._rounded: dict[Basis, dict[str, Decimal]] = {}

    @cached_property
    def leader(self) -> str | None:
        """The option that costs least by itself; None where it shares the lead."""
        first = self.costs.cheapest
        return first[0] if len(first) == 1 else None

    @cached_property
    def figures(self) -> Mapping[str, Decimal]:
        """What each option is compared by now, rounded to the penny."""
        return self._figures(self.costs.basis)

    @cached_property
    def second(self) -> Decimal:
        """The lowest of the figures of those that do not lead. Raises ValueError without any."""
        return min(f for name, f in self.figures.items() if name != self.leader)

    def slope(self, option: Option, place: int) -> Decimal:
        """By how much the figure of ``option`` moves for each pound of its line ``place``."""
        return option.lines[place].taken(self._weight(option)[place]) / self._share(option)

    def with_amount(self, option: Option, place: int, amount: Decimal) -> tuple[str, ...]:
        """Who costs least if line ``place`` of ``option`` is ``amount``."""
        found = to_penny(self._with_amount(option, place, amount))
        return _least({**self.figures, option.name: found})

    def with_life(self, option: Option, life: int) -> tuple[str, ...]:
        """Who costs least if ``option`` lasts ``life`` years."""
        basis, _ = basis_for(self._lives_beside(option) | {life}, self._years)
        if basis == "whole_life_cost":
            found = whole_life_total(option, life, self._years or life, self._schedule)
        else:
            found = equivalent_annual_cost(option, self._schedule, life)
        return _least({**self._figures(basis), option.name: to_penny(found)})

    def _lives_beside(self, option: Option) -> set[int]:
        """Every life that the other options may have."""
        if option.name not in self._lives:
            others = (other.lives for other in self.options if other is not option)
            self._lives[option.name] = set().union(*others)
        return self._lives[option.name]

    def _with_amount(self, option: Option, place: int, amount: Decimal) -> Decimal:
        weights, values = self._weight(option), self._values(option)
        changed = option.lines[place].taken(amount) * weights[place]
        return sum((*values[:place], changed, *values[place + 1 :]), NOTHING) / self._share(option)

    def _values(self, option: Option) -> list[Decimal]:
        """The present value of each line as it stands."""
        if option.name not in self._present:
            signed = [line.signed for line in option.lines]
            self._present[option.name] = list(map(mul, signed, self._weight(option)))
        return self._present[option.name]

    def _weight(self, option: Option) -> list[Decimal]:
        if option.name not in self._weights:
            life = option.life_years
            period = life if self._annual else self._years or life
            self._weights[option.name] = weights(option, life, period, self._schedule)
        return self._weights[option.name]

    def _share(self, option: Option) -> Decimal:
        return self._schedule.annuity(option.life_years) if self._annual else Decimal(1)

    @property
    def _annual(self) -> bool:
        return self.costs.basis == "equivalent_annual_cost"

    def _figures(self, basis: Basis) -> dict[str, Decimal]:
        if basis not in self._rounded:
            self._rounded[basis] = {
                cost.name: to_penny(figure(cost, basis)) for cost in self.costs.costs
            }
        return self._rounded[basis]


def _least(figures: Mapping[str, Decimal]) -> tuple[str, ...]:
    lowest = min(figures.values())
    return tuple(sorted(name for name, figure in figures.items() if figure == lowest))
