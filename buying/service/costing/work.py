"""Works a request out: the one function behind the command, the API and the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from buying.charts import MOST_OPTIONS, CostChart
from buying.domain import costs
from buying.domain.costs import Comparison, CostError, Option, Schedule
from buying.domain.policy import Policy
from buying.service.costing import telling
from buying.service.costing.answer import Answer
from buying.service.costing.json_text import read
from buying.service.costing.mistakes import Mistake, Refused
from buying.service.costing.options import OptionsAsked
from buying.service.costing.request import Request, read_request
from buying.service.costing.rules import schedule as schedule_of
from buying.voice import cost_chart

MOST_WORK = 10_000
"""Lines times the lives that each may have: what is worked out in a second or two."""

MOST_TIMES = 100_000
"""Lines times how often each is bought: what is worked out in about as long."""


@dataclass(frozen=True)
class Worked:
    """A request worked out: its costs unrounded, by which rates, and the answer to give."""

    request: Request
    schedule: Schedule
    comparison: Comparison
    answer: Answer


def answer(text: bytes, rules: Policy) -> Answer:
    """The answer to a request in JSON. Raises Refused with every mistake in it."""
    return work_out(read_request(read(text)), rules).answer


def work_out(request: Request, rules: Policy) -> Worked:
    """Works ``request`` out under ``rules``. Raises Refused with every mistake in it."""
    asked = OptionsAsked(request, rules)
    schedule = _schedule(asked, rules)
    options = asked.read()
    _check_work(options, request.years)
    try:
        found = costs.compare(options, schedule, request.years)
        told = _answer(asked.recoverable, schedule, request.years, options, found)
    except CostError as error:
        raise Refused([Mistake("", str(error))]) from error
    return Worked(request, schedule, found, told)


def chart(worked: Worked) -> CostChart | None:
    """The picture of what was worked out; None for more options than a picture can show."""
    if len(worked.comparison.costs) > MOST_OPTIONS:
        return None
    return cost_chart.of(worked.comparison, worked.schedule, worked.answer.vat.says)


def _schedule(asked: OptionsAsked, rules: Policy) -> Schedule:
    """The rates asked for; the usual ones, and a mistake noted, where there are none such."""
    try:
        return schedule_of(rules, asked.request.rate)
    except CostError as error:
        asked.mistakes.append(Mistake("rate", str(error)))
        return rules.schedule


def _check_work(options: Sequence[Option], years: int | None) -> None:
    lives = sum(len(option.lines) * len(option.lives) for option in options)
    times = sum(len(o.lines) * (years or o.life_years) // o.life_years for o in options)
    if lives > MOST_WORK or times > MOST_TIMES:
        said = "This is too much at once. Give fewer costs, closer lives, or fewer years."
        raise Refused([Mistake("options", said)])


def _answer(
    recoverable: bool,
    schedule: Schedule,
    years: int | None,
    options: Sequence[Option],
    found: Comparison,
) -> Answer:
    by_name = {cost.name: cost for cost in found.costs}
    return Answer(
        currency="GBP",
        vat=telling.vat(recoverable),
        rate=telling.rate(schedule),
        years=years,
        basis=found.basis,
        reason=found.reason,
        options=tuple(telling.option(option, by_name[option.name]) for option in options),
        ranking=tuple(cost.name for cost in found.costs),
        cheapest=found.cheapest,
        payback=tuple(map(telling.payback, costs.paybacks(options, schedule, years))),
        flips=tuple(map(telling.flip, costs.flips(options, schedule, years))),
        warnings=tuple(_warnings(options, schedule, years, found)),
        rounding=telling.ROUNDING,
    )


def _warnings(
    options: Sequence[Option], schedule: Schedule, years: int | None, found: Comparison
) -> Iterator[str]:
    none = costs.why_no_flips(found)
    if none:
        yield none
    for doubt in costs.depends_on_unknown(options, schedule, years):
        yield doubt.sentence
    if len(options) > 1 and _unsure(options) and not costs.leads_for_certain(found):
        yield (
            "Some figures are not certain. If all of them turn out against the cheapest option, "
            "another one may cost less."
        )


def _unsure(options: Sequence[Option]) -> bool:
    return any(
        len(option.lives) > 1 or any(line.between[0] != line.between[1] for line in option.lines)
        for option in options
    )
