"""Thresholds in words: what each comes to, from when, and what depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from buying.english import listed
from buying.rulebook import Condition, Rulebook
from buying.rulebook.models import DatedValue, Table
from buying.rulebook.names import SPLIT_WINDOW
from buying.rulebook.wording import AUTHORITIES, amount_in_words, name_in_words
from buying.service.rules_in_words.views import Dated, Limit

When = Literal["earlier", "now", "later"]
TYPED = {"gross": "with VAT", "net": "without VAT", "exempt": "with no VAT due"}
"""The VAT basis on which a new amount is typed."""
BEGINS = "Where the full rules of the law begin"
BY_NAME = {SPLIT_WINDOW: "How far back purchases of the same kind count as parts of one"}
"""What is decided by thresholds that no condition names."""


def limits(book: Rulebook, on: date) -> tuple[Limit, ...]:
    """Every threshold of ``book``, the organisation's own first, as it stands ``on`` a day."""
    found = [_limit(book, name, on) for name in book.thresholds]
    return tuple(sorted(found, key=lambda limit: limit.of_law))


def moments(days: tuple[date, ...], on: date) -> tuple[When, ...]:
    """For each day from which something holds, in order: what it is ``on`` a day."""
    held = sum(day <= on for day in days)
    return tuple(
        "later" if number > held else ("now" if number == held else "earlier")
        for number in range(1, len(days) + 1)
    )


def _limit(book: Rulebook, name: str, on: date) -> Limit:
    threshold = book.thresholds[name]
    return Limit(
        id=name,
        name=name_in_words(name).capitalize(),
        decides=tuple(_decides(book, name, on)),
        unit=threshold.unit,
        basis=TYPED.get(threshold.vat or "", ""),
        values=tuple(
            Dated(amount=amount_in_words(threshold, each.value), from_=each.from_, when=when)
            for each, when in zip(threshold.values, _whens(threshold.values, on), strict=True)
        ),
        source=threshold.source,
        of_law=name in book.law.thresholds,
    )


def _decides(book: Rulebook, name: str, on: date) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for kind, what in (*_in_table(book, name, on), *_in_law(book, name), *_in_steps(book, name)):
        found.setdefault(kind, []).append(what)
    for kind, parts in found.items():
        yield f"{kind}: {'; '.join(dict.fromkeys(parts))}"
    if name in BY_NAME:
        yield BY_NAME[name]


def _in_table(book: Rulebook, name: str, on: date) -> Iterator[tuple[str, str]]:
    for table, when in zip(book.tables, _whens(book.tables, on), strict=True):
        for line in table.lines if when != "earlier" else ():
            for band in line.bands:
                if band.limit == name:
                    yield "The most for", f"“{book.route(band.route).title}”"
            if _names(line.when, name):
                yield "Which line of the table fits", line.title


def _in_law(book: Rulebook, name: str) -> Iterator[tuple[str, str]]:
    own = book.organisation.authority
    for regime in book.law.regimes:
        whose = [authority for authority, limit in regime.thresholds.items() if limit == name]
        if whose:
            others = f" for {listed((AUTHORITIES[each] for each in whose), 'or')}"
            yield f"{BEGINS}{'' if own in whose else others}", regime.label
    for duty in book.law.duties:
        if _names(duty.when, name):
            yield "When the law asks", duty.label


def _in_steps(book: Rulebook, name: str) -> Iterator[tuple[str, str]]:
    for check in book.checks:
        if _names(check.when, name):
            yield "Whether these are checked", check.label
    for _, step in book.workflow.steps():
        question = book.questions[step.ask]
        if _names(step.when, name):
            yield "Whether these are asked", question.label
        if any(_names(box.when, name) for box in question.fields):
            yield "Whether parts of these are asked", question.label


def _whens(dated: Iterable[Table | DatedValue], on: date) -> tuple[When, ...]:
    return moments(tuple(each.from_ for each in dated), on)


def _names(when: Condition | None, name: str) -> bool:
    parts = (part for _, part in when.parts()) if when else ()
    return any(name in (part.value_at_least, part.value_over) for part in parts)
