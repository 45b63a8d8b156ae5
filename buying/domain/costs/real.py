"""Prices of today and prices of the day: inflation kept out of what is discounted at a real rate.

A *real* amount is in prices of today, a *nominal* one in the pounds that are paid on the day. Rates
of the Green Book are real, so a nominal amount must become a real one before it is discounted.
All rates are fractions a year: ``Decimal("0.02")`` is 2 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from buying.domain.costs.errors import CostError, exact
from buying.domain.costs.lines import CostLine

ONE = Decimal(1)


def nominal_rate(real: Decimal, inflation: Decimal) -> Decimal:
    """(1 + real) x (1 + inflation) - 1. Raises CostError for a rate outside -1 to 1."""
    return _grows(real, "the real rate") * _grows(inflation, "inflation") - 1


def real_rate(nominal: Decimal, inflation: Decimal) -> Decimal:
    """(1 + nominal) / (1 + inflation) - 1. Raises CostError for a rate outside -1 to 1."""
    return _grows(nominal, "the nominal rate") / _grows(inflation, "inflation") - 1


def at_prices_of(amount: Decimal, index_then: Decimal, index_now: Decimal) -> Decimal:
    """``amount`` in prices of then, as it is in prices of now: amount x now / then.

    The indices are of one price series, such as HM Treasury's GDP deflator. Raises CostError for
    an index of 0 or less.
    """
    for index in (index_then, index_now):
        if exact(index, "the price index") <= 0:
            raise CostError(f"Give a price index above 0. I got {index}.")
    return exact(amount, "the amount") * index_now / index_then


def rising(
    amount: Decimal, indexation: Decimal, first: int, last: int, priced_in: int | None = None
) -> dict[int, Decimal]:
    """The nominal payments of a quote that goes up by ``indexation`` each year.

    ``amount`` is what the payment of year ``priced_in`` comes to (None: the first one); give 0 for
    a quote in prices of today that has risen by the time of the first payment.
    Payment of year n = amount x (1 + indexation)^(n - priced_in), unrounded pounds.
    Raises CostError for years out of order and for a rate outside -1 to 1.
    """
    if not 0 <= first <= last:
        raise CostError(f"These payments end in year {last} but begin in year {first}.")
    growth = _grows(indexation, "the yearly rise")
    base = first if priced_in is None else priced_in
    return {year: exact(amount, "the amount") * growth ** (year - base)
            for year in range(first, last + 1)}  # fmt: skip


def deflated(
    kind: str, payments: Mapping[int, Decimal], inflation: Decimal, label: str = ""
) -> tuple[CostLine, ...]:
    """Nominal payments by year as lines in prices of today: payment / (1 + inflation)^year.

    One line a year, to be discounted at a real rate; all have ``kind`` and ``label``. Same present
    value as discounting the payments at :func:`nominal_rate`. Raises CostError for a rate outside
    -1 to 1, and as :class:`buying.domain.costs.CostLine` does.
    """
    growth = _grows(inflation, "inflation")
    return tuple(
        CostLine(kind, exact(payment, "each payment") / growth**year, year=year, label=label)
        for year, payment in sorted(payments.items())
    )


def _grows(rate: Decimal, what: str) -> Decimal:
    """1 + ``rate``. Raises CostError unless the rate is above -1 and below 1."""
    if not -1 < exact(rate, what) < 1:
        raise CostError(
            f"Give {what} as a fraction between -1 and 1. Write 2% as 0.02. I got {rate}."
        )
    return ONE + rate
