"""The outcome of a scoring: who leads, by what sum, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NOISE = Decimal("1e-9")
"""Totals closer than this are equal: the difference is Decimal's own last digit."""


@dataclass(frozen=True)
class Line:
    """One line of the sum: an option under a criterion. Amounts are unrounded.

    ``raw``: what was given (pounds, a rating of 1 to 5, or points of 100) and
    ``raw_words`` how people read it; ``scored``: the same as points of 100;
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

    @property
    def working(self) -> str:
        """The sum as people read it: ``40 × 78.6 ÷ 100 = 31.4``."""
        return f"{shown(self.weight)} × {shown(self.scored)} ÷ 100 = {shown(self.points)}"


@dataclass(frozen=True)
class Ranked:
    """An option with its total of 100, its place (equal totals share one) and its lines."""

    name: str
    place: int
    total: Decimal
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Result:
    """A ranking that can be argued with.

    ``ranking``: best first, equal totals in order of name;
    ``recommended``: the option ahead of all others; None where several tie for first;
    ``ties``: the names that share first place, empty where one leads;
    ``runners_up``: the names in the next place after the recommended one;
    ``only_one``: there was nothing to compare with;
    ``sentence``: why, in plain words; ``notes``: what a reader should know besides.
    """

    ranking: tuple[Ranked, ...]
    recommended: str | None
    runners_up: tuple[str, ...]
    ties: tuple[str, ...]
    only_one: bool
    sentence: str
    notes: tuple[str, ...]

    @property
    def runner_up(self) -> str | None:
        """The one option in the next place; None where there is none, or several."""
        return self.runners_up[0] if len(self.runners_up) == 1 else None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every option, in the order of the ranking."""
        return tuple(line for ranked in self.ranking for line in ranked.lines)

    def total(self, name: str) -> Decimal:
        """The total of ``name`` of 100, unrounded. Raises KeyError for an unknown name."""
        return {ranked.name: ranked.total for ranked in self.ranking}[name]

    @property
    def totals(self) -> dict[str, str]:
        """Totals as people read them, with digits enough to tell apart what is not equal."""
        return _tell_apart({ranked.name: ranked.total for ranked in self.ranking})


def result(totals: Sequence[tuple[str, tuple[Line, ...]]], notes: Sequence[str]) -> Result:
    """Rank options by the sum of their lines and say why the first is first."""
    ranking = _rank(totals)
    firsts = [r.name for r in ranking if r.place == 1]
    clear = len(firsts) == 1
    seconds = [r.name for r in ranking if r.place == 2] if clear else []
    return Result(
        ranking=ranking,
        recommended=firsts[0] if clear else None,
        runners_up=tuple(seconds),
        ties=() if clear else tuple(firsts),
        only_one=len(ranking) == 1,
        sentence=_sentence(ranking, firsts, seconds),
        notes=tuple(notes),
    )


def shown(value: Decimal, places: int = 1) -> str:
    """A number as people read it: half-up to ``places``, a whole one without a point."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded + 0:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def joined(names: Sequence[str]) -> str:
    """Names as in a sentence: ``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _rank(totals: Sequence[tuple[str, tuple[Line, ...]]]) -> tuple[Ranked, ...]:
    sums = {name: sum((line.points for line in lines), Decimal(0)) for name, lines in totals}
    same = {name: total.quantize(NOISE) for name, total in sums.items()}
    return tuple(
        Ranked(name, 1 + sum(other > same[name] for other in same.values()), sums[name], lines)
        for name, lines in sorted(totals, key=lambda item: (-same[item[0]], item[0]))
    )


def _sentence(ranking: Sequence[Ranked], firsts: Sequence[str], seconds: Sequence[str]) -> str:
    words = _tell_apart({ranked.name: ranked.total for ranked in ranking})
    best = ranking[0]
    if len(ranking) == 1:
        return (
            f"{best.name} scores {words[best.name]} of 100. "
            "It is the only option, so there is nothing to compare it with."
        )
    if len(firsts) > 1:
        return (
            f"{joined(firsts)} share first place with {words[best.name]} of 100. "
            "The scores do not choose between them, so choose one and say why."
        )
    next_best = ranking[1]
    verb = "comes" if len(seconds) == 1 else "come"
    return (
        f"{best.name} scores {words[best.name]} of 100. "
        f"{joined(seconds)} {verb} next with {words[next_best.name]}. {_why(best, next_best)}"
    )


def _why(best: Ranked, other: Ranked) -> str:
    gaps = [(line.label, line.points - rival.points) for line, rival in _paired(best, other)]
    gaps.sort(key=lambda gap: -gap[1])
    ahead = [_gap(*gap) for gap in gaps if gap[1] > NOISE] or [_gap(*gaps[0])]
    behind = [_gap(*gap) for gap in reversed(gaps) if gap[1] < -NOISE]
    text = f"Against {other.name}, {best.name} gains on {joined(ahead)}"
    return f"{text}, and loses on {joined(behind)}." if behind else f"{text}."


def _paired(best: Ranked, other: Ranked) -> list[tuple[Line, Line]]:
    return list(zip(best.lines, other.lines, strict=True))


def _gap(label: str, gap: Decimal) -> str:
    sign = "+" if gap > 0 else "−"
    places = next((n for n in range(1, 9) if shown(gap, n).strip("-") != "0"), 9)
    return f"{_inside(label)} ({sign}{shown(abs(gap), places)})"


def _inside(label: str) -> str:
    acronym = label[1:2].isupper()
    return label if acronym else label[:1].lower() + label[1:]


def _tell_apart(totals: dict[str, Decimal]) -> dict[str, str]:
    distinct = len({total.quantize(NOISE) for total in totals.values()})
    for places in range(1, 9):
        words = {name: shown(total, places) for name, total in totals.items()}
        if len(set(words.values())) == distinct:
            return words
    return {name: shown(total, 9) for name, total in totals.items()}
