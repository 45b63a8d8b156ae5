"""Whether one condition takes in all that another does, as far as their words alone show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from buying.rulebook.conditions import Condition

_ONE_OF = ("route", "category", "risk", "regime", "organisation", "authority", "country")
_AS_WRITTEN = ("value_at_least", "value_over", "answered", "is_", "all_of", "any_of", "not_")


def covers(wide: Condition, narrow: Condition) -> bool:
    """Whether ``wide`` holds wherever ``narrow`` does. False where the words do not show it."""
    return (
        all(_within(getattr(wide, key), getattr(narrow, key)) for key in _ONE_OF)
        and all(getattr(wide, key) in (None, getattr(narrow, key)) for key in _AS_WRITTEN)
        and _answers_within(wide.answer or {}, narrow.answer or {})
    )


def _within(wide: tuple[Any, ...] | None, narrow: tuple[Any, ...] | None) -> bool:
    return wide is None or (narrow is not None and set(narrow) <= set(wide))


def _answers_within(
    wide: Mapping[str, tuple[Any, ...]], narrow: Mapping[str, tuple[Any, ...]]
) -> bool:
    return all(_within(values, narrow.get(key)) for key, values in wide.items())
