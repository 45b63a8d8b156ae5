"""A request as it is kept: in a file to download, in the address of a page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from buying.domain.costs.usual import Spread
from buying.service.costing.figures import Life
from buying.service.costing.request import LineAsked, OptionAsked, Request

Data = dict[str, Any]
"""A JSON object: texts, whole numbers, true or false, lists and objects."""


def written(request: Request) -> Data:
    """``request`` as JSON that says the same, without what says nothing."""
    found: Data = {"currency": request.currency}
    if request.vat is not None:
        found["vat"] = {"recoverable": request.vat.recoverable}
    if request.rate is not None:
        found["rate"] = plain(request.rate) if isinstance(request.rate, Decimal) else request.rate
    if request.years is not None:
        found["years"] = request.years
    return {**found, "options": [_option(option) for option in request.options]}


def plain(number: Decimal) -> str:
    """A number without an exponent."""
    return format(number, "f")


def figure(value: Spread) -> str | Data:
    """An amount: a number, or a range, in which likely is left out where it is the middle."""
    if value.low == value.high:
        return plain(value.likely)
    between = {"low": plain(value.low), "high": plain(value.high)}
    middle = (value.low + value.high) / 2
    return between if value.likely == middle else {**between, "likely": plain(value.likely)}


def years(life: Life) -> int | Data:
    """Whole years: a number, or a range."""
    if life.low == life.high:
        return life.likely
    return {"low": life.low, "likely": life.likely, "high": life.high}


def _option(option: OptionAsked) -> Data:
    return {
        "name": option.name,
        "life_years": years(option.life_years),
        "lines": [_line(line) for line in option.lines],
    }


def _line(line: LineAsked) -> Data:
    said: Data = {
        "kind": line.kind,
        "label": line.label,
        "amount": line.amount and figure(line.amount),
        "kwh": line.kwh and figure(line.kwh),
        "tariff": _tariff(line.tariff),
        "vat": line.vat,
        "vat_rate": None if line.vat_rate is None else plain(line.vat_rate),
        "year": line.year,
        "each": line.each,
        "from": line.from_,
        "to": line.to,
        "assumed": line.assumed or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _tariff(tariff: str | Spread | None) -> str | Data | None:
    return figure(tariff) if isinstance(tariff, Spread) else tariff
