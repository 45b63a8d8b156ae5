"""The decision table, line by line: which line decides, and why those before it do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from buying.domain import conditions
from buying.domain.known import Known
from buying.domain.money import pounds
from buying.domain.policy import Band, Line
from buying.domain.value import Limit, Value
from buying.english import sentence
from buying.rulebook import Condition, Rulebook
from buying.rulebook.wording import ANY_OTHER, AUTHORITIES, in_words, name_in_words
from buying.service.trying.places import place
from buying.service.trying.views import BandTried, LineTried
from buying.voice.shown import limit_words


def lines(book: Rulebook, on: date, known: Known) -> tuple[LineTried, ...]:
    """The lines of the table up to and including the one that decides."""
    decision = known.decision
    if decision is None:
        return ()
    table = book.table(on)
    first = book.tables.index(table)
    decides = [line.id for line in table.lines].index(decision.line.id)
    return tuple(
        LineTried(
            title=line.title,
            needs=sentence(in_words(line.when, book)) if line.when else ANY_OTHER,
            holds=position == decides,
            here="" if position == decides else _here(book, on, known, line.when),
            source=place(book, "routes.yml", ("tables", first, "lines", position)),
            bands=_bands(decision.line, decision.band) if position == decides else (),
        )
        for position, line in enumerate(table.lines[: decides + 1])
    )


def both(value: Value) -> str:
    """A value on both bases: ``£1,200 with VAT, £1,000 without``."""
    if value.net == value.gross:
        return f"{pounds(value.gross)}, no VAT"
    return f"{pounds(value.gross)} with VAT, {pounds(value.net)} without"


def _bands(line: Line, decides: Band) -> tuple[BandTried, ...]:
    return tuple(
        BandTried(
            values=_values(band, alone=len(line.bands) == 1),
            way=band.route.title,
            decides=band is decides,
        )
        for band in line.bands
    )


def _values(band: Band, *, alone: bool) -> str:
    if band.limit is None:
        return "Any value" if alone else "Anything more"
    return f"{'Up to' if band.inclusive else 'Below'} {limit_words(band.limit)}"


def _here(book: Rulebook, on: date, known: Known, when: Condition | None) -> str:
    """How things are where ``when`` wants them otherwise."""
    found = [sentence(each) for each in _instead(book, on, known, when)] if when else []
    return "; ".join(dict.fromkeys(found)) or "No band of this line fits the value"


def _instead(book: Rulebook, on: date, known: Known, when: Condition) -> Iterator[str]:
    for key, value in when.data().items():
        if not failing(book, on, {key: value})(known):
            continue
        said = _INSTEAD.get(key)
        yield said(known) if said else "that is not so"


def failing(book: Rulebook, on: date, data: Mapping[str, Any]) -> Callable[[Known], bool]:
    """A test that is true where the condition ``data`` of the rulebook does not hold."""
    test = conditions.build(data, partial(_limit, book, on))
    return lambda known: not test(known)


def _limit(book: Rulebook, on: date, name: str) -> Limit:
    money = book.threshold_money(name, on)
    return Limit(name, money.amount, money.vat)


def _category(known: Known) -> str:
    return f"the category is “{known.category.label}”" if known.category else "it has no category"


def _regime(known: Known) -> str:
    return f"the law sees it as “{known.regime.label}”" if known.regime else "no such law is named"


def _value(known: Known) -> str:
    return f"the value is {both(known.value)}" if known.value else "there is no value yet"


_INSTEAD: Mapping[str, Callable[[Known], str]] = {
    "category": _category,
    "regime": _regime,
    "value_at_least": _value,
    "value_over": _value,
    "risk": lambda known: f"the risk is {known.risk}",
    "organisation": lambda known: (
        f"the organisation is of the kind “{name_in_words(known.buyer.kind)}”"
    ),
    "authority": lambda known: f"the organisation is {AUTHORITIES[known.buyer.authority]}",
    "country": lambda known: f"the organisation is in {known.buyer.country}",
}
