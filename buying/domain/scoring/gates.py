"""Pass or fail, before anything is scored: what fails is neither ranked nor scored against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from buying.domain.scoring.criteria import Criterion, Offer, rated, rating_points
from buying.domain.scoring.errors import ScoreError
from buying.domain.scoring.result import Failed, shown
from buying.domain.scoring.rules import ScoringRules


def passing(
    offers: Sequence[Offer], criteria: Sequence[Criterion], rules: ScoringRules
) -> tuple[list[Offer], list[Failed]]:
    """The offers that may be scored, and the others with their reasons.

    A least rating holds for a criterion that is among ``criteria``: what has no weight is not
    rated. Raises ScoreError for a least rating on cost, and where a rating is missing that an
    offer would need to pass.
    """
    cost = next((c for c in criteria if c.scale == "cost" and c.id in rules.least), None)
    if cost is not None:
        raise ScoreError(f"{cost.label} is not rated from 1 to 5, so it can have no least rating.")
    failed = [
        Failed(offer.name, reasons)
        for offer in offers
        if (reasons := (*offer.fails, *_too_low(offer, criteria, rules)))
    ]
    out = {each.name for each in failed}
    return [offer for offer in offers if offer.name not in out], failed


def _too_low(offer: Offer, criteria: Sequence[Criterion], rules: ScoringRules) -> Iterator[str]:
    for criterion in criteria:
        least = rules.least.get(criterion.id)
        if least is None or (offer.fails and offer.ratings.get(criterion.id) is None):
            continue
        line = rated(offer, criterion)
        if line.scored < rating_points(least):
            needed = least if criterion.scale == "rating" else rating_points(least)
            yield f"It has {line.raw_words} for {criterion.label}, and needs {shown(needed)}."
