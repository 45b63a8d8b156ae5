"""The small types that every part of the rulebook is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from string import Formatter
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StrictInt,
    StrictStr,
    WrapSerializer,
)

ID = re.compile(r"[a-z][a-z0-9_]*$")
CRITERION = re.compile(r"(\d{3}-)?[PK]\d+$")


class Model(BaseModel):
    """Frozen, and strict about names: a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _id(value: str) -> str:
    if value == "none":
        raise ValueError("'none' cannot be a name here, since it means nothing at all.")
    if not ID.match(value):
        raise ValueError(
            f"'{value}' cannot be a name here. Use small letters, digits and _, "
            "and begin with a letter."
        )
    return value


def _box(value: str) -> str:
    for name in value.split(".", 1):
        _id(name)
    return value


def _text(value: str) -> str:
    stripped = value.strip()
    if not stripped:
        raise ValueError("there is no text here.")
    return stripped


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces in ``text``, in order.

    Raises ValueError where braces do not match or hold more than a name.
    """
    parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    if not all(ID.match(name or "") and not spec and not how for name, spec, how in parts):
        raise ValueError("braces hold a name and nothing else")
    return tuple(name or "" for name, _, _ in parts)


def _wording(value: str) -> str:
    text = _text(value)
    try:
        placeholders(text)
    except ValueError as error:
        raise ValueError(
            "the braces in this text do not hold a name. A placeholder looks like {amount}. "
            "For a brace itself write two: {{ or }}."
        ) from error
    return text


def _criterion(value: str) -> str:
    if not CRITERION.match(value):
        raise ValueError(f"'{value}' is not a criterion of the standard. Write P7, K3 or 000-P14.")
    return value


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("a number is expected, such as 250 or 0.5.")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date) or value is None:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"'{value}' is not a date. Write it as 2026-04-01.")


def one_or_more(value: Any) -> Any:
    """A single value as a list of one; for keys that take either."""
    return value if isinstance(value, list | tuple) or value is None else (value,)


def read_only(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """A mapping that nobody can change, since a loaded rulebook is shared."""
    return MappingProxyType(dict(value))


def repeats(values: Iterable[Any]) -> list[tuple[int, Any]]:
    """The position and value of each value that was there before."""
    seen: set[Any] = set()
    found = []
    for position, value in enumerate(values):
        if value in seen:
            found.append((position, value))
        seen.add(value)
    return found


def _as_dict(value: Mapping[str, Any], handler: Any) -> Any:
    return handler(dict(value))


Id = Annotated[StrictStr, AfterValidator(_id)]
"""A name: small letters, digits and ``_``."""
Box = Annotated[StrictStr, AfterValidator(_box)]
"""The name of a question, or of a box of it: ``purpose`` or ``purpose.goes_on``."""
Text = Annotated[StrictStr, AfterValidator(_text)]
"""Words, never blank."""
Wording = Annotated[StrictStr, AfterValidator(_wording)]
"""Words that may hold ``{placeholders}``."""
CriterionNames = Annotated[
    tuple[Annotated[StrictStr, AfterValidator(_criterion)], ...], BeforeValidator(one_or_more)
]
"""Criteria of the standards: ``P7``, ``000-P14``."""
Number = Annotated[Decimal, BeforeValidator(_number)]
Whole = StrictInt
Day = Annotated[date, BeforeValidator(_day)]
READ_ONLY = (AfterValidator(read_only), WrapSerializer(_as_dict))
