"""Reads JSON that anybody may have written: numbers stay exact, and nothing in it is trusted."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from buying.service.costing.mistakes import Mistake, Refused

LARGEST = 256 * 1024
"""Bytes of a request."""

EXAMPLE = '{"options": [{"name": "A", "life_years": 10, "lines": [...]}]}'


class NoNumber:
    """Something that stands where a number may stand, and is none that anybody can pay."""

    def __init__(self, text: str) -> None:
        self.text = text


class Names(dict[str, Any]):
    """A JSON object, with the names that it gives more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.twice = _twice([name for name, _ in pairs]) if len(self) < len(pairs) else ()


def _twice(names: list[str]) -> tuple[str, ...]:
    seen: set[str] = set()
    return tuple(name for name in names if name in seen or seen.add(name))  # type: ignore[func-returns-value]


def read(text: bytes) -> Any:
    """What ``text`` says, numbers as Decimal.

    Raises Refused for more than 256 KB, and for what is not JSON in UTF-8. NaN, Infinity and
    numbers beyond all reason come as NoNumber, names given twice are kept in ``Names.twice``:
    both are refused later, where they stand.
    """
    if len(text) > LARGEST:
        raise _refused(f"This is too long. Send at most {LARGEST // 1024} KB.")
    if not text.strip():
        raise _refused(f"There is nothing in it. Write JSON such as {EXAMPLE}.")
    try:
        return json.loads(
            text.decode("utf-8-sig"),
            parse_int=_number, parse_float=_number, parse_constant=NoNumber,
            object_pairs_hook=Names,
        )  # fmt: skip
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _refused(f"This is not JSON: look at {place}. Write {EXAMPLE}.") from error
    except UnicodeDecodeError as error:
        raise _refused("This is not text in UTF-8. Save it as UTF-8 and try again.") from error
    except RecursionError as error:
        raise _refused(f"There are too many brackets in brackets. Write {EXAMPLE}.") from error


def _number(text: str) -> Decimal | NoNumber:
    try:
        return Decimal(text)
    except InvalidOperation:
        return NoNumber(text)


def _refused(message: str) -> Refused:
    return Refused([Mistake("", message)])
