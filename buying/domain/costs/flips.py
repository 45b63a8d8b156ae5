"""What would have to change before another option costs least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from buying.domain.costs import phrases
from buying.domain.costs.comparison import Comparison
from buying.domain.costs.errors import TOO_MUCH, CostError
from buying.domain.costs.lines import MOST_YEARS
from buying.domain.costs.options import Option
from buying.domain.costs.schedule import Schedule
from buying.domain.costs.standing import Standing
from buying.domain.money import PENNY, pounds
from buying.english import listed, years_words


@dataclass(frozen=True)
class CostFlip:
    """One figure, and how far it may move by itself while the same option stays cheapest.

    ``option``: whose figure it is; ``kind``: a kind of line, or ``life`` (years); ``label``: the
    words for it. ``now``: the figure as given; ``at``: the last one, to the penny or the year, at
    which the leader is still first alone. A penny (a year) further ``then`` are cheapest, or cost
    the same to the penny. Pounds for the whole quantity on the buyer's own VAT basis, a year where
    ``each_year``; years for a life. ``sentence`` says it for people.
    """

    option: str
    kind: str
    label: str
    now: Decimal
    at: Decimal
    each_year: bool
    then: tuple[str, ...]
    sentence: str

    @property
    def distance(self) -> Decimal:
        """How far it must move to change the order, as a share of what it is; infinite from 0."""
        step = 1 if self.kind == "life" else PENNY
        return (abs(self.at - self.now) + step) / self.now if self.now else Decimal("Infinity")


def flips(
    options: Sequence[Option], schedule: Schedule, years: int | None = None
) -> tuple[CostFlip, ...]:
    """Every figure that could by itself change which option costs least, nearest first.

    For the leader: how far each line may rise (a resale: fall), and its life fall. For every other
    option: how far each line must fall (a resale: rise), or its life rise. Amounts are tried from
    £0, a resale up to what is paid, lives from 1 to 125 years; what cannot change the order within
    these is left out. Lives are tried year by year as :meth:`Option.lasting` makes them, and
    every trial is judged as :func:`buying.domain.costs.compare` would. Empty without a leader:
    see :func:`why_no_flips`. Raises CostError as ``compare`` does.
    """
    standing = Standing(options, schedule, years)
    if why_no_flips(standing.costs):
        return ()
    found = [flip for option in standing.options for flip in _of(standing, option)]
    return tuple(sorted(found, key=lambda flip: (flip.distance, flip.option, flip.label)))


def why_no_flips(costs: Comparison) -> str:
    """Why :func:`flips` has nothing to look for, in a sentence; "" where one option leads."""
    if len(costs.costs) == 1:
        return "There is only one option, so nothing can change the order."
    if len(costs.cheapest) > 1:
        return (
            f"{listed(costs.cheapest)} cost the same to the penny, so any change would put "
            "one of them first."
        )
    return ""


def _of(standing: Standing, option: Option) -> Iterator[CostFlip]:
    for place in range(len(option.lines)):
        yield from _line_flip(standing, option, place)
    yield from _life_flip(standing, option)


def _line_flip(standing: Standing, option: Option, place: int) -> Iterator[CostFlip]:
    line = option.lines[place]
    rises = (option.name == standing.leader) is not (line.kind == "residual")
    at = _last_amount(standing, option, place, rises=rises)
    if at is None:
        return
    beyond = at + (PENNY if rises else -PENNY)
    if not _may_be(option, place, beyond):
        return
    each = phrases.when(line, option.life_years)
    amount = f"{'more' if rises else 'less'} than {pounds(at)}{each}"
    yield CostFlip(
        option=option.name,
        kind=line.kind,
        label=line.words,
        now=line.amount,
        at=at,
        each_year=line.each_year_from is not None,
        then=_others(standing, standing.with_amount(option, place, beyond)),
        sentence=_sentence(standing, option, phrases.clause(line, amount)),
    )


def _last_amount(standing: Standing, option: Option, place: int, *, rises: bool) -> Decimal | None:
    """The last whole penny of a line at which the leader is first alone; None without such."""

    def leads(amount: Decimal) -> bool:
        return standing.with_amount(option, place, amount) == (standing.leader,)

    turn = _turn(standing, option, place)
    if turn is None or abs(turn) >= TOO_MUCH:
        return None
    near = turn.quantize(PENNY, rounding=ROUND_FLOOR if rises else ROUND_CEILING)
    step = PENNY if rises else -PENNY
    # The turn is exact but for the rounding of figures to the penny, half of one up.
    for at in (near, near - step, near + step):
        if leads(at) and not leads(at + step):
            return at
    return None


def _turn(standing: Standing, option: Option, place: int) -> Decimal | None:
    """The amount at which the figures meet, a straight line from here; None: it has no weight."""
    slope = standing.slope(option, place)
    if not slope:
        return None
    if option.name == standing.leader:
        meet = standing.second - PENNY / 2
    else:
        meet = standing.figures[str(standing.leader)] + PENNY / 2
    return option.lines[place].amount + (meet - standing.costs.figure(option.name)) / slope


def _may_be(option: Option, place: int, amount: Decimal) -> bool:
    """Whether a line may have this amount, by the rules of lines and options."""
    if amount < 0:
        return False
    try:
        line = replace(option.lines[place], amount=amount, low=None, high=None)
        replace(option, lines=(*option.lines[:place], line, *option.lines[place + 1 :]))
    except CostError:
        return False
    return True


def _life_flip(standing: Standing, option: Option) -> Iterator[CostFlip]:
    now = option.life_years
    falls = option.name == standing.leader
    before = now
    for life in range(now - 1, 0, -1) if falls else range(now + 1, MOST_YEARS + 1):
        if not option.may_last(life):
            return
        first = standing.with_life(option, life)
        if first != (standing.leader,):
            yield _life(standing, option, before, first)
            return
        before = life


def _life(standing: Standing, option: Option, at: int, first: tuple[str, ...]) -> CostFlip:
    less = "less" if option.name == standing.leader else "more"
    return CostFlip(
        option=option.name,
        kind="life",
        label="Life",
        now=Decimal(option.life_years),
        at=Decimal(at),
        each_year=False,
        then=_others(standing, first),
        sentence=_sentence(standing, option, f"it lasts {less} than {years_words(at)}"),
    )


def _others(standing: Standing, first: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in first if name != standing.leader)


def _sentence(standing: Standing, option: Option, change: str) -> str:
    if option.name == standing.leader:
        return f"{option.name} stays cheapest unless {change}."
    return f"{option.name} becomes cheapest if {change}."
