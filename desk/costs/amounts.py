"""Amounts as people type them into a box: ``£1,200``, or ``60 to 300, likely 90``."""

from __future__ import annotations

import re
from typing import Any

RANGE = re.compile(r"(.+?)\s+to\s+(.+?)(?:[,;]?\s+likely\s+(.+))?", re.IGNORECASE)
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


def typed(text: str) -> Any:
    """A box as the request has it: a text, or low, likely and high. What cannot be read stays."""
    found = RANGE.fullmatch(text.strip())
    if found is None:
        return _plain(text)
    low, high, likely = found.groups()
    between = {"low": _plain(low), "high": _plain(high)}
    return {**between, "likely": _plain(likely)} if likely else between


def shown(value: Any) -> str:
    """A figure of the request as its box shows it."""
    if not isinstance(value, dict):
        return "" if value is None else str(value)
    between = f"{value['low']} to {value['high']}"
    return f"{between}, likely {value['likely']}" if "likely" in value else between


def _plain(text: str) -> str:
    bare = text.strip().removeprefix("£").strip()
    return bare.replace(",", "") if THOUSANDS.fullmatch(bare) else bare
