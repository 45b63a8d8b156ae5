"""What stands around a date: "we need it by ...", "around ...", "... at the latest"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from buying.domain.reading.days import MONTHS, WEEKDAYS
from buying.domain.reading.fixed_dates import MONTH, WEEKDAY
from buying.domain.reading.words import to_digits

_FRONT = re.compile(
    r"(?:(?:(?:we|i|they|you)(?:'d|'ll| would| will)? (?:really )?(?:need|want|like|have"
    r"|require)(?: to have)?(?: (?:it|them|this|these|that|those))?"
    r"(?: (?:delivered|here|done|in place))?|it(?:'s| is)? (?:needed|due|has to be|must be"
    r"|should be)|(?:to be )?(?:needed|delivered|delivery|required|due|here|done)"
    r"|(?:no|not) later than|no later|any ?time|ready|date|deadline|is|it's|that's"
    r"|the latest is|latest|some ?time|at|on|for|in time for|from|during|so|um+|er+|yes|ok|oh"
    r"|well"
    r"|or|and|wc|w/c|week commencing|week beginning|week ending|(?:the )?(?:end|close) of play"
    r"|cop|close of business|cob|eod|1st thing)\b[ ,:]*)"
)
_BY = re.compile(r"(?:by|until|till|til|'til|up to|in time for)\b ?")
_BEFORE = re.compile(r"(?:before|prior to|ahead of|b4)\b ?")
_IN = re.compile(rf"in (?:the )?(?=(?:{MONTH}|early|late|mid|1st|2nd|3rd|4th|last)(?:\W|$))")
_THE = re.compile(r"the (?=\d|last|1st|end|week|day|start|beginning|middle)")
_ROUGH_FRONT = re.compile(
    r"(?:around(?: about)?|about|approx(?:imately)?\.?|roughly|circa|c\.|say|maybe|perhaps"
    r"|probably|possibly|hopefully|ideally|preferably"
    r"|i (?:think|guess|reckon|hope)|towards|near|after|not before|w/c|week commencing"
    r"|week beginning)\b ?"
)
_ROUGH_BACK = re.compile(
    r"[ ,-]*(?:\b(?:ish|or so|or thereabouts|roughly|maybe|probably|hopefully|ideally|i think"
    r"|i guess|if possible|if poss|at the earliest)"
    r"|(?<=[a-z\d])ish|\?)$"
)
_BACK = re.compile(
    r"[ ,-]*\b(?:at (?:the )?(?:very )?latest|latest|please|pls|thanks|thank you|or (?:earlier"
    r"|sooner|before)|onwards|(?:at |by )?(?:noon|midday|lunchtime|cop|close of play"
    r"|close|end of (?:the )?day|eod)|(?:at |by )?\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m"
    r"|at \d{1,2}:\d\d)\.?$"
)
_JOIN = r"\s?(?:-|to|or|and|&|/|until|till)\s?"
_TH = r"(?:st|nd|rd|th)?"
_SHORT = r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?"
_RANGE = re.compile(
    rf"\d{{1,2}}\s?(?:-|to|or)\s?\d{{1,2}} (?:days?|weeks?|wks?|months?|mths?)\b.*"
    rf"|(?:between|from)\b.*\b(?:and|to|until|till)\b.*"
    rf"|\d{{1,2}}{_TH}(?: of)? ?(?:{MONTH})?{_JOIN}(?:the )?\d{{1,2}}{_TH}(?: of)? (?:{MONTH}).*"
    rf"|(?:{MONTH}){_JOIN}(?:{MONTH}).*|(?:{WEEKDAY}){_JOIN}(?:{WEEKDAY}).*|{_SHORT}\s?(?:-|to"
    rf"|or|and|&)\s?{_SHORT}"
    rf"|(?:{MONTH}) \d{{1,2}}{_TH}{_JOIN}\d{{1,2}}{_TH}|\d{{1,2}}(?:st|nd|rd"
    rf"|th){_JOIN}\d{{1,2}}(?:st|nd|rd|th)"
)
_FIRST = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_ORDINALS = {word: n for n, word in enumerate(_FIRST, 1)} | {"thirtieth": 30}
_ORDINAL = re.compile(rf"\b(?:(twenty|thirty)[ -])?({'|'.join(_ORDINALS)})\b")
_SPELL = (*MONTHS, *WEEKDAYS, "christmas", "tomorrow", "fortnight", "financial")
_SLIP = 84
"""Of rapidfuzz's 0 to 100: "febuary", "wensday" and "septemer" pass, "today" does not."""


@dataclass(frozen=True)
class Phrase:
    """The date itself (``core``) and what was said about it."""

    core: str
    by: bool = False
    before: bool = False
    rough: bool = False


def phrase(text: str) -> Phrase:
    """``text`` (:func:`~.tidy.plain`) parted into the date and the words around it."""
    core = to_digits(_ORDINAL.sub(_ordinal, text))
    by = before = False
    rough = "~" in core
    core = " ".join(core.replace("~", " ").split())
    left = None
    while core != left:
        left = core
        for pattern, kind in _FRONTS:
            match = pattern.match(core)
            if match and match[0]:
                core = core[match.end() :].strip(" ,:")
                by, before, rough = (
                    by or kind == "by",
                    before or kind == "before",
                    rough or kind == "rough",
                )
        for pattern, kind in _BACKS:
            core, count = pattern.subn("", core)
            rough = rough or (kind == "rough" and count > 0)
        core = core.strip(" ,:")
    return Phrase(core, by, before, rough)


def is_range(core: str) -> bool:
    """Whether a text names two dates to lie between, or to choose from."""
    return _RANGE.fullmatch(core) is not None


def without_slips(core: str) -> str:
    """Months and weekdays that are nearly spelt right, spelt right."""
    return re.sub(r"[a-z]{5,}", _spelt, core)


def _spelt(match: re.Match[str]) -> str:
    word = match[0]
    best = max(_SPELL, key=lambda name: fuzz.ratio(word, name))
    return best if fuzz.ratio(word, best) >= _SLIP else word


def _ordinal(match: re.Match[str]) -> str:
    number = _ORDINALS[match[2]] + {"twenty": 20, "thirty": 30}.get(match[1] or "", 0)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"{number}{ending}"


_FRONTS = (
    (_BY, "by"),
    (_BEFORE, "before"),
    (_ROUGH_FRONT, "rough"),
    (_FRONT, ""),
    (_IN, ""),
    (_THE, ""),
)
_BACKS = ((_ROUGH_BACK, "rough"), (_BACK, ""))
