"""Which choice a text means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from buying.domain.reading.results import ChoiceLike
from buying.domain.reading.tidy import plain
from buying.domain.reading.words import to_digits

SURE_SCORE = 88
ASK_SCORE = 68
MARGIN = 8
"""Of rapidfuzz's 0 to 100: how near a spelling must be to count, to be asked about, and
how far ahead of the next one. Chosen so that one slip in a word of five letters asks."""

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_ORDINAL = "|".join((*_ORDINALS, "last", "top", "bottom", "middle"))
_NUMBER = re.compile(
    r"(?:the |option |number |no\.? ?|choice |answer |#)*(\d{1,2})(?:st|nd|rd"
    r"|th)?[).:]?(?: (?:one|option|choice))?"
)
_POSITION = re.compile(
    rf"(?:the |option |number |choice )*({_ORDINAL})(?: (?:one|option|choice|on the list))?"
)
_LETTER = re.compile(r"(?:the |option |choice |letter |answer )*\(?([a-z])[).:]?")
_POLITE = re.compile(
    r"^(?:i(?:'d| would)?(?: think| guess| reckon| want| need| like| choose| pick| prefer| say"
    r"| go for)+ ?(?:to)?"
    r"|it's|its|it is|probably|maybe|let's go (?:for|with)|go (?:for|with)|we(?:'d)? (?:want"
    r"|need|like)"
    r"|just|um+|er+|oh|hmm+|yes|yeah|please)[ ,]+|[ ,]+(?:please|pls|thanks|thank you|cheers"
    r"|i think)$"
)
_HEDGED = re.compile(
    r"\b(?:i (?:think|guess|reckon|suppose)|probably|maybe|perhaps|possibly|or)\b|\?"
)
_NEGATED = re.compile(
    r"\b(?:not|no|never|except|without|neither|isn't|don't|dont|won't|anything but|rather than)\b"
)


@dataclass(frozen=True)
class Match:
    """A choice, and whether the text can mean no other."""

    choice: ChoiceLike
    sure: bool
    whole: bool = True
    """False: the text says more than the choice does."""


def match(text: str, choices: Sequence[ChoiceLike]) -> Match | None:
    """The choice that ``text`` (:func:`~.tidy.plain`) means; None where it is none.

    In order: exactly; by number, place or letter; by a beginning or some of its
    words; by a near spelling.
    """
    found = _match(text, choices)
    if found is None or not found.sure:
        bare = _bare(text)
        if bare and bare != text:
            again = _match(bare, choices)
            found = again if again and (again.sure or not found) else found
    if found and found.sure and _HEDGED.search(text) and exact(text, choices) is None:
        return replace(found, sure=False)
    return found


def exact(text: str, choices: Sequence[ChoiceLike]) -> ChoiceLike | None:
    """The only choice whose value or label ``text`` is, but for case and marks."""
    bare = _letters(text)
    for of in (_value, _label):
        same = [choice for choice in choices if _letters(of(choice)) == bare]
        if bare and len(same) == 1:
            return same[0]
    return None


def named(text: str, choices: Sequence[ChoiceLike]) -> list[ChoiceLike]:
    """The choices whose whole label stands somewhere in ``text``."""
    words = f" {_letters(text)} "
    return [c for c in choices if _letters(_label(c)) and f" {_letters(_label(c))} " in words]


def _match(text: str, choices: Sequence[ChoiceLike]) -> Match | None:
    same = exact(text, choices)
    if same:
        return Match(same, True)
    placed = _place(text, choices)
    if placed is not None:
        return placed
    bare = _letters(text)
    if not bare or bare.isdigit():
        return None
    return _beginning(bare, choices) or _worded(bare, choices) or _near(bare, choices)


def _place(text: str, choices: Sequence[ChoiceLike]) -> Match | None:
    """By number ("2", "the second one") or letter ("b")."""
    index = _index(text, len(choices))
    if index is None or not 0 <= index < len(choices):
        return None
    choice = choices[index]
    others = [c for c in _starting(_letters(text), choices) if c is not choice]
    if others and text.isalpha() and len(text) > 1:
        return Match(others[0], False)
    return Match(choice, not others)


def _index(text: str, count: int) -> int | None:
    number = _NUMBER.fullmatch(text) or _NUMBER.fullmatch(to_digits(text))
    if number:
        return int(number[1]) - 1
    position = _POSITION.fullmatch(text)
    if position:
        word = position[1]
        if word in _ORDINALS:
            return _ORDINALS.index(word)
        if word == "middle":
            return count // 2 if count % 2 else None
        return 0 if word == "top" else count - 1
    letter = _LETTER.fullmatch(text)
    return ord(letter[1]) - ord("a") if letter else None


def _beginning(bare: str, choices: Sequence[ChoiceLike]) -> Match | None:
    """By the beginning of one label. Of several, the first is asked about."""
    starting = _starting(bare, choices)
    if not starting:
        return None
    return Match(starting[0], len(starting) == 1 and len(bare) >= 2)


def _starting(bare: str, choices: Sequence[ChoiceLike]) -> list[ChoiceLike]:
    return [
        c
        for c in choices
        if _letters(_label(c)).startswith(bare) or _letters(_value(c)).startswith(bare)
    ]


def _worded(bare: str, choices: Sequence[ChoiceLike]) -> Match | None:
    """By words that only one label has, or by a whole label inside the text."""
    inside = named(bare, choices)
    if len(inside) == 1:
        sure = not (_turned(bare, inside[0]) or _joined(bare, inside[0]))
        return Match(inside[0], sure, False)
    if len(inside) > 1:
        longest = max(inside, key=lambda c: len(c.label))
        covered = all(_letters(_label(c)) in _letters(_label(longest)) for c in inside)
        sure = covered and not (_turned(bare, longest) or _joined(bare, longest))
        return Match(longest, sure, False)
    words = set(bare.split())
    having = [c for c in choices if words <= set(_letters(_label(c)).split())]
    if len(bare) < 4 or not having:
        return None
    return Match(having[0], len(having) == 1)


def _near(bare: str, choices: Sequence[ChoiceLike]) -> Match | None:
    """By spelling. Not sure where two are about as near, or a "not" is in the way."""
    if len(bare) < 3:
        return None
    scores = sorted(((_score(bare, c), -n) for n, c in enumerate(choices)), reverse=True)
    best, place = scores[0]
    if best < ASK_SCORE:
        return None
    choice = choices[-place]
    clear = len(scores) == 1 or best - scores[1][0] >= MARGIN
    return Match(choice, best >= SURE_SCORE and clear and not _turned(bare, choice))


def _score(bare: str, choice: ChoiceLike) -> float:
    label = _letters(_label(choice))
    names = (label, _letters(_value(choice)), to_digits(label))
    whole = max(fuzz.ratio(bare, name) for name in names)
    sorted_words = max(fuzz.token_sort_ratio(bare, name) for name in names)
    word = max((fuzz.ratio(bare, w) for w in names[0].split() if len(w) > 3), default=0.0)
    return max(whole, sorted_words, word - MARGIN, _each_word(bare, label) - MARGIN / 2)


def _each_word(bare: str, label: str) -> float:
    """How near the words of ``bare`` are, on average, to some word of ``label``."""
    wanted = [w for w in bare.split() if len(w) > 3]
    among = [w for w in label.split() if len(w) > 3]
    if not wanted or not among:
        return 0.0
    return sum(max(fuzz.ratio(w, other) for other in among) for w in wanted) / len(wanted)


def _turned(bare: str, choice: ChoiceLike) -> bool:
    """Whether the text says "not" where the label does not."""
    return bool(_NEGATED.search(bare)) and not _NEGATED.search(plain(choice.label))


def _joined(bare: str, choice: ChoiceLike) -> bool:
    """Whether the text goes on after the label with "and", "or" or many words."""
    others = f" {bare} ".replace(f" {_letters(_label(choice))} ", " ", 1).split()
    return len(others) > 5 or bool({"and", "or", "but", "plus"} & set(others))


def _bare(text: str) -> str:
    before = ""
    while text != before:
        before, text = text, _POLITE.sub("", text).strip()
    return text


def _letters(text: str) -> str:
    """Letters and digits, parted by single spaces."""
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.replace("£", " ")))


def _label(choice: ChoiceLike) -> str:
    return _plain(choice.label)


def _value(choice: ChoiceLike) -> str:
    return _plain(choice.value)


_plain = lru_cache(maxsize=4096)(plain)
"""Labels are read again and again; what people type is not kept."""
