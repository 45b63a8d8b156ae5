"""What reading gives back, and what it needs to know about the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from buying.domain.money import VatBasis


class ChoiceLike(Protocol):
    """A choice: ``value`` is stored, ``label`` is read. ``buying.cards.Choice`` is one."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...


@dataclass(frozen=True)
class Option:
    """The plainest :class:`ChoiceLike`."""

    value: str
    label: str


@dataclass(frozen=True)
class Limits:
    """What an answer must keep to; None means no limit. All limits are included.

    ``least`` and ``most``: a number, an amount in pounds (on the VAT basis that
    the person gave) or how many choices may be picked. ``longest``: characters
    of a text. ``earliest`` and ``latest``: a date. Where ``latest`` is today or
    earlier, a date without a year is taken from the past, else from the future.
    ``whole``: a number without fractions.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    longest: int | None = None
    earliest: date | None = None
    latest: date | None = None
    whole: bool = False


@dataclass(frozen=True)
class Read:
    """An answer: ``value`` as it is stored, ``shown`` as a person reads it.

    Where ``sure`` is False, ``ask`` is the question to put before it counts.
    """

    value: Any
    shown: str
    sure: bool = True
    ask: str | None = None


@dataclass(frozen=True)
class Unreadable:
    """No answer: ``code`` for programs, ``sentence`` for the person."""

    code: str
    sentence: str


Outcome = Read | Unreadable


@dataclass(frozen=True)
class Asking:
    """The question at hand, as far as reading needs to know it."""

    today: date
    choices: Sequence[ChoiceLike] = ()
    vat: VatBasis = "gross"
    limits: Limits = field(default_factory=Limits)


def answer(value: Any, shown: str, *, sure: bool = True, how: str | None = None) -> Read:
    """A :class:`Read`; ``how`` replaces ``shown`` in the question where not sure."""
    if sure:
        return Read(value, shown)
    return Read(value, shown, False, f"I read that as {how or shown}. Is that right?")


def wrong_shape() -> Unreadable:
    """The answer to JSON of a shape that no button or form of ours sends."""
    return Unreadable("wrong_shape", "That answer did not reach me whole. Please give it again.")
