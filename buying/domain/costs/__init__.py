"""What an option costs over its whole life, in pounds of today.

Pure sums on ``Decimal``. Amounts are real (prices of today, no inflation) and
are the buyer's own cost: net where the buyer gets its VAT back, gross where it
does not (:func:`own_cost`). Nothing is rounded here: round for output only, with
``buying.domain.money.to_penny`` or ``pounds``.

Year 0 is the day of buying and is not discounted; costs of a year fall at its
end (HM Treasury, Green Book and its supplementary guidance on discounting; the
same convention as NIST Handbook 135).
"""

from buying.domain.costs.comparison import Basis, Comparison, compare
from buying.domain.costs.errors import CostError
from buying.domain.costs.lines import KINDS, MOST_YEARS, CostLine, Option
from buying.domain.costs.schedule import (
    GREEN_BOOK,
    Schedule,
    annuity_factor,
    present_value,
    schedule_on,
)
from buying.domain.costs.vat import own_cost
from buying.domain.costs.whole_life import Cost, LineCost, whole_life_cost

__all__ = [
    "GREEN_BOOK",
    "KINDS",
    "MOST_YEARS",
    "Basis",
    "Comparison",
    "Cost",
    "CostError",
    "CostLine",
    "LineCost",
    "Option",
    "Schedule",
    "annuity_factor",
    "compare",
    "own_cost",
    "present_value",
    "schedule_on",
    "whole_life_cost",
]
