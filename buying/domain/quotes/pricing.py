"""The price of a quote: the sums on it, held against one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from buying.domain.money import Money, VatBasis, pounds, to_penny
from buying.domain.quotes.amounts import POUNDS, currency_name
from buying.domain.quotes.found import Found
from buying.domain.quotes.items import Items
from buying.domain.quotes.paying import Unclear, reduced, unclear
from buying.domain.quotes.totals import Sort, Total
from buying.english import listed

RATES = (Decimal("0.20"), Decimal("0.05"), Decimal(0))
"""The rates of VAT at which a sum without and a sum with it may agree: standard, reduced, zero."""

SUMS: tuple[Sort, ...] = ("net", "gross", "exempt", "total", "sub")
SLACK = Decimal("0.02")
"""Pounds by which sums on paper may differ through rounding of their lines."""

USUAL = RATES[0]
NO_BASIS = (
    "The quote says {}, but not whether VAT is in it. Ask the supplier, then fill in the price."
)


class Priced(NamedTuple):
    """The price found, with how it is paid; or the doubts that kept it from being filled in."""

    price: Found | None = None
    pays: Found | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sum:
    """One sum that could be the price, on its basis (None: not said)."""

    total: Total
    vat: VatBasis | None
    worked_out: bool = False


class _Doubt(Exception):
    """The price cannot be told; the text says why, for people."""


def price(
    found: Sequence[Total],
    items: Items,
    basis: VatBasis | None,
    currencies: set[str],
    rows: Sequence[str] = (),
) -> Priced:
    """The one price that ``found`` and ``items`` give.

    ``basis``: what the quote says of VAT for all its prices, None for nothing or for both.
    ``currencies``: those that it names anywhere. ``rows``: all that stands on it, line by line.
    """
    try:
        chosen = _chosen(found, items, basis)
        _in_pounds(chosen.total, currencies)
        unclear(chosen.total, rows)
        _all_in_it(found, items, chosen)
    except (_Doubt, Unclear) as doubt:
        return Priced(doubts=(str(doubt),))
    if chosen.vat is None:
        return Priced(doubts=(NO_BASIS.format(chosen.total.amount.words),))
    return _told(chosen, _rate_doubt(found, chosen) or reduced(chosen.total, chosen.vat, rows))


def _told(chosen: _Sum, doubts: tuple[str, ...]) -> Priced:
    assert chosen.vat is not None
    total = chosen.total
    value = Money(to_penny(total.number), chosen.vat).stored()
    made = Found(value, total.place, total.words, chosen.worked_out, _of_one(total.words))
    return Priced(made, Found(total.pays or "once", total.place, total.words), doubts)


def _of_one(words: str) -> bool:
    """Whether an amount is called a price, and not a total."""
    return "price" in words.lower() and "total" not in words.lower()


def _chosen(found: Sequence[Total], items: Items, basis: VatBasis | None) -> _Sum:
    if not any(total.sort in ("net", "gross", "exempt", "total") for total in found):
        return _only_line(items, basis)
    sums = {sort: _one(found, sort) for sort in SUMS}
    added = _added(found)
    chosen = _agreed(sums, added, basis or items.vat)
    if chosen.total.number <= 0:
        raise _Doubt(f"The total is {chosen.total.amount.words}, which is no price.")
    _lines_agree(sums, added, items)
    return chosen


@dataclass(frozen=True)
class _Added:
    """What is added to a sub-total: VAT (None: no row of it), delivery, less a discount."""

    vat: Decimal | None
    others: tuple[Decimal, ...]


MOST_ADDED = 6
"""Rows of delivery and discount that are tried with one another; more are a list of something."""


def _added(found: Sequence[Total]) -> _Added:
    rows = {(t.number, t.words) for t in found if t.sort == "vat"}
    charged = [abs(t.number) for t in _distinct(found, "delivery")]
    charged += [-abs(t.number) for t in _distinct(found, "discount")]
    return _Added(
        sum((n for n, _ in rows), Decimal(0)) if rows else None, tuple(charged[:MOST_ADDED])
    )


def _distinct(found: Iterable[Total], sort: Sort) -> list[Total]:
    return list({t.number: t for t in found if t.sort == sort}.values())


def _one(found: Sequence[Total], sort: Sort) -> Total | None:
    several = _distinct(found, sort)
    if len(several) > 1 and sort != "sub":
        shown = listed(total.amount.words for total in several)
        raise _Doubt(f"I found more than one total: {shown}. Fill in the one that is right.")
    return several[0] if len(several) == 1 else None


def _agreed(sums: Mapping[Sort, Total | None], added: _Added, basis: VatBasis | None) -> _Sum:
    net, gross, exempt, total, sub = (sums[sort] for sort in SUMS)
    if exempt:
        _same(exempt, net, gross, total)
        return _Sum(exempt, "exempt")
    if net and gross:
        return _pair(net, gross, added, total)
    if net and total:
        return _sum_and_total(net, total, added, "net")
    if gross and total:
        return _sum_and_total(gross, total, added, "gross")
    if net or gross:
        stated = net or gross
        assert stated is not None
        return _Sum(stated, "net" if net else "gross")
    assert total is not None
    return _bare(total, sub, added, basis)


def _same(first: Total, *others: Total | None) -> None:
    for other in others:
        if other is not None and abs(other.number - first.number) > SLACK:
            raise _Doubt(_two(first, other))


def _pair(net: Total, gross: Total, added: _Added, total: Total | None) -> _Sum:
    """A sum without VAT and one with it: they must agree, or nothing is filled in."""
    if not _apart(net.number, gross.number, added.vat):
        raise _Doubt(_two(net, gross))
    if total is not None and min(abs(total.number - each.number) for each in (net, gross)) > SLACK:
        raise _Doubt(_two(gross, total))
    none = abs(gross.number - net.number) <= SLACK
    return _Sum(net, "exempt" if none else "net")


def _apart(net: Decimal, gross: Decimal, charged: Decimal | None) -> bool:
    """Whether two sums differ by the VAT that stands there, or else by a rate that there is."""
    if charged is not None:
        return abs(net + charged - gross) <= SLACK
    return any(abs(net * (1 + rate) - gross) <= SLACK for rate in RATES)


def _sum_and_total(stated: Total, total: Total, added: _Added, basis: VatBasis) -> _Sum:
    """A sum with its basis, beside a plain total that is the same or its other side."""
    if abs(stated.number - total.number) <= SLACK:
        if basis == "net" and added.vat:
            raise _Doubt(NO_BASIS.format(total.amount.words))
        return _Sum(stated, basis)
    net, gross = (stated, total) if basis == "net" else (total, stated)
    if not _apart(net.number, gross.number, added.vat):
        others = sum(added.others, Decimal(0))
        # The stated sum may come before delivery or a discount.
        with_others = (
            added.vat is not None and abs(net.number + others + added.vat - gross.number) <= SLACK
        )
        if not with_others:
            raise _Doubt(_two(stated, total))
        return _Sum(gross, "gross", worked_out=True)
    return _Sum(net, "net")


def _bare(total: Total, sub: Total | None, added: _Added, basis: VatBasis | None) -> _Sum:
    """A total that says nothing of VAT itself: what stands around it may."""
    if added.vat is not None:
        return _with_vat(total, sub, added, added.vat)
    if sub is not None:
        before = _before(sub, added)
        if all(abs(total.number - each) > SLACK for each in before):
            raise _Doubt(_two(sub, total))
    return _Sum(total, basis)


def _with_vat(total: Total, sub: Total | None, added: _Added, charged: Decimal) -> _Sum:
    if charged == 0:
        return _Sum(total, "exempt", worked_out=True)
    if sub is not None:
        if abs(sub.number + charged - total.number) <= SLACK:
            return _Sum(sub, "net", worked_out=True)
        if any(abs(each + charged - total.number) <= SLACK for each in _before(sub, added)):
            return _Sum(total, "gross", worked_out=True)
        raise _Doubt(
            f"The sums do not agree: {sub.amount.words} and VAT of {pounds(charged)} do not come "
            f"to {total.amount.words}. Ask the supplier which is right."
        )
    for rate in RATES[:2]:
        if abs(total.number * rate / (1 + rate) - charged) <= SLACK:
            return _Sum(total, "gross", worked_out=True)
        if abs(total.number * rate - charged) <= SLACK:
            return _Sum(total, "net", worked_out=True)
    return _Sum(total, None)


def _before(sub: Total, added: _Added) -> list[Decimal]:
    """What a sub-total comes to, with any of the delivery and discounts that are added to it."""
    return sorted(sub.number + some for some in _some_of(added.others))


def _some_of(amounts: Iterable[Decimal]) -> set[Decimal]:
    """What any of ``amounts`` come to together, none of them included."""
    found = {Decimal(0)}
    for each in amounts:
        found |= {one + each for one in found}
    return found


def _lines_agree(sums: Mapping[Sort, Total | None], added: _Added, items: Items) -> None:
    if items.sum is None:
        return
    stated = [total.number for total in sums.values() if total]
    less = _some_of(added.others)
    if any(abs(each - other - items.sum) <= SLACK for each in stated for other in less):
        return
    with_vat = [each - (added.vat or 0) - other for each in stated for other in less]
    if any(abs(each - items.sum) <= SLACK for each in with_vat):
        return
    total = next(total for total in sums.values() if total)
    raise _Doubt(
        f"The lines come to {pounds(items.sum)}, and the total says {total.amount.words}. "
        "Ask the supplier which is right."
    )


def _only_line(items: Items, basis: VatBasis | None) -> _Sum:
    if len(items.lines) != 1 or not items.whole:
        raise _Doubt("I did not find a total. Please fill in the price.")
    line = items.lines[0]
    if items.single and (line.count or 1) > 1:
        raise _Doubt(
            f"“{line.words[:120]}” could be the price of one or of all {line.count}. "
            "Fill in the price of all."
        )
    made = Total("total", line.total, line.place, line.words, items.first)
    return _Sum(made, line.total.vat or items.vat or basis)


def _in_pounds(total: Total, currencies: set[str]) -> None:
    named = {total.amount.currency} if total.amount.currency else currencies
    foreign = sorted(code for code in named if code and code != POUNDS)
    if foreign and POUNDS not in named:
        raise _Doubt(
            f"The price is in {currency_name(foreign[0])}: {_figure(total)}. I work in pounds. "
            "Ask the supplier for the price in pounds, then fill it in."
        )
    if foreign and total.amount.currency is None:
        raise _Doubt(
            f"The quote names pounds and {currency_name(foreign[0])}. The total, {_figure(total)}, "
            "does not say which it is in. Fill in the price in pounds."
        )


def _figure(total: Total) -> str:
    if total.amount.currency:
        return total.amount.words
    return f"{total.number:,.2f}"


def _all_in_it(found: Sequence[Total], items: Items, chosen: _Sum) -> None:
    """Refuse a price to which delivery still has to be added, or from which a discount has to be
    taken, as far as the paper tells."""
    for row in (*_distinct(found, "delivery"), *_distinct(found, "discount")):
        if row.number == 0 or items.spans(row.at):
            continue
        if not _counted(found, items, row):
            raise _Doubt(
                _CHANGES[row.sort].format(
                    total=chosen.total.amount.words,
                    what=_charge(row),
                    change=pounds(abs(row.number)),
                )
            )


_CHANGES: Mapping[Sort, str] = {
    "delivery": "The total is {total}, and {what} of {change} may have to be added. "
    "Fill in the price with {what}.",
    "discount": "The total is {total}, and a discount of {change} may have to be taken off. "
    "Fill in the price after the discount.",
}


def _charge(row: Total) -> str:
    return "fitting" if re.search(r"install|fitting|assembly", row.words.lower()) else "delivery"


def _counted(found: Sequence[Total], items: Items, row: Total) -> bool:
    """Whether the sums show that the delivery or the discount is in them."""
    change = -abs(row.number) if row.sort == "discount" else abs(row.number)
    added = _added(found)
    before = [t.number for t in found if t.sort in ("sub", "net")]
    before += [items.sum] if items.sum is not None else []
    after = [t.number for t in found if t.sort in ("net", "gross", "exempt", "total")]
    others = list(added.others)
    if change in others:
        others.remove(change)
    return any(
        abs(first + change + other + vat - last) <= SLACK
        for first in before
        for last in after
        for other in _some_of(others)
        for vat in (Decimal(0), added.vat or Decimal(0))
    )


def _rate_doubt(found: Sequence[Total], chosen: _Sum) -> tuple[str, ...]:
    """A word on VAT that is not at the usual rate: sums with it would come out too high."""
    charged = _added(found).vat
    net = next((t.number for t in found if t.sort == "net"), None) or (
        chosen.total.number if chosen.vat == "net" else None
    )
    if not charged or not net or abs(net * USUAL - charged) <= SLACK:
        return ()
    return (f"VAT on it is {pounds(charged)}, which is not the usual 20 %. I reckon with 20 %.",)


def _two(first: Total, second: Total) -> str:
    return (
        f"I found two totals that do not agree: “{first.words}” and “{second.words}”. "
        "Ask the supplier which is right."
    )
