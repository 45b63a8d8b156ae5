"""Thresholds: a number of the policy that changes, with what it decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from buying.english import day_in_words, listed
from buying.rulebook.book import Rulebook
from buying.rulebook.differences.texts import reworded
from buying.rulebook.models import Threshold
from buying.rulebook.wording import amount_in_words, name_in_words

UNITS = {"GBP": "pounds", "percent": "per cent", "days": "days", "count": "a number"}
BASES = {"net": "without VAT", "gross": "with VAT", "exempt": "no VAT", "none": "no VAT"}


def thresholds(before: Rulebook, after: Rulebook) -> Iterator[str]:
    """Every threshold that is new, gone or other, those of the law as well."""
    for name in (name for name in before.thresholds if name not in after.thresholds):
        yield f"The {name_in_words(name)} ({name}) is taken out."
    for name, threshold in after.thresholds.items():
        old = before.thresholds.get(name)
        if old is None:
            source = threshold.source.rstrip(".")
            yield f"{_called(name, after)} is new: {_values(threshold)}. Source: {source}."
        elif old != threshold:
            yield from _changed(_called(name, after), old, threshold)
    if _of_law(before) != _of_law(after):
        yield f"Thresholds of the law are now {listed(sorted(_of_law(after))) or 'none'}."


def _of_law(book: Rulebook) -> set[str]:
    return {name for name in book.thresholds if name in book.law.thresholds}


def _called(name: str, book: Rulebook) -> str:
    """The threshold and what it decides: ``The petty limit (up to it “Buy it ...”)``."""
    titles = {route.id: f"“{route.title}”" for route in book.routes}
    bands = [band for table in book.tables for line in table.lines for band in line.bands]
    decides = []
    for word, key in (("up to it", "up_to"), ("below it", "below")):
        ways = [titles.get(band.route, band.route) for band in bands if getattr(band, key) == name]
        decides += [f"{word} {listed(dict.fromkeys(ways), 'or')}"] if ways else []
    inside = f" ({', '.join(decides)})" if decides else ""
    return f"The {name_in_words(name)}{inside}"


def _values(threshold: Threshold) -> str:
    return listed(
        f"{amount_in_words(threshold, each.value)} from {day_in_words(each.from_)}"
        for each in threshold.values
    )


def _changed(called: str, before: Threshold, after: Threshold) -> Iterator[str]:
    if before.unit != after.unit:
        yield f"{called} is now in {UNITS[after.unit]}; it was in {UNITS[before.unit]}."
    if before.vat != after.vat:
        yield f"{called} is now {_basis(after)}; it was {_basis(before)}."
    if before.source != after.source:
        yield f"{called}: the source {reworded(before.source, after.source)}."
    yield from _dated(called, before, after)


def _basis(threshold: Threshold) -> str:
    return BASES.get(threshold.vat or "none", "without a word on VAT")


def _dated(called: str, before: Threshold, after: Threshold) -> Iterator[str]:
    old = {each.from_: each.value for each in before.values}
    new = {each.from_: each.value for each in after.values}
    for day in sorted(old.keys() | new.keys()):
        if old.get(day) != new.get(day):
            yield f"{called} {_one(day, old, new, before, after)}."


def _one(
    day: date,
    old: dict[date, Decimal],
    new: dict[date, Decimal],
    before: Threshold,
    after: Threshold,
) -> str:
    """What becomes of the value that begins on ``day``."""
    if day not in new:
        return f"is no longer {amount_in_words(before, old[day])} from {day_in_words(day)} on"
    now = f"is {amount_in_words(after, new[day])} from {day_in_words(day)}"
    if day in old:
        return f"{now}; it was {amount_in_words(before, old[day])}"
    earlier = [new[each] for each in sorted(new) if each < day]
    return f"{now}; until then {amount_in_words(after, earlier[-1])}" if earlier else now
