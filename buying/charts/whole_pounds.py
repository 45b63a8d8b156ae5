"""Whole pounds that still add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

POUND = Decimal(1)


def rounded(amount: Decimal) -> int:
    """``amount`` in pounds to the whole pound, half-up (away from 0)."""
    return int(amount.quantize(POUND, rounding=ROUND_HALF_UP))


def shared_out(amounts: Sequence[Decimal], whole: int) -> list[int]:
    """``amounts`` (pounds) as whole pounds that add up to ``whole``.

    ``whole`` is the sum of ``amounts`` rounded up or down. Each amount is rounded down, and
    the pounds that are then missing go to those with the largest remainders (Hamilton's
    method, as seats are shared out), the earlier first where equal. So each is less than a
    pound off, and a whole amount stays as it is.
    """
    floors = [int(amount.quantize(POUND, rounding=ROUND_FLOOR)) for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda n: (floors[n] - amounts[n], n))
    extra = set(order[: whole - sum(floors)])
    return [floor + (n in extra) for n, floor in enumerate(floors)]


def in_words(pounds: int) -> str:
    """``£1,200``, ``-£35``."""
    return f"{'-' if pounds < 0 else ''}£{abs(pounds):,}"
