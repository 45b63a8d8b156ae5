"""A value of the rulebook as people read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from buying.english import day_in_words, listed
from buying.rulebook.costs import RateStep
from buying.rulebook.flow import ByRoute, Repeat
from buying.rulebook.wording import number_in_words


def shown(value: Any) -> str:
    """``value`` in words; nothing at all is "not set"."""
    if value is None or value == ():
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return number_in_words(value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Repeat):
        return _repeat(value)
    if isinstance(value, RateStep):
        return _rate(value)
    if isinstance(value, Mapping):
        return listed(f"{key}: {shown(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        return listed(shown(each) for each in value)
    return f"“{value}”"


def _repeat(repeat: Repeat) -> str:
    least = repeat.least
    fewest = "as many as the way of buying needs prices" if isinstance(least, ByRoute) else least
    return f"at least {fewest}, at most {repeat.most} times"


def _rate(step: RateStep) -> str:
    years = f"up to year {step.through_year}" if step.through_year else "after that"
    return f"{number_in_words(step.rate * 100)} % {years}"
