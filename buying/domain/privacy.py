"""Signs that a text holds facts about a person who receives care."""

from __future__ import annotations

import re

SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an NHS number", re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")),
    ("a telephone number", re.compile(r"(?<!\d)(?:\+44\s?|0)\d(?:[ -]?\d){8,9}(?!\d)")),
    ("an e-mail address", re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)),
    (
        "a date of birth",
        re.compile(r"\b(?:d\.?o\.?b\.?|born on|date of birth)\b", re.IGNORECASE),
    ),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")),
    (
        "a person's name",
        re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z][a-z]+"),
    ),
)
"""What each sign is called, and how it looks. Signs, not proof: the person decides."""


def signs(text: str) -> list[str]:
    """What ``text`` seems to hold about a person, in words; empty where nothing is seen.

    A number counts once: what looks like an NHS number and a telephone number
    alike is named by the first sign only.
    """
    found: list[str] = []
    rest = text
    for name, pattern in SIGNS:
        if pattern.search(rest):
            found.append(name)
            rest = pattern.sub(" ", rest)
    return found


NOT_SHOWN = "something that may name a person"
"""Instead of an item that looks as if it held facts about somebody."""

FOR_ONE = "something for one person"
"""Instead of an item of a category in which each purchase is for another person."""


def shown_to_others(item: str) -> str:
    """What is bought, as far as colleagues may read it."""
    return NOT_SHOWN if signs(item) else item
