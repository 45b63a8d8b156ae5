"""Whether two short descriptions name the same kind of thing: "6 shower chairs", "chairs".

What a thing is stands in the last word of its name ("bed rail" is a rail, not a bed), and the
words before it narrow it down. Two names are alike where that last word is the same and neither
narrows it down in a way that the other contradicts. Single letters may be wrong. Other words for
one thing ("laptop", "notebook") are not seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

ONE_SLIP_FROM = 5
NEAR = 0.8
"""How near two words of five letters or more must be, of 0 to 1: one slip in five letters.
Shorter words must be the same, since "bed" and "bad" are one slip apart."""

_LIST = re.compile(r"[,;/&+\n]| and | plus ")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_NARROWING = frozenset({"of", "on", "in", "about"})
_AROUND = frozenset({"for", "with", "at", "to", "from", "by", "per", "until", "before", "as"})
_HOW_MANY = frozenset(
    "bag bottle box bundle carton case crate day dozen hour lot month pack packet pair pallet"
    " piece ream roll session set tin tray tub week year".split()
)
_EMPTY = frozenset(
    "a an the some any our my this that these those new more extra further another other"
    " replacement spare additional second third next last x cm mm ml kg litre l m xl xxl small"
    " medium large big mini white black blue red green grey brown yellow pink navy need buy order"
    " please".split()
)


@dataclass(frozen=True)
class Name:
    """``head``: the word that says what it is; ``rest``: the words that narrow it down."""

    head: str
    rest: frozenset[str]


def alike(one: str, other: str) -> bool:
    """Whether both name the same kind of thing, or lists of things that have one in common."""
    return any(_same_thing(*pair) for pair in product(names(one), names(other)))


@lru_cache(maxsize=4096)
def names(text: str) -> tuple[Name, ...]:
    """The things that ``text`` lists, in order; none where it has no word of meaning."""
    found = (_name(part) for part in _LIST.split(text.casefold()))
    return tuple(name for name in found if name is not None)


def _same_thing(one: Name, other: Name) -> bool:
    if _same_word(one.head, other.head):
        return _within(one.rest, other.rest) or _within(other.rest, one.rest)
    mine, theirs = one.rest | {one.head}, other.rest | {other.head}
    return _within(mine, theirs) and _within(theirs, mine)


def _within(few: frozenset[str], many: frozenset[str]) -> bool:
    return all(any(_same_word(word, other) for other in many) for word in few)


def _same_word(one: str, other: str) -> bool:
    if _stem(one) == _stem(other):
        return True
    long_enough = min(len(one), len(other)) >= ONE_SLIP_FROM
    return long_enough and OSA.normalized_similarity(one, other) >= NEAR


def _name(part: str) -> Name | None:
    words = _WORD.findall(part)
    words = words[_after_how_many(words) :]
    ends = [n for n, word in enumerate(words) if word in _NARROWING | _AROUND]
    thing = _meaning(words[: ends[0]] if ends else words)
    if not thing:
        return None
    return Name(thing[-1], frozenset([*thing[:-1], *_narrowed(words)]))


def _after_how_many(words: list[str]) -> int:
    """Where the thing begins in "2 boxes of blue gloves"; 0 where no amount stands before it."""
    of = words.index("of") if "of" in words else 0
    amount = {_singular(word) for word in words[:of]} - _EMPTY
    return of + 1 if of and amount <= _HOW_MANY else 0


def _narrowed(words: list[str]) -> list[str]:
    """What follows "of", "on", "in", "about": "training on moving people".

    What follows "for" or "with" says whom it is for and what comes with it, not what it is.
    """
    found: list[str] = []
    narrowing = False
    for word in words:
        if word in _NARROWING | _AROUND:
            narrowing = word in _NARROWING
        elif narrowing:
            found.append(word)
    return _meaning(found)


def _meaning(words: list[str]) -> list[str]:
    return [_singular(word) for word in words if word not in _EMPTY]


def _singular(word: str) -> str:
    word = re.sub(r"['\u2019]s?$", "", word)
    if len(word) < 4 or word.endswith("ss"):
        return word
    return re.sub(r"ies$", "y", re.sub(r"(?<=x|s)es$|(?<=ch|sh)es$|(?<!ie)s$", "", word))


def _stem(word: str) -> str:
    """``word`` without the ending of who does it or of the doing: "nurse", "nursing"."""
    return re.sub(r"(?<=\w{4})(?:ing|er|e)$", "", word)
