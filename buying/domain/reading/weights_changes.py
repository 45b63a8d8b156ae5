"""Weights changed without a figure: "more quality", "double quality", "no outcomes"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from buying.domain.weights import FULL

STEP = 10
"""What "more" and "less" move a weight by."""

_CHANGES: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (re.compile(r"\b(?:double|twice(?: as much| as important)?)\b"), 200, 0),
    (re.compile(r"\b(?:half|halve)\b(?: as much)?"), 50, 0),
    (re.compile(r"\b(?:no|without|ignore|drop|forget|leave out|nothing for)\b"), 0, 0),
    (re.compile(r"\b(?:only|just)\b"), 0, FULL),
    (re.compile(r"\b(?:a (?:bit|little|lot) |much )?(?:more|higher|raise)\b"), 100, STEP),
    (re.compile(r"\b(?:a (?:bit|little|lot) |much )?(?:less|lower|fewer)\b"), 100, -STEP),
)
"""A word, what per cent of the weight it keeps, and what it then adds."""


@dataclass(frozen=True)
class Change:
    """``of``: the words for what changes. A weight keeps ``percent`` of itself, then ``plus``."""

    of: str
    percent: int
    plus: int

    def applied(self, weight: int) -> int:
        """``weight`` after the change, never below 0 or over 100."""
        return max(0, min(FULL, weight * self.percent // 100 + self.plus))


def find(clause: str) -> Change | None:
    """The change that ``clause`` asks for; None where it asks for none."""
    for word, percent, plus in _CHANGES:
        if word.search(clause):
            return Change(word.sub(" ", clause), percent, plus)
    return None
