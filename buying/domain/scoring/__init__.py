"""Price and quality scored side by side, with every figure of the sum kept.

Cost is scored by the linear range, whose limits are fixed before quotes arrive,
so that one option never moves the score of another; quality by ratings of 1 to 5.
Pure sums on ``Decimal``; nothing is rounded but the words.
"""

from buying.domain.scoring.errors import ScoreError
from buying.domain.scoring.limits import (
    BEST_SHARE,
    RUNNING_SHARE,
    Limits,
    limits_from_budget,
    linear_range,
)
from buying.domain.scoring.result import Line, Ranked, Result
from buying.domain.scoring.score import Criterion, Offer, check_weights, rating_points, score

__all__ = [
    "BEST_SHARE",
    "RUNNING_SHARE",
    "Criterion",
    "Limits",
    "Line",
    "Offer",
    "Ranked",
    "Result",
    "ScoreError",
    "check_weights",
    "limits_from_budget",
    "linear_range",
    "rating_points",
    "score",
]
