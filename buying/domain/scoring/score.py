"""Scoring: criteria with weights, offers with a cost and ratings, one result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from buying.domain.scoring.criteria import Criterion, Offer, check_names, check_weights, rated
from buying.domain.scoring.errors import ScoreError
from buying.domain.scoring.gates import passing
from buying.domain.scoring.index import score_index
from buying.domain.scoring.limits import Limits
from buying.domain.scoring.methods import METHODS
from buying.domain.scoring.notes import notes, rule
from buying.domain.scoring.pricing import cost_lines
from buying.domain.scoring.result import Failed, Ranked, Result, Scored, ranked
from buying.domain.scoring.rules import USUAL, Method, ScoringRules
from buying.domain.scoring.sentences import sentence


def score(
    offers: Sequence[Offer],
    criteria: Sequence[Criterion],
    limits: Limits | None = None,
    rules: ScoringRules = USUAL,
) -> Result:
    """Score and rank ``offers`` by ``rules.method``. Totals are of 100, the best first.

    First come pass and fail: what fails (``Offer.fails``, a rating under ``rules.least``) is in
    ``Result.failed``, and nothing is scored against it. Where all fail the ranking is empty.
    Then total = sum of weight x scored / 100; a method that divides cost and quality gives the
    best 100 and the others their share of it.

    ``limits``, fixed before quotes arrive, are needed for cost by the linear range, and for
    methods that divide, whose options may cost no more than ``limits.worst``; for the others
    they only say whether costs are a year's. The order of offers never matters. By the linear
    range no offer moves another's total. Equal totals are a tie, which the person settles:
    price does not take precedence by itself (Procurement Act 2023, s.19, as guidance reads it).

    Raises ScoreError where weights do not add up to 100, a rating or cost is missing or out of
    range, names repeat, or a cost is £0 or less under any method but the linear range.
    """
    check_weights([criterion.weight for criterion in criteria])
    check_names([offer.name for offer in offers], "options")
    check_names([criterion.id for criterion in criteria], "criteria")
    able, failed = passing(offers, criteria, rules)
    if rules.is_index:
        scored, more = score_index(able, criteria, _cap(limits, rules), rules)
        failed += more
    else:
        scored = _added_up(able, criteria, limits, rules)
    costs = {criterion.id for criterion in criteria if criterion.scale == "cost"}
    outcome = _outcome(ranked(scored), failed, rules.method)
    return replace(
        outcome,
        notes=notes(outcome.ranking, costs, rules.method),
        rule=rule(limits, rules.method) if costs or rules.is_index else "",
    )


def _cap(limits: Limits | None, rules: ScoringRules) -> Limits:
    if limits is None:
        label = METHODS[rules.method].label
        raise ScoreError(f"Fix the most that it may cost before you score by “{label}”.")
    return limits


def _added_up(
    offers: Sequence[Offer],
    criteria: Sequence[Criterion],
    limits: Limits | None,
    rules: ScoringRules,
) -> list[Scored]:
    costs = {
        criterion.id: cost_lines(offers, criterion, limits, rules.method)
        for criterion in criteria
        if criterion.scale == "cost"
    }
    return [
        Scored(
            offer.name,
            tuple(costs[c.id][offer.name] if c.id in costs else rated(offer, c) for c in criteria),
        )
        for offer in offers
    ]


def _outcome(ranking: tuple[Ranked, ...], failed: Sequence[Failed], method: Method) -> Result:
    out = tuple(sorted(failed, key=lambda each: each.name))
    firsts = tuple(each.name for each in ranking if each.place == 1)
    clear = len(firsts) == 1
    return Result(
        ranking=ranking,
        recommended=firsts[0] if clear else None,
        runners_up=tuple(each.name for each in ranking if clear and each.place == 2),
        ties=() if clear else firsts,
        only_one=len(ranking) == 1,
        sentence=sentence(ranking, out, method),
        notes=(),
        failed=out,
        method=method,
    )
