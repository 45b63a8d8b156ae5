"""What a British person typed, as a stored answer. Pure: today is passed in.

:func:`read` takes what somebody typed, :func:`check` what a button or a form
sent (untrusted JSON), and :func:`show` puts a stored value into words. Where a
text can be read in two ways the reading is marked ``sure=False`` and carries a
question to put to the person: ask rather than guess.

The stored shapes are those of :class:`buying.cards.Question`, and: ``number`` is
a decimal string (``"12"``), ``money`` carries its currency
(``{"amount": "900.00", "vat": "gross", "currency": "GBP"}``). Those of answers that are not
certain are in :mod:`~.estimates`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from buying.domain.money import VatBasis
from buying.domain.reading import (
    amounts,
    dates,
    estimates,
    not_known,
    numbers,
    ratings,
    texts,
    yes_no,
)
from buying.domain.reading import choices as _choices
from buying.domain.reading.results import (
    Asking,
    ChoiceLike,
    Limits,
    Option,
    Outcome,
    Read,
    Unreadable,
    wrong_shape,
)
from buying.domain.reading.tidy import is_blank, is_skip, plain

__all__ = [
    "ESTIMATED",
    "ChoiceLike",
    "Limits",
    "Option",
    "Outcome",
    "Read",
    "Unreadable",
    "check",
    "is_unknown",
    "read",
    "show",
]

ESTIMATED = ("money", "number")
"""The kinds of answer that may be between two figures, or not known."""

NOT_GIVEN = "Not given"
_T = TypeVar("_T")

_READ: dict[str, Callable[[str, Asking], Outcome]] = {
    "text": texts.read,
    "file": texts.read,
    "choice": _choices.read_one,
    "choices": _choices.read_several,
    "yes_no": yes_no.read,
    "number": numbers.read,
    "money": amounts.read,
    "date": dates.read,
    "rating": ratings.read,
}
_CHECK: dict[str, Callable[[Any, Asking], Outcome]] = {
    "text": texts.check,
    "file": texts.check,
    "choice": _choices.check_one,
    "choices": _choices.check_several,
    "yes_no": yes_no.check,
    "number": numbers.check,
    "money": amounts.check,
    "date": dates.check,
    "rating": ratings.check,
}


def read(
    kind: str,
    text: str,
    *,
    today: date,
    choices: Sequence[ChoiceLike] = (),
    vat: VatBasis = "gross",
    limits: Limits | None = None,
    optional: bool = False,
    estimate: bool = False,
) -> Outcome:
    """Read ``text`` as the answer to a question of ``kind``.

    ``vat`` is the basis that an amount has where the text names none. An
    ``optional`` question may be left out ("skip", nothing at all): the value is
    then None. A ``form`` cannot be typed as one text: read its fields one by
    one. ``estimate``, for money and numbers: "between 80 and 120" and "don't know" are
    answers too (:mod:`~.estimates`). Raises ValueError for a kind that is not one of
    ``buying.cards.KINDS``.
    """
    asking = Asking(today, tuple(choices), vat, limits or Limits())
    if optional and (is_blank(text) or is_skip(text)):
        return Read(None, NOT_GIVEN)
    if estimate and kind in ESTIMATED:
        return estimates.read(kind, text, asking)
    return _FORM if kind == "form" else _of(_READ, kind)(text, asking)


def check(
    kind: str,
    value: Any,
    *,
    today: date,
    choices: Sequence[ChoiceLike] = (),
    vat: VatBasis = "gross",
    limits: Limits | None = None,
    optional: bool = False,
    estimate: bool = False,
) -> Outcome:
    """Check ``value``, which a button or a form sent, as :func:`read` does a text.

    Any JSON may arrive. What a person typed into a box of a form (an amount, a
    date) is read as if it were typed in the chat. Raises as :func:`read` does.
    """
    asking = Asking(today, tuple(choices), vat, limits or Limits())
    if optional and (value is None or (isinstance(value, str) and is_blank(value))):
        return Read(None, NOT_GIVEN)
    if kind == "form":
        return _FORM
    checker = _of(_CHECK, kind)
    if estimate and kind in ESTIMATED and value is not None:
        return estimates.check(kind, value, asking)
    return wrong_shape() if value is None else checker(value, asking)


def is_unknown(text: str) -> bool:
    """Whether ``text`` says only that the person does not know: "not sure", "tbc", "?"."""
    return not_known.is_unknown(plain(text))


def show(kind: str, value: Any, *, choices: Sequence[ChoiceLike] = ()) -> str:
    """A stored value in words: ``£1,200 with VAT``, ``31 March 2027``.

    None gives ``Not given``; a value of an unexpected shape is shown as it is,
    because a summary must not fail on an old record.
    """
    if value is None:
        return NOT_GIVEN
    if kind == "choice":
        return _choices.show_one(value, choices)
    if kind == "choices":
        return _choices.show_several(value, choices)
    shower = _SHOW.get(kind, str)
    try:
        if kind in ESTIMATED and estimates.is_estimate(value):
            return estimates.show(kind, value)
        return shower(value)
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return str(value)


_SHOW: dict[str, Callable[[Any], str]] = {
    "yes_no": yes_no.show,
    "number": numbers.show,
    "money": amounts.show,
    "date": dates.show,
    "rating": ratings.show,
}
_FORM = Unreadable("form", "Please answer the questions on the form one at a time.")


def _of(table: dict[str, _T], kind: str) -> _T:
    if kind not in table:
        raise ValueError(f"{kind!r} is not a kind of question")
    return table[kind]
