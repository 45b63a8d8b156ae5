"""Whether the cheapest option owes its place to a figure that nobody knows for certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from buying.domain.costs import phrases
from buying.domain.costs.comparison import Comparison, spread
from buying.domain.costs.options import Option
from buying.domain.costs.schedule import Schedule
from buying.domain.costs.standing import Standing
from buying.domain.money import pounds, to_penny
from buying.english import listed, years_words

USUAL = " That is a usual figure, because nobody knew the real one."


@dataclass(frozen=True)
class Doubt:
    """A figure that is not certain, and for which another option may be the cheapest.

    ``option``, ``kind`` (``life`` for years), ``label``, ``each_year`` as in
    :class:`buying.domain.costs.CostFlip`. It may be from ``low`` to ``high``; ``assumed``: nobody
    knew it, and a usual figure stands in. ``then``: who is cheapest at one end, in the place of
    those that are now, or level with them.
    """

    option: str
    kind: str
    label: str
    low: Decimal
    high: Decimal
    each_year: bool
    assumed: bool
    then: tuple[str, ...]
    sentence: str


def depends_on_unknown(
    options: Sequence[Option], schedule: Schedule, years: int | None = None
) -> tuple[Doubt, ...]:
    """The figures that are not certain and by themselves could change which option leads.

    A line is not certain where it is a range or a usual figure, a life where it is a range. A
    cost moves in a straight line with an amount, so its two ends tell; of a life every year
    is tried. By option, then in the order of its lines. Raises CostError as ``compare`` does.
    """
    standing = Standing(options, schedule, years)
    return tuple(doubt for option in standing.options for doubt in _of(standing, option))


def leads_for_certain(costs: Comparison) -> bool:
    """Whether one option at its dearest costs less than every other at its cheapest.

    To the penny, on the basis of ``costs``, and so with all that is uncertain at once.
    """
    first, *others = costs.costs
    if len(costs.cheapest) > 1:
        return False
    _, most = spread(first, costs.basis)
    return all(to_penny(most) < to_penny(spread(cost, costs.basis)[0]) for cost in others)


def _of(standing: Standing, option: Option) -> Iterator[Doubt]:
    for place, line in enumerate(option.lines):
        if not line.certain:
            yield from _line_doubt(standing, option, place)
    yield from _life_doubt(standing, option)


def _line_doubt(standing: Standing, option: Option, place: int) -> Iterator[Doubt]:
    line = option.lines[place]
    low, high = line.between
    for end in (low, high):
        then = _instead(standing, standing.with_amount(option, place, end))
        if then:
            each = phrases.when(line, option.life_years)
            range_ = phrases.need(line, f"from {pounds(low)} to {pounds(high)}{each}")
            yield Doubt(
                option=option.name,
                kind=line.kind,
                label=line.words,
                low=low,
                high=high,
                each_year=line.each_year_from is not None,
                assumed=line.assumed,
                then=then,
                sentence=(
                    f"{option.name} may {range_}.{USUAL if line.assumed else ''} "
                    f"At {pounds(end)}{each}, {_are_cheapest(then)}."
                ),
            )
            return


def _life_doubt(standing: Standing, option: Option) -> Iterator[Doubt]:
    lives = sorted(option.lives, key=lambda life: (abs(life - option.life_years), life))
    low, high = option.lives[0], option.lives[-1]
    for life in filter(option.may_last, lives):
        then = _instead(standing, standing.with_life(option, life))
        if life != option.life_years and then:
            yield Doubt(
                option=option.name,
                kind="life",
                label="Life",
                low=Decimal(low),
                high=Decimal(high),
                each_year=False,
                assumed=False,
                then=then,
                sentence=(
                    f"{option.name} may last from {low} to {years_words(high)}. "
                    f"If it lasts {years_words(life)}, {_are_cheapest(then)}."
                ),
            )
            return


def _instead(standing: Standing, first: tuple[str, ...]) -> tuple[str, ...]:
    """Who leads in place of those that lead now; empty where the same ones do."""
    leaders = standing.costs.cheapest
    if first == leaders:
        return ()
    return tuple(name for name in first if name not in leaders) or first


def _are_cheapest(names: tuple[str, ...]) -> str:
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} cheapest"
