"""Whether a value can be the answer to a question, as far as the rulebook alone can tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from buying.rulebook.problems import did_you_mean
from buying.rulebook.questions import FormField, Question


def never_equal(asking: Question | FormField, name: str) -> str | None:
    """Why a condition cannot compare this answer with a word or number; None if it can."""
    if asking.kind == "money":
        return f"'{name}' is an amount of money. Use 'value_at_least' or 'value_over'."
    if asking.kind == "choices":
        return f"'{name}' may have several answers at once. Use a named predicate ('is')."
    if asking.kind == "form":
        return f"'{name}' is a form. Name one of its fields, as '{name}.field'."
    return None


def misfit(asking: Question | FormField, name: str, value: Any) -> str | None:
    """Why ``value`` cannot be an answer to ``asking``; None if it can."""
    if asking.kind == "yes_no" and not isinstance(value, bool):
        return f"'{name}' is answered by true or false, not '{value}'."
    if asking.kind == "choice":
        return _no_choice(asking, name, value)
    if asking.kind == "choices":
        if not isinstance(value, list | tuple):
            return f"'{name}' is answered by a list of choices."
        return next(filter(None, (_no_choice(asking, name, each) for each in value)), None)
    if asking.kind == "money" and not _is_money(value):
        return f"'{name}' is answered by an amount such as {{amount: \"900.00\", vat: gross}}."
    if isinstance(asking, Question) and asking.kind == "form":
        return _no_form(asking, name, value)
    return None


def _no_choice(asking: Question | FormField, name: str, value: Any) -> str | None:
    values = [choice.value for choice in asking.choices]
    if not values or asking.choices_from is not None or value in values:
        return None
    return f"'{value}' is not a choice of '{name}'.{did_you_mean(str(value), values)}"


def _is_money(value: Any) -> bool:
    return isinstance(value, Mapping) and {"amount", "vat"} <= value.keys()


def _no_form(question: Question, name: str, value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return f"'{name}' is a form, answered by lines of 'field: value'."
    for field_id, given in value.items():
        field = question.field(field_id)
        if field is None and question.fields_from is None:
            known = [each.id for each in question.fields]
            return f"'{name}' has no field '{field_id}'.{did_you_mean(field_id, known)}"
        problem = (
            misfit(field, f"{name}.{field_id}", given) if field and given is not None else None
        )
        if problem:
            return problem
    return None
