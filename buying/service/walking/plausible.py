"""Answers that a careful person could give to any question of any rulebook.

They are the ones that let a purchase go on: nothing worries a check, nobody says no, what may
be left out is left out. Amounts are as small as the limits allow, so that nothing made up moves
the value of the purchase; a price is the budget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from buying import cards
from buying.domain.lifetime import PERIODS
from buying.domain.money import Money
from buying.domain.workflow import Asked
from buying.rulebook import Question
from buying.voice.asking import Part, Resolved
from buying.voice.context import Context

WORDS = "An example"
BEST_RATING = 4
AHEAD = timedelta(days=90)
"""How far ahead a made-up date lies, where its limits allow."""


def plausible(context: Context, asked: Asked, resolved: Resolved) -> Any:
    """An answer to ``asked`` in its stored shape; None to leave out what may be left out.

    Boxes of a form that have an answer already keep it.
    """
    if resolved.whole.kind == "form":
        return _form(context, asked, resolved)
    if not asked.needed:
        return None
    made = _SPECIFIC.get(resolved.rule.id)
    if made is not None:
        return made(context, asked, resolved.whole)
    if _usable(resolved.default, resolved.whole):
        return resolved.default
    return _value(context, resolved.rule, resolved.whole)


def _form(context: Context, asked: Asked, resolved: Resolved) -> dict[str, Any]:
    given = asked.entry.value if asked.entry is not None else None
    have = dict(given) if isinstance(given, Mapping) else {}
    default = resolved.default if isinstance(resolved.default, Mapping) else {}
    for part in resolved.parts:
        if part.id not in have:
            have[part.id] = default[part.id] if part.id in default else _box(
                context, asked, resolved.rule, part
            )  # fmt: skip
    return have


def _box(context: Context, asked: Asked, rule: Question, part: Part) -> Any:
    if part.optional:
        return None
    if rule.fields_from == "checks":
        return _untroubled(context, part)
    made = _SPECIFIC.get(f"{rule.id}.{part.id}")
    if made is not None:
        return made(context, asked, part)
    if part.kind == "rating" and asked.number:
        return max(1, BEST_RATING - asked.number + 1)  # the first one offered is the best
    return _value(context, rule, part)


def _usable(default: Any, part: Part) -> bool:
    if default is None:
        return False
    offered = {choice.value for choice in part.choices}
    picked = default if isinstance(default, list) else [default]
    return not offered or offered.issuperset(picked)


def _value(context: Context, rule: Question, part: Part) -> Any:
    return _VALUES[part.kind](context, rule, part)


def _text(_context: Context, _rule: Question, part: Part) -> str:
    return WORDS[: part.limits.longest]


def _choice(_context: Context, rule: Question, part: Part) -> str:
    """The first choice that neither ends the purchase nor goes back in it, if there is one."""
    box = rule if part.id == rule.id else rule.field(part.id)
    listed = {choice.value: choice for choice in box.choices} if box else {}
    values = [choice.value for choice in part.choices]

    def trouble(value: str) -> int:
        choice = listed.get(value)
        return 0 if choice is None else 2 * bool(choice.reopens) + bool(choice.ends)

    return min(values, key=trouble, default="")


def _choices(_context: Context, _rule: Question, part: Part) -> list[str]:
    return [choice.value for choice in part.choices][: max(1, int(part.limits.least or 0))]


def _yes(_context: Context, _rule: Question, _part: Part) -> bool:
    return True


def _untroubled(context: Context, part: Part) -> bool:
    check = next(check for check in context.policy.checks if check.id == part.id)
    return not check.bad_answer


def _number(_context: Context, _rule: Question, part: Part) -> str:
    least = part.limits.least if part.limits.least is not None else Decimal(1)
    return f"{least if part.limits.most is None else min(least, part.limits.most):f}"


def _money(_context: Context, _rule: Question, part: Part) -> dict[str, str]:
    return Money(part.limits.least or Decimal(0), "gross").stored()


def _date(context: Context, _rule: Question, part: Part) -> str:
    day = context.today + min(AHEAD, date.max - context.today)
    if part.limits.latest is not None:
        day = min(day, part.limits.latest)
    if part.limits.earliest is not None:
        day = max(day, part.limits.earliest)
    return day.isoformat()


def _rating(_context: Context, _rule: Question, _part: Part) -> int:
    return BEST_RATING


_VALUES: Mapping[cards.Kind, Callable[[Context, Question, Part], Any]] = {
    "text": _text,
    "file": _text,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes,
    "number": _number,
    "money": _money,
    "date": _date,
    "rating": _rating,
}


def _once(_context: Context, _asked: Asked, part: Part) -> str:
    values = [choice.value for choice in part.choices]
    return next((value for value in values if value not in PERIODS), values[0] if values else "")


def _budget(context: Context, _asked: Asked, part: Part) -> dict[str, str]:
    budget: dict[str, str] | None = context.known.answers.get("budget")
    return budget or Money(part.limits.least or Decimal(0), "gross").stored()


def _supplier(context: Context, asked: Asked, _part: Part) -> str:
    on_list = context.known.preferred
    if asked.number <= len(on_list):
        return on_list[asked.number - 1]
    return f"Supplier {asked.number}"


def _best(context: Context, _asked: Asked, part: Part) -> str:
    values = [choice.value for choice in part.choices]
    best = [value for value in values if value in context.known.recommended]
    return next(iter(best or values), "")


_SPECIFIC: Mapping[str, Callable[[Context, Asked, Part], Any]] = {
    "purpose.goes_on": _once,
    "option.supplier": _supplier,
    "option.price": _budget,
    "delivery.paid": _budget,
    "choose": _best,
}
"""Answers that the domain reads by name, so that they must hang together with the others."""
