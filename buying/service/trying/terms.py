"""How long and how often, in a question: "a month for two years, with a year's extension"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

A_YEAR = {"week": Decimal(52), "month": Decimal(12), "quarter": Decimal(4), "year": Decimal(1)}
"""How many of each a year is counted as."""

_UNIT = r"(?P<unit>week|month|quarter|year)(?:s'?|'s)?"
_COUNT = r"(?P<count>\d+(?:\.\d+)?|an?|another|one more)"
_MORE = r"(?:\s(?:more|further|extra|optional))?"
_PLUS = re.compile(
    r"\b(?P<count>\d+)\s?(?:years?|months?)?\s?(?:\+|plus)\s?(?P<more>\d+)"
    r"(?:\s?(?:\+|plus)\s?(?P<last>\d+))?\s?-?(?P<unit>year|month)s?\b"
)
_LEAD = r"(?:,?\s?\b(?:with|plus|and|then|which is|that is|it is)\b\s?)*(?:\b(?:the|an?|up to)\s)?"
_EXTENSIONS = tuple(
    re.compile(_LEAD + form)
    for form in (
        rf"(?:{_COUNT}[\s-])?(?:optional |possible |further )?{_UNIT}[\s-]"
        r"(?:optional )?extension\b",
        rf"\bextension of (?:up to )?{_COUNT}{_MORE} {_UNIT}",
        rf"\b(?:option|possibility|chance|right)s? (?:of|for|to extend (?:it )?(?:by|for)) "
        rf"(?:up to )?(?:another )?{_COUNT}{_MORE} {_UNIT}",
        rf"\bexten(?:d|ded|dable|sible)(?: it)? (?:by|for) (?:up to )?(?:another )?"
        rf"{_COUNT}{_MORE} {_UNIT}",
        rf"(?<!\w)(?:plus|and) (?:up to )?(?:a further |another ){_COUNT}?\s?{_UNIT}",
    )
)
_LENGTHS = tuple(
    re.compile(form)
    for form in (
        rf"\b(?:for|over|lasting|during|across) (?:the next |the first |a period of |about )?"
        rf"{_COUNT}[\s-]{_UNIT}\b(?:\s(?:contract|deal|agreement|term)\b)?",
        rf"\b(?:on )?(?:an? )?(?P<count>\d+)[\s-]{_UNIT} "
        r"(?:contract|deal|agreement|licence|term)\b",
        rf"(?<!every )(?<!within )(?<!in )\b(?P<count>\d+)[\s-]{_UNIT}\b"
        r"(?!\s(?:olds?|ago|time|notice|warranty|guarantee)\b)",
    )
)
_EACH = re.compile(
    r"[\s(),|]*(?:(?:an?|per|each|every|/|p)\s?(?P<unit>week|month|quarter|year|annum)\b"
    r"|(?P<often>weekly|monthly|quarterly|yearly|annually|pcm|p\.?a\.?|pw)(?!\w))"
)
_OFTEN = {
    "annum": "year", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annually": "year", "pcm": "month", "pa": "year", "p.a.": "year",
    "p.a": "year", "pw": "week",
}  # fmt: skip


@dataclass(frozen=True)
class Span:
    """A stretch of time: so many weeks, months, quarters or years."""

    count: Decimal
    unit: str

    def into(self, unit: str) -> Decimal:
        """How many of ``unit`` it is, to two decimals."""
        return round(self.count * A_YEAR[unit] / A_YEAR[self.unit], 2)

    def __str__(self) -> str:
        return f"{self.count.normalize():f} {self.unit}" + ("" if self.count == 1 else "s")


@dataclass(frozen=True)
class Terms:
    """``length`` and ``extension`` as they were said; ``left`` is the text without them."""

    length: Span | None
    extension: Span | None
    left: str


def terms(text: str) -> Terms:
    """The length and the extension that ``text``, plain and with digits, speaks of."""
    both = _PLUS.search(text)
    if both:
        more = Decimal(both["more"]) + Decimal(both["last"] or 0)
        unit = both["unit"]
        return Terms(_span(Decimal(both["count"]), unit), _span(more, unit), cut(text, both))
    extension, text = _first(_EXTENSIONS, text)
    length, text = _first(_LENGTHS, text)
    return Terms(length, extension, text)


def each(text: str, after: int) -> tuple[str | None, str]:
    """How often an amount that ends at ``after`` is paid, and the text without those words."""
    match = _EACH.match(text, after)
    if match is None:
        return None, text
    found = match["unit"] or match["often"]
    return _OFTEN.get(found, found), cut(text, match)


def cut(text: str, match: re.Match[str]) -> str:
    """``text`` without what ``match`` found, a bar in its place so that nothing joins up."""
    return f"{text[: match.start()]} | {text[match.end() :]}"


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> tuple[Span | None, str]:
    for pattern in patterns:
        match = pattern.search(text)
        if match:
            return _span(_count(match["count"]), match["unit"]), cut(text, match)
    return None, text


def _span(count: Decimal, unit: str) -> Span | None:
    """No time at all counts as none that was said."""
    return Span(count, unit) if count else None


def _count(said: str | None) -> Decimal:
    return Decimal(said) if said and said[0].isdigit() else Decimal(1)
