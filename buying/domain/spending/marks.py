"""How near spending is to what was agreed, when people are told, and when they are asked."""

from __future__ import annotations

from decimal import Decimal

from buying.domain.money import to_penny

NEAR = 90
ALL = 100
MARKS = (NEAR, ALL)
"""Shares of what was agreed, in percent, at which people are told."""


FAR = 2
"""How many times what was agreed is so much that an amount or a purchase may be mistaken."""


def far_over(toward: Decimal, agreed: Decimal) -> bool:
    """Whether ``toward`` is more than :data:`FAR` times ``agreed``; exactly that is not.

    Both in pounds on one basis, compared to the penny.
    """
    return to_penny(toward) > to_penny(agreed) * FAR


def reached(toward: Decimal, agreed: Decimal) -> tuple[int, ...]:
    """The marks that ``toward`` has reached of ``agreed``; exactly at a mark counts.

    Both in pounds on one basis, compared to the penny. Where nothing was agreed to be paid (a
    gift, say), no mark is reached until something is spent, and then all are.
    """
    spent, whole = to_penny(toward), to_penny(agreed)
    if whole <= 0:
        return MARKS if spent > 0 else ()
    return tuple(mark for mark in MARKS if spent * 100 >= whole * mark)
