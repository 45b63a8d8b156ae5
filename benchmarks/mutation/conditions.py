"""Slips in a condition, and whether one can make a difference to this organisation at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.mutation.data import GONE, changed
from buying.rulebook import Organisation

When = Mapping[str, Any]
Slip = tuple[str, Any]
"""What was done, in words, and the condition after it: ``GONE`` where it was left out."""
_BUYER = {"organisation": "kind", "authority": "authority", "country": "country"}
_TURNED = {"value_over": "value_at_least", "value_at_least": "value_over"}


def slips(when: When) -> Iterator[Slip]:
    """Every way of getting ``when`` wrong that is tried."""
    yield "condition left out", GONE
    yield from _inner(when)


def _inner(when: When) -> Iterator[Slip]:
    yield "condition turned round", when["not"] if set(when) == {"not"} else {"not": when}
    for key, value in when.items():
        if len(when) > 1:
            yield f"'{key}: {_short(value)}' left out", changed(when, (key,), GONE)
        if key in _TURNED:
            other = {_TURNED.get(name, name): each for name, each in when.items()}
            yield f"'{_TURNED[key]}' in place of '{key}'", other
        yield from _in_key(when, key, value)


def _in_key(when: When, key: str, value: Any) -> Iterator[Slip]:
    if key == "not":
        yield from ((said, changed(when, (key,), part)) for said, part in _inner(value))
    elif key in ("any_of", "all_of"):
        yield from _in_parts(when, key, value)
    elif key == "answer":
        for name in value:
            if len(value) > 1:
                yield f"answer '{name}' left out", changed(when, (key, name), GONE)
    elif isinstance(value, list) and len(value) > 1:
        for place, name in enumerate(value):
            yield f"'{name}' left out of '{key}'", changed(when, (key, place), GONE)


def _in_parts(when: When, key: str, parts: list[When]) -> Iterator[Slip]:
    for place, part in enumerate(parts):
        if len(parts) > 1:
            yield f"part {place + 1} of '{key}' left out", changed(when, (key, place), GONE)
        for said, inside in _inner(part):
            yield f"part {place + 1} of '{key}': {said}", changed(when, (key, place), inside)


def here(when: Any, buyer: Organisation) -> Any:
    """``when`` with all that only asks who the buyer is worked out: a condition, True or False.

    ``GONE`` and None are no condition at all, which always holds. Two conditions that are the
    same here make no difference to this buyer.
    """
    if when is None or when is GONE:
        return True
    left: dict[str, Any] = {}
    for key, value in when.items():
        told = _told(key, value, buyer)
        if told is False:
            return False
        if told is not True:
            left[key] = told
    return left or True


def _told(key: str, value: Any, buyer: Organisation) -> Any:
    if key in _BUYER:
        return getattr(buyer, _BUYER[key]) in (value if isinstance(value, list) else [value])
    if key == "not":
        inside = here(value, buyer)
        return not inside if isinstance(inside, bool) else inside
    if key in ("any_of", "all_of"):
        return _folded([here(part, buyer) for part in value], decides=key == "any_of")
    return value


def _folded(parts: list[Any], decides: bool) -> Any:
    """``parts`` without those that say nothing; ``decides`` is the truth that settles it."""
    if any(part is decides for part in parts):
        return decides
    left = [part for part in parts if not isinstance(part, bool)]
    return left or (not decides)


def names_in(when: Any) -> Iterator[str]:
    """The thresholds that a condition, as :func:`here` gives it, looks at."""
    if isinstance(when, list):
        for part in when:
            yield from names_in(part)
    elif isinstance(when, Mapping):
        yield from (when[key] for key in _TURNED if key in when)
        for key in ("not", "any_of", "all_of"):
            yield from names_in(when.get(key))


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
