"""The parts of a question besides its amount and its time: when, from whom, how many of what."""

from __future__ import annotations

import re
from datetime import date

from buying.domain import reading
from buying.service.trying.terms import cut

_BY = re.compile(r"\b(?:(?:needed|wanted|delivered|ready|due) )?(?:by|before|no later than) (?=\S)")
_PREFERRED = re.compile(
    r"(?:\b(?:bought )?(?:from|with|by|at) )?(?:\b(?:an?|our|the|one of our|one of the) )?"
    r"\bpreferred suppliers?\b"
)
_STRANGER = re.compile(
    r"\b(?:(?:from|with|by|at) )?(?:an? |our |the )?(?:non-preferred|unfamiliar|new) supplier\b"
)
_NEITHER = re.compile(
    r"\b(?:(?:but|and|with|from|is) )*(?:not|no|without)"
    r"(?: (?:bought|ordered|from|with|by|at|under|on|off|through|an?|any|our|the|one|of|existing))*"
    r" (?:preferred suppliers?|contract|framework|agreement)\b"
)
_CONTRACT = re.compile(
    r"\b(?:bought |ordered )?(?:under|from|on|off|through) (?:an?|our|the|one of our)"
    r"(?: existing)? (?:contract|framework|agreement)\b"
)
_COUNT = re.compile(r"(?<![\w.,£-])(?P<count>\d{1,3}(?:,\d{3})+|\d{1,9})(?:\s?x)?\s(?=[a-z])")
_OPENING = re.compile(
    r"^[\s|]*(?:what (?:would|will|happens|does) (?:happen )?(?:with|if|for|to)?"
    r"|(?:if )?(?:we|i|staff|they|somebody|someone|a team)\b(?: (?:would|want|wants|wanted|need"
    r"|needs|needed|like|liked|to|buy|buys|bought|hire|hires|hired|spend|spends|spent|order"
    r"|orders|ordered|pay|pays|paid))*"
    r"|buying|buy|spending|ordering|how (?:do|can|should) (?:we|i) (?:buy|order))\b"
)
_EDGE = r"(?:of|for|on|worth|at|costing|with|from|and|in|all|the|total|a total|to|x|an?|about)"
_EDGES = re.compile(rf"^(?:\s|[|,.;:?!]|{_EDGE}\b)+|(?:\s|[|,.;:?!]|\b{_EDGE})+$")


def needed_by(text: str, on: date) -> tuple[date | None, str]:
    """The day it is needed by, and the text without it."""
    for match in _BY.finditer(text):
        words = text[match.end() :].split()[:5]
        said = [" ".join(words[:length]) for length in range(1, len(words) + 1)]
        found = {each: _day(each.strip(" ,.;?"), on) for each in said}
        # The most words that are surely a day, else the fewest that may be one.
        sure = [each for each, day in found.items() if day and day.sure][-1:]
        for each in sure or [each for each, day in found.items() if day][:1]:
            left = f"{text[: match.start()]} | {text[match.end() + len(each) :]}"
            day = found[each]
            return (date.fromisoformat(day.value) if day else None), left
    return None, text


def _day(said: str, on: date) -> reading.Read | None:
    found = reading.read("date", said, today=on)
    return found if isinstance(found, reading.Read) else None


def from_whom(text: str) -> tuple[bool, bool, str]:
    """Whether from a preferred supplier, whether under a contract, and the text without both."""
    for pattern in (_STRANGER, _NEITHER):
        text = pattern.sub(" | ", text)
    found = []
    for pattern in (_PREFERRED, _CONTRACT):
        match = pattern.search(text)
        found.append(match is not None)
        text = cut(text, match) if match else text
    return found[0], found[1], text


def thing(left: str, text: str) -> tuple[int | None, str]:
    """How many of what: the words that are left over, as they were typed."""
    left = _OPENING.sub(" ", left)
    match = _COUNT.search(left)
    if match:
        left = f"{left[: match.start()]} {left[match.end() :]}"
    parts = [_EDGES.sub("", part).strip() for part in left.split("|")]
    item = max(parts, key=len, default="")
    typed = re.search(re.escape(item), text, re.IGNORECASE) if item else None
    count = int(match["count"].replace(",", "")) if match else 0
    return count or None, (typed[0] if typed else item)
