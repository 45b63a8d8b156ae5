"""A mark from 1 (poor) to 5 (very good)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from buying.domain.reading.results import Asking, Outcome, Unreadable, answer, wrong_shape
from buying.domain.reading.single import Wanted, one
from buying.domain.reading.tidy import is_dont_know, plain
from buying.domain.reading.words import to_digits

_WORDS = {
    5: ("excellent", "outstanding", "brilliant", "perfect", "superb", "fantastic", "amazing",
        "great", "very good", "really good", "top marks", "full marks", "very happy", "the best"),
    4: ("good", "pretty good", "quite good", "fairly good", "happy", "above average", "well"),
    3: ("ok", "okay", "average", "fair", "alright", "all right", "so so", "so-so", "middling",
        "satisfactory", "adequate", "not bad", "fine", "acceptable", "meh", "medium"),
    2: ("poor", "bad", "not good", "not great", "not very good", "below average", "disappointing",
        "unhappy", "weak"),
    1: ("very poor", "very bad", "terrible", "awful", "dreadful", "rubbish", "useless", "horrible",
        "appalling", "really bad", "the worst", "very unhappy"),
}  # fmt: skip
_MEANING = {word: mark for mark, words in _WORDS.items() for word in words}
_MARKS = ("1", "2", "3", "4", "5")
_OUT_OF = re.compile(r"(\d{1,3}(?:\.\d)?)\s?(?:/|out of|of)\s?(5|10|100)\b")
_STARS = re.compile(r"(?:[⭐★🌟]\s?){1,9}(?:☆\s?)*")
_ENDS = re.compile(r"\s?(?:stars?|\*+|points?|marks?)\b|\s?\*+$|\.0+$")


def read(text: str, asking: Asking) -> Outcome:
    """A whole number from 1 to 5. A mark in words, or out of 10, is asked about."""
    simple = plain(text).strip(" .!").replace("\ufe0f", "")
    if not simple:
        return Unreadable("empty", "I did not get an answer. Please give a number from 1 to 5.")
    if is_dont_know(simple):
        return Unreadable("dont_know", "That is fine. Please give your best guess, from 1 to 5.")
    labelled = _labelled(simple, asking)
    if labelled is not None:
        return _mark(Decimal(labelled), True)
    if simple in _MEANING:
        return _mark(Decimal(_MEANING[simple]), False)
    if _STARS.fullmatch(simple):
        return _mark(Decimal(sum(c in "⭐★🌟" for c in simple)), True)
    if simple.strip("*") == "":
        return _mark(Decimal(len(simple)), True)
    return _in_figures(simple)


def check(value: Any, asking: Asking) -> Outcome:
    """1 to 5 as a number, or as a string."""
    if isinstance(value, str):
        return read(value, asking)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return wrong_shape()
    return _mark(Decimal(str(value)), True) if abs(value) < 1000 else _outside()


def show(value: Any) -> str:
    """``4 out of 5``."""
    return f"{int(value)} out of 5"


def _labelled(simple: str, asking: Asking) -> str | None:
    for choice in asking.choices:
        if simple in (plain(choice.label), plain(choice.value)) and choice.value in _MARKS:
            return choice.value
    return None


def _in_figures(simple: str) -> Outcome:
    simple = to_digits(simple)
    scale = _OUT_OF.search(simple)
    if scale:
        top = Decimal(scale[2])
        sure = top == 5 and scale[0] == simple
        return _mark(Decimal(scale[1]) * 5 / top, sure)
    found = one(_ENDS.sub("", simple), Wanted("a number from 1 to 5", "4", str))
    if isinstance(found, Unreadable):
        return found
    return _mark(found.amount, found.sure and not (found.before or found.after))


def _mark(mark: Decimal, sure: bool) -> Outcome:
    if not 1 <= mark <= 5:
        return _outside()
    if mark != int(mark):
        return Unreadable("not_whole", "Please give a whole number from 1 to 5, for example 4.")
    return answer(int(mark), show(mark), sure=sure)


def _outside() -> Unreadable:
    return Unreadable("out_of_range", "Please give a number from 1 (poor) to 5 (very good).")
