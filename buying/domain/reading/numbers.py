"""Plain numbers: how many, how long, how much of something."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from buying.domain.reading.results import Asking, Outcome, Unreadable, answer, wrong_shape
from buying.domain.reading.single import One, Wanted, one
from buying.domain.reading.tidy import plain

MOST_WORDS_AFTER = 6
"""Words after a number that can be the name of the thing: "12 shower chairs"."""
NOT_WHOLE = Unreadable("not_whole", "Please give a whole number, for example 3.")
_MOST = Decimal(10) ** 12


def read(text: str, asking: Asking) -> Outcome:
    """A decimal string, such as ``"12"``. Below 0 only where the limits say so."""
    found = one(plain(text), WANTED)
    if isinstance(found, Unreadable):
        return found
    sure = found.sure and not found.before and len(found.after) <= MOST_WORDS_AFTER
    return _within(found, sure, asking)


def check(value: Any, asking: Asking, reader: Callable[[str, Asking], Outcome] = read) -> Outcome:
    """A number or a string from a form; a float is taken as it is printed.

    ``reader`` reads what was typed.
    """
    if isinstance(value, str):
        return reader(value, asking)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return wrong_shape()
    if not abs(value) < 10**12:
        return Unreadable("too_much", "That number is too large. Please check it.")
    return _within(One(Decimal(str(value)), True), True, asking)


def show(value: Any) -> str:
    """``1,200`` or ``2.5``."""
    amount = Decimal(value)
    return f"{amount.normalize():,f}" if amount else "0"


def _within(found: One, sure: bool, asking: Asking) -> Outcome:
    least, most = asking.limits.least, asking.limits.most
    amount = found.amount
    problem = outside(amount, least, most, "A number", show)
    if problem:
        return problem
    if asking.limits.whole and amount % 1:
        return NOT_WHOLE
    shown = show(amount)
    how = f"{shown}, which is {found.how}" if found.how else None
    return answer(shown.replace(",", ""), shown, sure=sure, how=how)


def outside(
    amount: Decimal,
    least: Decimal | None,
    most: Decimal | None,
    what: str,
    show: Callable[[Decimal], str],
) -> Unreadable | None:
    """The sentence for an amount outside the limits; without ``least``, 0 is the least."""
    if abs(amount) >= _MOST:
        return Unreadable("too_much", "That figure is too large. Please check it.")
    if amount < 0 and (least is None or least >= 0):
        smallest = show(least or Decimal(0))
        return Unreadable(
            "negative", f"{what} cannot be below {smallest} here. Please give {smallest} or more."
        )
    if least is not None and amount < least:
        return Unreadable(
            "too_little",
            f"I read that as {show(amount)}. Please give {show(least)} or more.",
        )
    if most is not None and amount > most:
        return Unreadable(
            "too_much", f"I read that as {show(amount)}. Please give {show(most)} or less."
        )
    return None


WANTED = Wanted("a number", "12", show)
