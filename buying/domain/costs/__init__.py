"""What an option costs over its whole life, in pounds of today.

Pure sums on ``Decimal``. Amounts are real (prices of today, no inflation) and
are the buyer's own cost: net where the buyer gets its VAT back, gross where it
does not (:func:`own_cost`). Nothing is rounded here: round for output only, with
``buying.domain.money.to_penny`` or ``pounds``.

Year 0 is the day of buying and is not discounted; costs of a year fall at its
end (HM Treasury, Green Book and its supplementary guidance on discounting; the
same convention as NIST Handbook 135).
"""

from buying.domain.costs.comparison import Basis, Comparison, compare, figure, spread
from buying.domain.costs.doubts import Doubt, depends_on_unknown, leads_for_certain
from buying.domain.costs.errors import CostError
from buying.domain.costs.flips import CostFlip, flips, why_no_flips
from buying.domain.costs.hire import break_even
from buying.domain.costs.lines import KINDS, MOST_YEARS, CostLine
from buying.domain.costs.options import Option
from buying.domain.costs.payback import Payback, payback, paybacks
from buying.domain.costs.real import at_prices_of, deflated, nominal_rate, real_rate, rising
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
    "CostFlip",
    "CostLine",
    "Doubt",
    "LineCost",
    "Option",
    "Payback",
    "Schedule",
    "annuity_factor",
    "at_prices_of",
    "break_even",
    "compare",
    "deflated",
    "depends_on_unknown",
    "figure",
    "flips",
    "leads_for_certain",
    "nominal_rate",
    "own_cost",
    "payback",
    "paybacks",
    "present_value",
    "real_rate",
    "rising",
    "schedule_on",
    "spread",
    "whole_life_cost",
    "why_no_flips",
]
