"""From a rulebook to the policy that holds on one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from buying import rulebook as rules
from buying.domain import conditions
from buying.domain.costs import Schedule
from buying.domain.known import Known
from buying.domain.policy import Category, Check, Criterion, Policy, Route
from buying.domain.workflow import Step
from buying.rulebook import Rulebook


def build(book: Rulebook, on: date) -> Policy:
    """The policy that ``book`` makes ``on`` a day. Raises RulebookError as :func:`policy` does."""
    threshold = partial(_gross, book, on)
    return Policy(
        version=book.version,
        organisation=book.organisation.name,
        vat_rate=book.organisation.vat.standard_rate,
        vat_recoverable=book.organisation.vat.recoverable,
        routes=tuple(_route(route, threshold) for route in book.routes),
        steps=tuple(_steps(book, threshold)),
        stages={stage.id: stage.title for stage in book.workflow.stages},
        categories=tuple(
            Category(c.id, c.label, c.words, c.life_years, c.running_share)
            for c in book.categories.values()
        ),
        selection=tuple(
            Criterion(c.id, c.label, c.why, c.kind == "whole_life_cost")
            for c in book.criteria.selection
        ),
        weights=book.criteria.weights,
        process=tuple(Criterion(c.id, c.label, c.why, asks=c.asks) for c in book.criteria.process),
        process_default=book.criteria.process_default,
        checks=tuple(_check(check, threshold) for check in book.checks),
        schedule=_schedule(book),
    )


def _gross(book: Rulebook, on: date, name: str) -> Decimal:
    # A purchase's value is compared gross, so every limit is brought to that basis.
    return book.threshold_money(name, on).gross(book.organisation.vat.standard_rate)


def _route(route: rules.Route, threshold: Callable[[str], Decimal]) -> Route:
    return Route(
        id=route.id,
        title=route.title,
        up_to=threshold(route.up_to) if route.up_to else None,
        quotes=route.quotes,
        form_of_quotes=route.form_of_quotes,
        approver=route.approver,
        specialist_first=route.specialist_first,
        says=route.says,
        clause=route.clause,
    )


def _condition(
    when: rules.Condition | None, threshold: Callable[[str], Decimal]
) -> conditions.Test:
    data = when.model_dump(by_alias=True, exclude_none=True) if when else None
    return conditions.build(data, threshold)


def _steps(book: Rulebook, threshold: Callable[[str], Decimal]) -> list[Step]:
    return [
        Step(
            id=step.ask,
            stage=stage.id,
            applies=_condition(step.when, threshold),
            asked_of=step.of,
            stands_on=step.stands_on,
            optional=step.optional or book.questions[step.ask].optional,
            repeat_least=_least(step.repeat) if step.repeat else None,
            repeat_most=step.repeat.most if step.repeat else 0,
            shows=step.shows,
        )
        for stage, step in book.workflow.steps()
    ]


def _least(repeat: rules.Repeat) -> Callable[[Known], int]:
    if isinstance(repeat.least, int):
        fixed = repeat.least
        return lambda known: fixed
    return lambda known: known.route.quotes if known.route else 1


def _check(check: rules.Check, threshold: Callable[[str], Decimal]) -> Check:
    return Check(
        id=check.id,
        label=check.label,
        asks=check.asks,
        bad_answer=check.bad_answer,
        then=check.then,
        says=check.says,
        clause=check.clause,
        who_can_lift=check.who_can_lift,
        applies=_condition(check.when, threshold),
    )


def _schedule(book: Rulebook) -> Schedule:
    rates = book.costs.discount_rates[book.costs.default_rate]
    steps = tuple((step.through_year, step.rate) for step in rates.steps)
    return Schedule(steps, book.costs.default_rate, rates.from_, rates.source)
