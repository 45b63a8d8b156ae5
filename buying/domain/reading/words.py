"""Number words as digits: "twelve hundred", "two and a half", "half a dozen", "a tenner"."""

from __future__ import annotations

import re

from text_to_num import text2num

_SCALE_WORDS = ("hundred", "thousand", "million", "billion")
_UNIT_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty",
    "ninety",
)  # fmt: skip
_WORD = rf"(?:{'|'.join(sorted((*_UNIT_WORDS, *_SCALE_WORDS), key=len, reverse=True))})"
_RUN = re.compile(rf"\b{_WORD}(?:(?:\s?-\s?|\s+and\s+|\s+){_WORD})*\b")
_SCALE = r"(?:hundred|thousand|thou|million|billion|dozen|grand|k)"
_BEFORE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bbetween\b(.*)\band\b"), r"between\1to"),
    (re.compile(r"\s+and\s+a\s+half\b"), "^5"),
    (re.compile(r"\s+and\s+a\s+quarter\b"), "^25"),
    (re.compile(r"\s+and\s+three\s+quarters\b"), "^75"),
    (re.compile(rf"\bhalf\s+(?:an?\s+)?(?={_SCALE}\b)"), "0.5 "),
    (re.compile(rf"\b(?:an?|the)\s+(?={_SCALE}\b)"), "1 "),
    (re.compile(r"\b(?:a\s+)?couple(?:\s+of)?\b"), "~ 2"),
    (re.compile(r"\b(?:(?P<many>an?|one|1)\s+)?tenner\b"), "£10"),
    (re.compile(r"\b(?:(?P<many>an?|one|1)\s+)?fiver\b"), "£5"),
)
_AFTER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\d.,])(\d{1,2})\^(\d+)"), r"\1.\2"),
    (re.compile(r"(?<!\d\s)(?<!\d)\b(?=(?:dozen|grand)\b)"), "1 "),
    (re.compile(r"\b(\d{1,3})\s+tenners\b"), r"£\g<1>0"),
)
_DIGIT = rf"(?:{'|'.join(_UNIT_WORDS[:10])}|\d)"
_POINT = re.compile(rf"\b(\w+)\s+point\s+({_DIGIT}(?:\s+{_DIGIT})*)\b")
LEFT_OVER = re.compile(rf"\b{_WORD}\b")
"""Number words that could not be put together ("nineteen ninety nine")."""

_HAS_LETTERS = re.compile(r"[a-z]{3}")


def to_digits(text: str) -> str:
    """``text`` with every number in words that can be put together as digits.

    A couple gives ``~ 2``, where ``~`` is "about" everywhere in the grammars.
    """
    if not _HAS_LETTERS.search(text):
        return text
    for pattern, instead in _BEFORE:
        text = pattern.sub(instead, text)
    text = _RUN.sub(_run, _POINT.sub(_decimal, text))
    for pattern, instead in _AFTER:
        text = pattern.sub(instead, text)
    return text


def _run(match: re.Match[str]) -> str:
    """Digits for a run of number words; a scale after digits stays a word ("5 thousand")."""
    words = match[0]
    first, _, others = words.partition(" ")
    if first in _SCALE_WORDS and re.search(r"\d\s?$", match.string[: match.start()]):
        joined = others.removeprefix("and ")
        return f"{first} {_number(joined)}" if joined else first
    return _number(words)


def _decimal(match: re.Match[str]) -> str:
    """Digits for "one point two five"."""
    whole = _number(match[1])
    if not whole.isdigit():
        return match[0]
    digits = (str(_UNIT_WORDS.index(w)) if w in _UNIT_WORDS else w for w in match[2].split())
    return f"{whole}.{''.join(digits)}"


def _number(words: str) -> str:
    try:
        return str(text2num(words, "en"))
    except ValueError:
        return words
