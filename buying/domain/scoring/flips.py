"""How far the weight of one criterion must move before another option takes the lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from buying.domain.scoring.errors import FULL
from buying.domain.scoring.result import NOISE, Line, Ranked, Result, shown
from buying.domain.scoring.rules import INDEXES
from buying.english import inside, listed

Direction = Literal["up", "down"]
DIRECTIONS: tuple[Direction, ...] = ("up", "down")


@dataclass(frozen=True)
class WeightFlip:
    """The weight of one criterion at which the lead changes.

    ``now`` and ``at`` are weights of 100, ``at`` unrounded. Exactly at it the old and the new
    lead have equal totals, which is a tie; just beyond it ``then`` lead: one name, or several
    that stay equal. Where several share the first place today, ``at`` may be ``now``.
    """

    criterion: str
    label: str
    now: Decimal
    at: Decimal
    then: tuple[str, ...]
    direction: Direction

    @property
    def change(self) -> Decimal:
        """How far the weight has to move, in points of 100; never below 0."""
        return abs(self.at - self.now)

    @property
    def words(self) -> str:
        """``If whole-life cost counts more than 38.1 instead of 35, Birch takes the lead.``

        Rounded away from ``now``, so that what it says is so.
        """
        more = "more" if self.direction == "up" else "less"
        takes = "takes" if len(self.then) == 1 else "take"
        weight = "now" if self.at == self.now else f"{self._beyond} instead of {shown(self.now)}"
        who = f"{listed(self.then)} {takes} the lead"
        return f"If {inside(self.label)} counts {more} than {weight}, {who}."

    @property
    def _beyond(self) -> str:
        """``at`` in few digits, never rounded back to where the lead is still the old one."""
        rounding = ROUND_CEILING if self.direction == "up" else ROUND_FLOOR
        tries = (self.at.quantize(Decimal(1).scaleb(-n), rounding=rounding) for n in range(1, 9))
        return shown(next((each for each in tries if 0 < each < FULL), self.at), 9)


@dataclass(frozen=True)
class _Run:
    """An option's total, and what it gains for each point that the weight moves."""

    name: str
    total: Decimal
    gain: Decimal


def weight_flips(result: Result) -> tuple[WeightFlip, ...]:
    """Every flip of every criterion in ``result``, the nearest first."""
    lines = result.ranking[0].lines if result.ranking else ()
    found = [weight_flip(result, line.criterion, way) for line in lines for way in DIRECTIONS]
    return tuple(sorted((flip for flip in found if flip), key=lambda flip: flip.change))


def weight_flip(result: Result, criterion: str, direction: Direction) -> WeightFlip | None:
    """Where the lead first changes as the weight of ``criterion`` goes up, or down.

    The weights of the others keep their proportion, and all still make 100. A total is then
    a straight line in the weight, since no points of 100 hang on weights: so the meeting
    point of two is gap / difference of gains. With two criteria it is dQ / (dQ + dP).

    None where no other option takes the lead strictly between 0 and 100, and where the weight
    cannot move: the others are all 0, or nothing is ranked. None also for methods that divide
    cost by quality: cost has no weight there, and the other weights also decide who reaches
    the least quality, so that the lead may change without two options being equal.
    """
    line = _line(result.ranking[0], criterion) if result.ranking else None
    if line is None or result.method in INDEXES or line.weight == FULL:
        return None
    room = FULL - line.weight if direction == "up" else line.weight
    runs = [_run(each, criterion, direction) for each in result.ranking]
    met = _first_change(runs, result.leaders, room)
    if met is None:
        return None
    moved, then = met
    at = line.weight + moved if direction == "up" else line.weight - moved
    return WeightFlip(criterion, line.label, line.weight, at, then, direction)


def _line(ranked: Ranked, criterion: str) -> Line | None:
    return next((line for line in ranked.lines if line.criterion == criterion), None)


def _run(ranked: Ranked, criterion: str, direction: Direction) -> _Run:
    line = next(line for line in ranked.lines if line.criterion == criterion)
    others = (ranked.total - line.points) * FULL / (FULL - line.weight)
    gain = (line.scored - others) / FULL
    return _Run(ranked.name, ranked.total, gain if direction == "up" else -gain)


def _first_change(
    runs: Sequence[_Run], leaders: Sequence[str], room: Decimal
) -> tuple[Decimal, tuple[str, ...]] | None:
    """How far the weight moves until the lead changes, and who leads beyond."""
    firsts = [run for run in runs if run.name in leaders]
    ahead = _fastest(firsts)
    if len(ahead) < len(firsts):
        return (Decimal(0), _names(ahead)) if room else None
    lead = ahead[0]
    # By multiplication first, since a gain that differs by next to nothing meets far away.
    meets = [
        ((lead.total - run.total) / (run.gain - lead.gain), run)
        for run in runs
        if run not in firsts and lead.total - run.total < (run.gain - lead.gain) * room
    ]
    inside_100 = [(moved, run) for moved, run in meets if room - moved > NOISE]
    if not inside_100:
        return None
    nearest = min(moved for moved, _ in inside_100)
    return nearest, _names(_fastest([run for moved, run in inside_100 if moved - nearest < NOISE]))


def _fastest(runs: Sequence[_Run]) -> list[_Run]:
    most = max(run.gain for run in runs)
    return [run for run in runs if most - run.gain < NOISE]


def _names(runs: Sequence[_Run]) -> tuple[str, ...]:
    return tuple(sorted(run.name for run in runs))
