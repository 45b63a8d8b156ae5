"""Two figures out of a text, between which the answer lies: "80 to 120", "100 give or take 20"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from buying.domain.reading import single
from buying.domain.reading import span_words as words
from buying.domain.reading.figures import Figure
from buying.domain.reading.results import Unreadable

MOST_ANDS = 6
"""Places where one "between" is tried to be parted; more makes no sense, and takes time."""


@dataclass(frozen=True)
class Span:
    """The ends of a figure that is not certain, as they were said.

    ``low`` None: only the most was said; ``high`` None: only the least. ``likely`` None: it
    was not said. ``sure``: it can be read in one way only. ``money``: a figure carries a
    pound sign. ``before`` and ``after``: words around it that nobody needs.
    """

    low: Decimal | None
    high: Decimal | None
    likely: Decimal | None
    sure: bool
    money: bool
    percent: bool
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def width(self) -> Decimal | None:
        """How far the ends are apart; None where one was not said or they are out of order."""
        if self.low is None or self.high is None or self.low > self.high:
            return None
        return self.high - self.low


@dataclass(frozen=True)
class _Text:
    """What was typed (``said``), its figures, and ``rest`` with ``#`` in their places."""

    said: str
    figures: tuple[Figure, ...]
    rest: str

    def match(self, pattern: re.Pattern[str], figures: int) -> re.Match[str] | None:
        return pattern.search(self.rest) if len(self.figures) >= figures else None

    def figure_at(self, place: int) -> int:
        """The number of the first figure from ``place`` of the rest on."""
        return self.rest[:place].count("#")


def written_out(text: str) -> str:
    """``text`` (:func:`~.tidy.plain`) with words for the signs between two figures."""
    text = words.GIVE_OR_TAKE.sub(" give or take ", words.LEAD.sub("", text))
    text = words.NOTHING.sub("0", text.replace("&", " and "))
    return " ".join(words.DOTS.sub(" to ", text).split())


def find(text: str, wanted: single.Wanted) -> Span | None:
    """The span that ``text`` (:func:`written_out`) gives; None where it gives one figure.

    Also None where its figures cannot be read, which :func:`~.single.one` says in words.
    """
    found = [span for way in (text, *_ways(text)) if (span := _find(way, wanted))]
    if len(found) < 2:
        return next(iter(found), None)
    in_order = [span for span in found if span.width is not None]
    if not in_order:
        return found[0]
    # Of "between a hundred and twenty and two hundred", 120 to 200 rather than 100 to 220.
    nearest = min(in_order, key=lambda span: span.width or Decimal(0))
    return replace(nearest, sure=nearest.sure and len({span.width for span in in_order}) == 1)


def _ways(text: str) -> Iterator[str]:
    """Where "between a hundred and twenty and two hundred" may be parted, one by one."""
    lead, between, rest = text.partition("between ")
    ands = list(words.AND.finditer(rest)) if between else []
    for found in ands[:MOST_ANDS]:
        yield f"{lead}from {rest[: found.start()]} to {rest[found.end() :]}"


def _find(text: str, wanted: single.Wanted) -> Span | None:
    found = single.all_in(text, wanted)
    if isinstance(found, Unreadable) or not found.figures:
        return None
    said = _Text(text, found.figures, found.rest)
    return next((span for reader in _READERS if (span := reader(said))), None)


def _around(text: _Text) -> Span | None:
    match = text.match(words.AROUND, 2)
    if match is None or len(text.figures) > 2:
        return None
    middle, by = text.figures
    if middle.percent:
        return None
    each = middle.amount * by.amount / 100 if by.percent else by.amount
    each = abs(each)
    return _span(text, match, middle.amount - each, middle.amount + each, middle.amount, (middle,))


def _ends(text: _Text) -> Span | None:
    match = text.match(words.ENDS, 2)
    return _two(text, match) if match else None


def _between(text: _Text) -> Span | None:
    match = text.match(words.BETWEEN, 2)
    if match is None:
        return None
    return _two(text, match, sure=match["to"].strip() not in ("or", "/", ", max"))


def _two(text: _Text, match: re.Match[str], *, sure: bool = True) -> Span | None:
    first = text.figure_at(match.start())
    low, high = text.figures[first], text.figures[first + 1]
    others = (*text.figures[:first], *text.figures[first + 2 :])
    outside = f"{text.rest[: match.start()]} | {text.rest[match.end() :]}"
    likely = None
    if others:
        likely = others[0].amount
        said = words.LIKELY.search(outside) is not None
        if len(others) > 1 or not (said or low.amount <= likely <= high.amount):
            return None
        sure = sure and said
    scale = _shared_scale(text.said, low, high)
    sure = sure and scale == 1
    return _span(
        text, match, low.amount * scale, high.amount, likely, (low, high, *others), sure=sure
    )


def _shared_scale(said: str, low: Figure, high: Figure) -> Decimal:
    """What the first figure borrows of the second: 1,000 in "5 to 10k"; mostly 1."""
    scale = Decimal(0) if low.scaled else high.scaled
    word = words.SCALE_AFTER.search(said)
    if word and not low.scaled and not high.scaled:
        scale = words.SCALES[word["scale"]]
    fits = scale >= 100 and low.amount * scale < high.amount
    return scale if fits else Decimal(1)


def _at_most(text: _Text) -> Span | None:
    match = text.match(words.AT_MOST, 1)
    if match is None or len(text.figures) > 1:
        return None
    return _span(text, match, None, text.figures[0].amount, None, text.figures)


def _at_least(text: _Text) -> Span | None:
    match = text.match(words.AT_LEAST, 1)
    if match is None or len(text.figures) > 1:
        return None
    return _span(text, match, text.figures[0].amount, None, None, text.figures)


def _span(
    text: _Text,
    match: re.Match[str],
    low: Decimal | None,
    high: Decimal | None,
    likely: Decimal | None,
    figures: tuple[Figure, ...],
    *,
    sure: bool = True,
) -> Span:
    before, after = (words.ROUGH.sub(" ", part) for part in _around_match(text.rest, match))
    return Span(
        low=low,
        high=high,
        likely=likely,
        sure=sure
        and all(figure.sure for figure in figures)
        and not single.leaves_doubt(f"{before} {after}"),
        money=any(figure.money for figure in figures),
        percent=any(figure.percent for figure in figures),
        before=single.unknown_words(before),
        after=single.unknown_words(after),
    )


def _around_match(rest: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after, without what is likely."""
    return (
        words.LIKELY.sub(" ", rest[: match.start()]),
        words.LIKELY.sub(" ", rest[match.end() :]),
    )


_READERS: tuple[Callable[[_Text], Span | None], ...] = (
    _around, _ends, _between, _at_most, _at_least,
)  # fmt: skip
