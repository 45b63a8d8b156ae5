"""Figures as a request gives them: a number, or a range of low, likely and high."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from buying.domain.costs import MOST_YEARS
from buying.domain.costs.errors import TOO_MUCH, CostError
from buying.domain.costs.schedule import LOWEST_RATE
from buying.domain.costs.usual import Spread
from buying.service.costing.json_text import NoNumber
from buying.service.costing.mistakes import quoted, wrong

PLAIN = re.compile(r"-?\d{1,15}(\.\d{1,12})?", re.ASCII)
SMALLEST = -12
"""Digits after the point that a JSON number may have, as a power of ten."""

RANGE = ("low", "likely", "high")


@dataclass(frozen=True)
class Life:
    """Whole years that an option lasts: the lowest, the likely and the highest."""

    low: int
    likely: int
    high: int


def number(value: Any, such_as: str = "1200.00") -> Decimal:
    """A JSON number or a text such as ``"1200.00"``. Raises PydanticCustomError."""
    if isinstance(value, str):
        if not PLAIN.fullmatch(value.strip()):
            got = f"I got {quoted(value)}." if value.strip() else "It is empty."
            raise wrong(f"Write a plain number such as {such_as}. {got}")
        return Decimal(value.strip())
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        got = f" I got {quoted(value.text)}." if isinstance(value, NoNumber) else ""
        raise wrong(f"Write a plain number such as {such_as}.{got}")
    return _within(value)


def _within(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) >= TOO_MUCH:
        raise wrong("This number is too big. Check it, and give it again.")
    if value.normalize().as_tuple().exponent < SMALLEST:  # type: ignore[operator]
        raise wrong("This number has more than 12 digits after the point. Round it.")
    return value


def share(value: Any) -> Decimal:
    """A number that is a part of 1. Raises PydanticCustomError."""
    return number(value, "0.20")


def whole(value: Any) -> int:
    """A whole number. Raises PydanticCustomError."""
    found = number(value, "5")
    if found != found.to_integral_value():
        raise wrong(f"Give whole years. I got {found}.")
    return int(found)


def spread(value: Any) -> Spread:
    """A number or a range, whose middle is likely unless it says. Raises PydanticCustomError."""
    if not isinstance(value, Mapping):
        return Spread.sure(number(value))
    low, likely, high = _range(value)
    try:
        return Spread(low, (low + high) / 2 if likely is None else likely, high)
    except CostError as error:
        raise wrong(str(error)) from error


def life(value: Any) -> Life:
    """Whole years from 1 to 125, or a range of them. Raises PydanticCustomError."""
    if not isinstance(value, Mapping):
        years = period(value)
        return Life(years, years, years)
    low, likely, high = _range(value)
    middle = ((low + high) / 2).to_integral_value(ROUND_HALF_UP) if likely is None else likely
    found = Life(_life_years(low), _life_years(middle), _life_years(high))
    if not found.low <= found.likely <= found.high:
        raise wrong("Put the years in order: low, likely, high.")
    return found


def period(value: Any) -> int:
    """Whole years from 1 to 125. Raises PydanticCustomError."""
    return _life_years(number(value, "10"))


def _life_years(years: Decimal) -> int:
    if years != years.to_integral_value() or not 1 <= years <= MOST_YEARS:
        raise wrong(f"Give whole years, from 1 to {MOST_YEARS}. I got {years}.")
    return int(years)


def _range(value: Mapping[str, Any]) -> tuple[Decimal, Decimal | None, Decimal]:
    names = set(value)
    twice: tuple[str, ...] = getattr(value, "twice", ())
    if twice or not {"low", "high"} <= names <= set(RANGE):
        raise wrong("Write a range with low, likely and high, each once.")
    likely = value.get("likely")
    return number(value["low"]), None if likely is None else number(likely), number(value["high"])


def name_or_number(value: Any) -> str | Decimal:
    """A number, or the text that names something of the rulebook. Raises PydanticCustomError."""
    if isinstance(value, str) and not PLAIN.fullmatch(value.strip()):
        return value.strip()
    return number(value)


def tariff(value: Any) -> str | Spread:
    """A price of a unit, also as a range; or the name of a tariff. Raises PydanticCustomError."""
    found = value if isinstance(value, Mapping) else name_or_number(value)
    return found if isinstance(found, str) else spread(found)


def _as_schema(pattern: str, **limits: Any) -> dict[str, Any]:
    """A JSON number within ``limits``, or the same as text."""
    return {"anyOf": [{"type": "number", **limits}, {"type": "string", "pattern": pattern}]}


def _or_range(one: dict[str, Any]) -> dict[str, Any]:
    """``one`` figure, or a range of such."""
    between = {
        "type": "object",
        "properties": dict.fromkeys(RANGE, one),
        "required": ["low", "high"],
        "additionalProperties": False,
    }
    return {"anyOf": [*one["anyOf"], between]}


DIGITS = r"[0-9]{1,15}(\.[0-9]{1,12})?"
WHOLE = r"^[0-9]{1,3}(\.0{1,12})?$"
AMOUNT = _as_schema(f"^{DIGITS}$", minimum=0)
SHARE = _as_schema(f"^{DIGITS}$", minimum=0, maximum=1)
RATE = _as_schema(f"^-?{DIGITS}$", minimum=float(LOWEST_RATE), exclusiveMaximum=1)
YEAR = _as_schema(WHOLE, minimum=0, maximum=MOST_YEARS, multipleOf=1)
TIME = _as_schema(WHOLE, minimum=1, maximum=MOST_YEARS, multipleOf=1)
FIGURE = _or_range(AMOUNT)
NAME = {"type": "string", "description": "A name that the rulebook gives."}

Share = Annotated[Decimal, BeforeValidator(share), WithJsonSchema(SHARE)]
Whole = Annotated[int, BeforeValidator(whole), WithJsonSchema(YEAR)]
Period = Annotated[int, BeforeValidator(period), WithJsonSchema(TIME)]
Figure = Annotated[Spread, BeforeValidator(spread), WithJsonSchema(FIGURE)]
Years = Annotated[Life, BeforeValidator(life), WithJsonSchema(_or_range(TIME))]
RateAsked = Annotated[
    str | Decimal,
    BeforeValidator(name_or_number),
    WithJsonSchema({"anyOf": [*RATE["anyOf"], NAME]}),
]
TariffAsked = Annotated[
    str | Spread, BeforeValidator(tariff), WithJsonSchema({"anyOf": [*FIGURE["anyOf"], NAME]})
]
