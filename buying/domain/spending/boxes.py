"""The boxes of a form that records a cost: untrusted values, read as if they were typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from buying.domain import reading
from buying.domain.reading import Limits, Outcome, Read
from buying.domain.spending.kinds import REST
from buying.domain.spending.spent import INVOICE, WORDS, kind_in

NEEDED = ("kind", "amount", "day")
"""Boxes without which a cost cannot be recorded, in the order in which they are asked."""

MOST = Decimal(10_000_000)


def _check_amount(value: object, today: date) -> Outcome:
    return reading.check("money", value, today=today, limits=Limits(least=-MOST, most=MOST))


def _check_day(value: object, today: date) -> Outcome:
    return reading.check("date", value, today=today, limits=Limits(latest=today))


def _text(longest: int) -> Callable[[object, date], Outcome]:
    def read(value: object, today: date) -> Outcome:
        limits = Limits(longest=longest)
        return reading.check("text", value, today=today, limits=limits, optional=True)

    return read


LABELS: Mapping[str, str] = {**WORDS, REST: "Something else"}
"""The words under which a kind is offered."""


def check_kind(value: object, kinds: Sequence[str], today: date) -> Outcome:
    """The kind that ``value`` says: one of those offered, by name or place, or any other by name.

    The price is what an invoice is for.
    """
    if isinstance(value, str) and value.strip().casefold() in ("price", "the price"):
        return Read(INVOICE, WORDS[INVOICE])
    choices = [reading.Option(kind, LABELS[kind]) for kind in kinds]
    found = reading.check("choice", value, today=today, choices=choices)
    if isinstance(found, Read) and found.sure:
        return found
    text = value if isinstance(value, str) else ""
    named = (text,) if text in WORDS else kind_in(text)
    return Read(named[0], WORDS[named[0]]) if len(named) == 1 else found


_BOXES: Mapping[str, Callable[[object, date], Outcome]] = {
    "amount": _check_amount,
    "day": _check_day,
    "invoice": _text(60),
    "note": _text(500),
}


def check(
    given: Mapping[str, object], today: date, kinds: Sequence[str] = tuple(WORDS)
) -> dict[str, Outcome]:
    """What each box of a form says; boxes that are empty or not known are left out.

    ``kinds``: those that were offered, in their order.
    """
    filled = {box: value for box, value in given.items() if value not in (None, "")}
    found = {"kind": check_kind(filled["kind"], kinds, today)} if "kind" in filled else {}
    return found | {box: read(filled[box], today) for box, read in _BOXES.items() if box in filled}
