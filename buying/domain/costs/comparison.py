"""Options side by side, on a basis that is fair to all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from buying.domain.costs.errors import CostError
from buying.domain.costs.options import Option
from buying.domain.costs.schedule import Schedule
from buying.domain.costs.whole_life import Cost, whole_life_cost
from buying.domain.money import to_penny
from buying.english import years_words

Basis = Literal["whole_life_cost", "equivalent_annual_cost"]

MOST_OPTIONS = 50


@dataclass(frozen=True)
class Comparison:
    """Costs of all options, cheapest first (names in order where equal).

    ``basis`` says by which figure they were compared and ``reason`` why, in a
    sentence; ``cheapest`` names every option that is lowest to the penny.
    """

    costs: tuple[Cost, ...]
    basis: Basis
    reason: str
    cheapest: tuple[str, ...]

    def figure(self, name: str) -> Decimal:
        """The amount by which ``name`` is compared, in unrounded pounds. Raises KeyError."""
        for cost in self.costs:
            if cost.name == name:
                return figure(cost, self.basis)
        raise KeyError(name)


def figure(cost: Cost, basis: Basis) -> Decimal:
    """The amount of ``cost`` on ``basis``: pounds in all, or pounds a year."""
    return cost.total if basis == "whole_life_cost" else cost.equivalent_annual_cost


def spread(cost: Cost, basis: Basis) -> tuple[Decimal, Decimal]:
    """The least and the most that the amount of ``cost`` may be on ``basis``."""
    if basis == "whole_life_cost":
        return cost.low, cost.high
    return cost.annual_low, cost.annual_high


def compare(options: Sequence[Option], schedule: Schedule, years: int | None = None) -> Comparison:
    """Put ``options`` in order of cost, and say on what basis.

    Whole-life cost where all last as long and ``years`` (None: their life) is a
    whole number of lives; otherwise equivalent annual cost, since totals over
    unequal lives favour what must soon be bought again. The order in which
    options are given does not matter. Raises CostError for none, for more than
    50, and for two of one name.
    """
    _check(options)
    basis, reason = basis_for({life for option in options for life in option.lives}, years)
    costs = [whole_life_cost(option, schedule, years) for option in options]
    costs.sort(key=lambda cost: (to_penny(figure(cost, basis)), cost.name))
    lowest = to_penny(figure(costs[0], basis))
    cheapest = tuple(c.name for c in costs if to_penny(figure(c, basis)) == lowest)
    return Comparison(tuple(costs), basis, reason, cheapest)


def basis_for(lives: set[int], years: int | None) -> tuple[Basis, str]:
    """The basis that is fair to options with these lives over ``years``, and why, in a sentence."""
    if len(lives) > 1:
        return "equivalent_annual_cost", (
            "These options last, or may last, for different times, so I compared "
            "what each costs for a year of use."
        )
    life = min(lives)
    if years is not None and years % life:
        return "equivalent_annual_cost", (
            f"These options last {years_words(life)}, which does not go evenly into "
            f"{years_words(years)}, so I compared what each costs for a year of use."
        )
    return "whole_life_cost", f"I compared what each costs over {years_words(years or life)}."


def _check(options: Sequence[Option]) -> None:
    if not 1 <= len(options) <= MOST_OPTIONS:
        raise CostError(f"Give between 1 and {MOST_OPTIONS} options. I got {len(options)}.")
    names = [option.name for option in options]
    for name in names:
        if names.count(name) > 1:
            raise CostError(f"Two options are called {name}. Give each a name of its own.")
