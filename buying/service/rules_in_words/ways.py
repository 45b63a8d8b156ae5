"""Ways to buy, the table that decides between them, and what the law asks, in words."""

from __future__ import annotations

from datetime import date

from buying.english import day_in_words, sentence
from buying.rulebook import Condition, Route, Rulebook
from buying.rulebook.models import Band, Line
from buying.rulebook.wording import ANY_OTHER, APPROVERS, amount_in_words, in_words
from buying.service.rules_in_words.limits import moments
from buying.service.rules_in_words.views import LineView, TableView, Way


def ways(book: Rulebook) -> tuple[Way, ...]:
    """Every way to buy, in the order of the rulebook."""
    return tuple(_way(route) for route in book.routes)


def _way(route: Route) -> Way:
    return Way(
        id=route.id,
        title=route.title,
        says=route.says,
        facts=(
            ("Prices needed", f"{route.quotes}: {route.form_of_quotes}"),
            ("Who must say yes", APPROVERS[route.approver]),
            *((("Looked at first by", APPROVERS["specialist"]),) if route.specialist_first else ()),
            ("Where it is bought", route.system),
            ("What happens next", route.next),
            ("How long it usually takes", _days(route.takes_days)),
            ("Rule", route.clause),
        ),
    )


def _days(number: int) -> str:
    return "No time at all" if number == 0 else f"{number} {'day' if number == 1 else 'days'}"


def tables(book: Rulebook, on: date) -> tuple[TableView, ...]:
    """The decision table that holds ``on`` a day, then those that come later."""
    whens = moments(tuple(table.from_ for table in book.tables), on)
    return tuple(
        TableView(
            from_=table.from_,
            when=when,
            lines=tuple(_line(book, line, max(on, table.from_)) for line in table.lines),
        )
        for table, when in zip(book.tables, whens, strict=True)
        if when != "earlier"
    )


def _line(book: Rulebook, line: Line, on: date) -> LineView:
    titles = {route.id: route.title for route in book.routes}
    return LineView(
        title=line.title,
        when=said(line.when, book) if line.when else ANY_OTHER,
        bands=tuple(
            (_values(book, band, position, len(line.bands), on), band.route, titles[band.route])
            for position, band in enumerate(line.bands)
        ),
    )


def _values(book: Rulebook, band: Band, position: int, bands: int, on: date) -> str:
    if band.limit is None:
        return "Any value" if bands == 1 else "Anything more"
    threshold = book.thresholds[band.limit]
    value = threshold.on(on)
    words = amount_in_words(threshold, threshold.values[0].value if value is None else value)
    return f"Up to and including {words}" if band.up_to else f"Below {words}"


def duties(book: Rulebook, on: date) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What the law asks or allows ``on`` a day or later: its regimes, then its duties."""
    regimes = [
        (each.label, (("What it says", each.says), ("Source", each.source)))
        for each in book.law.regimes
    ]
    asked = [
        (
            each.label,
            (
                ("What it asks" if each.kind == "must" else "What it allows", each.says),
                ("When", said(each.when, book) if each.when else "Always"),
                *((("From", day_in_words(each.from_)),) if each.from_ > on else ()),
                ("Source", each.source),
            ),
        )
        for each in book.law.duties
    ]
    return (*regimes, *asked)


def said(when: Condition, book: Rulebook) -> str:
    """A condition as a sentence that begins with a capital letter."""
    return sentence(in_words(when, book))
