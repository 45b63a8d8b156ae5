"""Answers that are not certain: "between 80 and 120", "100 give or take 20", "don't know".

They are for money and numbers in boxes marked ``estimate``. Besides a plain figure, what is
stored is ``{"unknown": True}`` or the three figures of :mod:`~.ends`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from typing import Any

from buying.domain.money import VatBasis
from buying.domain.reading import amounts, ends, numbers, spans, vat
from buying.domain.reading.not_known import is_unknown
from buying.domain.reading.results import Asking, Outcome, Read, Unreadable, answer, wrong_shape
from buying.domain.reading.single import LONGEST
from buying.domain.reading.tidy import plain
from buying.domain.reading.words import to_digits

NOT_KNOWN = "not known"

_YEARLY = re.compile(
    r"\b(?:a|per|each|every|in a|by the)\s(?:year|yr|annum)\b|/\s?(?:year|yr|annum)\b"
    r"|\b(?:yearly|annually|annual|p\.?\s?a)\b\.?"
)
_OTHER_TIME = re.compile(
    r"\b(?:months?|weeks?|days?|hours?|quarters?|fortnights?|decades?|nights?"
    r"|monthly|weekly|daily|quarterly|hourly|fortnightly|nightly|pcm|pw)\b"
)
_NO_PENCE = re.compile(r"(£\s?\d[\d,]*|\d{1,3}(?:,\d{3})+)-00(?!\d)")
"""As some write an amount on a cheque: £1,200-00."""
_MAYBE_PENCE = re.compile(r"£\s?\d[\d,]*-\d\d")
_WIDE = 3
"""From so many times the lower figure on, "£12-50" is as likely £12.50."""
_HELPED = {"vague", "no_figure", "words", "empty", "dont_know"}
_SEVERAL = {"several", "range"}


def read(kind: str, text: str, asking: Asking) -> Outcome:
    """A figure, two of them between which it lies, or "don't know" (money or number).

    Asks back ("I read that as ...", ``sure=False``) where it can be taken in two ways.
    """
    simple = plain(text)
    if is_unknown(simple):
        return _unknown()
    if len(simple) > LONGEST:
        return _helped(kind, _single(kind, simple, asking))
    time = _OTHER_TIME.search(simple)
    if time and any(char.isdigit() for char in to_digits(simple)):
        return _other_time(kind, time[0])
    span = _spanned(kind, simple, asking)
    return span or _helped(kind, _single(kind, simple, asking))


def check(kind: str, value: Any, asking: Asking) -> Outcome:
    """A structured answer, which may be any JSON: a figure, three of them, or not known.

    What was typed into a box (a text, or an ``amount`` with its ``vat``) is read as
    :func:`read` does.
    """
    if isinstance(value, Mapping):
        if "unknown" in value:
            known = dict(value) != {"unknown": True} or value["unknown"] is not True
            return ends.not_plain(kind) if known else _unknown()
        if any(end in value for end in ends.ENDS):
            return ends.not_plain(kind) if "amount" in value else ends.check(kind, value, asking)
        if kind == "number":
            return wrong_shape()
    return ends.OF[kind].check(value, asking, lambda text, asked: read(kind, text, asked))


def is_estimate(value: Any) -> bool:
    """Whether a stored value is no plain figure: between two, or not known."""
    return isinstance(value, Mapping) and ("unknown" in value or "low" in value)


def show(kind: str, value: Mapping[str, Any]) -> str:
    """``£80 to £120 plus VAT, likely £100``, ``5 to 8, likely 7`` or ``not known``.

    Raises KeyError, TypeError or ArithmeticError for a value of another shape.
    """
    return NOT_KNOWN if "unknown" in value else ends.show(kind, value)


def _unknown() -> Read:
    return Read({"unknown": True}, NOT_KNOWN)


def _spanned(kind: str, simple: str, asking: Asking) -> Outcome | None:
    """The two ends in a text; None where there are none to be read."""
    basis: VatBasis | None = None
    named_well = True
    if kind == "money":
        if amounts.FOREIGN.search(simple) or _NO_PENCE.search(simple):
            return None
        basis, named_well, simple = vat.split(amounts.TRIMMINGS.sub("", spans.written_out(simple)))
    span = spans.find(spans.written_out(_YEARLY.sub(" ", simple)), ends.OF[kind].wanted)
    if span is None:
        return None
    if kind == "money" and span.percent:
        return amounts.PERCENT
    if span.high is None:
        return _open_ended(kind, span.low or Decimal(0))
    low = _least(asking) if span.low is None else span.low
    pence = _MAYBE_PENCE.fullmatch(simple) and low * _WIDE <= span.high
    sure = named_well and span.sure and not pence and _is_plain(kind, span, basis)
    asked = replace(asking, vat=basis or asking.vat)
    return ends.kept(kind, low, span.likely, span.high, asked, sure=sure)


def _least(asking: Asking) -> Decimal:
    """The lower end of "up to 200": what the limits allow, and never below 0."""
    least = max(asking.limits.least or Decimal(0), Decimal(0))
    return least.to_integral_value(ROUND_CEILING) if asking.limits.whole else least


def _is_plain(kind: str, span: spans.Span, basis: VatBasis | None) -> bool:
    """Whether the words around leave no doubt, as for one figure of the same kind."""
    if kind == "number":
        return not span.before and len(span.after) <= numbers.MOST_WORDS_AFTER
    return span.money or basis is not None or not (span.before or span.after)


def _single(kind: str, simple: str, asking: Asking) -> Outcome:
    if kind == "number":
        return numbers.read(simple, asking)
    simple = _YEARLY.sub(" ", simple)
    found = amounts.read(_NO_PENCE.sub(r"\1.00", simple), asking)
    if isinstance(found, Read) and found.sure and _NO_PENCE.search(simple):
        return answer(found.value, found.shown, sure=False)
    return found


def _helped(kind: str, outcome: Outcome) -> Outcome:
    """A refusal that tells of the ways there are to answer where one is not certain."""
    if isinstance(outcome, Read):
        return outcome
    example = ends.OF[kind].example
    if outcome.code in _SEVERAL:
        return Unreadable(
            outcome.code,
            f"I found several figures there. Please give one, or two like “{example}”,"
            " or say “don't know”.",
        )
    if outcome.code not in _HELPED:
        return outcome
    also = f"You can also say “{example}”, or “don't know”."
    return Unreadable(outcome.code, f"{outcome.sentence} {also}")


def _open_ended(kind: str, least: Decimal) -> Unreadable:
    of = ends.OF[kind]
    return Unreadable(
        "open_ended",
        f"You gave {of.show(least)} as the least. What is the most? Please give both,"
        f" for example “{of.example}”.",
    )


def _other_time(kind: str, time: str) -> Unreadable:
    of = ends.OF[kind]
    return Unreadable(
        "other_time",
        f"You said “{time}”, which may not be what I ask for. Please work it out for the time"
        f" in my question, for example “{of.example}”, or say “don't know”.",
    )
