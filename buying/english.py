"""How English writes a sentence, a list and a day: small things that every layer says alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def sentence(words: str) -> str:
    """``words`` with a capital letter at their beginning."""
    return words[:1].upper() + words[1:]


def inside(label: str) -> str:
    """A label as it stands inside a sentence: a small first letter, unless it is an acronym."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def years_words(years: int) -> str:
    """``1 year``, ``5 years``."""
    return "1 year" if years == 1 else f"{years} years"


def for_others(label: str) -> str:
    """A label that was put to one person, as others read it: ``Your choice`` is ``Choice``."""
    return sentence(label.removeprefix("Your "))


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list that people read: ``a, b and c``."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {last} {found[-1]}"


def day_in_words(day: date) -> str:
    """A day as people write it: ``1 December 2026``."""
    return f"{day.day} {day:%B %Y}"
