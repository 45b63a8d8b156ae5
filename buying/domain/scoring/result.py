"""The outcome of a scoring: who leads, and by what sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from buying.domain.scoring.rules import Method

NOISE = Decimal("1e-9")
"""Totals closer than this are equal: the difference is Decimal's own last digit."""


@dataclass(frozen=True)
class Line:
    """One line of the sum: an option under a criterion. Amounts are unrounded.

    ``raw``: what was given (pounds, a rating of 1 to 5, or points of 100) and
    ``raw_words`` how people read it; ``scored``: the same as points of 100, and ``how``
    it came to that, in words (empty where it was points already);
    ``points`` = weight x scored / 100.
    """

    option: str
    criterion: str
    label: str
    weight: Decimal
    raw: Decimal
    raw_words: str
    scored: Decimal
    points: Decimal
    how: str = ""

    @property
    def working(self) -> str:
        """The sum as people read it: ``40 × 78.6 ÷ 100 = 31.4``."""
        return f"{shown(self.weight)} × {shown(self.scored)} ÷ 100 = {shown(self.points)}"

    @property
    def full_working(self) -> str:
        """The sum behind what was given: ``4 of 5: 30 × 75 ÷ 100 = 22.5``."""
        return f"{self.raw_words}: {self.working}"


@dataclass(frozen=True)
class Ranked:
    """An option with its total of 100, its place (equal totals share one) and its lines.

    The total is the sum of the lines. ``parts``: where cost and quality are divided by one
    another, the lines that the points for quality came from; they are not added to the total.
    """

    name: str
    place: int
    total: Decimal
    lines: tuple[Line, ...]
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Failed:
    """An option that is not ranked, and why not: a sentence for each reason."""

    name: str
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The option with its reasons: ``Alder: It does not do all that you need.``"""
        return f"{self.name}: {' '.join(self.reasons)}"


@dataclass(frozen=True)
class Result:
    """A ranking that can be argued with.

    ``ranking``: best first, equal totals in order of name; empty where no option passes;
    ``recommended``: the option ahead of all others; None where several tie for first, and
    where no option passes;
    ``ties``: the names that share first place, empty where one leads;
    ``runners_up``: the names in the next place after the recommended one;
    ``only_one``: there was nothing to compare with;
    ``sentence``: why, in plain words; ``notes``: what a reader should know besides, among it
    the known trap of any method but the linear range;
    ``failed``: what was not ranked, in order of name, and why;
    ``method``: how cost counted; ``rule``: the same in words, with the figures.
    """

    ranking: tuple[Ranked, ...]
    recommended: str | None
    runners_up: tuple[str, ...]
    ties: tuple[str, ...]
    only_one: bool
    sentence: str
    notes: tuple[str, ...]
    failed: tuple[Failed, ...] = ()
    method: Method = "linear_range"
    rule: str = ""

    @property
    def runner_up(self) -> str | None:
        """The one option in the next place; None where there is none, or several."""
        return self.runners_up[0] if len(self.runners_up) == 1 else None

    @property
    def leaders(self) -> tuple[str, ...]:
        """The names in first place: one, several that tie, or none where no option passes."""
        return tuple(ranked.name for ranked in self.ranking if ranked.place == 1)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every ranked option, in the order of the ranking."""
        return tuple(line for ranked in self.ranking for line in ranked.lines)

    def total(self, name: str) -> Decimal:
        """The total of ``name`` of 100, unrounded. Raises KeyError for a name not ranked."""
        return {ranked.name: ranked.total for ranked in self.ranking}[name]

    @property
    def totals(self) -> dict[str, str]:
        """Totals as people read them, with digits enough to tell apart what is not equal."""
        return tell_apart({ranked.name: ranked.total for ranked in self.ranking})


@dataclass(frozen=True)
class Scored:
    """An option before it has a place: the lines that add up to its total, and their parts."""

    name: str
    lines: tuple[Line, ...]
    parts: tuple[Line, ...] = ()


def ranked(options: Sequence[Scored]) -> tuple[Ranked, ...]:
    """``options`` by the sum of their lines, best first; equal totals share a place."""
    sums = {o.name: sum((line.points for line in o.lines), Decimal(0)) for o in options}
    same = {name: total.quantize(NOISE) for name, total in sums.items()}
    return tuple(
        Ranked(o.name, _place(same, o.name), sums[o.name], o.lines, o.parts)
        for o in sorted(options, key=lambda o: (-same[o.name], o.name))
    )


def shown(value: Decimal, places: int = 1) -> str:
    """A number as people read it: half-up to ``places``, a whole one without a point."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded + 0:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def tell_apart(totals: Mapping[str, Decimal], places: int = 1) -> dict[str, str]:
    """Each total as people read it, with digits enough to tell apart what is not equal.

    ``places``: the fewest digits behind the point.
    """
    distinct = len({total.quantize(NOISE) for total in totals.values()})
    for digits in range(places, 9):
        words = {name: shown(total, digits) for name, total in totals.items()}
        if len(set(words.values())) == distinct:
            return words
    return {name: shown(total, 9) for name, total in totals.items()}


def _place(same: Mapping[str, Decimal], name: str) -> int:
    return 1 + sum(other > same[name] for other in same.values())
