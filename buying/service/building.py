"""From a rulebook to the policy that holds on one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from buying import rulebook as rules
from buying.domain import conditions
from buying.domain.known import Known
from buying.domain.law import Duty, Law, Regime
from buying.domain.policy import Band, Buyer, Category, Check, Criterion, Line, Policy, Route
from buying.domain.scoring import ScoringRules
from buying.domain.value import Limit
from buying.domain.workflow import Step
from buying.rulebook import Rulebook
from buying.rulebook.models import Scoring
from buying.rulebook.names import SPLIT_WINDOW
from buying.service.usual_costs import cost_rules


def build(book: Rulebook, on: date) -> Policy:
    """The policy that ``book`` makes ``on`` a day. Raises RulebookError as :func:`policy` does."""
    threshold = partial(_limit, book, on)
    routes = tuple(_route(route) for route in book.routes)
    costs = cost_rules(book, on)
    return Policy(
        version=book.version,
        organisation=book.organisation.name,
        vat_rate=book.organisation.vat.standard_rate,
        vat_recoverable=book.organisation.vat.recoverable,
        buyer=Buyer(book.organisation.kind, book.organisation.authority, book.organisation.country),
        routes=routes,
        table=_table(book, on, {route.id: route for route in routes}),
        law=_law(book, on),
        steps=tuple(_steps(book, threshold)),
        stages={stage.id: stage.title for stage in book.workflow.stages},
        categories=tuple(
            Category(
                id=c.id,
                label=c.label,
                words=c.words,
                regime=c.regime,
                risk=c.risk,
                may_go_on=c.may_go_on,
                individual=c.individual,
            )
            for c in book.categories.values()
        ),
        selection=tuple(
            Criterion(c.id, c.label, c.why, c.kind == "whole_life_cost", words=c.words)
            for c in book.criteria.selection
        ),
        weights=book.criteria.weights,
        weights_because=book.criteria.reasons,
        process=tuple(Criterion(c.id, c.label, c.why, asks=c.asks) for c in book.criteria.process),
        process_default=book.criteria.process_default,
        checks=tuple(_check(check, threshold) for check in book.checks),
        schedule=costs.schedules[book.costs.default_rate],
        boxes={
            (question.id, box.id): _condition(box.when, threshold)
            for question in book.questions.values()
            for box in question.fields
            if box.when
        },
        split_days=int(book.threshold(SPLIT_WINDOW, on)),
        costs=costs,
        scoring=_scoring(book.criteria.scoring),
    )


def _limit(book: Rulebook, on: date, name: str) -> Limit:
    money = book.threshold_money(name, on)
    return Limit(name, money.amount, money.vat)


def _route(route: rules.Route) -> Route:
    return Route(**route.model_dump())


def _table(book: Rulebook, on: date, routes: Mapping[str, Route]) -> tuple[Line, ...]:
    threshold = partial(_limit, book, on)
    return tuple(
        Line(
            line.id,
            line.title,
            _condition(line.when, threshold),
            tuple(
                Band(routes[b.route], threshold(b.limit) if b.limit else None, b.below is None)
                for b in line.bands
            ),
        )
        for line in book.table(on).lines
    )


def _law(book: Rulebook, on: date) -> Law:
    threshold = partial(_limit, book, on)
    regimes = []
    for regime in book.law.regimes:
        name = regime.thresholds.get(book.organisation.authority)
        limit = threshold(name) if name else None
        regimes.append(Regime(regime.id, regime.label, limit, regime.says, regime.source))
    duties = tuple(
        Duty(d.id, d.label, d.kind, d.says, d.source, _condition(d.when, threshold))
        for d in book.law.duties
        if d.from_ <= on
    )
    return Law(tuple(regimes), duties)


def _condition(when: rules.Condition | None, threshold: conditions.Threshold) -> conditions.Test:
    return conditions.build(when.data() if when else None, threshold)


def _steps(book: Rulebook, threshold: conditions.Threshold) -> list[Step]:
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


def _scoring(scoring: Scoring) -> ScoringRules:
    return ScoringRules(**{**scoring.model_dump(), "why": scoring.why or ""})


def _check(check: rules.Check, threshold: conditions.Threshold) -> Check:
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
        risk=check.risk,
    )
