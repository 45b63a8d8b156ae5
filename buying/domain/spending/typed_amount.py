"""The amount in a line about a cost: which figure it is, on which side of VAT, and which way."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from buying.domain import reading
from buying.domain.money import Money, VatBasis
from buying.domain.reading import Limits, Outcome, Read, vat
from buying.domain.spending.boxes import MOST
from buying.domain.spending.spent import kind_in

FIGURE = re.compile(
    r"(?P<minus>(?<!\S)[-–−]|\bminus\s+)?£\s?(?P<below>[-–−])?\s?(?P<figure>\d[\d.,]*k?)\b",
    re.IGNORECASE,
)
BACK = re.compile(
    r"(?<!on )\bcredit(?: note)?\b(?! (?:card|account|terms))|\brefund(?:ed)?\b|\bmoney back\b|"
    r"\b(?:paid|gave|sent) (?:us|me) back\b|\b(?:paid|given|sent) back\b",
    re.IGNORECASE,
)
"""Words that say that money came back."""
_SEVERAL = re.compile(
    r"\beach\b|\bper\b|\bevery\b|\b(?:a|an) (?:week|month|quarter|year)\b|\d\s?x(?!\w)|\bx\s?\d|"
    r"\b(?:weekly|monthly|quarterly|yearly|annual(?:ly)?)\b",
    re.IGNORECASE,
)
"""Words after which one figure may be a part of what was paid."""
_FILLERS = re.compile(r"\b(?:for|of|to|at|was|came|comes|cost|costs|paid|we|i|have)\b", re.I)


def amount(rest: str, today: date) -> Read | None:
    """The amount in ``rest``, a line without its day, purchase and invoice number.

    With VAT where the line does not say. None where it names none, or several that do not add up.
    It is not sure where a sign, VAT or "each" leaves another reading.
    """
    figures = list(FIGURE.finditer(rest))
    found = _one(figures[0], rest, today) if len(figures) == 1 else _any(rest, figures, today)
    if not isinstance(found, Read):
        return None
    if _SEVERAL.search(rest):
        found = _doubted(found)
    return _credit(found) if BACK.search(rest) else found


def _one(match: re.Match[str], rest: str, today: date) -> Outcome:
    basis, sure, _ = vat.split(rest.casefold())
    found = _money("£" + match["figure"], today, basis or "gross")
    if not isinstance(found, Read):
        return found
    if match["minus"] or match["below"]:
        # A dash may also stand between two parts of the line.
        found = _doubted(_credit(found))
    return found if sure else _doubted(found)


def _any(rest: str, figures: list[re.Match[str]], today: date) -> Outcome:
    plain = rest if figures else _FILLERS.sub(" ", _without_kinds(rest))
    return _money(plain, today, "gross")


def _without_kinds(text: str) -> str:
    return " ".join(word for word in text.split() if not kind_in(word))


def _money(text: str, today: date, basis: VatBasis) -> Outcome:
    return reading.read("money", text, today=today, vat=basis, limits=Limits(most=MOST))


def _credit(found: Read) -> Read:
    """The same amount as money that comes back."""
    money = Money.of(found.value)
    if money.amount < 0:
        return found
    value = replace(money, amount=-money.amount).stored()
    found = replace(found, value=value, shown=f"{found.shown} that came back")
    return found if found.sure else _doubted(found)


def _doubted(found: Read) -> Read:
    return replace(found, sure=False, ask=f"I read that as {found.shown}. Is that right?")
