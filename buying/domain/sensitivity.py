"""What would change a recommendation: how far one figure would have to move, all else as it is.

A leader is an option that has first place to itself. A flip names the last value of a figure, to
the penny or the whole year, at which the leader still leads; just beyond it, it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from buying.domain.choosing import Choosing
from buying.domain.costs import CostError, CostLine, LineCost, Option, spread
from buying.domain.costs.lines import MOST_YEARS
from buying.domain.money import PENNY
from buying.domain.scoring import Result, ScoreError

FARTHEST = 15
"""How many years a life is stretched, when looking for another winner."""

NEARLY_ALL = Decimal("0.9999999")

STEPS = 45
"""Halvings of an interval, so that what is left of it is far below a penny."""


@dataclass(frozen=True)
class Flip:
    """A cost or a life that would cost the leader its first place if it moved past ``at``.

    ``now`` and ``at`` are pounds on the buyer's own VAT basis (``each_year``: for each year), or
    years where ``kind`` is ``life``. ``then`` are the options that would come first, alone or
    together; empty where none would pass. ``rises``: whether it must go up for that.
    ``doubtful``: the figure is not certain, and it may well be past ``at``;
    ``assumed``: nobody knew it at all.
    """

    option: str
    kind: str
    label: str
    now: Decimal
    at: Decimal
    each_year: bool
    rises: bool
    then: tuple[str, ...]
    doubtful: bool
    assumed: bool = False

    @property
    def distance(self) -> Decimal:
        """How far it must move, as a share of what it is; for what is 0 now, in pounds."""
        moved = abs(self.at - self.now)
        return moved / self.now if self.now else moved


def flips(choosing: Choosing) -> tuple[Flip, ...]:
    """Every cost and life whose move would change who leads, nearest first.

    Empty where nobody leads alone, or nobody is left to lead instead.
    """
    leader = choosing.result.recommended
    if leader is None or len(choosing.passing) < 2:
        return ()
    found = [flip for option in choosing.passing for flip in _of(choosing, option, leader)]
    return tuple(sorted(found, key=lambda flip: (flip.distance, flip.option, flip.label)))


def doubts(choosing: Choosing) -> tuple[Flip, ...]:
    """The flips of figures that nobody knows for certain, and that may be past the turning."""
    return tuple(flip for flip in flips(choosing) if flip.doubtful)


def overtakes(choosing: Choosing) -> tuple[str, ...]:
    """Who comes first if uncertain figures all go badly for the leader and well for the others.

    Empty where the leader still leads, and where nothing is uncertain or nobody leads alone.
    """
    leader = choosing.result.recommended
    costs = choosing.costs
    ranges = {cost.name: spread(cost, costs.basis) for cost in costs.costs}
    if leader is None or all(low == high for low, high in ranges.values()):
        return ()
    figures = {name: high if name == leader else low for name, (low, high) in ranges.items()}
    try:
        after = choosing.result_with(figures)
    except ScoreError:
        return ()
    return () if after.recommended == leader else _first(after)


def _of(choosing: Choosing, option: Option, leader: str) -> Iterator[Flip]:
    yield from _cost_flips(choosing, option, leader)
    yield from _life_flip(choosing, option, leader)


Leads = Callable[[Decimal], bool]
"""Whether the leader still leads with a figure at this value."""


def _cost_flips(choosing: Choosing, option: Option, leader: str) -> Iterator[Flip]:
    now = choosing.figures
    up = option.name == leader

    def outcome(figure: Decimal) -> Result:
        return choosing.result_with({**now, option.name: figure})

    def leads(figure: Decimal) -> bool:
        try:
            return outcome(figure).recommended == leader
        except ScoreError:
            # A cost that cannot be scored is no move that anybody could make.
            return True

    cost = next(cost for cost in choosing.costs.costs if cost.name == option.name)
    figure = now[option.name]
    needed = _needed(leads, figure, up=up, most=max(*now.values(), Decimal(1)))
    if needed is None:
        return
    per_year = choosing.costs.basis == "equivalent_annual_cost"
    share = choosing.terms.schedule.annuity(option.life_years) if per_year else Decimal(1)
    for line in cost.lines:
        slope = line.weight / share
        at = _amount(line, needed, slope, up=up, leads=_leads_by(leads, line, figure, slope))
        if at is not None and _possible(option, line.line, at):
            beyond = figure + line.line.taken(_next(line, at, up=up) - line.line.amount) * slope
            yield _flip(option, line.line, at, outcome(beyond), up=up)


def _leads_by(leads: Leads, line: LineCost, figure: Decimal, slope: Decimal) -> Leads:
    return lambda amount: leads(figure + line.line.taken(amount - line.line.amount) * slope)


def _needed(leads: Leads, figure: Decimal, *, up: bool, most: Decimal) -> Decimal | None:
    """How far the figure may move with the leader still leading; None where it always does."""
    # A cost of £0 or less cannot be scored by every method, so the fall ends just above it.
    far = most * 20 if up else figure * NEARLY_ALL
    sign = 1 if up else -1
    if far <= 0 or leads(figure + sign * far):
        return None
    near = Decimal(0)
    for _ in range(STEPS):
        middle = (near + far) / 2
        near, far = (middle, far) if leads(figure + sign * middle) else (near, middle)
    return near


def _amount(
    line: LineCost, needed: Decimal, slope: Decimal, *, up: bool, leads: Leads
) -> Decimal | None:
    """The last amount of a line, to the penny, with the leader still leading; None: below £0."""
    if not slope:
        return None
    grows = up is not (line.line.kind == "residual")
    raw = line.line.amount + (needed if grows else -needed) / slope
    at = raw.quantize(PENNY, rounding=ROUND_FLOOR if grows else ROUND_CEILING)
    step = PENNY if grows else -PENNY
    if not leads(at):
        at -= step
    elif leads(at + step):
        at += step
    return at if at + step >= 0 and leads(at) and not leads(at + step) else None


def _next(line: LineCost, at: Decimal, *, up: bool) -> Decimal:
    grows = up is not (line.line.kind == "residual")
    return at + (PENNY if grows else -PENNY)


def _possible(option: Option, line: CostLine, at: Decimal) -> bool:
    """Whether a line may have this amount: nothing is sold for more than is paid for it."""
    moved = replace(line, amount=at, low=None, high=None)
    try:
        replace(option, lines=tuple(moved if one is line else one for one in option.lines))
    except CostError:
        return False
    return True


def _flip(option: Option, line: CostLine, at: Decimal, after: Result, *, up: bool) -> Flip:
    low, high = line.between
    grows = up is not (line.kind == "residual")
    return Flip(
        option=option.name,
        kind=line.kind,
        label=line.words,
        now=line.amount,
        at=at,
        each_year=line.each_year_from is not None,
        rises=grows,
        then=_first(after),
        doubtful=high > at if grows else low < at,
        assumed=line.assumed,
    )


def _life_flip(choosing: Choosing, option: Option, leader: str) -> Iterator[Flip]:
    """The life at which the order changes: shorter for the leader, longer for the others.

    Of an option that is not next in the ranking, only what it may last is tried.
    """
    up = option.name != leader
    now = option.life_years
    near = not up or option.name in choosing.result.runners_up
    furthest = min(MOST_YEARS, now + FARTHEST) if near else option.lives[-1]
    before = now
    for life in range(now + 1, furthest + 1) if up else range(now - 1, 0, -1):
        after = choosing.with_option(option.lasting(life)).result
        if after.recommended != leader:
            yield Flip(
                option=option.name,
                kind="life",
                label="Life",
                now=Decimal(now),
                at=Decimal(before),
                each_year=False,
                rises=up,
                then=_first(after),
                doubtful=life in option.lives,
            )
            return
        before = life


def _first(result: Result) -> tuple[str, ...]:
    return result.ties or ((result.recommended,) if result.recommended else ())
