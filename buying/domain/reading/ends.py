"""A figure between two others: checked, stored and shown.

Stored as ``low``, ``likely`` and ``high``, decimal strings; for money in pounds, with one
``vat`` and ``currency`` for all three. ``likely`` is what was said, else the middle: to the
penny for money, half up to a whole number where only those are allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from buying.domain.money import VAT_WORDS, Money, VatBasis, pounds, to_penny
from buying.domain.reading import amounts, numbers
from buying.domain.reading.results import Asking, Outcome, Unreadable, answer
from buying.domain.reading.single import Wanted

ENDS = ("low", "likely", "high")


@dataclass(frozen=True)
class Kind:
    """What money and numbers do each in their own way.

    ``example`` goes into sentences; ``read`` and ``check`` take one figure.
    """

    what: str
    example: str
    wanted: Wanted
    show: Callable[[Decimal], str]
    keys: frozenset[str]
    read: Callable[[str, Asking], Outcome]
    check: Callable[[Any, Asking, Callable[[str, Asking], Outcome]], Outcome]


OF: Mapping[str, Kind] = {
    "money": Kind(
        what="An amount",
        example="between £80 and £120",
        wanted=amounts.WANTED,
        show=pounds,
        keys=frozenset({*ENDS, "vat", "currency"}),
        read=amounts.read,
        check=amounts.check,
    ),
    "number": Kind(
        what="A number",
        example="between 5 and 8",
        wanted=numbers.WANTED,
        show=numbers.show,
        keys=frozenset(ENDS),
        read=numbers.read,
        check=numbers.check,
    ),
}
"""The kinds of question whose answer may lie between two figures."""


def kept(
    kind: str,
    low: Decimal,
    likely: Decimal | None,
    high: Decimal,
    asking: Asking,
    *,
    sure: bool = True,
) -> Outcome:
    """The three figures as they are stored, or what is wrong with them.

    Each must keep to the limits. Equal ends are one plain figure.
    """
    said = [low, high] if likely is None else [low, likely, high]
    wrong = next((found for figure in said if (found := _wrong(kind, figure, asking))), None)
    wrong = wrong or _disorder(kind, low, likely, high)
    if wrong:
        return wrong
    sure = sure and all(_stored(kind, figure) == figure for figure in said)
    if low == high:
        return _one(kind, low, asking.vat, sure=sure)
    middle = _middle(kind, low, high, asking) if likely is None else likely
    value = {
        end: _text(kind, figure) for end, figure in zip(ENDS, (low, middle, high), strict=True)
    }
    if kind == "money":
        value |= {"vat": asking.vat, "currency": "GBP"}
    return answer(value, show(kind, value), sure=sure)


def check(kind: str, value: Mapping[str, Any], asking: Asking) -> Outcome:
    """``low``, ``high`` and perhaps ``likely`` from outside, each a number or a typed figure."""
    if not value.keys() <= OF[kind].keys:
        return not_plain(kind)
    if value.get("low") is None or value.get("high") is None:
        return Unreadable("one_end", f"Please give both ends, for example {OF[kind].example}.")
    figures: dict[str, Decimal] = {}
    sure = True
    for end in ENDS:
        if value.get(end) is None:
            continue
        found = _check_one(kind, value, end, asking)
        if isinstance(found, Unreadable):
            return found
        stored = found.value
        figures[end] = Decimal(stored["amount"] if kind == "money" else stored)
        sure = sure and found.sure
    asked = replace(asking, vat=value.get("vat", asking.vat))
    return kept(kind, figures["low"], figures.get("likely"), figures["high"], asked, sure=sure)


def not_plain(kind: str) -> Unreadable:
    """The answer to an object that mixes things or holds something else."""
    return Unreadable(
        "wrong_shape",
        "That answer did not reach me whole. Please give one figure, or two,"
        f" for example {OF[kind].example}, or say “don't know”.",
    )


def show(kind: str, value: Mapping[str, Any]) -> str:
    """``£80 to £120 plus VAT, likely £100``, or ``5 to 8, likely 7``.

    Raises KeyError, TypeError or ArithmeticError for a value of another shape.
    """
    low, likely, high = (OF[kind].show(Decimal(value[end])) for end in ENDS)
    basis = f" {VAT_WORDS[value['vat']]}" if kind == "money" else ""
    return f"{low} to {high}{basis}, likely {likely}"


def _check_one(kind: str, value: Mapping[str, Any], end: str, asking: Asking) -> Outcome:
    one = value[end]
    if kind == "money":
        one = {"amount": one} | {key: value[key] for key in ("vat", "currency") if key in value}
    return OF[kind].check(one, asking, OF[kind].read)


def _wrong(kind: str, figure: Decimal, asking: Asking) -> Unreadable | None:
    least, most = asking.limits.least, asking.limits.most
    if kind == "number" and asking.limits.whole and figure % 1:
        return numbers.NOT_WHOLE
    return numbers.outside(figure, least, most, OF[kind].what, OF[kind].show)


def _disorder(kind: str, low: Decimal, likely: Decimal | None, high: Decimal) -> Unreadable | None:
    show_one = OF[kind].show
    ends = f"{show_one(low)} and {show_one(high)}"
    if low > high:
        return Unreadable(
            "order",
            f"The first figure, {show_one(low)}, is more than the second, {show_one(high)}."
            " Please give the smaller one first.",
        )
    if likely is not None and not low <= likely <= high:
        return Unreadable(
            "likely",
            f"The likely figure, {show_one(likely)}, does not lie between {ends}."
            " Please check the three.",
        )
    return None


def _middle(kind: str, low: Decimal, high: Decimal, asking: Asking) -> Decimal:
    middle = (low + high) / 2
    whole = kind == "number" and asking.limits.whole
    return middle.quantize(Decimal(1), rounding=ROUND_HALF_UP) if whole else middle


def _stored(kind: str, figure: Decimal) -> Decimal:
    return to_penny(figure) if kind == "money" else figure


def _text(kind: str, figure: Decimal) -> str:
    if kind == "money":
        return str(to_penny(figure))
    return numbers.show(figure).replace(",", "")


def _one(kind: str, figure: Decimal, basis: VatBasis, *, sure: bool) -> Outcome:
    if kind == "number":
        return answer(_text(kind, figure), numbers.show(figure), sure=sure)
    stored = Money(to_penny(figure), basis).stored()
    return answer(stored, amounts.show(stored), sure=sure)
