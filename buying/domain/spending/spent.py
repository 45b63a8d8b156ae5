"""One cost of a purchase as it was recorded, and the words for its kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from buying.domain.costs import KINDS, own_cost
from buying.domain.money import Money
from buying.domain.policy import Policy

INVOICE = "invoice"
"""A payment towards the price that was agreed."""

WORDS: Mapping[str, str] = MappingProxyType({INVOICE: "Invoice towards the price", **KINDS})
"""Each kind of cost that can be recorded, and the words for it."""

_SUPPLY = (
    r"(?=\s*(?:$|[^\w\s]|\d)|\s+(?:bills?|costs?|charges?|supply|usage?|invoices?|payments?|"
    r"for|of|on|to|at|in|was|from|and|since|bw)\b)"
)
"""What follows a word for something that is supplied: "gas bill", and not "gas cooker"."""

_SAID: tuple[tuple[str, str], ...] = (
    (r"invoic\w*|bills?|inv|deposits?|instal?lments?|part payments?|payments?", INVOICE),
    (r"repair\w*|mend(?:ed|ing)?|fix(?:ed|ing)?(?! (?:price|fee|term|rate|cost))", "repairs"),
    (r"servic(?:e|ed|ing)|maintenance|upkeep|inspections?|loler|pat test\w*", "servicing"),
    (r"deliver(?:y|ies|ed)|carriage|postage", "delivery"),
    (r"install(?:ation|ed|ing)|fitting|fitted", "installation"),
    (r"training|trained", "training"),
    (rf"energy|electricity|(?:electric|gas|power|fuel){_SUPPLY}", "energy"),
    (rf"water{_SUPPLY}", "water"),
    (r"consumables?|supplies|detergent", "consumables"),
    (r"insurance|insured", "insurance"),
    (r"staff time|overtime", "staff_time"),
    (r"downtime|out of use", "downtime"),
    (r"licen[cs]es?|subscriptions?", "licence"),
    (r"hire|hired|rental|lease", "hire"),
    (r"replacement(?: parts?)?|spare parts?|spares", "replacement"),
    (r"disposal|disposed|scrapp(?:ed|ing)|removal", "disposal"),
    (r"carbon", "carbon"),
    (r"sold|sale|resale|residual", "residual"),
    (r"other(?: costs?)?", "other"),
)
_KINDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kind) for words, kind in _SAID)


@dataclass(frozen=True)
class Spent:
    """A cost that stands: what it was for, how much, and the day on which it fell.

    ``kind``: one of :data:`WORDS`. ``money`` is above £0, or below it for a credit; money that
    came back for a thing that was sold is of kind ``residual`` and above £0. ``number`` is the
    row's own (0: not stored).
    """

    day: date
    kind: str
    money: Money
    invoice: str = ""
    note: str = ""
    number: int = 0


def own(policy: Policy, money: Money, kind: str = INVOICE) -> Decimal:
    """What ``money`` costs this buyer: net if it gets its VAT back, else gross; unrounded.

    ``kind``: what it was for. Some kinds, such as insurance, bear another rate than the standard
    one, and the forecast counts them by that rate.
    """
    rate = policy.costs.vat_rate(kind, policy.vat_rate)
    return own_cost(money, vat_rate=rate, recoverable=policy.vat_recoverable)


def toward_price(kind: str, *, hired: bool) -> bool:
    """Whether a cost counts towards what was agreed; ``hired``: what is bought is hired."""
    return kind in (INVOICE, "price") or (hired and kind == "hire")


def of_item(kind: str, item: str) -> str:
    """What a cost of ``kind`` that somebody names in words is, where ``item`` was bought.

    "The licence" is what was agreed where a licence is what was bought, and no cost beside it.
    """
    return INVOICE if kind in kind_in(item) else kind


def kind_in(text: str) -> tuple[str, ...]:
    """The kinds of cost that ``text`` names, in the order in which it names them.

    A word such as "invoice" says how something was billed rather than what for, so it counts
    only where no other kind is named: "invoice for the repair" is a repair.
    """
    found = [(match.start(), kind) for words, kind in _KINDS if (match := words.search(text))]
    kinds = [kind for _, kind in sorted(found)]
    return tuple(kind for kind in kinds if kind != INVOICE) or tuple(kinds)
