"""Slips in numbers and in days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from buying.rulebook.reading import Path

PENNY, POUND = Decimal("0.01"), Decimal(1)
Change = tuple[str, str, Path, Any]
"""Group, what was done, place, and the value that stands there with it."""


def values(path: Path, name: str, threshold: Mapping[str, Any], start: date) -> Iterator[Change]:
    """Each value that some purchase meets, a penny and a pound (or one) up and down.

    ``start`` is the first day of the rulebook.
    """
    steps = (PENNY, POUND) if threshold["unit"] == "GBP" else (POUND,)
    dated = threshold["values"]
    for n, each in enumerate(dated):
        if n + 1 < len(dated) and dated[n + 1]["from"] <= start:
            continue
        for step in (*steps, *(-step for step in steps)):
            value = Decimal(str(each["value"])) + step
            if value >= 0:
                what = f"'{name}' is {value}, not {each['value']}"
                yield "threshold", what, (*path, n, "value"), str(value)


def dates(path: Path, name: str, threshold: Mapping[str, Any], start: date) -> Iterator[Change]:
    """Each first day of a value, a day later and, but for the first value, a day earlier."""
    for n, each in enumerate(threshold["values"]):
        yield from moved(
            (*path, n, "from"), f"'{name}'", each["from"], start, (1, -1)[: 2 if n else 1]
        )


def moved(
    path: Path, name: str, day: date, start: date, by: tuple[int, ...] = (1, -1)
) -> Iterator[Change]:
    """``day`` moved by some days, where a purchase that began on ``start`` or after could tell."""
    for days in by:
        other = day + timedelta(days=days)
        if max(day, other) > start:
            yield "date", f"{name} holds from {other}, not {day}", path, other.isoformat()
