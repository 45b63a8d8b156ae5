"""What a purchase really cost, against what was expected when it was chosen (P16).

``spent`` is one cost as it was recorded; ``forecast`` says what should have been paid by a day;
``standing`` sets the two side by side; ``marks`` watches how near spending is to what was
agreed; ``typed`` and ``boxes`` read a cost that somebody gives; ``again`` knows one that was
given before; ``four_es`` judges value for money. Pure sums on ``Decimal``, in unrounded pounds on
the buyer's own VAT basis unless a docstring says otherwise.
"""

from buying.domain.spending.again import by_day, by_number, same
from buying.domain.spending.boxes import LABELS, NEEDED, check
from buying.domain.spending.forecast import Due, Plan, plan
from buying.domain.spending.four_es import FourEs, value_for_money
from buying.domain.spending.kinds import offered, others
from buying.domain.spending.marks import ALL, MARKS, NEAR, far_over, reached
from buying.domain.spending.spent import (
    INVOICE,
    WORDS,
    Spent,
    kind_in,
    of_item,
    own,
    toward_price,
)
from buying.domain.spending.standing import Against, Part, Year, against, so_far
from buying.domain.spending.typed import Said, likely, said

__all__ = [
    "ALL", "INVOICE", "LABELS", "MARKS", "NEAR", "NEEDED", "WORDS",
    "Against", "Due", "FourEs", "Part",
    "Plan", "Said", "Spent", "Year", "against", "by_day", "by_number",
    "check", "far_over", "kind_in", "likely", "of_item", "offered", "others",
    "own", "plan", "reached", "said", "same", "so_far", "toward_price", "value_for_money",
]  # fmt: skip
