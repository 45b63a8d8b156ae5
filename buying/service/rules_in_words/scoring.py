"""How options are scored, in words."""

from __future__ import annotations

from collections.abc import Iterator

from buying.domain.scoring import INDEXES, METHODS
from buying.english import listed
from buying.rulebook import Rulebook
from buying.rulebook.models import Scoring
from buying.rulebook.wording import number_in_words


def scoring(book: Rulebook) -> tuple[tuple[str, str], ...]:
    """The method with its sum and its trap, what an option must reach, and low prices.

    Labels, and what they say. ``criteria.yml`` has it under ``scoring:``.
    """
    rules = book.criteria.scoring
    return (*_method(rules), *_least(book, rules), ("Very low prices", _low(rules)))


def _method(rules: Scoring) -> Iterator[tuple[str, str]]:
    about = METHODS[rules.method]
    yield "How cost counts", about.label
    if rules.why:
        yield "Why in this way", rules.why
    yield "The sum", about.formula
    yield "Its trap", about.trap
    yield "What it fits", about.fits


def _least(book: Rulebook, rules: Scoring) -> Iterator[tuple[str, str]]:
    labels = {each.id: each.label for each in book.criteria.selection}
    told = [f"{labels[id]}: {number_in_words(rating)} of 5" for id, rating in rules.least.items()]
    yield "Least ratings that an option needs", listed(told) if told else "None"
    if rules.method in INDEXES:
        points = rules.least_quality
        told_points = "None" if points is None else f"{number_in_words(points)} of 100"
        yield "Least points for quality that an option needs", told_points


def _low(rules: Scoring) -> str:
    return (
        f"Where there are {rules.low_quotes} prices or more, staff are told to ask about a price "
        f"below {number_in_words(rules.low_share * 100)} % of the middle one. A low price alone is "
        "no reason to turn it down."
    )
