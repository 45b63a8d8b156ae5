"""Price and quality scored side by side, with every figure of the sum kept.

By default cost is scored by the linear range, whose limits are fixed before quotes
arrive, so that one option never moves the score of another; quality by ratings of
1 to 5. An organisation may choose another method (``METHODS``). What does not pass
is not ranked. Pure sums on ``Decimal``; nothing is rounded but the words.
"""

from buying.domain.scoring.criteria import Criterion, Offer, check_weights, rating_points
from buying.domain.scoring.errors import ScoreError
from buying.domain.scoring.flips import Direction, WeightFlip, weight_flip, weight_flips
from buying.domain.scoring.limits import (
    BEST_SHARE,
    RUNNING_SHARE,
    Limits,
    limits_from_budget,
    linear_range,
)
from buying.domain.scoring.low import UnusuallyLow, unusually_low
from buying.domain.scoring.methods import METHODS, About
from buying.domain.scoring.pricing import lowest_price, standard_differential
from buying.domain.scoring.result import Failed, Line, Ranked, Result
from buying.domain.scoring.rules import INDEXES, RELATIVE, Method, ScoringRules
from buying.domain.scoring.score import score

__all__ = [
    "BEST_SHARE",
    "INDEXES",
    "METHODS",
    "RELATIVE",
    "RUNNING_SHARE",
    "About",
    "Criterion",
    "Direction",
    "Failed",
    "Limits",
    "Line",
    "Method",
    "Offer",
    "Ranked",
    "Result",
    "ScoreError",
    "ScoringRules",
    "UnusuallyLow",
    "WeightFlip",
    "check_weights",
    "limits_from_budget",
    "linear_range",
    "lowest_price",
    "rating_points",
    "score",
    "standard_differential",
    "unusually_low",
    "weight_flip",
    "weight_flips",
]
